/* os/base/types.h - integer types, alignment, bounds and compile-time checks for everything above. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_TYPES_H
#define OS_BASE_TYPES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
typedef intptr_t ssize_t;
#elif defined(__STDC_HOSTED__) && __STDC_HOSTED__
#    include <sys/types.h> /* unit tests and tools: the host's ssize_t */
#else
typedef __PTRDIFF_TYPE__ ssize_t;
#endif

#define STATIC_ASSERT(cond) _Static_assert(cond, #cond)

/* Powers of two only; works for any unsigned type as wide as both operands. */
#define ALIGN_UP(x, to) (((x) + ((to) - 1)) & ~((to) - 1))
#define ALIGN_DOWN(x, to) ((x) & ~((to) - 1))
#define IS_ALIGNED(x, to) (((x) & ((to) - 1)) == 0)

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define BIT(n) (1U << (n))

/* The structure that holds MEMBER at address P. */
#define CONTAINER_OF(p, type, member) ((type *)(void *)((char *)(p) - offsetof(type, member)))

#define UNUSED(x) ((void)(x))
#define NORETURN __attribute__((noreturn))
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(gnu_printf, fmt, first)))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define NO_INLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define ALIGNED(n) __attribute__((aligned(n)))

static inline uintptr_t
align_up(uintptr_t x, uintptr_t to)
{
    return ALIGN_UP(x, to);
}

static inline uintptr_t
align_down(uintptr_t x, uintptr_t to)
{
    return ALIGN_DOWN(x, to);
}

static inline bool
is_pow2(uintptr_t x)
{
    return x != 0 && (x & (x - 1)) == 0;
}

#endif
