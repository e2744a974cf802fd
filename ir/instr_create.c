/* ir/instr_create.c - building instructions from an opcode and operands. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>

#include "dr_ir_macros.h"
#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/isa.h"

static instr_t *
build(void *drcontext, int opcode, uint num_dsts, const opnd_t *dsts, uint num_srcs,
      const opnd_t *srcs)
{
    instr_t *instr = instr_build(drcontext, opcode, (int)num_dsts, (int)num_srcs);

    for (uint i = 0; i < num_dsts; i++)
        instr->dsts[i] = dsts[i];
    for (uint i = 0; i < num_srcs; i++)
        *instr_src_at(instr, i) = srcs[i];
    return instr;
}

#define OPNDS(...) ((const opnd_t[]){ __VA_ARGS__ })

instr_t *
instr_build(void *drcontext, int opcode, int num_dsts, int num_srcs)
{
    instr_t *instr = instr_create(drcontext);

    instr->opcode = (uint)opcode;
    instr->flags |= INSTR_OPCODE_VALID | INSTR_OPERANDS_VALID;
    if (opcode == OP_LABEL)
        return instr; /* its operands' place holds its data */
    instr->predicate = (byte)isa_predicate((uint)opcode);
    instr_mem_set_operands(instr, (uint)num_dsts, (uint)num_srcs);
    return instr;
}

instr_t *
instr_build_bits(void *drcontext, int opcode, uint num_bytes)
{
    instr_t *instr = instr_create(drcontext);

    instr->opcode = (uint)opcode;
    instr->flags |= INSTR_OPCODE_VALID;
    instr_allocate_raw_bits(drcontext, instr, num_bytes);
    return instr;
}

instr_t *
instr_create_0dst_0src(void *drcontext, int opcode)
{
    return build(drcontext, opcode, 0, NULL, 0, NULL);
}

instr_t *
instr_create_0dst_1src(void *drcontext, int opcode, opnd_t src)
{
    return build(drcontext, opcode, 0, NULL, 1, OPNDS(src));
}

instr_t *
instr_create_0dst_2src(void *drcontext, int opcode, opnd_t src1, opnd_t src2)
{
    return build(drcontext, opcode, 0, NULL, 2, OPNDS(src1, src2));
}

instr_t *
instr_create_0dst_3src(void *drcontext, int opcode, opnd_t src1, opnd_t src2, opnd_t src3)
{
    return build(drcontext, opcode, 0, NULL, 3, OPNDS(src1, src2, src3));
}

instr_t *
instr_create_0dst_4src(void *drcontext, int opcode, opnd_t src1, opnd_t src2, opnd_t src3,
                     opnd_t src4)
{
    return build(drcontext, opcode, 0, NULL, 4, OPNDS(src1, src2, src3, src4));
}

instr_t *
instr_create_1dst_0src(void *drcontext, int opcode, opnd_t dst)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 0, NULL);
}

instr_t *
instr_create_1dst_1src(void *drcontext, int opcode, opnd_t dst, opnd_t src)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 1, OPNDS(src));
}

instr_t *
instr_create_1dst_2src(void *drcontext, int opcode, opnd_t dst, opnd_t src1, opnd_t src2)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 2, OPNDS(src1, src2));
}

instr_t *
instr_create_1dst_3src(void *drcontext, int opcode, opnd_t dst, opnd_t src1, opnd_t src2,
                     opnd_t src3)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 3, OPNDS(src1, src2, src3));
}

instr_t *
instr_create_1dst_4src(void *drcontext, int opcode, opnd_t dst, opnd_t src1, opnd_t src2,
                     opnd_t src3, opnd_t src4)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 4, OPNDS(src1, src2, src3, src4));
}

instr_t *
instr_create_1dst_5src(void *drcontext, int opcode, opnd_t dst, opnd_t src1, opnd_t src2,
                     opnd_t src3, opnd_t src4, opnd_t src5)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 5, OPNDS(src1, src2, src3, src4, src5));
}

instr_t *
instr_create_1dst_6src(void *drcontext, int opcode, opnd_t dst, opnd_t src1, opnd_t src2,
                     opnd_t src3, opnd_t src4, opnd_t src5, opnd_t src6)
{
    return build(drcontext, opcode, 1, OPNDS(dst), 6, OPNDS(src1, src2, src3, src4, src5, src6));
}

