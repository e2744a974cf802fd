/* ir/x86/scan_fast.c - ir_scan and ir_length: table first, Zydis for what is rare. */
/* SPDX-License-Identifier: Apache-2.0 */

/* In 64-bit mode an instruction with at most a segment prefix, one of 66, f2 and f3, and a REX
 * prefix, in the one-byte or the 0f map, is looked up in the table of ir/x86/scan_table.h; the
 * rest goes through Zydis. The table path reads up to fifteen bytes without looking at MAX, so
 * it is taken only where that many are there. */
#include "ir/fast.h"

#include "ir/x86/own.h"
#include "ir/x86/scan_table.h"
#include "ir/x86/zy.h"
#include "ir/x86/vendor.h"

/* Legacy prefixes of the 64-bit fast path, by byte: 1, 2, 3 are 66, f2, f3; 4, 5 fs and gs. */
static const uint8_t prefix_class[256] = {
    [0x66] = 1, [0xf2] = 2, [0xf3] = 3, [0x64] = 4, [0x65] = 5,
};

struct head {
    const struct scan_template *t;
    uint8_t rex;      /* low four bits; has_rex tells whether there is one */
    bool has_rex;
    uint8_t seg;      /* 4 fs, 5 gs, 0 none */
    uint8_t opcode;
    uint8_t at;       /* offset behind the opcode */
};

/* Finds the template. False: ask Zydis. */
static inline bool
find(const uint8_t *pc, struct head *h)
{
    unsigned i = 0, prefix = 0, map = 0;
    uint8_t b = pc[0];

    h->seg = 0;
    h->rex = 0;
    h->has_rex = false;
    while (prefix_class[b] != 0) {
        unsigned c = prefix_class[b];
        if (c >= 4 ? h->seg != 0 : prefix != 0)
            return false; /* two of a kind */
        if (c >= 4)
            h->seg = (uint8_t)c;
        else
            prefix = c;
        b = pc[++i];
    }
    if ((b & 0xf0) == 0x40) {
        h->has_rex = true;
        h->rex = b & 15;
        b = pc[++i];
    }
    if (b == 0x0f) {
        map = 1;
        b = pc[++i];
    }
    h->opcode = b;
    i++;
    h->at = (uint8_t)i;
    unsigned modrm = pc[i];
    unsigned column = scan_rows[scan_row_of[map][b]]
                               [SCAN_COLUMN(prefix, (unsigned)h->rex >> 3, modrm >= 0xc0)];
    h->t = &scan_templates[scan_columns[column][modrm >> 3 & 7]];
    return h->t->kind != IR_INVALID;
}

/* Bytes of SIB and displacement behind ModRM, by ModRM; SIB's own base of 5 comes on top. */
static inline unsigned
address_bytes(const uint8_t *modrm)
{
    unsigned mod = *modrm >> 6, rm = *modrm & 7;

    if (mod == 3)
        return 0;
    unsigned disp = mod == 1 ? 1 : mod == 2 ? 4 : 0;
    if (rm == 4)
        return 1 + (mod == 0 && (modrm[1] & 7) == 5 ? 4 : disp);
    return mod == 0 && rm == 5 ? 4 : disp;
}

static unsigned
register_number(unsigned field, unsigned rex_bit, bool is_byte, bool has_rex)
{
    if (is_byte && !has_rex && field >= 4)
        return field - 4; /* ah, ch, dh, bh */
    return field | rex_bit << 3;
}

static int64_t
read_signed(const uint8_t *p, unsigned size, bool is_signed)
{
    int64_t v = 0;

    for (unsigned i = 0; i < size; i++)
        v |= (int64_t)p[i] << (8 * i);
    if (is_signed && size < 8)
        v = (int64_t)((uint64_t)v << (64 - 8 * size)) >> (64 - 8 * size);
    return v;
}

/* ModRM: registers and the address. Returns the offset behind it. */
static unsigned
take_modrm(const uint8_t *pc, const struct head *h, struct ir_scan *s)
{
    const struct scan_template *t = h->t;
    unsigned at = h->at, modrm = pc[at], rm = modrm & 7;
    unsigned reg = register_number(modrm >> 3 & 7, h->rex >> 2 & 1, t->shape & SHAPE_BYTE_REG,
                                   h->has_rex);
    unsigned reads = 0, writes = 0;

    s->modrm_off = (uint8_t)at;
    if (t->roles & ROLE_REG_READ)
        reads |= 1u << reg;
    if (t->roles & ROLE_REG_WRITE)
        writes |= 1u << reg;
    unsigned more = address_bytes(pc + at);
    if (modrm >= 0xc0) {
        rm = register_number(rm, h->rex & 1, t->shape & SHAPE_BYTE_RM, h->has_rex);
        if (t->roles & ROLE_RM_READ)
            reads |= 1u << rm;
        if (t->roles & ROLE_RM_WRITE)
            writes |= 1u << rm;
        at++;
    } else {
        unsigned base = rm, disp = more;
        at++;
        if (rm == 4) {
            unsigned sib = pc[at], index = (sib >> 3 & 7) | (h->rex << 2 & 8);
            base = sib & 7;
            if (index != 4)
                reads |= 1u << index;
            at++;
            disp--;
        }
        if (modrm < 0x40 && rm == 5)
            s->rip_off = (uint8_t)at;
        else if (modrm >= 0x40 || base != 5)
            reads |= 1u << (base | (h->rex << 3 & 8));
        if (disp != 0) {
            s->disp_off = (uint8_t)at;
            s->disp_size = (uint8_t)disp;
        }
        at += disp;
        if (h->seg != 0 && !(t->shape & SHAPE_NO_SEGMENT))
            s->flags |= h->seg == 4 ? IR_USES_FS : IR_USES_GS;
    }
    s->gpr_read |= (uint16_t)reads;
    s->gpr_write |= (uint16_t)writes;
    return at;
}

