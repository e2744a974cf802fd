/* core/x86/translate.c - the application's registers in the middle of a code sequence.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Each rule puts the application back before the instruction.  It is only needed where the
 * sequence can fault; elsewhere an interrupted thread is stepped to the end of the sequence.
 */
#include "core/arch.h"
#include "core/x86/indirect.h"
#include "core/x86/rebase.h"
#include "core/x86/section.h"

enum { TLS_STORE_SIZE = 9 };

void
arch_translate(enum xl_kind kind, uint8_t aux, size_t into, const struct thread *t,
               struct mcontext *mc)
{
    switch (kind) {
    case XL_IND: indirect_translate(aux, into, t, mc); break;
    case XL_SCRATCH:
        if (into >= TLS_STORE_SIZE)
            mc->reg[aux] = t->tls[TLS_SCRATCH];
        break;
    case XL_CHECK:
        if (aux != 0 || into >= TLS_STORE_SIZE)
            mc->reg[REG_CX] = t->tls[TLS_RCX];
        if (aux != 0 || into >= 2 * TLS_STORE_SIZE)
            mc->reg[REG_DX] = t->tls[TLS_RDX];
        break;
    case XL_STRING:
        if (into == REBASE_STRING_OFFSET)
            mc->reg[REG_SI] -= t->tls[TLS_APP_SEG];
        break;
    case XL_ABORT:
        if (into == 0)
            section_translate(t, mc);
        break;
    default: break;
    }
}

bool
arch_may_restart(enum xl_kind kind, size_t into)
{
    return (kind == XL_STRING && into == REBASE_STRING_OFFSET) || (kind == XL_ABORT && into == 0);
}