instr_t *
instr_create_2dst_0src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2)
{
    return build(drcontext, opcode, 2, OPNDS(dst1, dst2), 0, NULL);
}

instr_t *
instr_create_2dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t src)
{
    return build(drcontext, opcode, 2, OPNDS(dst1, dst2), 1, OPNDS(src));
}

instr_t *
instr_create_2dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t src1,
                     opnd_t src2)
{
    return build(drcontext, opcode, 2, OPNDS(dst1, dst2), 2, OPNDS(src1, src2));
}

instr_t *
instr_create_2dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t src1,
                     opnd_t src2, opnd_t src3)
{
    return build(drcontext, opcode, 2, OPNDS(dst1, dst2), 3, OPNDS(src1, src2, src3));
}

instr_t *
instr_create_2dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t src1,
                     opnd_t src2, opnd_t src3, opnd_t src4)
{
    return build(drcontext, opcode, 2, OPNDS(dst1, dst2), 4, OPNDS(src1, src2, src3, src4));
}

instr_t *
instr_create_2dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t src1,
                     opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5)
{
    return build(drcontext, opcode, 2, OPNDS(dst1, dst2), 5, OPNDS(src1, src2, src3, src4, src5));
}

instr_t *
instr_create_3dst_0src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 0, NULL);
}

instr_t *
instr_create_3dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t src1)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 1, OPNDS(src1));
}

instr_t *
instr_create_3dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t src1, opnd_t src2)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 2, OPNDS(src1, src2));
}

instr_t *
instr_create_3dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t src1, opnd_t src2, opnd_t src3)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 3, OPNDS(src1, src2, src3));
}

instr_t *
instr_create_3dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 4, OPNDS(src1, src2, src3, src4));
}

instr_t *
instr_create_3dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 5,
                 OPNDS(src1, src2, src3, src4, src5));
}

instr_t *
instr_create_3dst_6src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5, opnd_t src6)
{
    return build(drcontext, opcode, 3, OPNDS(dst1, dst2, dst3), 6,
                 OPNDS(src1, src2, src3, src4, src5, src6));
}

instr_t *
instr_create_4dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 1, OPNDS(src));
}

instr_t *
instr_create_4dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src1, opnd_t src2)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 2, OPNDS(src1, src2));
}

instr_t *
instr_create_4dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 3, OPNDS(src1, src2, src3));
}

instr_t *
instr_create_4dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 4,
                 OPNDS(src1, src2, src3, src4));
}

instr_t *
instr_create_4dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 5,
                 OPNDS(src1, src2, src3, src4, src5));
}

instr_t *
instr_create_4dst_6src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5,
                     opnd_t src6)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 6,
                 OPNDS(src1, src2, src3, src4, src5, src6));
}

instr_t *
instr_create_4dst_7src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5,
                     opnd_t src6, opnd_t src7)
{
    return build(drcontext, opcode, 4, OPNDS(dst1, dst2, dst3, dst4), 7,
                 OPNDS(src1, src2, src3, src4, src5, src6, src7));
}

instr_t *
instr_create_5dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3)
{
    return build(drcontext, opcode, 5, OPNDS(dst1, dst2, dst3, dst4, dst5), 3,
                 OPNDS(src1, src2, src3));
}

instr_t *
instr_create_5dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4)
{
    return build(drcontext, opcode, 5, OPNDS(dst1, dst2, dst3, dst4, dst5), 4,
                 OPNDS(src1, src2, src3, src4));
}

instr_t *
instr_create_5dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
                     opnd_t src5)
{
    return build(drcontext, opcode, 5, OPNDS(dst1, dst2, dst3, dst4, dst5), 5,
                 OPNDS(src1, src2, src3, src4, src5));
}

instr_t *
instr_create_5dst_8src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2, opnd_t dst3,
                     opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
                     opnd_t src5, opnd_t src6, opnd_t src7, opnd_t src8)
{
    return build(drcontext, opcode, 5, OPNDS(dst1, dst2, dst3, dst4, dst5), 8,
                 OPNDS(src1, src2, src3, src4, src5, src6, src7, src8));
}

