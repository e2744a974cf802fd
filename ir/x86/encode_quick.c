/* ir/x86/encode_quick.c - the instructions that clients insert most often, encoded by hand. */
/* SPDX-License-Identifier: Apache-2.0 */

/* 64-bit mode; arithmetic, moves, lea, inc and their like with general registers of 1, 4 and 8
 * bytes, memory of base, index and displacement, and immediates of up to 32 bits. Whatever is not
 * plain (prefixes, hints, other operands) is left to the encoder proper, and what is done here
 * comes out byte by byte as there (tests/ir/test_quick.c). */
#include "ir/x86/quick.h"

#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "os/base/string.h"

enum form {
    FORM_NONE,
    FORM_ARITH,   /* op0 = op0 OP op1; number: of the group */
    FORM_COMPARE, /* the same without a result */
    FORM_TEST,
    FORM_UNARY, /* number: /n, base: the opcode for bytes */
    FORM_LOAD,
    FORM_STORE,
    FORM_CONST,
    FORM_LEA,
    FORM_SETCC,
};

struct row {
    byte form, number, base;
};

static const struct row rows[OP_AFTER_LAST] = {
    [OP_add] = { FORM_ARITH, 0, 0 },     [OP_or] = { FORM_ARITH, 1, 0 },
    [OP_adc] = { FORM_ARITH, 2, 0 },     [OP_sbb] = { FORM_ARITH, 3, 0 },
    [OP_and] = { FORM_ARITH, 4, 0 },     [OP_sub] = { FORM_ARITH, 5, 0 },
    [OP_xor] = { FORM_ARITH, 6, 0 },     [OP_cmp] = { FORM_COMPARE, 7, 0 },
    [OP_test] = { FORM_TEST, 0, 0 },     [OP_inc] = { FORM_UNARY, 0, 0xfe },
    [OP_dec] = { FORM_UNARY, 1, 0xfe },  [OP_not] = { FORM_UNARY, 2, 0xf6 },
    [OP_neg] = { FORM_UNARY, 3, 0xf6 },  [OP_mov_ld] = { FORM_LOAD, 0, 0 },
    [OP_mov_st] = { FORM_STORE, 0, 0 },  [OP_mov_imm] = { FORM_CONST, 0, 0 },
    [OP_lea] = { FORM_LEA, 0, 0 },       [OP_seto] = { FORM_SETCC, 0, 0 },
    [OP_setno] = { FORM_SETCC, 1, 0 },   [OP_setb] = { FORM_SETCC, 2, 0 },
    [OP_setnb] = { FORM_SETCC, 3, 0 },   [OP_setz] = { FORM_SETCC, 4, 0 },
    [OP_setnz] = { FORM_SETCC, 5, 0 },   [OP_setbe] = { FORM_SETCC, 6, 0 },
    [OP_setnbe] = { FORM_SETCC, 7, 0 },  [OP_sets] = { FORM_SETCC, 8, 0 },
    [OP_setns] = { FORM_SETCC, 9, 0 },   [OP_setp] = { FORM_SETCC, 10, 0 },
    [OP_setnp] = { FORM_SETCC, 11, 0 },  [OP_setl] = { FORM_SETCC, 12, 0 },
    [OP_setnl] = { FORM_SETCC, 13, 0 },  [OP_setle] = { FORM_SETCC, 14, 0 },
    [OP_setnle] = { FORM_SETCC, 15, 0 },
};

enum { W = 8, R = 4, X = 2, B = 1 }; /* bits of REX */

/* A register of 1, 4 or 8 bytes; bytes only where the number needs no thought. */
static bool
take_register(opnd_t o, uint *number, uint *size)
{
    if (!opnd_is_reg(o))
        return false;
    reg_id_t reg = OPND_GET_REG(o);
    if (reg >= DR_REG_RAX && reg <= DR_REG_R15) {
        *number = (uint)(reg - DR_REG_RAX);
        *size = 8;
    } else if (reg >= DR_REG_EAX && reg <= DR_REG_R15D) {
        *number = (uint)(reg - DR_REG_EAX);
        *size = 4;
    } else if (reg >= DR_REG_AL && reg <= DR_REG_BL) {
        *number = (uint)(reg - DR_REG_AL);
        *size = 1;
    } else if (reg >= DR_REG_R8L && reg <= DR_REG_R15L) {
        *number = (uint)(reg - DR_REG_R8L) + 8;
        *size = 1;
    } else
        return false;
    return opnd_size_in_bytes(opnd_get_size(o)) == *size;
}

