/* ir/x86/operand.c - Zydis's operands to ours. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"

#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/x86/vendor.h"

static opnd_size_t
size_of_bits(uint bits)
{
    return opnd_size_from_bits(bits);
}

/* A segment counts only where a prefix chose it. */
static reg_id_t
segment_of(const struct decoding *d, const ZydisDecodedOperand *op)
{
    static const ZydisInstructionAttributes prefix[] = {
        [DR_SEG_ES - DR_SEG_ES] = ZYDIS_ATTRIB_HAS_SEGMENT_ES,
        [DR_SEG_CS - DR_SEG_ES] = ZYDIS_ATTRIB_HAS_SEGMENT_CS,
        [DR_SEG_SS - DR_SEG_ES] = ZYDIS_ATTRIB_HAS_SEGMENT_SS,
        [DR_SEG_DS - DR_SEG_ES] = ZYDIS_ATTRIB_HAS_SEGMENT_DS,
        [DR_SEG_FS - DR_SEG_ES] = ZYDIS_ATTRIB_HAS_SEGMENT_FS,
        [DR_SEG_GS - DR_SEG_ES] = ZYDIS_ATTRIB_HAS_SEGMENT_GS,
    };
    if ((d->zi.attributes & ZYDIS_ATTRIB_HAS_SEGMENT) == 0 ||
        op->mem.segment == ZYDIS_REGISTER_NONE)
        return DR_REG_NULL;
    reg_id_t seg = reg_from_zydis(op->mem.segment);
    return (d->zi.attributes & prefix[seg - DR_SEG_ES]) != 0 ? seg : DR_REG_NULL;
}

/* Whether a displacement of 0, and one that a byte could hold, are there although the encoding
 * could do without: what opnd_create_base_disp_ex() can wish for. */
struct wishes {
    bool zero, full;
};

static struct wishes
wishes_of(const struct decoding *d, const ZydisDecodedOperand *op)
{
    const ZydisDecodedInstruction *zi = &d->zi;
    struct wishes w = { false, false };

    if (op->encoding != ZYDIS_OPERAND_ENCODING_MODRM_RM || zi->raw.modrm.mod == 0)
        return w;
    ZyanI64 disp = op->mem.disp.value;
    bool sib = zi->raw.modrm.rm == 4 && zi->address_width != 16;
    bool is_bp = zi->address_width == 16 ? zi->raw.modrm.rm == 6
                                         : (sib ? zi->raw.sib.base : zi->raw.modrm.rm) == 5;
    if (zi->raw.modrm.mod == 2) {
        uint unit = zi->encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX ? d->ctx.cd8_scale : 1;
        w.full = unit != 0 && disp % unit == 0 && disp / unit == (signed char)(disp / unit);
    }
    w.zero = disp == 0 && !(is_bp && zi->raw.modrm.mod == 1); /* bp needs one */
    return w;
}

static opnd_t
memory(const struct decoding *d, const ZydisDecodedOperand *op)
{
    opnd_size_t size = op->mem.type == ZYDIS_MEMOP_TYPE_AGEN ? OPSZ_lea
        : op->mem.type == ZYDIS_MEMOP_TYPE_VSIB              ? size_of_bits(op->element_size)
                                                             : size_of_bits(op->size);
    if (size == OPSZ_NA && op->size != 0)
        size = OPSZ_xsave; /* by the processor's state components */
    reg_id_t seg = op->mem.type == ZYDIS_MEMOP_TYPE_AGEN ? DR_REG_NULL : segment_of(d, op);
    ptr_int_t disp = (ptr_int_t)op->mem.disp.value;

    if (op->mem.base == ZYDIS_REGISTER_RIP || op->mem.base == ZYDIS_REGISTER_EIP) {
        ptr_uint_t addr = d->next_pc + (ptr_uint_t)disp;
        if (op->mem.base == ZYDIS_REGISTER_EIP)
            addr &= 0xffffffff;
        return opnd_create_far_rel_addr(seg, (void *)addr, size);
    }
    reg_id_t base = reg_from_zydis(op->mem.base), index = reg_from_zydis(op->mem.index);
    if (d->is_64 && base == DR_REG_NULL && index == DR_REG_NULL && disp != (int)disp)
        return opnd_create_far_abs_addr(seg, (void *)disp, size);
    bool bare = base == DR_REG_NULL && index == DR_REG_NULL;
    bool short_addr = bare && (d->zi.attributes & ZYDIS_ATTRIB_HAS_ADDRESSSIZE) != 0;
    if (short_addr && !d->is_64)
        disp &= 0xffff;
    /* what looks like an index of bndldx is not scaled */
    int scale = op->mem.type == ZYDIS_MEMOP_TYPE_MIB ? 1 : op->mem.scale;
    struct wishes w = wishes_of(d, op);
    return opnd_create_far_base_disp_ex(seg, base, index, scale, (int)disp, size, w.zero, w.full,
                                        short_addr);
}

