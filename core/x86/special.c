/* core/x86/special.c - instructions that run in the cache with something around them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/x86/cpu.h"
#include "core/x86/emit.h"
#include "core/x86/tls_x86.h"

/* The instruction itself runs too: it faults where the processor or the kernel has none. */
void
arch_emit_rdgsbase(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    unsigned rex = ir_rex(from->bytes, s);
    unsigned reg = from->bytes[s->modrm_off] & 7;
    emit_bytes(e, from->bytes, s->length);
    emit_u8(e, TLS_SEG_PREFIX);
    emit_u8(e, 0x40 | (rex & 8) | (rex & 1) << 2);
    emit_u8(e, 0x8b);
    emit_u8(e, 0x04 | reg << 3);
    emit_u8(e, 0x25);
    emit_u32(e, TLS_DISP(TLS_APP_SEG));
}

/* A transaction never survives what the runtime does in between, so none is begun: it aborts
 * with the status "do not try again".  Without transactions the instruction does not exist, or
 * aborts by itself, as it does here: its fallback is what follows. */
void
arch_emit_xbegin(struct emitter *e)
{
    if (cpu_has_rtm())
        EMIT(e, 0xb8, 0, 0, 0, 0); /* mov eax, 0 */
    else
        EMIT(e, 0xc7, 0xf8, 0, 0, 0, 0); /* xbegin +0 */
}

static bool
has_prefix(const struct ir_scan *s, const uint8_t *bytes)
{
    for (unsigned i = 0; i < s->opcode_off; i++) {
        if (bytes[i] == 0x66 || bytes[i] == 0xf2 || bytes[i] == 0xf3)
            return true;
    }
    return false;
}

enum arch_x87_store
arch_x87_store(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned op = bytes[s->opcode_off], reg = bytes[s->modrm_off] >> 3 & 7;
    if ((s->flags & IR_WRITES_MEM) == 0 || s->kind != IR_OTHER || s->modrm_off == 0 || bytes[s->modrm_off] >= 0xc0)
        return ARCH_X87_NONE;
    bool is_0f = s->opcode_off != 0 && bytes[s->opcode_off - 1] == 0x0f;
    if (!is_0f)
        return (op == 0xd9 || op == 0xdd) && reg == 6 ? ARCH_X87_ALWAYS : ARCH_X87_NONE;
    if (has_prefix(s, bytes))
        return ARCH_X87_NONE;
    if (op == 0xae && reg == 0)
        return ARCH_X87_ALWAYS;
    return (op == 0xae && (reg == 4 || reg == 6)) || (op == 0xc7 && (reg == 4 || reg == 5))
        ? ARCH_X87_MASKED
        : ARCH_X87_NONE;
}

/* Bit 0 of rax, shifted to bit 7 of a byte, decides; the flags stay. */
uint8_t *
arch_emit_x87_test(struct emitter *e)
{
    emit_tls_store(e, REG_CX, TLS_RCX);
    EMIT(e, 0x8d, 0x0c, 0xc5, 0, 0, 0, 0); /* lea ecx, [rax*8] */
    EMIT(e, 0x8d, 0x0c, 0xcd, 0, 0, 0, 0); /* lea ecx, [rcx*8] */
    EMIT(e, 0x8d, 0x0c, 0x09);             /* lea ecx, [rcx + rcx] */
    EMIT(e, 0x0f, 0xb6, 0xc9);             /* movzx ecx, cl */
    EMIT(e, 0xe3, 0);                      /* jrcxz over */
    uint8_t *site = e->hot - 1;
    emit_tls_load(e, REG_CX, TLS_RCX);
    return site;
}

void
arch_emit_x87_test_end(struct emitter *e, uint8_t *site)
{
    *site = (uint8_t)(e->hot - (site + 1));
    emit_tls_load(e, REG_CX, TLS_RCX);
}
