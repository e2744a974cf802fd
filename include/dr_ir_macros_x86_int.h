/* include/dr_ir_macros_x86_int.h - INSTR_CREATE_ macros: general, system and control instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_INT_H
#define DR_IR_MACROS_X86_INT_H

#define INSTR_CREATE_cmovcc(dc, op, d, s) instr_create_1dst_1src((dc), (op), (d), (s))
#define INSTR_CREATE_imul(dc, d, s) instr_create_1dst_2src((dc), OP_imul, (d), (s), (d))
#define INSTR_CREATE_imul_imm(dc, d, s, i) instr_create_1dst_2src((dc), OP_imul, (d), (s), (i))
#define INSTR_CREATE_in_1(dc) \
    instr_create_1dst_1src((dc), OP_in, opnd_create_reg(DR_REG_AL), opnd_create_reg(DR_REG_DX))
#define INSTR_CREATE_in_1_imm(dc, i) \
    instr_create_1dst_1src((dc), OP_in, opnd_create_reg(DR_REG_AL), (i))
#define INSTR_CREATE_in_4(dc) \
    instr_create_1dst_1src((dc), OP_in, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_DX))
#define INSTR_CREATE_in_4_imm(dc, i) \
    instr_create_1dst_1src((dc), OP_in, opnd_create_reg(DR_REG_EAX), (i))
#define INSTR_CREATE_invlpga(dc) \
    instr_create_0dst_2src((dc), OP_invlpga, opnd_create_reg(DR_REG_XAX), \
        opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_jcc(dc, op, t) instr_create_0dst_1src((dc), (op), (t))
#define INSTR_CREATE_jcc_short(dc, op, t) instr_create_0dst_1src((dc), (op), (t))
#define INSTR_CREATE_lkgs(dc, s) instr_create_0dst_1src((dc), OP_lkgs, (s))
#define INSTR_CREATE_mov_imm(dc, d, s) instr_create_1dst_1src((dc), OP_mov_imm, (d), (s))
#define INSTR_CREATE_nop1byte(dc) INSTR_CREATE_nop(dc)
#define INSTR_CREATE_nop2byte(dc) INSTR_CREATE_nop2byte_reg(dc, DR_REG_XDI)
#define INSTR_CREATE_nop3byte(dc) INSTR_CREATE_nop3byte_reg(dc, DR_REG_XDI)
#define INSTR_CREATE_nop_modrm(dc, s) instr_create_0dst_1src((dc), OP_nop_modrm, (s))
#define INSTR_CREATE_out_1(dc) \
    instr_create_0dst_2src((dc), OP_out, opnd_create_reg(DR_REG_DX), \
        opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_out_1_imm(dc, i) \
    instr_create_0dst_2src((dc), OP_out, (i), opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_out_4(dc) \
    instr_create_0dst_2src((dc), OP_out, opnd_create_reg(DR_REG_DX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_out_4_imm(dc, i) \
    instr_create_0dst_2src((dc), OP_out, (i), opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_popa(dc) instr_create_popa(dc)
#define INSTR_CREATE_push_imm(dc, i) \
    instr_create_2dst_2src((dc), OP_push_imm, opnd_create_reg(DR_REG_XSP), DR_OPND_PUSHED_, \
        (i), opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_pusha(dc) instr_create_pusha(dc)
#define INSTR_CREATE_setcc(dc, op, d) instr_create_1dst_0src((dc), (op), (d))
#define INSTR_CREATE_skinit(dc) \
    instr_create_0dst_1src((dc), OP_skinit, opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_vmload(dc) \
    instr_create_0dst_1src((dc), OP_vmload, opnd_create_reg(DR_REG_XAX))
#define INSTR_CREATE_vmrun(dc) instr_create_0dst_1src((dc), OP_vmrun, opnd_create_reg(DR_REG_XAX))
#define INSTR_CREATE_vmsave(dc) \
    instr_create_0dst_1src((dc), OP_vmsave, opnd_create_reg(DR_REG_XAX))

#endif
