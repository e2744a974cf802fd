/* tests/ir/operands_for.c - operands that fit into a row of the decoder's tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/operands_for.h"

#include "ir/opnd.h"
#include "ir/reg.h"

#define TARGET 0x400040

static opnd_t
reg(reg_id_t first, uint n)
{
    return opnd_create_reg((reg_id_t)(first + n));
}

static opnd_t
gpr(uint n, uint bytes)
{
    static const byte numbers[] = { 1, 2, 3, 7, 6 };

    return opnd_create_reg(reg_from_gpr_number(bytes == 1 ? (int)n % 4 : numbers[n], opnd_size_from_bytes(bytes)));
}

static opnd_size_t
size_of(const ZydisOperandDefinition *op, uint width)
{
    return op->size[width] == 0 ? OPSZ_lea : opnd_size_from_bytes(op->size[width]);
}

/* What assembly shows although the opcode implies it: the accumulator, cl, dx, st0, xmm0, segments. */
static bool
implied(const ZydisOperandDefinition *op, uint width, bool is_64, opnd_t *out)
{
    static const byte bytes[] = { 2, 4, 8 };

    switch (op->op.reg.type) {
    case ZYDIS_IMPLREG_TYPE_STATIC:
        *out = opnd_create_reg(reg_from_zydis((ZydisRegister)op->op.reg.reg.reg));
        return !opnd_is_null(*out) && opnd_get_reg(*out) != DR_REG_NULL;
    case ZYDIS_IMPLREG_TYPE_GPR_OSZ:
        *out = opnd_create_reg(reg_from_gpr_number(op->op.reg.reg.id, opnd_size_from_bytes(bytes[width])));
        return true;
    case ZYDIS_IMPLREG_TYPE_GPR_ASZ:
    case ZYDIS_IMPLREG_TYPE_GPR_SSZ:
        *out = opnd_create_reg(reg_from_gpr_number(op->op.reg.reg.id, is_64 ? OPSZ_8 : OPSZ_4));
        return true;
    default: return false;
    }
}

static opnd_t
memory(reg_id_t index, int scale, opnd_size_t size, bool is_64)
{
    return opnd_create_base_disp(is_64 ? DR_REG_RBX : DR_REG_EBX, index, scale, 0x10, size);
}

bool
operand_for(const ZydisOperandDefinition *op, uint n, uint width, bool high, bool is_64, opnd_t *out)
{
    static const byte v[] = { 2, 4, 8 }, y[] = { 4, 4, 8 }, z[] = { 2, 4, 4 };
    uint up = (high ? 16 : 0) + n;

    switch (op->type) {
    case ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_REG: return implied(op, width, is_64, out);
    case ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_IMM1: *out = opnd_create_immed_int(1, OPSZ_1); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR8: *out = gpr(n, 1); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR16: *out = gpr(n, 2); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR32: *out = gpr(n, 4); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR64: *out = gpr(n, 8); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR16_32_64: *out = gpr(n, v[width]); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR32_32_64: *out = gpr(n, y[width]); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR16_32_32: *out = gpr(n, z[width]); return true;
    case ZYDIS_SEMANTIC_OPTYPE_GPR_ASZ: *out = gpr(n, is_64 ? 8 : 4); return true;
    case ZYDIS_SEMANTIC_OPTYPE_FPR: *out = reg(DR_REG_ST0, n + 1); return true;
    case ZYDIS_SEMANTIC_OPTYPE_MMX: *out = reg(DR_REG_MM0, n); return true;
    case ZYDIS_SEMANTIC_OPTYPE_XMM: *out = reg(DR_REG_XMM0, up + 1); return true;
    case ZYDIS_SEMANTIC_OPTYPE_YMM: *out = reg(DR_REG_YMM0, up + 1); return true;
    case ZYDIS_SEMANTIC_OPTYPE_ZMM: *out = reg(DR_REG_ZMM0, up + 1); return true;
    case ZYDIS_SEMANTIC_OPTYPE_TMM: *out = reg(DR_REG_TMM0, n); return true;
    case ZYDIS_SEMANTIC_OPTYPE_BND: *out = reg(DR_REG_BND0, n); return true;
    case ZYDIS_SEMANTIC_OPTYPE_SREG: *out = opnd_create_reg(DR_SEG_DS); return true;
    case ZYDIS_SEMANTIC_OPTYPE_CR: *out = opnd_create_reg(DR_REG_CR0); return true;
    case ZYDIS_SEMANTIC_OPTYPE_DR: *out = opnd_create_reg(DR_REG_DR7); return true;
    case ZYDIS_SEMANTIC_OPTYPE_MASK: *out = reg(DR_REG_K1, n); return true;
    case ZYDIS_SEMANTIC_OPTYPE_MEM: *out = memory(DR_REG_NULL, 0, size_of(op, width), is_64); return true;
    case ZYDIS_SEMANTIC_OPTYPE_AGEN: *out = memory(DR_REG_NULL, 0, OPSZ_lea, is_64); return true;
    case ZYDIS_SEMANTIC_OPTYPE_MIB: *out = memory(is_64 ? DR_REG_RSI : DR_REG_ESI, 1, OPSZ_lea, is_64); return true;
    case ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBX:
    case ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBY:
    case ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBZ: {
        static const reg_id_t index[] = { DR_REG_XMM6, DR_REG_YMM6, DR_REG_ZMM6 };
        *out = memory(index[op->type - ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBX], 4, width == 2 ? OPSZ_8 : OPSZ_4, is_64);
        return true;
    }
    case ZYDIS_SEMANTIC_OPTYPE_IMM:
        *out = opnd_create_immed_int(width == 0 ? 3 : width == 1 ? 0x234 : 0x12345, width == 0 ? OPSZ_1 : OPSZ_4);
        return true;
    case ZYDIS_SEMANTIC_OPTYPE_REL: *out = opnd_create_pc((byte *)(ptr_uint_t)TARGET); return true;
    case ZYDIS_SEMANTIC_OPTYPE_PTR: *out = opnd_create_far_pc(0x23, (byte *)(ptr_uint_t)TARGET); return true;
    case ZYDIS_SEMANTIC_OPTYPE_MOFFS:
        *out = opnd_create_abs_addr((void *)(ptr_uint_t)(is_64 ? 0x123456789aULL : 0x1234567ULL), size_of(op, width));
        return true;
    default: return false;
    }
}
