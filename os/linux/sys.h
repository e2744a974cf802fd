/* os/linux/sys.h - the system-call instruction, and the kernel's own constants.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Only the kernel's exported headers are used, never a libc's.
 */
#ifndef OS_LINUX_SYS_H
#define OS_LINUX_SYS_H
#include <asm/unistd.h>
#include <stdint.h>

static inline intptr_t
sys_raw(intptr_t nr, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e, intptr_t f)
{
    intptr_t ret;
    register intptr_t r10 __asm__("r10") = d;
    register intptr_t r8 __asm__("r8") = e;
    register intptr_t r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(ret)
                     : "0"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return ret;
}

#define SYS_ARG(x) ((intptr_t)(x))
#define sys0(nr) sys_raw(nr, 0, 0, 0, 0, 0, 0)
#define sys1(nr, a) sys_raw(nr, SYS_ARG(a), 0, 0, 0, 0, 0)
#define sys2(nr, a, b) sys_raw(nr, SYS_ARG(a), SYS_ARG(b), 0, 0, 0, 0)
#define sys3(nr, a, b, c) sys_raw(nr, SYS_ARG(a), SYS_ARG(b), SYS_ARG(c), 0, 0, 0)
#define sys4(nr, a, b, c, d) sys_raw(nr, SYS_ARG(a), SYS_ARG(b), SYS_ARG(c), SYS_ARG(d), 0, 0)
#define sys5(nr, a, b, c, d, e) \
    sys_raw(nr, SYS_ARG(a), SYS_ARG(b), SYS_ARG(c), SYS_ARG(d), SYS_ARG(e), 0)
#define sys6(nr, a, b, c, d, e, f) \
    sys_raw(nr, SYS_ARG(a), SYS_ARG(b), SYS_ARG(c), SYS_ARG(d), SYS_ARG(e), SYS_ARG(f))

static inline int
sys_failed(intptr_t r)
{
    return (uintptr_t)r > (uintptr_t)-4096;
}

#endif
