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