/* A constant that REX.W and a size of SIZE bytes sign-extend. */
static bool
take_constant(opnd_t o, uint size, int *value)
{
    if (!opnd_is_immed_int(o))
        return false;
    ptr_int_t v = opnd_get_immed_int(o);
    *value = (int)v;
    return size == 1 ? v == (signed char)v : v == (int)v;
}

static bool
is_full_register(reg_id_t reg)
{
    return reg >= DR_REG_RAX && reg <= DR_REG_R15;
}

/* ---- bytes ---- */

struct code {
    byte *at;
    byte prefix; /* of a segment; 0: none */
    uint rex;
    byte modrm[6];
    uint modrm_size;
};

static void
put_disp(struct code *c, int disp, uint bytes)
{
    memcpy(c->modrm + c->modrm_size, &disp, bytes);
    c->modrm_size += bytes;
}

/* ModRM for a register as the second operand. */
static void
set_register(struct code *c, uint reg, uint rm)
{
    c->modrm[0] = (byte)(0xc0 | (reg & 7) << 3 | (rm & 7));
    c->modrm_size = 1;
    c->rex |= (reg >> 3) * R | (rm >> 3) * B;
}

static void
set_base_disp(struct code *c, uint reg, uint base, int disp)
{
    bool short_disp = disp == (signed char)disp;
    uint mod = disp == 0 && (base & 7) != 5 ? 0 : short_disp ? 1 : 2;
    c->modrm[0] = (byte)(mod << 6 | (reg & 7) << 3 | (base & 7));
    c->modrm_size = 1;
    if ((base & 7) == 4)
        c->modrm[c->modrm_size++] = 0x24;
    put_disp(c, disp, mod == 0 ? 0 : mod == 1 ? 1 : 4);
    c->rex |= (base >> 3) * B;
}

static void
set_base_index_disp(struct code *c, uint reg, uint base, uint index, uint scale, int disp)
{
    bool short_disp = disp == (signed char)disp;
    uint mod = disp == 0 && (base & 7) != 5 ? 0 : short_disp ? 1 : 2;
    c->modrm[0] = (byte)(mod << 6 | (reg & 7) << 3 | 4);
    c->modrm[1] = (byte)(scale << 6 | (index & 7) << 3 | (base & 7));
    c->modrm_size = 2;
    put_disp(c, disp, mod == 0 ? 0 : mod == 1 ? 1 : 4);
    c->rex |= (base >> 3) * B | (index >> 3) * X;
}

/* No base: always 32 bits of displacement. */
static void
set_absolute(struct code *c, uint reg, int disp)
{
    c->modrm[0] = (byte)((reg & 7) << 3 | 4);
    c->modrm[1] = 0x25;
    c->modrm_size = 2;
    put_disp(c, disp, 4);
}

/* ModRM for memory; false: not plain. */
static bool
set_memory(struct code *c, uint reg, opnd_t o)
{
    if (!opnd_is_base_disp(o) || o.value.base_disp.encode_zero_disp ||
        o.value.base_disp.force_full_disp || o.value.base_disp.disp_short_addr)
        return false;
    reg_id_t base = OPND_GET_BASE(o), index = OPND_GET_INDEX(o), seg = OPND_GET_SEGMENT(o);
    if (seg != DR_REG_NULL && seg != DR_SEG_FS && seg != DR_SEG_GS)
        return false;
    c->prefix = seg == DR_SEG_FS ? 0x64 : seg == DR_SEG_GS ? 0x65 : 0;
    c->rex |= (reg >> 3) * R;
    int disp = OPND_GET_DISP(o);
    if (base == DR_REG_NULL) {
        set_absolute(c, reg, disp);
        return index == DR_REG_NULL;
    }
    if (!is_full_register(base))
        return false;
    uint b = (uint)(base - DR_REG_RAX);
    if (index == DR_REG_NULL) {
        set_base_disp(c, reg, b, disp);
        return true;
    }
    int scale = OPND_GET_SCALE(o);
    if (!is_full_register(index) || index == DR_REG_RSP ||
        (scale != 1 && scale != 2 && scale != 4 && scale != 8))
        return false;
    set_base_index_disp(c, reg, b, (uint)(index - DR_REG_RAX), (uint)__builtin_ctz((uint)scale),
                        disp);
    return true;
}

