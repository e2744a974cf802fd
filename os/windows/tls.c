/* os/windows/tls.c - the thread's slots, which lie among the TLS slots of its block.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/tls.h"
#include "os/base/abi.h"
#include "os/base/atomic.h"
#include "os/windows/sys.h"
#include "os/windows/tls_claim.h"

STATIC_ASSERT(ABI_TLS_BASE == TEB_TLS_SLOTS + 8 * ABI_TLS_INDEX);

uintptr_t *
os_tls_slots(uintptr_t *page)
{
    (void)page;
    return (uintptr_t *)(teb_word(TEB_SELF) + ABI_TLS_BASE);
}

static uint32_t claimed[2];

/* ntdll keeps what is set when it begins. */
bool
os_tls_claim(unsigned first, unsigned count)
{
    if (peb_word(PEB_LDR) != 0)
        return false;
    for (unsigned i = ABI_TLS_INDEX + first; i < ABI_TLS_INDEX + first + count; i++)
        claimed[i / 32] |= (uint32_t)1 << i % 32;
    tls_claim_again();
    return true;
}

void
tls_claim_again(void)
{
    uint32_t *bits = (uint32_t *)(teb_word(TEB_PEB) + PEB_TLS_BITS);
    for (unsigned i = 0; i < ARRAY_SIZE(claimed); i++) {
        if ((bits[i] & claimed[i]) != claimed[i])
            ATOMIC_OR(&bits[i], claimed[i]);
    }
}

/* The slots are there already. */
void
os_tls_set(void *page)
{
    (void)page;
}

void *
os_tls_get(void)
{
    return (void *)teb_word(ABI_TLS_BASE + ABI_CORE_SLOT * sizeof(uintptr_t));
}

/* Compiled code of clients needs nothing at a thread pointer: it finds the thread's block by gs,
 * which is always there. */
uintptr_t
os_tls_app_base(void)
{
    return teb_word(TEB_SELF);
}

void
os_tls_set_app_base(uintptr_t base)
{
    (void)base;
}

bool
os_tls_selector_base(unsigned selector, uintptr_t *base)
{
    *base = 0;
    return (selector & 0xfffc) == 0;
}