static opnd_t
immediate(const struct decoding *d, const ZydisDecodedOperand *op, uint which)
{
    uint size = d->zi.raw.imm[which].size;

    if (op->imm.is_relative) {
        ptr_uint_t target = d->next_pc + (ptr_uint_t)op->imm.value.s;
        if (vendor_narrows(&d->zi))
            target &= 0xffff;
        else if (!d->is_64)
            target &= d->zi.operand_width == 16 ? 0xffff : 0xffffffff;
        return opnd_create_pc((app_pc)target);
    }
    if (op->encoding == ZYDIS_OPERAND_ENCODING_IS4)
        size = 4; /* the half of an is4 byte that is not a register */
    if (size == 0)
        size = 8; /* the implied 1 of shifts */
    return opnd_create_immed_int64(op->imm.value.s, size == 4 ? OPSZ_1 : size_of_bits(size));
}

static opnd_t
plain(const struct decoding *d, uint n)
{
    const ZydisDecodedOperand *op = &d->ops[n];
    reg_id_t reg;

    switch (op->type) {
    case ZYDIS_OPERAND_TYPE_REGISTER:
        reg = reg_from_zydis(op->reg.value);
        /* FMA4 has two forms of the same instruction, with different sizes in Zydis's tables */
        if (reg_vector_number(reg) >= 0 && op->size != 0 &&
            d->zi.meta.isa_ext != ZYDIS_ISA_EXT_FMA4 &&
            op->size < opnd_size_in_bits(reg_get_size(reg)) && size_of_bits(op->size) != OPSZ_NA)
            return opnd_create_reg_partial(reg, size_of_bits(op->size));
        return opnd_create_reg(reg);
    case ZYDIS_OPERAND_TYPE_MEMORY: return memory(d, op);
    case ZYDIS_OPERAND_TYPE_IMMEDIATE: {
        uint which = 0; /* the second immediate follows the first */
        for (uint i = 0; i < n; i++)
            which |= d->ops[i].type == ZYDIS_OPERAND_TYPE_IMMEDIATE;
        return immediate(d, op, which);
    }
    case ZYDIS_OPERAND_TYPE_POINTER:
        return opnd_create_far_pc(op->ptr.segment, (app_pc)(ptr_uint_t)op->ptr.offset);
    default: return opnd_create_null();
    }
}

static opnd_t
gpr(int n, uint bits)
{
    return opnd_create_reg(reg_from_gpr_number(n, size_of_bits(bits)));
}

enum { A, C, DD, B, SPN, BPN, SIN, DIN };

static opnd_t
at(reg_id_t seg, int n, uint bits, int disp, uint bytes)
{
    return opnd_create_far_base_disp(seg, reg_from_gpr_number(n, size_of_bits(bits)), DR_REG_NULL,
                                     0, disp, opnd_size_from_bytes(bytes));
}