/* ModRM for either; memory must have SIZE bytes. */
static bool
set_operand(struct code *c, uint reg, opnd_t o, uint size)
{
    uint rm, rm_size;

    if (take_register(o, &rm, &rm_size)) {
        set_register(c, reg, rm);
        return rm_size == size;
    }
    return opnd_is_base_disp(o) && opnd_size_in_bytes(opnd_get_size(o)) == size &&
        set_memory(c, reg, o);
}

/* Prefixes and opcode; the caller puts an immediate behind ModRM. */
static void
put_opcode(struct code *c, uint opcode, uint size)
{
    if (c->prefix != 0)
        *c->at++ = c->prefix;
    c->rex |= size == 8 ? W : 0;
    if (c->rex != 0)
        *c->at++ = (byte)(0x40 | c->rex);
    if (opcode > 0xff)
        *c->at++ = (byte)(opcode >> 8);
    *c->at++ = (byte)opcode;
}

static void
put(struct code *c, uint opcode, uint size)
{
    put_opcode(c, opcode, size);
    memcpy(c->at, c->modrm, c->modrm_size);
    c->at += c->modrm_size;
}

static void
put_constant(struct code *c, int value, uint bytes)
{
    memcpy(c->at, &value, bytes);
    c->at += bytes;
}

/* ---- forms ---- */

/* Size of an operand that is a register or memory; 0: neither. */
static uint
size_of(opnd_t o)
{
    uint number, size;

    if (take_register(o, &number, &size))
        return size;
    if (!opnd_is_base_disp(o))
        return 0;
    size = opnd_size_in_bytes(opnd_get_size(o));
    return size == 1 || size == 4 || size == 8 ? size : 0;
}

static bool
arith_constant(struct code *c, uint group, opnd_t to, int value, uint size)
{
    bool is_byte = value == (signed char)value;
    uint number, s;

    if (take_register(to, &number, &s) && number == 0 && (size == 1 || !is_byte)) {
        put_opcode(c, group << 3 | (size == 1 ? 4 : 5), size);
        put_constant(c, value, size == 1 ? 1 : 4);
        return true;
    }
    if (!set_operand(c, group, to, size))
        return false;
    c->rex &= ~(uint)R; /* the group is no register */
    put(c, size == 1 ? 0x80 : is_byte ? 0x83 : 0x81, size);
    put_constant(c, value, size == 1 || is_byte ? 1 : 4);
    return true;
}

static bool
arith(struct code *c, uint group, opnd_t to, opnd_t from)
{
    uint size = size_of(to), reg, reg_size;
    int value;

    if (size == 0)
        return false;
    if (take_constant(from, size, &value))
        return arith_constant(c, group, to, value, size);
    if (take_register(from, &reg, &reg_size)) {
        if (reg_size != size || !set_operand(c, reg, to, size))
            return false;
        put(c, group << 3 | (size != 1), size);
        return true;
    }
    if (!take_register(to, &reg, &reg_size) || !set_operand(c, reg, from, size))
        return false;
    put(c, group << 3 | 2 | (size != 1), size);
    return true;
}

static bool
test(struct code *c, opnd_t a, opnd_t b)
{
    uint size = size_of(a), reg, reg_size;
    int value;

    if (size == 0)
        return false;
    if (take_constant(b, size, &value)) {
        if (take_register(a, &reg, &reg_size) && reg == 0)
            put_opcode(c, size == 1 ? 0xa8 : 0xa9, size);
        else if (set_operand(c, 0, a, size))
            put(c, size == 1 ? 0xf6 : 0xf7, size);
        else
            return false;
        put_constant(c, value, size == 1 ? 1 : 4);
        return true;
    }
    if (!take_register(b, &reg, &reg_size) || reg_size != size || !set_operand(c, reg, a, size))
        return false;
    put(c, size == 1 ? 0x84 : 0x85, size);
    return true;
}

