/* core/x86/rebase.c - instructions whose memory operand is reached through a scratch register.
 * SPDX-License-Identifier: Apache-2.0
 *
 * gs is the runtime's segment; the application's base for it stands in TLS_APP_SEG.  An operand
 * gs:[base + index*scale + disp] becomes [scratch + disp]:
 *     mov  gs:[SCRATCH], scratch
 *     mov  scratch, gs:[APP_SEG]
 *     lea  scratch, [scratch + base]     (when there is one)
 *     INSTRUCTION [scratch + disp]
 *     mov  scratch, gs:[SCRATCH]
 * With both base and index a second register, in SCRATCH2, takes part before the instruction.  The
 * displacement stays in the instruction, whose own encoding knows what it counts (EVEX scales
 * it).  lea changes no flags, and nothing but the instruction itself can fault.
 *
 * Operands that are registers by nature (xlat, maskmov) are the scratch register themselves; the
 * string instructions, which move theirs on, get it moved there and back.
 */
#include "core/x86/rebase.h"
#include "core/x86/emit.h"
#include "os/base/assert.h"

enum { NONE = 4 /* as an index: no register */, RBP = 5 };

/* The parts of a memory operand with a ModRM byte. */
struct operand {
    unsigned base, index, scale; /* base 16: none; index NONE: none */
    unsigned mod;
    size_t end; /* offset behind the displacement */
    int32_t disp;
    bool is_rip, is_vector_index;
};
enum { NO_BASE = 16 };

static unsigned
used(const struct ir_scan *s)
{
    return s->gpr_read | s->gpr_write;
}

/* A register that the instruction does not use and whose number needs no prefix bit. */
static unsigned
free_register(const struct ir_scan *s)
{
    static const uint8_t order[] = { REG_AX, REG_CX, REG_DX, REG_BX, REG_SI, REG_DI, REG_BP };
    for (unsigned i = 0; i < sizeof(order); i++) {
        if ((used(s) >> order[i] & 1) == 0)
            return order[i];
    }
    return REG_SP;
}

/* Where the prefixes that carry register bits begin: REX, VEX, EVEX or XOP; opcode_off: none. */
static unsigned
extension_off(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned i = ir_prefixes_end(bytes, s->opcode_off);
    return i < s->opcode_off && bytes[i] != 0x0f ? i : s->opcode_off;
}

/* X and B of the address: bit 1 and bit 0. */
static unsigned
address_bits(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned at = extension_off(s, bytes);
    if (at == s->opcode_off || bytes[at] == 0xc5)
        return 0;
    if ((bytes[at] & 0xf0) == 0x40)
        return bytes[at] & 3u;
    return (~(unsigned)bytes[at + 1] >> 5) & 3u; /* kept inverted */
}

/* Gathers and scatters: a vector is the index. */
static bool
has_vector_index(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned at = extension_off(s, bytes), op = bytes[s->opcode_off];
    if (at == s->opcode_off || (bytes[at] != 0xc4 && bytes[at] != 0x62) ||
        (bytes[at + 1] & 7) != 2)
        return false;
    return (op >= 0x90 && op <= 0x93) || (op >= 0xa0 && op <= 0xa3) || op == 0xc6 || op == 0xc7;
}

static struct operand
operand_of(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned modrm = bytes[s->modrm_off], bits = address_bits(s, bytes);
    struct operand o = { .base = modrm & 7, .index = NONE, .mod = modrm >> 6,
                         .end = s->modrm_off + 1u };
    if (o.base == 4) {
        unsigned sib = bytes[o.end++];
        o.is_vector_index = has_vector_index(s, bytes);
        o.scale = sib >> 6;
        o.index = o.is_vector_index ? NONE : (sib >> 3 & 7) | (bits & 2) << 2;
        o.base = sib & 7;
    } else
        o.is_rip = o.mod == 0 && o.base == 5;
    bool no_base = o.mod == 0 && o.base == 5;
    o.base = no_base ? NO_BASE : o.base | (bits & 1) << 3;
    if (o.mod == 1)
        o.disp = (int8_t)bytes[o.end];
    else if (o.mod == 2 || no_base)
        memcpy(&o.disp, bytes + o.end, 4);
    o.end += o.mod == 1 ? 1 : o.mod == 2 || no_base ? 4 : 0;
    return o;
}