/* FIXED operands with VAR further ones put in at position ORD. */
static instr_t *
build_var(void *drcontext, int opcode, uint fixed_dsts, uint fixed_srcs, uint var, uint ord,
          bool var_is_dst, va_list ap)
{
    uint nd = fixed_dsts + (var_is_dst ? var : 0), ns = fixed_srcs + (var_is_dst ? 0 : var);
    instr_t *instr = instr_build(drcontext, opcode, (int)nd, (int)ns);

    for (uint i = 0; i < fixed_dsts; i++)
        instr->dsts[var_is_dst && i >= ord ? i + var : i] = va_arg(ap, opnd_t);
    for (uint i = 0; i < fixed_srcs; i++)
        *instr_src_at(instr, !var_is_dst && i >= ord ? i + var : i) = va_arg(ap, opnd_t);
    for (uint i = 0; i < var; i++) {
        opnd_t o = va_arg(ap, opnd_t);
        if (var_is_dst)
            instr->dsts[ord + i] = o;
        else
            *instr_src_at(instr, ord + i) = o;
    }
    return instr;
}

instr_t *
instr_create_Ndst_Msrc_varsrc(void *drcontext, int opcode, uint fixed_dsts, uint fixed_srcs,
                              uint var_srcs, uint var_ord, ...)
{
    va_list ap;

    va_start(ap, var_ord);
    instr_t *instr = build_var(drcontext, opcode, fixed_dsts, fixed_srcs, var_srcs, var_ord,
                               false, ap);
    va_end(ap);
    return instr;
}

instr_t *
instr_create_Ndst_Msrc_vardst(void *drcontext, int opcode, uint fixed_dsts, uint fixed_srcs,
                              uint var_dsts, uint var_ord, ...)
{
    va_list ap;

    va_start(ap, var_ord);
    instr_t *instr = build_var(drcontext, opcode, fixed_dsts, fixed_srcs, var_dsts, var_ord, true,
                               ap);
    va_end(ap);
    return instr;
}

/* These exist in 32-bit mode only, whatever mode this code was built for. */
#define STACK_REG(name) opnd_create_reg(DR_REG_E##name)
#define STACK_ALL(disp) opnd_create_base_disp(DR_REG_ESP, DR_REG_NULL, 0, disp, OPSZ_32_short16)

instr_t *
instr_create_pusha(void *drcontext)
{
    return build(drcontext, OP_pusha, 2, OPNDS(STACK_REG(SP), STACK_ALL(-32)), 8,
                 OPNDS(STACK_REG(SP), STACK_REG(AX), STACK_REG(BX), STACK_REG(CX), STACK_REG(DX),
                       STACK_REG(BP), STACK_REG(SI), STACK_REG(DI)));
}

instr_t *
instr_create_popa(void *drcontext)
{
    return build(drcontext, OP_popa, 8,
                 OPNDS(STACK_REG(SP), STACK_REG(AX), STACK_REG(BX), STACK_REG(CX), STACK_REG(DX),
                       STACK_REG(BP), STACK_REG(SI), STACK_REG(DI)),
                 2, OPNDS(STACK_REG(SP), STACK_ALL(0)));
}

static instr_t *
raw_nop(void *drcontext, uint length)
{
    instr_t *instr = instr_build_bits(drcontext, OP_nop, length);

    for (uint i = 0; i < length; i++)
        instr->bytes[i] = i + 1 == length ? 0x90 : 0x66;
    instr_mem_set_operands(instr, 0, 0);
    instr->flags |= INSTR_OPERANDS_VALID;
    return instr;
}

/* In 64-bit mode the classic forms with a register are longer or change its upper half, so a
 * prefixed nop is used there. */
instr_t *
INSTR_CREATE_nop2byte_reg(void *drcontext, reg_id_t reg)
{
    if (!reg_is_32bit(reg) || IF_X64_ELSE(true, false))
        return raw_nop(drcontext, 2);
    return INSTR_CREATE_mov_ld(drcontext, opnd_create_reg(reg), opnd_create_reg(reg));
}

instr_t *
INSTR_CREATE_nop3byte_reg(void *drcontext, reg_id_t reg)
{
    if (!reg_is_32bit(reg) || IF_X64_ELSE(true, false))
        return raw_nop(drcontext, 3);
    return INSTR_CREATE_lea(drcontext, opnd_create_reg(reg),
                            opnd_create_base_disp_ex(reg, DR_REG_NULL, 0, 0, OPSZ_lea, true, false,
                                                     false));
}
