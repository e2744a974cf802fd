/* ir/x86/length.c - instruction length from the encoding's structure alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/length.h"

/* Bytes from ModRM to the end of the displacement, at most LEFT; 0 when they do not fit. */
static size_t
modrm_bytes(const uint8_t *p, size_t left, bool addr16)
{
    if (left == 0)
        return 0;
    unsigned mod = p[0] >> 6, rm = p[0] & 7;
    size_t n = 1;
    if (mod == 3)
        return n;
    if (addr16)
        n += mod == 2 || (mod == 0 && rm == 6) ? 2 : mod;
    else {
        unsigned base = rm;
        if (rm == 4) {
            if (left < 2)
                return 0;
            base = p[1] & 7;
            n++;
        }
        n += mod == 1 ? 1 : mod == 2 || (mod == 0 && base == 5) ? 4 : 0;
    }
    return n <= left ? n : 0;
}

/* Immediate bytes by opcode map for the maps that are regular; map 1 is two-byte 0f. */
static size_t
vector_imm_bytes(unsigned map, uint8_t opcode)
{
    if (map == 3)
        return 1;
    if (map == 1)
        return (opcode >= 0x70 && opcode <= 0x73) || opcode == 0xc2 ||
            (opcode >= 0xc4 && opcode <= 0xc6);
    return 0;
}

int
length_by_structure(const uint8_t *pc, size_t max, ir_isa mode)
{
    bool a67 = false, rex = false;
    size_t i = 0, imm, body;

    if (max > 15)
        max = 15;
    for (; i < max; i++) {
        uint8_t b = pc[i];
        if (b == 0x67)
            a67 = true;
        else if (b != 0x66 && b != 0xf2 && b != 0xf3 && b != 0xf0 && b != 0x2e && b != 0x36 &&
                 b != 0x3e && b != 0x26 && b != 0x64 && b != 0x65)
            break;
    }
    if (i < max && mode == IR_ISA_AMD64 && (pc[i] & 0xf0) == 0x40) {
        rex = true;
        i++;
    }
    if (i + 4 > max)
        return 0;
    bool long_mode = mode == IR_ISA_AMD64;
    const uint8_t *p = pc + i;
    if (p[0] == 0x0f && (p[1] == 0x38 || p[1] == 0x3a)) {
        imm = p[1] == 0x3a;
        body = 3;
    } else if (rex || (!long_mode && p[1] < 0xc0)) {
        return 0; /* les, lds, bound; REX before VEX is not allowed */
    } else if (p[0] == 0xc5) {
        imm = vector_imm_bytes(1, p[2]);
        body = 3;
    } else if (p[0] == 0xc4 && (p[1] & 0x1f) >= 1 && (p[1] & 0x1f) <= 3) {
        imm = vector_imm_bytes(p[1] & 0x1f, p[3]);
        body = 4;
    } else if (p[0] == 0x62 && i + 6 <= max) {
        unsigned map = p[1] & 7;
        if (map == 0 || map == 4 || map == 7)
            return 0;
        imm = vector_imm_bytes(map, p[4]);
        body = 5;
    } else if (p[0] == 0x8f && (p[1] & 0x1f) >= 8 && (p[1] & 0x1f) <= 10) {
        imm = (p[1] & 0x1f) == 8 ? 1 : (p[1] & 0x1f) == 10 ? 4 : 0;
        body = 4;
    } else
        return 0;
    size_t m = modrm_bytes(p + body, max - i - body, a67 && !long_mode);
    if (m == 0 || i + body + m + imm > max)
        return 0;
    return (int)(i + body + m + imm);
}

/* The registers that the bits of a VEX, EVEX or XOP prefix name besides ModRM's: R, X, B and vvvv. */
struct extension {
    unsigned r, x, b, vvvv;
};

static struct extension
extension_of(const uint8_t *p, uint8_t rex)
{
    struct extension e = { rex >> 2 & 1, rex >> 1 & 1, rex & 1, 0 };
    if (p[0] == 0xc5)
        e = (struct extension){ ~p[1] >> 7 & 1, 0, 0, ~p[1] >> 3 & 15 };
    else if (p[0] == 0xc4 || p[0] == 0x62 || p[0] == 0x8f)
        e = (struct extension){ ~p[1] >> 7 & 1, ~p[1] >> 6 & 1, ~p[1] >> 5 & 1, ~p[2] >> 3 & 15 };
    return e;
}

static void
take_address(const uint8_t *pc, const struct extension *e, struct ir_scan *s)
{
    unsigned at = s->modrm_off, mod = pc[at] >> 6, base = pc[at] & 7;
    bool has_sib = mod != 3 && base == 4;
    if (has_sib) {
        unsigned index = (pc[at + 1] >> 3 & 7) | e->x << 3;
        base = pc[at + 1] & 7;
        if (index != 4)
            s->gpr_read |= (uint16_t)(1u << index);
    }
    bool no_base = mod == 0 && base == 5;
    if (!no_base)
        s->gpr_read |= (uint16_t)(1u << (base | e->b << 3));
    s->disp_size = mod == 1 ? 1 : mod == 2 || no_base ? 4 : 0;
    if (s->disp_size != 0)
        s->disp_off = (uint8_t)(at + 1 + has_sib);
    if (no_base && !has_sib)
        s->rip_off = s->disp_off;
}

void
layout_by_structure(const uint8_t *pc, ir_isa mode, struct ir_scan *s)
{
    enum { IMPLIED = 7 /* rax, rcx, rdx */ };
    unsigned i = 0;
    uint8_t rex = 0, segment = 0;
    s->flags |= IR_MAY_FAULT;
    if (mode != IR_ISA_AMD64)
        return;
    for (; ir_is_legacy_prefix(pc[i]); i++) {
        segment = pc[i] == 0x64 || pc[i] == 0x65 ? pc[i] : segment;
        s->flags |= pc[i] == 0x67 ? IR_ADDR_SIZE : 0;
    }
    if ((pc[i] & 0xf0) == 0x40)
        rex = pc[i++];
    const uint8_t *p = pc + i;
    s->modrm_off = (uint8_t)(i + (p[0] == 0xc5 || p[0] == 0x0f ? 3 : p[0] == 0x62 ? 5 : 4));
    s->opcode_off = (uint8_t)(s->modrm_off - 1);
    const struct extension e = extension_of(p, rex);
    s->gpr_read = (uint16_t)(IMPLIED | 1u << e.vvvv | 1u << ((pc[s->modrm_off] >> 3 & 7) | e.r << 3));
    take_address(pc, &e, s);
    s->gpr_write = s->gpr_read;
    if (pc[s->modrm_off] < 0xc0)
        s->flags |= IR_READS_MEM | IR_WRITES_MEM |
            (segment == 0x65 ? IR_USES_GS : segment == 0x64 ? IR_USES_FS : 0);
}