/* What a string instruction moves at a time: REX.W does not widen ins and outs. */
static uint
element_bytes(const struct decoding *d)
{
    for (uint i = 0; i < d->zi.operand_count; i++) {
        if (d->ops[i].type == ZYDIS_OPERAND_TYPE_MEMORY)
            return d->ops[i].size / 8u;
    }
    return d->zi.operand_width / 8u;
}

opnd_t
operand_from_word(const struct decoding *d, uint word)
{
    const ZydisDecodedInstruction *zi = &d->zi;
    uint osz = zi->operand_width, asz = zi->address_width;
    uint stack = d->is_64 ? 64 : 32, slot = osz == 8 ? stack / 8 : osz / 8u;
    reg_id_t seg = DR_SEG_DS;

    if (word < W_HIDDEN)
        return plain(d, word);
    if (word < W_SP)
        return plain(d, word - W_HIDDEN);
    if (word >= W_REG)
        return opnd_create_reg((reg_id_t)(word - W_REG));
    switch (word) {
    case W_SP: return gpr(SPN, stack);
    case W_BP: return gpr(BPN, stack);
    case W_PUSHED: return at(0, SPN, stack, -(int)slot, slot);
    case W_PUSHED2: return at(0, SPN, stack, -2 * (int)slot, 2 * slot);
    case W_PUSHED8: return at(0, SPN, stack, -8 * (int)slot, 8 * slot);
    case W_POPPED: return at(0, SPN, stack, 0, slot);
    case W_POPPED2: return at(0, SPN, stack, 0, 2 * slot);
    case W_POPPED8: return at(0, SPN, stack, 0, 8 * slot);
    case W_POPPED_IRET: return at(0, SPN, stack, 0, d->is_64 ? 5 * slot : 3 * slot);
    case W_AT_BP: return at(0, BPN, stack, 0, slot);
    case W_AT_SI:
    case W_AT_XLAT:
    case W_AT_MASKMOV8:
    case W_AT_MASKMOV16:
        for (uint i = 0; i < zi->operand_count; i++) {
            if (d->ops[i].type == ZYDIS_OPERAND_TYPE_MEMORY &&
                d->ops[i].mem.segment != ZYDIS_REGISTER_NONE &&
                segment_of(d, &d->ops[i]) != DR_REG_NULL)
                seg = segment_of(d, &d->ops[i]);
        }
        if (word == W_AT_SI)
            return at(seg, SIN, asz, 0, element_bytes(d));
        if (word == W_AT_XLAT)
            return opnd_create_far_base_disp(seg, reg_from_gpr_number(B, size_of_bits(asz)),
                                             DR_REG_AL, 1, 0, OPSZ_1);
        return at(seg, DIN, asz, 0, word == W_AT_MASKMOV8 ? 8 : 16);
    case W_AT_DI: return at(DR_SEG_ES, DIN, asz, 0, element_bytes(d));
    case W_AT_V0:
        return opnd_create_far_base_disp(DR_SEG_ES, reg_from_zydis(d->ops[0].reg.value),
                                         DR_REG_NULL, 0, 0, OPSZ_64);
    case W_OA: return gpr(A, osz);
    case W_OD: return gpr(DD, osz);
    case W_HALF_A: return gpr(A, osz / 2);
    case W_ZA: return gpr(A, asz);
    case W_ZC: return gpr(C, asz);
    case W_ZSI: return gpr(SIN, asz);
    case W_ZDI: return gpr(DIN, asz);
    case W_WA: return gpr(A, d->ops[0].size / 2u);
    case W_WB: return gpr(B, d->ops[0].size / 2u);
    case W_WC: return gpr(C, d->ops[0].size / 2u);
    case W_WD: return gpr(DD, d->ops[0].size / 2u);
    default:
        /* pusha's registers follow the operand size, those of system instructions the mode */
        break;
    }
    static const byte full[] = { A, B, C, DD, BPN, SIN, DIN };
    bool by_size = zi->mnemonic == ZYDIS_MNEMONIC_PUSHA || zi->mnemonic == ZYDIS_MNEMONIC_POPA;
    return gpr(full[word - W_FULL_A], by_size ? 16 : stack);
}
