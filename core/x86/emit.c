/* core/x86/emit.c - thread slots, displacements, literals.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/x86/emit.h"
#include "core/x86/tls_x86.h"

static void
tls_access(struct emitter *e, unsigned opcode, unsigned reg, unsigned slot)
{
    emit_u8(e, TLS_SEG_PREFIX);
    emit_u8(e, 0x48 | (reg >> 3) << 2);
    emit_u8(e, opcode);
    emit_u8(e, 0x04 | (reg & 7) << 3);
    emit_u8(e, 0x25);
    emit_u32(e, TLS_DISP(slot));
}

void
emit_tls_store(struct emitter *e, unsigned reg, unsigned slot)
{
    tls_access(e, 0x89, reg, slot);
}

void
emit_tls_load(struct emitter *e, unsigned reg, unsigned slot)
{
    tls_access(e, 0x8b, reg, slot);
}

void
emit_tls_upper(struct emitter *e, unsigned slot, uint32_t imm)
{
    emit_u8(e, TLS_SEG_PREFIX);
    emit_u8(e, 0xc7);
    emit_u8(e, 0x04);
    emit_u8(e, 0x25);
    emit_u32(e, TLS_DISP(slot) + 4);
    emit_u32(e, imm);
}

bool
emit_rel32(const uint8_t *field, size_t after, uintptr_t to, int32_t *rel)
{
    int64_t d = (int64_t)(to - ((uintptr_t)field + 4 + after));
    *rel = (int32_t)d;
    return d == *rel;
}

uint8_t *
emit_literal(struct emitter *e, uint64_t value)
{
    uintptr_t at = ((uintptr_t)e->cold - 8) & ~(uintptr_t)7;
    e->cold = (uint8_t *)at;
    memcpy(e->cold, &value, 8);
    return e->cold;
}