static int
scan_by_table(const uint8_t *pc, uint64_t orig, struct ir_scan *s)
{
    struct head h;

    if (!find(pc, &h))
        return 0;
    const struct scan_template *t = h.t;
    if (h.seg != 0 && (!(t->shape & SHAPE_MODRM) || pc[h.at] >= 0xc0))
        return 0; /* string instructions, branch hints, nothing */
    *s = (struct ir_scan){ .kind = t->kind, .cond = t->cond, .opcode_off = (uint8_t)(h.at - 1),
                           .seg_read = t->seg_read, .seg_write = t->seg_write, .flags = t->flags,
                           .gpr_read = t->gpr_read, .gpr_write = t->gpr_write,
                           .eflags = t->eflags };
    unsigned at = h.at;
    if (t->shape & SHAPE_MODRM)
        at = take_modrm(pc, &h, s);
    else if (t->shape & SHAPE_OPCODE_REG) {
        unsigned r = register_number(h.opcode & 7, h.rex & 1, t->shape & SHAPE_BYTE_RM, h.has_rex);
        if (t->roles & ROLE_RM_READ)
            s->gpr_read |= (uint16_t)(1u << r);
        if (t->roles & ROLE_RM_WRITE)
            s->gpr_write |= (uint16_t)(1u << r);
    }
    if (t->imm_size != 0) {
        s->imm_off = (uint8_t)at;
        s->imm_size = t->imm_size;
        s->imm = read_signed(pc + at, t->imm_size, t->shape & (SHAPE_SIGNED | SHAPE_REL));
        at += t->imm_size;
        if (t->shape & SHAPE_REL)
            s->target = orig + at + (uint64_t)s->imm;
        /* REX.W does not widen the shift of a byte, c0 */
        if ((t->shape & SHAPE_SHIFT) && (s->imm & (h.rex & 8 && h.opcode != 0xc0 ? 63 : 31)) == 0)
            s->flags |= IR_COND_FLAGS;
    }
    s->length = (uint8_t)at;
    return (int)at;
}

int
ir_scan_copy(const uint8_t *pc, uint64_t orig, size_t max, ir_isa mode, struct ir_scan *out)
{
    if (mode == IR_ISA_AMD64 && max >= ZYDIS_MAX_INSTRUCTION_LENGTH) {
        int n = scan_by_table(pc, orig, out);
        if (n != 0)
            return n;
    }
    return scan_by_zydis(pc, orig, max, mode, out);
}

int
ir_scan_whole(const uint8_t *pc, uint64_t orig, size_t length, ir_isa mode, struct ir_scan *out)
{
    uint8_t padded[ZYDIS_MAX_INSTRUCTION_LENGTH + 1] = { 0 };

    if (mode == IR_ISA_AMD64 && length != 0 && length <= ZYDIS_MAX_INSTRUCTION_LENGTH) {
        for (size_t i = 0; i < length; i++)
            padded[i] = pc[i];
        if (scan_by_table(padded, orig, out) == (int)length)
            return (int)length;
    }
    return scan_by_zydis(pc, orig, length, mode, out);
}

int
ir_scan(const uint8_t *pc, size_t max, ir_isa mode, struct ir_scan *out)
{
    return ir_scan_copy(pc, (uint64_t)(uintptr_t)pc, max, mode, out);
}

int
ir_length(const uint8_t *pc, size_t max, ir_isa mode)
{
    struct head h;
    ZydisDecodedInstruction zi;
    ZydisDecoderContext ctx;

    if (mode == IR_ISA_AMD64 && max >= ZYDIS_MAX_INSTRUCTION_LENGTH && find(pc, &h) &&
        (h.seg == 0 || (h.t->shape & SHAPE_MODRM))) {
        unsigned at = h.at;
        if (h.t->shape & SHAPE_MODRM)
            at += 1 + address_bytes(pc + at);
        return (int)(at + h.t->imm_size);
    }
    if (max > ZYDIS_MAX_INSTRUCTION_LENGTH)
        max = ZYDIS_MAX_INSTRUCTION_LENGTH;
    if (ZYAN_FAILED(vendor_decode(mode, pc, max, &ctx, &zi)) ||
        zy_is_foreign(&zi))
        return own_length(pc, max, mode);
    return zi.length;
}
