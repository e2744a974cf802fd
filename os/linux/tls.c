/* os/linux/tls.c - the thread's page through gs.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/tls.h"
#include "os/linux/sys.h"
#include <asm/prctl.h>

void
os_tls_set(void *page)
{
    sys2(__NR_arch_prctl, ARCH_SET_GS, page);
}

void *
os_tls_get(void)
{
    void *page;
    __asm__ volatile("mov %%gs:0, %0" : "=r"(page));
    return page;
}

uintptr_t
os_tls_app_base(void)
{
    uintptr_t base = 0;
    sys2(__NR_arch_prctl, ARCH_GET_FS, &base);
    return base;
}

void
os_tls_set_app_base(uintptr_t base)
{
    sys2(__NR_arch_prctl, ARCH_SET_FS, base);
}
