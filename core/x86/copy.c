/* core/x86/copy.c - application instructions that run in the cache as they are.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Units lie within reach of the code they hold, so a rip-relative operand nearly always needs
 * only another displacement.  Where it does not reach, a scratch register holds the address.
 */
#include "core/x86/emit.h"
#include "os/base/assert.h"

/* A register that the instruction does not use and whose number needs no prefix bit. */
static unsigned
free_register(const struct ir_scan *s)
{
    static const uint8_t order[] = { REG_AX, REG_CX, REG_DX, REG_BX, REG_SI, REG_DI };
    for (unsigned i = 0; i < sizeof(order); i++) {
        if (((s->gpr_read | s->gpr_write) >> order[i] & 1) == 0)
            return order[i];
    }
    return REG_SP;
}

/* The base register of a memory operand becomes one without prefix bit: clears B wherever it is
 * kept in the prefixes before the opcode. */
static void
clear_base_bit(uint8_t *code, unsigned opcode_off)
{
    unsigned i = 0;
    while (i < opcode_off && code[i] != 0xc4 && code[i] != 0xc5 && code[i] != 0x62 &&
           (code[i] & 0xf0) != 0x40)
        i++;
    if (i >= opcode_off)
        return;
    if ((code[i] & 0xf0) == 0x40)
        code[i] &= (uint8_t)~1u;
    else if (code[i] != 0xc5)
        code[i + 1] |= 0x20; /* VEX and EVEX keep it inverted */
}

static bool
emit_with_scratch(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes, uintptr_t to,
                  uint8_t *aux)
{
    unsigned reg = free_register(s);
    if (reg == REG_SP)
        return false;
    *aux = (uint8_t)reg;
    emit_tls_store(e, reg, TLS_SCRATCH);
    emit_u8(e, 0x48);
    emit_u8(e, 0xb8 | reg);
    emit_u64(e, to);
    uint8_t *copy = e->hot;
    emit_bytes(e, bytes, s->rip_off);
    clear_base_bit(copy, s->modrm_off);
    copy[s->modrm_off] = (uint8_t)((copy[s->modrm_off] & 0x38) | reg);
    emit_bytes(e, bytes + s->rip_off + 4, (size_t)(s->length - s->rip_off - 4));
    emit_tls_load(e, reg, TLS_SCRATCH);
    return true;
}

bool
arch_emit_copy(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
               enum xl_kind *kind, uint8_t *aux)
{
    *kind = XL_COPY;
    *aux = 0;
    if (s->rip_off == 0) {
        emit_bytes(e, from->bytes, s->length);
        return true;
    }
    int32_t disp, rel;
    memcpy(&disp, from->bytes + s->rip_off, 4);
    uintptr_t to = (uintptr_t)(from->pc + s->length) + (uintptr_t)(intptr_t)disp;
    size_t after = (size_t)(s->length - s->rip_off - 4);
    if (!emit_rel32(e->hot + s->rip_off, after, to, &rel)) {
        *kind = XL_SCRATCH;
        return emit_with_scratch(e, s, from->bytes, to, aux);
    }
    uint8_t *copy = e->hot;
    emit_bytes(e, from->bytes, s->length);
    memcpy(copy + s->rip_off, &rel, 4);
    return true;
}