/* lea dst, [base + index << scale + disp], or its 32-bit form. */
static void
emit_lea(struct emitter *e, unsigned dst, unsigned base, unsigned index, unsigned scale,
         int32_t disp)
{
    emit_u8(e, 0x48u | (dst >> 3) << 2 | (index >> 3) << 1 | (base == NO_BASE ? 0 : base >> 3));
    emit_u8(e, 0x8d);
    emit_u8(e, (base == NO_BASE ? 0x04u : 0x84u) | (dst & 7) << 3);
    emit_u8(e, scale << 6 | (index & 7) << 3 | (base == NO_BASE ? 5 : base & 7));
    emit_u32(e, (uint32_t)disp);
}

static void
emit_constant(struct emitter *e, unsigned reg, uint64_t value)
{
    emit_u8(e, 0x48);
    emit_u8(e, 0xb8 | reg);
    emit_u64(e, value);
}

/* reg += the application's base; by way of another register, which keeps its value. */
static void
emit_add_segment(struct emitter *e, unsigned reg)
{
    unsigned other = reg == REG_DX ? REG_CX : REG_DX;
    emit_tls_store(e, other, TLS_SCRATCH2);
    emit_tls_load(e, other, TLS_APP_SEG);
    emit_lea(e, reg, reg, other, 0, 0);
    emit_tls_load(e, other, TLS_SCRATCH2);
}

static uintptr_t
rip_target(const struct ir_scan *s, const struct arch_source *from)
{
    int32_t disp;
    memcpy(&disp, from->bytes + s->rip_off, 4);
    return (uintptr_t)(from->pc + s->length) + (uintptr_t)(intptr_t)disp;
}

/* reg = base + index + segment; the displacement is left to the instruction. */
static void
emit_base_and_segment(struct emitter *e, const struct operand *o, unsigned reg)
{
    if (o->base != NO_BASE && o->index != NONE) {
        emit_lea(e, reg, o->base, o->index, o->scale, 0);
        emit_add_segment(e, reg);
        return;
    }
    emit_tls_load(e, reg, TLS_APP_SEG);
    if (o->base != NO_BASE) /* the base register may be rsp, which cannot be an index */
        emit_lea(e, reg, o->base, reg, 0, 0);
    else if (o->index != NONE)
        emit_lea(e, reg, reg, o->index, o->scale, 0);
}

/* A prefix before those in effect that is left out: segment, address size, and REX, which was idle there and
 * might not be any more. */
static bool
is_dropped(uint8_t b)
{
    return b == 0x64 || b == 0x65 || b == 0x67 || (b & 0xf0) == 0x40;
}

/* The prefixes and opcode without segment and address size, for an operand without X and B. */
static void
emit_head(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes, bool keep_index)
{
    unsigned extension = extension_off(s, bytes), mask = keep_index ? 1 : 3;
    for (unsigned i = 0; i < s->modrm_off; i++) {
        uint8_t b = bytes[i];
        if (i < extension && is_dropped(b))
            continue;
        if (i == extension && i != s->opcode_off && (b & 0xf0) == 0x40)
            b &= (uint8_t)~mask;
        if (i == extension + 1 && extension != s->opcode_off &&
            (bytes[extension] == 0xc4 || bytes[extension] == 0x62 || bytes[extension] == 0x8f))
            b |= (uint8_t)(mask << 5);
        emit_u8(e, b);
    }
}

/* The instruction with [reg + disp] for its operand; with `plain` without displacement. */
static void
emit_instr(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes,
           const struct operand *o, unsigned reg, bool plain)
{
    unsigned mod = plain ? 0 : o->base == NO_BASE ? 2 : o->mod;
    size_t disp_size = mod == 1 ? 1 : mod == 2 ? 4 : 0;
    bool pad = mod == 0 && reg == RBP;
    emit_head(e, s, bytes, o->is_vector_index);
    unsigned rm = o->is_vector_index ? 4 : reg;
    emit_u8(e, (pad ? 1u : mod) << 6 | (bytes[s->modrm_off] & 0x38) | rm);
    if (o->is_vector_index)
        emit_u8(e, (bytes[s->modrm_off + 1] & 0xf8u) | reg);
    if (pad)
        emit_u8(e, 0);
    emit_bytes(e, bytes + o->end - disp_size, disp_size);
    emit_bytes(e, bytes + o->end, s->length - o->end);
}