static bool
load(struct code *c, opnd_t to, opnd_t from)
{
    uint reg, size;

    if (!take_register(to, &reg, &size) || !opnd_is_base_disp(from) ||
        !set_operand(c, reg, from, size))
        return false;
    put(c, size == 1 ? 0x8a : 0x8b, size);
    return true;
}

static bool
store(struct code *c, opnd_t to, opnd_t from)
{
    uint reg, size = size_of(to), reg_size;
    int value;

    if (size == 0 || !opnd_is_base_disp(to))
        return false;
    if (take_constant(from, size, &value)) {
        if (!set_operand(c, 0, to, size))
            return false;
        put(c, size == 1 ? 0xc6 : 0xc7, size);
        put_constant(c, value, size == 1 ? 1 : 4);
        return true;
    }
    if (!take_register(from, &reg, &reg_size) || reg_size != size || !set_operand(c, reg, to, size))
        return false;
    put(c, size == 1 ? 0x88 : 0x89, size);
    return true;
}

/* mov of a constant to a register; what needs all 64 bits is left alone. */
static bool
constant(struct code *c, opnd_t to, opnd_t from)
{
    uint reg, size;
    int value;

    if (!take_register(to, &reg, &size) || size == 1 || !take_constant(from, size, &value))
        return false;
    if (size == 4) {
        c->rex |= (reg >> 3) * B;
        put_opcode(c, 0xb8 | (reg & 7), size);
    } else {
        set_register(c, 0, reg);
        put(c, 0xc7, size);
    }
    put_constant(c, value, 4);
    return true;
}

static bool
lea(struct code *c, opnd_t to, opnd_t from)
{
    uint reg, size;

    if (!take_register(to, &reg, &size) || size == 1 || opnd_get_size(from) != OPSZ_lea ||
        OPND_GET_SEGMENT(from) != DR_REG_NULL || !set_memory(c, reg, from))
        return false;
    put(c, 0x8d, size);
    return true;
}

static bool
unary(struct code *c, const struct row *r, opnd_t o)
{
    uint size = size_of(o);

    if (size == 0 || !set_operand(c, r->number, o, size))
        return false;
    put(c, r->base | (size != 1), size);
    return true;
}

static bool
setcc(struct code *c, uint cond, opnd_t o)
{
    if (size_of(o) != 1 || !set_operand(c, 0, o, 1))
        return false;
    put(c, 0x0f90 | cond, 1);
    return true;
}

/* Destinations and sources as one number; either may be more than any row here has. */
#define SHAPE(dsts, srcs) ((uint)(dsts) << 8 | (uint)(srcs))

static bool
encode(struct code *c, const struct row *r, const instr_t *i)
{
    uint shape = SHAPE(i->num_dsts, i->num_srcs);

    switch ((enum form)r->form) {
    case FORM_ARITH:
        return shape == SHAPE(1, 2) && opnd_same(i->dsts[0], i->srcs[0]) &&
            arith(c, r->number, i->dsts[0], i->src0);
    case FORM_COMPARE: return shape == SHAPE(0, 2) && arith(c, r->number, i->src0, i->srcs[0]);
    case FORM_TEST: return shape == SHAPE(0, 2) && test(c, i->src0, i->srcs[0]);
    case FORM_UNARY: return shape == SHAPE(1, 1) && opnd_same(i->dsts[0], i->src0) && unary(c, r, i->src0);
    case FORM_LOAD: return shape == SHAPE(1, 1) && load(c, i->dsts[0], i->src0);
    case FORM_STORE: return shape == SHAPE(1, 1) && store(c, i->dsts[0], i->src0);
    case FORM_CONST: return shape == SHAPE(1, 1) && constant(c, i->dsts[0], i->src0);
    case FORM_LEA: return shape == SHAPE(1, 1) && lea(c, i->dsts[0], i->src0);
    case FORM_SETCC: return shape == SHAPE(1, 0) && setcc(c, r->number, i->dsts[0]);
    default: return false;
    }
}

int
encode_quick(const instr_t *instr, byte *buf)
{
    struct code c = { .at = buf };
    const struct row *r = &rows[instr->opcode];

    if (r->form == FORM_NONE || instr->isa_mode != DR_ISA_AMD64 || instr->prefixes != 0 ||
        instr->encoding_hints != 0 || !encode(&c, r, instr))
        return 0;
    return (int)(c.at - buf);
}
