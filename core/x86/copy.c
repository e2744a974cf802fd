/* core/x86/copy.c - application instructions that run in the cache as they are.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Units lie within reach of the code they hold, so a rip-relative operand nearly always needs
 * only another displacement.  Where it does not reach, and for gs, core/x86/rebase.c finds a way.
 */
#include "core/x86/emit.h"
#include "core/x86/rebase.h"

bool
arch_emit_copy(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
               enum xl_kind *kind, uint8_t *aux)
{
    *kind = XL_COPY;
    *aux = 0;
    if (ABI_OWN_SEGMENT && (s->flags & IR_USES_GS) != 0)
        return rebase_emit(e, s, from, kind, aux);
    if (s->rip_off == 0) {
        emit_bytes(e, from->bytes, s->length);
        return true;
    }
    int32_t disp, rel;
    memcpy(&disp, from->bytes + s->rip_off, 4);
    uintptr_t to = (uintptr_t)(from->pc + s->length) + (uintptr_t)(intptr_t)disp;
    size_t after = (size_t)(s->length - s->rip_off - 4);
    if (!emit_rel32(e->hot + s->rip_off, after, to, &rel))
        return rebase_emit(e, s, from, kind, aux);
    uint8_t *copy = e->hot;
    emit_bytes(e, from->bytes, s->length);
    memcpy(copy + s->rip_off, &rel, 4);
    return true;
}