/* What comes before pop counts from the stack pointer behind it. */
static unsigned
pop_size(const struct ir_scan *s, const uint8_t *bytes, const struct operand *o)
{
    unsigned at = extension_off(s, bytes);
    bool is_legacy = at == s->opcode_off || (bytes[at] & 0xf0) == 0x40;
    if (bytes[s->opcode_off] != 0x8f || !is_legacy || o->base != REG_SP)
        return 0;
    return (s->flags & IR_OPND_SIZE) != 0 ? 2 : 8;
}

/* movdir64b and its kin: a register that the address size cuts as well. */
static bool
is_address_size_twice(const struct ir_scan *s, const uint8_t *bytes)
{
    return s->opcode_off >= 2 && bytes[s->opcode_off] == 0xf8 && bytes[s->opcode_off - 1] == 0x38;
}

/* Operands that are cut to 32 bits keep nothing for the instruction to add. */
static bool
emit_short_address(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                   const struct operand *o, unsigned reg)
{
    const uint8_t *bytes = from->bytes;
    bool is_evex = bytes[extension_off(s, bytes)] == 0x62 && extension_off(s, bytes) < s->opcode_off;
    if (o->is_vector_index || (is_evex && o->mod == 1) || is_address_size_twice(s, bytes))
        return false;
    if (o->is_rip)
        emit_constant(e, reg, (uint32_t)rip_target(s, from));
    else {
        emit_u8(e, 0x67);
        emit_lea(e, reg, o->base, o->index, o->scale,
                 o->disp + (int32_t)pop_size(s, bytes, o));
    }
    return true;
}

static bool
emit_modrm(struct emitter *e, const struct ir_scan *s, const struct arch_source *from, uint8_t *aux)
{
    const uint8_t *bytes = from->bytes;
    struct operand o = operand_of(s, bytes);
    unsigned reg = free_register(s);
    bool is_gs = (s->flags & IR_USES_GS) != 0, plain = true;
    if (reg == REG_SP)
        return false;
    *aux = (uint8_t)reg;
    emit_tls_store(e, reg, TLS_SCRATCH);
    if ((s->flags & IR_ADDR_SIZE) != 0) {
        if (!emit_short_address(e, s, from, &o, reg))
            return false;
        if (is_gs)
            emit_add_segment(e, reg);
    } else if (o.is_rip) {
        emit_constant(e, reg, rip_target(s, from));
        if (is_gs)
            emit_add_segment(e, reg);
    } else {
        ASSERT(1, is_gs);
        plain = false;
        emit_base_and_segment(e, &o, reg);
        if (pop_size(s, bytes, &o) != 0)
            emit_lea(e, reg, reg, NONE, 0, (int32_t)pop_size(s, bytes, &o));
    }
    emit_instr(e, s, bytes, &o, reg, plain);
    emit_tls_load(e, reg, TLS_SCRATCH);
    return true;
}

/* mov between the accumulator and an absolute address. */
static bool
emit_absolute(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes, uint8_t *aux)
{
    uint64_t at = 0;
    memcpy(&at, bytes + s->opcode_off + 1, (s->flags & IR_ADDR_SIZE) != 0 ? 4 : 8);
    *aux = REG_CX;
    emit_tls_store(e, REG_CX, TLS_SCRATCH);
    emit_constant(e, REG_CX, at);
    emit_add_segment(e, REG_CX);
    unsigned end = ir_prefixes_end(bytes, s->opcode_off);
    for (unsigned i = 0; i < s->opcode_off; i++) {
        if (i >= end || !is_dropped(bytes[i]))
            emit_u8(e, bytes[i]);
    }
    static const uint8_t opcode[4] = { 0x8a, 0x8b, 0x88, 0x89 };
    emit_u8(e, opcode[bytes[s->opcode_off] & 3]);
    emit_u8(e, 0x01); /* [rcx] */
    emit_tls_load(e, REG_CX, TLS_SCRATCH);
    return true;
}

static void
emit_without_segment(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned end = ir_prefixes_end(bytes, s->opcode_off);
    for (unsigned i = 0; i < end; i++) {
        if (bytes[i] == 0x67 || !is_dropped(bytes[i]))
            emit_u8(e, bytes[i]);
    }
    emit_bytes(e, bytes + end, s->length - (size_t)end);
}

