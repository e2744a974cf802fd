/* ir/x86/vendor.c - where processors of one vendor decode otherwise than those of another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/vendor.h"

static bool
is_near_branch(const ZydisDecodedInstruction *zi)
{
    return zi->meta.branch_type == ZYDIS_BRANCH_TYPE_SHORT ||
        zi->meta.branch_type == ZYDIS_BRANCH_TYPE_NEAR;
}

/* Puts into the vendor's form what Zydis has decoded in 64-bit mode. */
static void
settle(ZydisDecodedInstruction *zi)
{
    if ((zi->attributes & ZYDIS_ATTRIB_HAS_OPERANDSIZE) == 0 || !is_near_branch(zi))
        return;
    bool rex_w = (zi->attributes & ZYDIS_ATTRIB_HAS_REX) != 0 && zi->raw.rex.W;
    if (vendor_is_amd() && !rex_w)
        zi->operand_width = 16;
    else
        zi->attributes &= ~ZYDIS_ATTRIB_HAS_OPERANDSIZE; /* without effect */
}

static void
narrow_register(ZydisDecodedOperand *op)
{
    ZyanI8 number = ZydisRegisterGetId(op->reg.value);

    op->reg.value = ZydisRegisterEncode(ZYDIS_REGCLASS_GPR16, (ZyanU8)number);
    op->size = 16;
}

/* The operand of an indirect branch, and the slot that a call pushes or a return pops. */
static void
narrow_operands(const ZydisDecodedInstruction *zi, ZydisDecodedOperand *ops)
{
    for (unsigned i = 0; i < zi->operand_count; i++) {
        if (ops[i].type == ZYDIS_OPERAND_TYPE_MEMORY)
            ops[i].size = 16;
        else if (ops[i].type == ZYDIS_OPERAND_TYPE_REGISTER && i < zi->operand_count_visible)
            narrow_register(&ops[i]);
    }
}

static bool
has_far_pointer(const ZydisDecodedInstruction *zi)
{
    return zi->meta.branch_type == ZYDIS_BRANCH_TYPE_FAR || zi->mnemonic == ZYDIS_MNEMONIC_LFS ||
        zi->mnemonic == ZYDIS_MNEMONIC_LGS || zi->mnemonic == ZYDIS_MNEMONIC_LSS;
}

static void
settle_operands(const ZydisDecodedInstruction *zi, ZydisDecodedOperand *ops)
{
    enum { POINTER_64 = 80, POINTER_32 = 48 };
    if (vendor_narrows(zi))
        narrow_operands(zi, ops);
    else if (zi->operand_width == 64 && has_far_pointer(zi) && vendor_is_amd()) {
        for (unsigned i = 0; i < zi->operand_count_visible; i++) {
            if (ops[i].type == ZYDIS_OPERAND_TYPE_MEMORY && ops[i].size == POINTER_64)
                ops[i].size = POINTER_32;
        }
    }
}

/* Decodes what AMD's processors have with lock and Zydis does not know: mov from and to cr8, and verw,
 * where it does nothing. False: it is something else. */
static bool
decode_locked(const ZydisDecoder *d, ZydisDecoderContext *ctx, const uint8_t *pc, size_t max,
           ZydisDecodedInstruction *zi)
{
    enum { CR0 = 0, CR8 = 8 };
    uint8_t unlocked[ZYDIS_MAX_INSTRUCTION_LENGTH];
    unsigned i = 0, n = 0, locks;

    if (max > ZYDIS_MAX_INSTRUCTION_LENGTH)
        max = ZYDIS_MAX_INSTRUCTION_LENGTH;
    for (; i < max && pc[i] != 0x0f; i++) {
        if (pc[i] != 0xf0)
            unlocked[n++] = pc[i];
    }
    locks = i - n;
    for (; i < max; i++)
        unlocked[n++] = pc[i];
    if (ZYAN_FAILED(ZydisDecoderDecodeInstruction(d, ctx, unlocked, n, zi)))
        return false;
    if (zi->mnemonic == ZYDIS_MNEMONIC_MOV && zi->opcode_map == ZYDIS_OPCODE_MAP_0F &&
        (zi->opcode & ~2u) == 0x20 && ctx->reg_info.id_reg == CR0)
        ctx->reg_info.id_reg = CR8;
    else if (zi->mnemonic != ZYDIS_MNEMONIC_VERW || zi->raw.modrm.mod == 3)
        return false;
    zi->length = (ZyanU8)(zi->length + locks);
    zi->raw.modrm.offset = (ZyanU8)(zi->raw.modrm.offset + locks);
    if (zi->raw.disp.size != 0)
        zi->raw.disp.offset = (ZyanU8)(zi->raw.disp.offset + locks);
    return true;
}

ZyanStatus
vendor_decode(ir_isa mode, const uint8_t *pc, size_t max, ZydisDecoderContext *ctx,
              ZydisDecodedInstruction *zi)
{
    const ZydisDecoder *d = zy_decoder(mode, vendor_is_amd() ? ZY_AMD : ZY_USUAL);
    ZyanStatus s = ZydisDecoderDecodeInstruction(d, ctx, pc, max, zi);

    /* Bounds that do not exist do nothing: no system enables them any more. */
    if (s == ZYDIS_STATUS_DECODING_ERROR || s == ZYDIS_STATUS_BAD_REGISTER) {
        ZyanStatus first = s;
        s = ZydisDecoderDecodeInstruction(zy_decoder(mode, ZY_NO_MPX), ctx, pc, max, zi);
        if (ZYAN_FAILED(s))
            s = first;
    }
    if (s == ZYDIS_STATUS_ILLEGAL_LOCK && vendor_is_amd() && decode_locked(d, ctx, pc, max, zi))
        s = ZYAN_STATUS_SUCCESS;
    if (ZYAN_SUCCESS(s) && mode == IR_ISA_AMD64)
        settle(zi);
    return s;
}

ZyanStatus
vendor_decode_operands(ir_isa mode, const ZydisDecoderContext *ctx,
                       const ZydisDecodedInstruction *zi, ZydisDecodedOperand *ops)
{
    ZyanStatus s =
        ZydisDecoderDecodeOperands(zy_decoder(mode, ZY_USUAL), ctx, zi, ops, zi->operand_count);

    if (ZYAN_SUCCESS(s) && mode == IR_ISA_AMD64)
        settle_operands(zi, ops);
    return s;
}
