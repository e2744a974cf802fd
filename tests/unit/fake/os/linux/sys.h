/* tests/unit/fake/os/linux/sys.h - in place of os/linux/sys.h: system calls go to the test.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_SYS_H
#define OS_LINUX_SYS_H
#include <asm/unistd.h>
#include <stdint.h>

intptr_t fake_kernel(intptr_t nr, intptr_t a, intptr_t b, intptr_t c, intptr_t d);

#define SYS_ARG(x) ((intptr_t)(x))
#define sys0(nr) fake_kernel(nr, 0, 0, 0, 0)
#define sys2(nr, a, b) fake_kernel(nr, SYS_ARG(a), SYS_ARG(b), 0, 0)
#define sys4(nr, a, b, c, d) fake_kernel(nr, SYS_ARG(a), SYS_ARG(b), SYS_ARG(c), SYS_ARG(d))

static inline int
sys_failed(intptr_t r)
{
    return (uintptr_t)r > (uintptr_t)-4096;
}

#endif