/* The register that holds the address is neither changed by the instruction nor anything else. */
static bool
emit_implied(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes, unsigned reg,
             uint8_t *aux)
{
    *aux = (uint8_t)reg;
    emit_tls_store(e, reg, TLS_SCRATCH);
    emit_add_segment(e, reg);
    emit_without_segment(e, s, bytes);
    emit_tls_load(e, reg, TLS_SCRATCH);
    return true;
}

/* rsi moves on: the base is added before and taken off behind. */
static bool
emit_string(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes)
{
    const uint8_t *start = e->hot;
    emit_tls_store(e, REG_BX, TLS_SCRATCH);
    emit_tls_load(e, REG_BX, TLS_APP_SEG);
    EMIT(e, 0x48, 0x8d, 0x34, 0x1e); /* lea rsi, [rsi + rbx] */
    emit_tls_load(e, REG_BX, TLS_SCRATCH);
    ASSERT(1, e->hot - start == REBASE_STRING_OFFSET);
    UNUSED(start);
    emit_without_segment(e, s, bytes);
    emit_tls_store(e, REG_BX, TLS_SCRATCH);
    emit_tls_load(e, REG_BX, TLS_APP_SEG);
    EMIT(e, 0x48, 0xf7, 0xd3);             /* not rbx */
    EMIT(e, 0x48, 0x8d, 0x74, 0x1e, 0x01); /* lea rsi, [rsi + rbx + 1] */
    emit_tls_load(e, REG_BX, TLS_SCRATCH);
    return true;
}

bool
rebase_emit(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
            enum xl_kind *kind, uint8_t *aux)
{
    const uint8_t *bytes = from->bytes;
    unsigned op = bytes[s->opcode_off];
    *kind = XL_SCRATCH;
    if (s->modrm_off != 0 && bytes[s->modrm_off] < 0xc0)
        return emit_modrm(e, s, from, aux);
    if (s->modrm_off == 0 && op >= 0xa0 && op <= 0xa3)
        return emit_absolute(e, s, bytes, aux);
    if ((s->flags & IR_ADDR_SIZE) != 0)
        return false;
    if (op == 0xf7 && s->modrm_off != 0)
        return emit_implied(e, s, bytes, REG_DI, aux); /* maskmovq, maskmovdqu */
    if (op == 0xd7)
        return emit_implied(e, s, bytes, REG_BX, aux); /* xlat */
    if (op == 0x01 && s->modrm_off != 0)
        return emit_implied(e, s, bytes, REG_AX, aux); /* monitorx, clzero */
    if (op == 0xa4 || op == 0xa5 || op == 0xa6 || op == 0xa7 || op == 0xac || op == 0xad) {
        *kind = XL_STRING;
        return emit_string(e, s, bytes);
    }
    *kind = XL_COPY; /* outs: faults whatever its operand */
    emit_bytes(e, bytes, s->length);
    return true;
}

bool
rebase_emit_moved(struct emitter *e, const struct ir_scan *s, const struct arch_source *from, const uintptr_t *regs,
                  uintptr_t moved, unsigned *reg)
{
    struct operand o = operand_of(s, from->bytes);
    *reg = free_register(s);
    if (*reg == REG_SP || o.is_vector_index)
        return false;
    if (o.is_rip)
        moved += (uintptr_t)from->pc + s->length;
    else if (o.base != NO_BASE)
        moved += regs[o.base];
    if (o.index != NONE)
        moved += regs[o.index] << o.scale;
    emit_constant(e, *reg, moved);
    emit_instr(e, s, from->bytes, &o, *reg, false);
    return true;
}

bool
rebase_emit_target(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    struct operand o = operand_of(s, from->bytes);
    if ((s->flags & IR_ADDR_SIZE) != 0) {
        if (!emit_short_address(e, s, from, &o, REG_CX))
            return false;
    } else if (o.is_rip)
        emit_constant(e, REG_CX, rip_target(s, from));
    else
        emit_lea(e, REG_CX, o.base, o.index, o.scale, o.disp);
    emit_add_segment(e, REG_CX);
    EMIT(e, 0x48, 0x8b, 0x09); /* mov rcx, [rcx] */
    return true;
}
