/* include/dr_ir_macros_x86_int2.h - INSTR_CREATE_ macros: general, system and control instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_INT2_H
#define DR_IR_MACROS_X86_INT2_H

#define INSTR_CREATE_vmload(dc) \
    instr_create_0dst_1src((dc), OP_vmload, opnd_create_reg(DR_REG_XAX))
#define INSTR_CREATE_vmmcall(dc) instr_create_0dst_0src((dc), OP_vmmcall)
#define INSTR_CREATE_vmptrld(dc, s) instr_create_0dst_1src((dc), OP_vmptrld, (s))
#define INSTR_CREATE_vmptrst(dc, d) instr_create_1dst_0src((dc), OP_vmptrst, (d))
#define INSTR_CREATE_vmread(dc, d, s) instr_create_1dst_1src((dc), OP_vmread, (d), (s))
#define INSTR_CREATE_vmresume(dc) instr_create_0dst_0src((dc), OP_vmresume)
#define INSTR_CREATE_vmrun(dc) instr_create_0dst_1src((dc), OP_vmrun, opnd_create_reg(DR_REG_XAX))
#define INSTR_CREATE_vmsave(dc) \
    instr_create_0dst_1src((dc), OP_vmsave, opnd_create_reg(DR_REG_XAX))
#define INSTR_CREATE_vmwrite(dc, d, s) instr_create_0dst_2src((dc), OP_vmwrite, (d), (s))
#define INSTR_CREATE_vmxoff(dc) instr_create_0dst_0src((dc), OP_vmxoff)
#define INSTR_CREATE_vmxon(dc, s) instr_create_0dst_1src((dc), OP_vmxon, (s))
#define INSTR_CREATE_wbinvd(dc) instr_create_0dst_0src((dc), OP_wbinvd)
#define INSTR_CREATE_wrfsbase(dc, s) instr_create_0dst_1src((dc), OP_wrfsbase, (s))
#define INSTR_CREATE_wrgsbase(dc, s) instr_create_0dst_1src((dc), OP_wrgsbase, (s))
#define INSTR_CREATE_wrmsr(dc) \
    instr_create_0dst_3src((dc), OP_wrmsr, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_wrpkru(dc) \
    instr_create_0dst_3src((dc), OP_wrpkru, opnd_create_reg(DR_REG_ECX), \
        opnd_create_reg(DR_REG_EDX), opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xabort(dc, i) \
    instr_create_1dst_1src((dc), OP_xabort, opnd_create_reg(DR_REG_EAX), (i))
#define INSTR_CREATE_xadd(dc, d, s) instr_create_2dst_2src((dc), OP_xadd, (d), (s), (d), (s))
#define INSTR_CREATE_xbegin(dc, t) \
    instr_create_1dst_1src((dc), OP_xbegin, opnd_create_reg(DR_REG_EAX), (t))
#define INSTR_CREATE_xchg(dc, d, s) instr_create_2dst_2src((dc), OP_xchg, (d), (s), (d), (s))
#define INSTR_CREATE_xend(dc) instr_create_0dst_0src((dc), OP_xend)
#define INSTR_CREATE_xgetbv(dc) \
    instr_create_2dst_1src((dc), OP_xgetbv, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_xlat(dc) \
    instr_create_1dst_1src((dc), OP_xlat, opnd_create_reg(DR_REG_AL), \
        opnd_create_far_base_disp(DR_SEG_DS, DR_REG_XBX, DR_REG_AL, 1, 0, OPSZ_xlat))
#define INSTR_CREATE_xor(dc, d, s) instr_create_1dst_2src((dc), OP_xor, (d), (s), (d))
#define INSTR_CREATE_xresldtrk(dc) instr_create_0dst_0src((dc), OP_xresldtrk)
#define INSTR_CREATE_xrstor32(dc, s) \
    instr_create_0dst_3src((dc), OP_xrstor32, (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xrstor64(dc, s) \
    instr_create_0dst_3src((dc), OP_xrstor64, (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xrstors32(dc, s) \
    instr_create_0dst_3src((dc), OP_xrstors32, (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xrstors64(dc, s) \
    instr_create_0dst_3src((dc), OP_xrstors64, (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsave32(dc, d) \
    instr_create_1dst_2src((dc), OP_xsave32, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsave64(dc, d) \
    instr_create_1dst_2src((dc), OP_xsave64, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsavec32(dc, d) \
    instr_create_1dst_2src((dc), OP_xsavec32, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsavec64(dc, d) \
    instr_create_1dst_2src((dc), OP_xsavec64, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsaveopt32(dc, d) \
    instr_create_1dst_2src((dc), OP_xsaveopt32, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsaveopt64(dc, d) \
    instr_create_1dst_2src((dc), OP_xsaveopt64, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsaves32(dc, d) \
    instr_create_1dst_2src((dc), OP_xsaves32, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsaves64(dc, d) \
    instr_create_1dst_2src((dc), OP_xsaves64, (d), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsetbv(dc) \
    instr_create_0dst_3src((dc), OP_xsetbv, opnd_create_reg(DR_REG_ECX), \
        opnd_create_reg(DR_REG_EDX), opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_xsusldtrk(dc) instr_create_0dst_0src((dc), OP_xsusldtrk)
#define INSTR_CREATE_xtest(dc) instr_create_0dst_0src((dc), OP_xtest)

#endif
