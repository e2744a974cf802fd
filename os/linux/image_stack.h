/* os/linux/image_stack.h - a new program's stack, laid out as the kernel does. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_STACK_H
#define OS_LINUX_IMAGE_STACK_H 1

#include "os/linux/image_script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An entry of the auxiliary vector. */
struct aux {
    uintptr_t type, value;
};

/* The entry of that type, NULL: none. AUXV ends with AT_NULL. */
struct aux *aux_find(struct aux *auxv, uintptr_t type);

/* What goes onto the stack. */
struct stack_plan {
    const char *execfn;
    const char *front[2 * SCRIPT_DEPTH + 1]; /* words before the rest of argv */
    unsigned front_count;
    const char *const *argv; /* the rest */
    unsigned argc;
    const char *const *envp;
    const struct aux *auxv;  /* values final but for those that point to the stack */
    uintptr_t top;           /* the end of the stack's memory */
    uintptr_t shift;         /* random distance between strings and vectors, bytes */
};

struct stack_result {
    uintptr_t sp;
    uintptr_t arg_start, arg_end, env_start, env_end;
    struct aux *auxv;
    size_t auxv_size; /* bytes, with AT_NULL */
};

/* Writes the stack. All strings may lie on the very stack that is overwritten; the caller's
 * own frame may not. False: no memory. */
bool stack_write(const struct stack_plan *plan, struct stack_result *out);

#endif
