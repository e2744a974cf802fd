/* include/dr_ir_macros_x86_int1.h - INSTR_CREATE_ macros: general, system and control instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_INT1_H
#define DR_IR_MACROS_X86_INT1_H

#define INSTR_CREATE_aaa(dc) \
    instr_create_1dst_1src((dc), OP_aaa, opnd_create_reg(DR_REG_AX), \
        opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_aad(dc, i) \
    instr_create_1dst_2src((dc), OP_aad, opnd_create_reg(DR_REG_AX), (i), \
        opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_aam(dc, i) \
    instr_create_1dst_2src((dc), OP_aam, opnd_create_reg(DR_REG_AX), (i), \
        opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_aas(dc) \
    instr_create_1dst_1src((dc), OP_aas, opnd_create_reg(DR_REG_AX), \
        opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_adc(dc, d, s) instr_create_1dst_2src((dc), OP_adc, (d), (s), (d))
#define INSTR_CREATE_adcx(dc, d, s) instr_create_1dst_2src((dc), OP_adcx, (d), (s), (d))
#define INSTR_CREATE_add(dc, d, s) instr_create_1dst_2src((dc), OP_add, (d), (s), (d))
#define INSTR_CREATE_adox(dc, d, s) instr_create_1dst_2src((dc), OP_adox, (d), (s), (d))
#define INSTR_CREATE_and(dc, d, s) instr_create_1dst_2src((dc), OP_and, (d), (s), (d))
#define INSTR_CREATE_andn(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_andn, (d), (s1), (s2))
#define INSTR_CREATE_arpl(dc, d, s) instr_create_1dst_2src((dc), OP_arpl, (d), (s), (d))
#define INSTR_CREATE_bextr(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_bextr, (d), (s1), (s2))
#define INSTR_CREATE_blcfill(dc, d, s) instr_create_1dst_1src((dc), OP_blcfill, (d), (s))
#define INSTR_CREATE_blci(dc, d, s) instr_create_1dst_1src((dc), OP_blci, (d), (s))
#define INSTR_CREATE_blcic(dc, d, s) instr_create_1dst_1src((dc), OP_blcic, (d), (s))
#define INSTR_CREATE_blcmsk(dc, d, s) instr_create_1dst_1src((dc), OP_blcmsk, (d), (s))
#define INSTR_CREATE_blcs(dc, d, s) instr_create_1dst_1src((dc), OP_blcs, (d), (s))
#define INSTR_CREATE_blsfill(dc, d, s) instr_create_1dst_1src((dc), OP_blsfill, (d), (s))
#define INSTR_CREATE_blsi(dc, d, s) instr_create_1dst_1src((dc), OP_blsi, (d), (s))
#define INSTR_CREATE_blsic(dc, d, s) instr_create_1dst_1src((dc), OP_blsic, (d), (s))
#define INSTR_CREATE_blsmsk(dc, d, s) instr_create_1dst_1src((dc), OP_blsmsk, (d), (s))
#define INSTR_CREATE_blsr(dc, d, s) instr_create_1dst_1src((dc), OP_blsr, (d), (s))
#define INSTR_CREATE_bndcl(dc, d, s) instr_create_0dst_2src((dc), OP_bndcl, (d), (s))
#define INSTR_CREATE_bndcn(dc, d, s) instr_create_0dst_2src((dc), OP_bndcn, (d), (s))
#define INSTR_CREATE_bndcu(dc, d, s) instr_create_0dst_2src((dc), OP_bndcu, (d), (s))
#define INSTR_CREATE_bndldx(dc, d, s) instr_create_1dst_1src((dc), OP_bndldx, (d), (s))
#define INSTR_CREATE_bndmk(dc, d, s) instr_create_1dst_1src((dc), OP_bndmk, (d), (s))
#define INSTR_CREATE_bndmov(dc, d, s) instr_create_1dst_1src((dc), OP_bndmov, (d), (s))
#define INSTR_CREATE_bndstx(dc, d, s) instr_create_1dst_1src((dc), OP_bndstx, (d), (s))
#define INSTR_CREATE_bound(dc, s1, s2) instr_create_0dst_2src((dc), OP_bound, (s1), (s2))
#define INSTR_CREATE_bsf(dc, d, s) instr_create_1dst_1src((dc), OP_bsf, (d), (s))
#define INSTR_CREATE_bsr(dc, d, s) instr_create_1dst_1src((dc), OP_bsr, (d), (s))
#define INSTR_CREATE_bswap(dc, d) instr_create_1dst_1src((dc), OP_bswap, (d), (d))
#define INSTR_CREATE_bt(dc, s, ri) instr_create_0dst_2src((dc), OP_bt, (s), (ri))
#define INSTR_CREATE_btc(dc, d, ri) instr_create_1dst_2src((dc), OP_btc, (d), (ri), (d))
#define INSTR_CREATE_btr(dc, d, ri) instr_create_1dst_2src((dc), OP_btr, (d), (ri), (d))
#define INSTR_CREATE_bts(dc, d, ri) instr_create_1dst_2src((dc), OP_bts, (d), (ri), (d))
#define INSTR_CREATE_bzhi(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_bzhi, (d), (s1), (s2))
#define INSTR_CREATE_call(dc, t) \
    instr_create_2dst_2src((dc), OP_call, opnd_create_reg(DR_REG_XSP), (DR_OPND_PUSHED_), (t), \
        opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_call_far(dc, t) \
    instr_create_2dst_2src((dc), OP_call_far, opnd_create_reg(DR_REG_XSP), (DR_OPND_PUSHED2_), \
        (t), opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_call_far_ind(dc, t) \
    instr_create_2dst_2src((dc), OP_call_far_ind, opnd_create_reg(DR_REG_XSP), \
        (DR_OPND_PUSHED2_), (t), opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_call_ind(dc, t) \
    instr_create_2dst_2src((dc), OP_call_ind, opnd_create_reg(DR_REG_XSP), (DR_OPND_PUSHED_), \
        (t), opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_cdq(dc) \
    instr_create_1dst_1src((dc), OP_cdq, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_clac(dc) instr_create_0dst_0src((dc), OP_clac)
#define INSTR_CREATE_clc(dc) instr_create_0dst_0src((dc), OP_clc)
#define INSTR_CREATE_cld(dc) instr_create_0dst_0src((dc), OP_cld)
#define INSTR_CREATE_cldemote(dc, s) instr_create_0dst_1src((dc), OP_cldemote, (s))
#define INSTR_CREATE_clflush(dc, s) instr_create_0dst_1src((dc), OP_clflush, (s))
#define INSTR_CREATE_clflushopt(dc, s) instr_create_0dst_1src((dc), OP_clflushopt, (s))
#define INSTR_CREATE_clgi(dc) instr_create_0dst_0src((dc), OP_clgi)
#define INSTR_CREATE_cli(dc) instr_create_0dst_0src((dc), OP_cli)
#define INSTR_CREATE_clts(dc) instr_create_0dst_0src((dc), OP_clts)
#define INSTR_CREATE_clwb(dc, s) instr_create_0dst_1src((dc), OP_clwb, (s))
#define INSTR_CREATE_cmc(dc) instr_create_0dst_0src((dc), OP_cmc)
#define INSTR_CREATE_cmovcc(dc, op, d, s) instr_create_1dst_1src((dc), (op), (d), (s))
#define INSTR_CREATE_cmp(dc, s1, s2) instr_create_0dst_2src((dc), OP_cmp, (s1), (s2))
#define INSTR_CREATE_cmps_1(dc) \
    instr_create_2dst_4src((dc), OP_cmps, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), DR_OPND_AT_SI_(OPSZ_1), DR_OPND_AT_DI_(OPSZ_1), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_cmps_4(dc) \
    instr_create_2dst_4src((dc), OP_cmps, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), DR_OPND_AT_SI_(OPSZ_4), DR_OPND_AT_DI_(OPSZ_4), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_cmpxchg8b(dc, d) \
    instr_create_3dst_5src((dc), OP_cmpxchg8b, (d), DR_OPND_HALF_OF_(d, EAX), \
        DR_OPND_HALF_OF_(d, EDX), (d), DR_OPND_HALF_OF_(d, EAX), DR_OPND_HALF_OF_(d, EDX), \
        DR_OPND_HALF_OF_(d, ECX), DR_OPND_HALF_OF_(d, EBX))
#define INSTR_CREATE_cmpxchg_1(dc, d, s) \
    instr_create_2dst_3src((dc), OP_cmpxchg, (d), opnd_create_reg(DR_REG_AL), (s), (d), \
        opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_cmpxchg_4(dc, d, s) \
    instr_create_2dst_3src((dc), OP_cmpxchg, (d), opnd_create_reg(DR_REG_EAX), (s), (d), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_cmpxchg_8(dc, d, s) \
    instr_create_2dst_3src((dc), OP_cmpxchg, (d), opnd_create_reg(DR_REG_RAX), (s), (d), \
        opnd_create_reg(DR_REG_RAX))
#define INSTR_CREATE_cpuid(dc) \
    instr_create_4dst_2src((dc), OP_cpuid, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EBX), opnd_create_reg(DR_REG_ECX), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_crc32(dc, d, s) instr_create_1dst_2src((dc), OP_crc32, (d), (s), (d))
#define INSTR_CREATE_cwde(dc) \
    instr_create_1dst_1src((dc), OP_cwde, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_daa(dc) \
    instr_create_1dst_1src((dc), OP_daa, opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_das(dc) \
    instr_create_1dst_1src((dc), OP_das, opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_dec(dc, d) instr_create_1dst_1src((dc), OP_dec, (d), (d))
#define INSTR_CREATE_div_1(dc, s) \
    instr_create_2dst_2src((dc), OP_div, opnd_create_reg(DR_REG_AH), \
        opnd_create_reg(DR_REG_AL), (s), opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_div_4(dc, s) \
    instr_create_2dst_3src((dc), OP_div, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_encls(dc) \
    instr_create_1dst_4src((dc), OP_encls, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_XBX), opnd_create_reg(DR_REG_XCX), \
        opnd_create_reg(DR_REG_XDX))
#define INSTR_CREATE_enclu(dc) \
    instr_create_1dst_4src((dc), OP_enclu, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_XBX), opnd_create_reg(DR_REG_XCX), \
        opnd_create_reg(DR_REG_XDX))
#define INSTR_CREATE_enclv(dc) \
    instr_create_1dst_4src((dc), OP_enclv, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_XBX), opnd_create_reg(DR_REG_XCX), \
        opnd_create_reg(DR_REG_XDX))
#define INSTR_CREATE_enqcmd(dc, d, s) \
    instr_create_1dst_2src((dc), OP_enqcmd, DR_OPND_AT_REG_(d), (s), (d))
#define INSTR_CREATE_enqcmds(dc, d, s) \
    instr_create_1dst_2src((dc), OP_enqcmds, DR_OPND_AT_REG_(d), (s), (d))
#define INSTR_CREATE_enter(dc, i16, i8) \
    instr_create_3dst_4src((dc), OP_enter, opnd_create_reg(DR_REG_XSP), (DR_OPND_PUSHED_), \
        opnd_create_reg(DR_REG_XBP), (i16), (i8), opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XBP))
#define INSTR_CREATE_erets(dc) instr_create_0dst_0src((dc), OP_erets)
#define INSTR_CREATE_eretu(dc) instr_create_0dst_0src((dc), OP_eretu)
#define INSTR_CREATE_getsec(dc) \
    instr_create_3dst_2src((dc), OP_getsec, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EBX), opnd_create_reg(DR_REG_ECX), opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EBX))
#define INSTR_CREATE_hlt(dc) instr_create_0dst_0src((dc), OP_hlt)
#define INSTR_CREATE_idiv_1(dc, s) \
    instr_create_2dst_2src((dc), OP_idiv, opnd_create_reg(DR_REG_AH), \
        opnd_create_reg(DR_REG_AL), (s), opnd_create_reg(DR_REG_AX))
#define INSTR_CREATE_idiv_4(dc, s) \
    instr_create_2dst_3src((dc), OP_idiv, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_imul(dc, d, s) instr_create_1dst_2src((dc), OP_imul, (d), (s), (d))
#define INSTR_CREATE_imul_1(dc, s) \
    instr_create_1dst_2src((dc), OP_imul, opnd_create_reg(DR_REG_AX), (s), \
        opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_imul_4(dc, s) \
    instr_create_2dst_2src((dc), OP_imul, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), (s), opnd_create_reg(DR_REG_EAX))
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
#define INSTR_CREATE_inc(dc, d) instr_create_1dst_1src((dc), OP_inc, (d), (d))
#define INSTR_CREATE_ins_1(dc) \
    instr_create_2dst_2src((dc), OP_ins, DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_DX), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_ins_4(dc) \
    instr_create_2dst_2src((dc), OP_ins, DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_DX), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_int(dc, i) instr_create_0dst_1src((dc), OP_int, (i))
#define INSTR_CREATE_int1(dc) instr_create_0dst_0src((dc), OP_int1)
#define INSTR_CREATE_int3(dc) instr_create_0dst_0src((dc), OP_int3)
#define INSTR_CREATE_into(dc) instr_create_0dst_0src((dc), OP_into)
#define INSTR_CREATE_invd(dc) instr_create_0dst_0src((dc), OP_invd)
#define INSTR_CREATE_invept(dc, s1, s2) instr_create_0dst_2src((dc), OP_invept, (s1), (s2))
#define INSTR_CREATE_invlpg(dc, s) instr_create_0dst_1src((dc), OP_invlpg, (s))
#define INSTR_CREATE_invlpga(dc) \
    instr_create_0dst_2src((dc), OP_invlpga, opnd_create_reg(DR_REG_XAX), \
        opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_invpcid(dc, s1, s2) instr_create_0dst_2src((dc), OP_invpcid, (s1), (s2))
#define INSTR_CREATE_invvpid(dc, s1, s2) instr_create_0dst_2src((dc), OP_invvpid, (s1), (s2))
#define INSTR_CREATE_iret(dc) \
    instr_create_1dst_2src((dc), OP_iret, opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED_IRET_))
#define INSTR_CREATE_jcc(dc, op, t) instr_create_0dst_1src((dc), (op), (t))
#define INSTR_CREATE_jcc_short(dc, op, t) instr_create_0dst_1src((dc), (op), (t))
#define INSTR_CREATE_jcxz(dc, t) \
    instr_create_0dst_2src((dc), OP_jecxz, (t), opnd_create_reg(DR_REG_CX))
#define INSTR_CREATE_jecxz(dc, t) \
    instr_create_0dst_2src((dc), OP_jecxz, (t), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_jmp(dc, t) instr_create_0dst_1src((dc), OP_jmp, (t))
#define INSTR_CREATE_jmp_far(dc, t) instr_create_0dst_1src((dc), OP_jmp_far, (t))
#define INSTR_CREATE_jmp_far_ind(dc, t) instr_create_0dst_1src((dc), OP_jmp_far_ind, (t))
#define INSTR_CREATE_jmp_ind(dc, t) instr_create_0dst_1src((dc), OP_jmp_ind, (t))
#define INSTR_CREATE_jmp_short(dc, t) instr_create_0dst_1src((dc), OP_jmp_short, (t))
#define INSTR_CREATE_lahf(dc) instr_create_1dst_0src((dc), OP_lahf, opnd_create_reg(DR_REG_AH))
#define INSTR_CREATE_lar(dc, d, s) instr_create_1dst_1src((dc), OP_lar, (d), (s))
#define INSTR_CREATE_lds(dc, d, s) instr_create_1dst_1src((dc), OP_lds, (d), (s))
#define INSTR_CREATE_lea(dc, d, s) instr_create_1dst_1src((dc), OP_lea, (d), (s))
#define INSTR_CREATE_leave(dc) \
    instr_create_2dst_3src((dc), OP_leave, opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XBP), opnd_create_reg(DR_REG_XBP), opnd_create_reg(DR_REG_XSP), \
        opnd_create_base_disp(DR_REG_XBP, DR_REG_NULL, 0, 0, OPSZ_STACK))
#define INSTR_CREATE_les(dc, d, s) instr_create_1dst_1src((dc), OP_les, (d), (s))
#define INSTR_CREATE_lfence(dc) instr_create_0dst_0src((dc), OP_lfence)
#define INSTR_CREATE_lfs(dc, d, s) instr_create_1dst_1src((dc), OP_lfs, (d), (s))
#define INSTR_CREATE_lgdt(dc, s) instr_create_0dst_1src((dc), OP_lgdt, (s))
#define INSTR_CREATE_lgs(dc, d, s) instr_create_1dst_1src((dc), OP_lgs, (d), (s))
#define INSTR_CREATE_lidt(dc, s) instr_create_0dst_1src((dc), OP_lidt, (s))
#define INSTR_CREATE_lkgs(dc, s) instr_create_0dst_1src((dc), OP_lkgs, (s))
#define INSTR_CREATE_lldt(dc, s) instr_create_0dst_1src((dc), OP_lldt, (s))
#define INSTR_CREATE_llwpcb(dc, s) instr_create_0dst_1src((dc), OP_llwpcb, (s))
#define INSTR_CREATE_lmsw(dc, s) instr_create_0dst_1src((dc), OP_lmsw, (s))
#define INSTR_CREATE_lods_1(dc) \
    instr_create_2dst_2src((dc), OP_lods, opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_XSI), DR_OPND_AT_SI_(OPSZ_1), opnd_create_reg(DR_REG_XSI))
#define INSTR_CREATE_lods_4(dc) \
    instr_create_2dst_2src((dc), OP_lods, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_XSI), DR_OPND_AT_SI_(OPSZ_4), opnd_create_reg(DR_REG_XSI))
#define INSTR_CREATE_lods_8(dc) \
    instr_create_2dst_2src((dc), OP_lods, opnd_create_reg(DR_REG_RAX), \
        opnd_create_reg(DR_REG_XSI), DR_OPND_AT_SI_(OPSZ_8), opnd_create_reg(DR_REG_XSI))
#define INSTR_CREATE_loop(dc, t) \
    instr_create_1dst_2src((dc), OP_loop, opnd_create_reg(DR_REG_XCX), (t), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_loope(dc, t) \
    instr_create_1dst_2src((dc), OP_loope, opnd_create_reg(DR_REG_XCX), (t), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_loopne(dc, t) \
    instr_create_1dst_2src((dc), OP_loopne, opnd_create_reg(DR_REG_XCX), (t), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_lsl(dc, d, s) instr_create_1dst_1src((dc), OP_lsl, (d), (s))
#define INSTR_CREATE_ltr(dc, s) instr_create_0dst_1src((dc), OP_ltr, (s))
#define INSTR_CREATE_lwpins(dc, s1, s2, i) \
    instr_create_0dst_3src((dc), OP_lwpins, (s1), (s2), (i))
#define INSTR_CREATE_lwpval(dc, s1, s2, i) \
    instr_create_0dst_3src((dc), OP_lwpval, (s1), (s2), (i))
#define INSTR_CREATE_lzcnt(dc, d, s) instr_create_1dst_1src((dc), OP_lzcnt, (d), (s))
#define INSTR_CREATE_mfence(dc) instr_create_0dst_0src((dc), OP_mfence)
#define INSTR_CREATE_monitor(dc) \
    instr_create_0dst_3src((dc), OP_monitor, opnd_create_reg(DR_REG_XAX), \
        opnd_create_reg(DR_REG_ECX), opnd_create_reg(DR_REG_EDX))
#define INSTR_CREATE_monitorx(dc) \
    instr_create_0dst_3src((dc), OP_monitorx, opnd_create_reg(DR_REG_XAX), \
        opnd_create_reg(DR_REG_ECX), opnd_create_reg(DR_REG_EDX))
#define INSTR_CREATE_mov_imm(dc, d, s) instr_create_1dst_1src((dc), OP_mov_imm, (d), (s))
#define INSTR_CREATE_mov_ld(dc, d, s) instr_create_1dst_1src((dc), OP_mov_ld, (d), (s))
#define INSTR_CREATE_mov_priv(dc, d, s) instr_create_1dst_1src((dc), OP_mov_priv, (d), (s))
#define INSTR_CREATE_mov_seg(dc, d, s) instr_create_1dst_1src((dc), OP_mov_seg, (d), (s))
#define INSTR_CREATE_mov_st(dc, d, s) instr_create_1dst_1src((dc), OP_mov_st, (d), (s))
#define INSTR_CREATE_movbe(dc, d, s) instr_create_1dst_1src((dc), OP_movbe, (d), (s))
#define INSTR_CREATE_movs_1(dc) \
    instr_create_3dst_3src((dc), OP_movs, DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), DR_OPND_AT_SI_(OPSZ_1), opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_movs_4(dc) \
    instr_create_3dst_3src((dc), OP_movs, DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), DR_OPND_AT_SI_(OPSZ_4), opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_movshdup(dc, d, s) instr_create_1dst_1src((dc), OP_movshdup, (d), (s))
#define INSTR_CREATE_movsldup(dc, d, s) instr_create_1dst_1src((dc), OP_movsldup, (d), (s))
#define INSTR_CREATE_movsx(dc, d, s) instr_create_1dst_1src((dc), OP_movsx, (d), (s))
#define INSTR_CREATE_movsxd(dc, d, s) instr_create_1dst_1src((dc), OP_movsxd, (d), (s))
#define INSTR_CREATE_movzx(dc, d, s) instr_create_1dst_1src((dc), OP_movzx, (d), (s))
#define INSTR_CREATE_mul_1(dc, s) \
    instr_create_1dst_2src((dc), OP_mul, opnd_create_reg(DR_REG_AX), (s), \
        opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_mul_4(dc, s) \
    instr_create_2dst_2src((dc), OP_mul, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), (s), opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_mulx(dc, d1, d2, s) \
    instr_create_2dst_2src((dc), OP_mulx, (d1), (d2), (s), \
        opnd_create_reg(reg_resize_to_opsz(DR_REG_EDX, opnd_get_size(d1))))
#define INSTR_CREATE_mwait(dc) \
    instr_create_0dst_2src((dc), OP_mwait, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_mwaitx(dc) \
    instr_create_0dst_3src((dc), OP_mwaitx, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_ECX), opnd_create_reg(DR_REG_EBX))
#define INSTR_CREATE_neg(dc, d) instr_create_1dst_1src((dc), OP_neg, (d), (d))
#define INSTR_CREATE_nop(dc) instr_create_0dst_0src((dc), OP_nop)
#define INSTR_CREATE_nop1byte(dc) INSTR_CREATE_nop(dc)
#define INSTR_CREATE_nop2byte(dc) INSTR_CREATE_nop2byte_reg(dc, DR_REG_XDI)
#define INSTR_CREATE_nop3byte(dc) INSTR_CREATE_nop3byte_reg(dc, DR_REG_XDI)
#define INSTR_CREATE_nop_modrm(dc, s) instr_create_0dst_1src((dc), OP_nop_modrm, (s))
#define INSTR_CREATE_not(dc, d) instr_create_1dst_1src((dc), OP_not, (d), (d))
#define INSTR_CREATE_or(dc, d, s) instr_create_1dst_2src((dc), OP_or, (d), (s), (d))
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
#define INSTR_CREATE_outs_1(dc) \
    instr_create_1dst_3src((dc), OP_outs, opnd_create_reg(DR_REG_XSI), DR_OPND_AT_SI_(OPSZ_1), \
        opnd_create_reg(DR_REG_DX), opnd_create_reg(DR_REG_XSI))
#define INSTR_CREATE_outs_4(dc) \
    instr_create_1dst_3src((dc), OP_outs, opnd_create_reg(DR_REG_XSI), DR_OPND_AT_SI_(OPSZ_4), \
        opnd_create_reg(DR_REG_DX), opnd_create_reg(DR_REG_XSI))
#define INSTR_CREATE_pause(dc) instr_create_0dst_0src((dc), OP_pause)
#define INSTR_CREATE_pdep(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_pdep, (d), (s1), (s2))
#define INSTR_CREATE_pext(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_pext, (d), (s1), (s2))
#define INSTR_CREATE_pf2id(dc, d, s) instr_create_1dst_2src((dc), OP_pf2id, (d), (s), (d))
#define INSTR_CREATE_pf2iw(dc, d, s) instr_create_1dst_2src((dc), OP_pf2iw, (d), (s), (d))
#define INSTR_CREATE_pfrcpit1(dc, d, s) instr_create_1dst_2src((dc), OP_pfrcpit1, (d), (s), (d))
#define INSTR_CREATE_pfrcpit2(dc, d, s) instr_create_1dst_2src((dc), OP_pfrcpit2, (d), (s), (d))
#define INSTR_CREATE_pfrsqit1(dc, d, s) instr_create_1dst_2src((dc), OP_pfrsqit1, (d), (s), (d))
#define INSTR_CREATE_pi2fd(dc, d, s) instr_create_1dst_2src((dc), OP_pi2fd, (d), (s), (d))
#define INSTR_CREATE_pi2fw(dc, d, s) instr_create_1dst_2src((dc), OP_pi2fw, (d), (s), (d))
#define INSTR_CREATE_pop(dc, d) \
    instr_create_2dst_2src((dc), OP_pop, (d), opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED_))
#define INSTR_CREATE_popa(dc) instr_create_popa(dc)
#define INSTR_CREATE_popcnt(dc, d, s) instr_create_1dst_1src((dc), OP_popcnt, (d), (s))
#define INSTR_CREATE_popf(dc) \
    instr_create_1dst_2src((dc), OP_popf, opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED_))
#define INSTR_CREATE_prefetch(dc, s) instr_create_0dst_1src((dc), OP_prefetch, (s))
#define INSTR_CREATE_prefetchnta(dc, s) instr_create_0dst_1src((dc), OP_prefetchnta, (s))
#define INSTR_CREATE_prefetcht0(dc, s) instr_create_0dst_1src((dc), OP_prefetcht0, (s))
#define INSTR_CREATE_prefetcht1(dc, s) instr_create_0dst_1src((dc), OP_prefetcht1, (s))
#define INSTR_CREATE_prefetcht2(dc, s) instr_create_0dst_1src((dc), OP_prefetcht2, (s))
#define INSTR_CREATE_prefetchw(dc, s) instr_create_0dst_1src((dc), OP_prefetchw, (s))
#define INSTR_CREATE_ptwrite(dc, s) instr_create_0dst_1src((dc), OP_ptwrite, (s))
#define INSTR_CREATE_push(dc, s) \
    instr_create_2dst_2src((dc), OP_push, opnd_create_reg(DR_REG_XSP), (DR_OPND_PUSHED_), (s), \
        opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_push_imm(dc, i) \
    instr_create_2dst_2src((dc), OP_push_imm, opnd_create_reg(DR_REG_XSP), DR_OPND_PUSHED_, \
        (i), opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_pusha(dc) instr_create_pusha(dc)
#define INSTR_CREATE_pushf(dc) \
    instr_create_2dst_1src((dc), OP_pushf, opnd_create_reg(DR_REG_XSP), (DR_OPND_PUSHED_), \
        opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_rcl(dc, d, ri) instr_create_1dst_2src((dc), OP_rcl, (d), (ri), (d))
#define INSTR_CREATE_rcr(dc, d, ri) instr_create_1dst_2src((dc), OP_rcr, (d), (ri), (d))
#define INSTR_CREATE_rdfsbase(dc, d) instr_create_1dst_0src((dc), OP_rdfsbase, (d))
#define INSTR_CREATE_rdgsbase(dc, d) instr_create_1dst_0src((dc), OP_rdgsbase, (d))
#define INSTR_CREATE_rdmsr(dc) \
    instr_create_2dst_1src((dc), OP_rdmsr, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_rdpid(dc, d) instr_create_1dst_0src((dc), OP_rdpid, (d))
#define INSTR_CREATE_rdpkru(dc) \
    instr_create_2dst_1src((dc), OP_rdpkru, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_EDX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_rdpmc(dc) \
    instr_create_2dst_1src((dc), OP_rdpmc, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_rdrand(dc, d) instr_create_1dst_0src((dc), OP_rdrand, (d))
#define INSTR_CREATE_rdseed(dc, d) instr_create_1dst_0src((dc), OP_rdseed, (d))
#define INSTR_CREATE_rdtsc(dc) \
    instr_create_2dst_0src((dc), OP_rdtsc, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_rdtscp(dc) \
    instr_create_3dst_0src((dc), OP_rdtscp, opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_ECX))
#define INSTR_CREATE_rep_cmps_1(dc) \
    instr_create_3dst_5src((dc), OP_rep_cmps, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_1), \
        DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_cmps_4(dc) \
    instr_create_3dst_5src((dc), OP_rep_cmps, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_4), \
        DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_ins_1(dc) \
    instr_create_3dst_3src((dc), OP_rep_ins, DR_OPND_AT_DI_(OPSZ_1), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), opnd_create_reg(DR_REG_DX), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_ins_4(dc) \
    instr_create_3dst_3src((dc), OP_rep_ins, DR_OPND_AT_DI_(OPSZ_4), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), opnd_create_reg(DR_REG_DX), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_lods_1(dc) \
    instr_create_3dst_3src((dc), OP_rep_lods, opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_1), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_lods_4(dc) \
    instr_create_3dst_3src((dc), OP_rep_lods, opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_4), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_movs_1(dc) \
    instr_create_4dst_4src((dc), OP_rep_movs, DR_OPND_AT_DI_(OPSZ_1), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), \
        DR_OPND_AT_SI_(OPSZ_1), opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_movs_4(dc) \
    instr_create_4dst_4src((dc), OP_rep_movs, DR_OPND_AT_DI_(OPSZ_4), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), \
        DR_OPND_AT_SI_(OPSZ_4), opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_outs_1(dc) \
    instr_create_2dst_4src((dc), OP_rep_outs, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_1), opnd_create_reg(DR_REG_DX), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_outs_4(dc) \
    instr_create_2dst_4src((dc), OP_rep_outs, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_4), opnd_create_reg(DR_REG_DX), \
        opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_scas_1(dc) \
    instr_create_2dst_4src((dc), OP_rep_scas, opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX), DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_scas_4(dc) \
    instr_create_2dst_4src((dc), OP_rep_scas, opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX), DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_stos_1(dc) \
    instr_create_3dst_3src((dc), OP_rep_stos, DR_OPND_AT_DI_(OPSZ_1), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_rep_stos_4(dc) \
    instr_create_3dst_3src((dc), OP_rep_stos, DR_OPND_AT_DI_(OPSZ_4), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_repne_cmps_1(dc) \
    instr_create_3dst_5src((dc), OP_repne_cmps, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_1), \
        DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_repne_cmps_4(dc) \
    instr_create_3dst_5src((dc), OP_repne_cmps, opnd_create_reg(DR_REG_XSI), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX), DR_OPND_AT_SI_(OPSZ_4), \
        DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_XSI), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_repne_scas_1(dc) \
    instr_create_2dst_4src((dc), OP_repne_scas, opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX), DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_AL), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_repne_scas_4(dc) \
    instr_create_2dst_4src((dc), OP_repne_scas, opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_XCX), DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_EAX), \
        opnd_create_reg(DR_REG_XDI), opnd_create_reg(DR_REG_XCX))
#define INSTR_CREATE_ret(dc) \
    instr_create_1dst_2src((dc), OP_ret, opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED_))
#define INSTR_CREATE_ret_far(dc) \
    instr_create_1dst_2src((dc), OP_ret_far, opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED2_))
#define INSTR_CREATE_ret_far_imm(dc, i) \
    instr_create_1dst_3src((dc), OP_ret_far, opnd_create_reg(DR_REG_XSP), (i), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED2_))
#define INSTR_CREATE_ret_imm(dc, i) \
    instr_create_1dst_3src((dc), OP_ret, opnd_create_reg(DR_REG_XSP), (i), \
        opnd_create_reg(DR_REG_XSP), (DR_OPND_POPPED_))
#define INSTR_CREATE_rol(dc, d, ri) instr_create_1dst_2src((dc), OP_rol, (d), (ri), (d))
#define INSTR_CREATE_ror(dc, d, ri) instr_create_1dst_2src((dc), OP_ror, (d), (ri), (d))
#define INSTR_CREATE_rorx(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_rorx, (d), (s1), (s2))
#define INSTR_CREATE_rsm(dc) instr_create_0dst_0src((dc), OP_rsm)
#define INSTR_CREATE_sahf(dc) instr_create_0dst_1src((dc), OP_sahf, opnd_create_reg(DR_REG_AH))
#define INSTR_CREATE_salc(dc) instr_create_1dst_0src((dc), OP_salc, opnd_create_reg(DR_REG_AL))
#define INSTR_CREATE_sar(dc, d, ri) instr_create_1dst_2src((dc), OP_sar, (d), (ri), (d))
#define INSTR_CREATE_sarx(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_sarx, (d), (s1), (s2))
#define INSTR_CREATE_sbb(dc, d, s) instr_create_1dst_2src((dc), OP_sbb, (d), (s), (d))
#define INSTR_CREATE_scas_1(dc) \
    instr_create_1dst_3src((dc), OP_scas, opnd_create_reg(DR_REG_XDI), DR_OPND_AT_DI_(OPSZ_1), \
        opnd_create_reg(DR_REG_AL), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_scas_4(dc) \
    instr_create_1dst_3src((dc), OP_scas, opnd_create_reg(DR_REG_XDI), DR_OPND_AT_DI_(OPSZ_4), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_serialize(dc) instr_create_0dst_0src((dc), OP_serialize)
#define INSTR_CREATE_setcc(dc, op, d) instr_create_1dst_0src((dc), (op), (d))
#define INSTR_CREATE_sfence(dc) instr_create_0dst_0src((dc), OP_sfence)
#define INSTR_CREATE_sgdt(dc, d) instr_create_1dst_0src((dc), OP_sgdt, (d))
#define INSTR_CREATE_shl(dc, d, ri) instr_create_1dst_2src((dc), OP_shl, (d), (ri), (d))
#define INSTR_CREATE_shld(dc, d, s, ri) instr_create_1dst_3src((dc), OP_shld, (d), (s), (ri), (d))
#define INSTR_CREATE_shlx(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_shlx, (d), (s1), (s2))
#define INSTR_CREATE_shr(dc, d, ri) instr_create_1dst_2src((dc), OP_shr, (d), (ri), (d))
#define INSTR_CREATE_shrd(dc, d, s, ri) instr_create_1dst_3src((dc), OP_shrd, (d), (s), (ri), (d))
#define INSTR_CREATE_shrx(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_shrx, (d), (s1), (s2))
#define INSTR_CREATE_sidt(dc, d) instr_create_1dst_0src((dc), OP_sidt, (d))
#define INSTR_CREATE_skinit(dc) \
    instr_create_0dst_1src((dc), OP_skinit, opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_sldt(dc, d) instr_create_1dst_0src((dc), OP_sldt, (d))
#define INSTR_CREATE_slwpcb(dc, d) instr_create_1dst_0src((dc), OP_slwpcb, (d))
#define INSTR_CREATE_smsw(dc, d) instr_create_1dst_0src((dc), OP_smsw, (d))
#define INSTR_CREATE_stac(dc) instr_create_0dst_0src((dc), OP_stac)
#define INSTR_CREATE_stc(dc) instr_create_0dst_0src((dc), OP_stc)
#define INSTR_CREATE_std(dc) instr_create_0dst_0src((dc), OP_std)
#define INSTR_CREATE_stgi(dc) instr_create_0dst_0src((dc), OP_stgi)
#define INSTR_CREATE_sti(dc) instr_create_0dst_0src((dc), OP_sti)
#define INSTR_CREATE_stos_1(dc) \
    instr_create_2dst_2src((dc), OP_stos, DR_OPND_AT_DI_(OPSZ_1), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_AL), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_stos_4(dc) \
    instr_create_2dst_2src((dc), OP_stos, DR_OPND_AT_DI_(OPSZ_4), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_stos_8(dc) \
    instr_create_2dst_2src((dc), OP_stos, DR_OPND_AT_DI_(OPSZ_8), opnd_create_reg(DR_REG_XDI), \
        opnd_create_reg(DR_REG_RAX), opnd_create_reg(DR_REG_XDI))
#define INSTR_CREATE_str(dc, d) instr_create_1dst_0src((dc), OP_str, (d))
#define INSTR_CREATE_sub(dc, d, s) instr_create_1dst_2src((dc), OP_sub, (d), (s), (d))
#define INSTR_CREATE_swapgs(dc) instr_create_0dst_0src((dc), OP_swapgs)
#define INSTR_CREATE_syscall(dc) \
    IF_X64_ELSE(instr_create_2dst_0src((dc), OP_syscall, opnd_create_reg(DR_REG_RCX), \
        opnd_create_reg(DR_REG_R11)), instr_create_1dst_0src((dc), OP_syscall, \
        opnd_create_reg(DR_REG_ECX)))
#define INSTR_CREATE_sysenter(dc) \
    instr_create_1dst_0src((dc), OP_sysenter, opnd_create_reg(DR_REG_XSP))
#define INSTR_CREATE_sysexit(dc) \
    instr_create_1dst_2src((dc), OP_sysexit, opnd_create_reg(DR_REG_XSP), \
        opnd_create_reg(DR_REG_XCX), opnd_create_reg(DR_REG_XDX))
#define INSTR_CREATE_sysret(dc) \
    IF_X64_ELSE(instr_create_0dst_2src((dc), OP_sysret, opnd_create_reg(DR_REG_RCX), \
        opnd_create_reg(DR_REG_R11)), instr_create_0dst_1src((dc), OP_sysret, \
        opnd_create_reg(DR_REG_ECX)))
#define INSTR_CREATE_t1mskc(dc, d, s) instr_create_1dst_1src((dc), OP_t1mskc, (d), (s))
#define INSTR_CREATE_test(dc, s1, s2) instr_create_0dst_2src((dc), OP_test, (s1), (s2))
#define INSTR_CREATE_tpause(dc, s) \
    instr_create_0dst_3src((dc), OP_tpause, (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_tzcnt(dc, d, s) instr_create_1dst_1src((dc), OP_tzcnt, (d), (s))
#define INSTR_CREATE_tzmsk(dc, d, s) instr_create_1dst_1src((dc), OP_tzmsk, (d), (s))
#define INSTR_CREATE_ud1(dc, s1, s2) instr_create_0dst_2src((dc), OP_ud1, (s1), (s2))
#define INSTR_CREATE_ud2(dc) instr_create_0dst_0src((dc), OP_ud2)
#define INSTR_CREATE_ud2a(dc) instr_create_0dst_0src((dc), OP_ud2)
#define INSTR_CREATE_ud2b(dc, s1, s2) instr_create_0dst_2src((dc), OP_ud1, (s1), (s2))
#define INSTR_CREATE_umonitor(dc, s) instr_create_0dst_1src((dc), OP_umonitor, (s))
#define INSTR_CREATE_umwait(dc, s) \
    instr_create_0dst_3src((dc), OP_umwait, (s), opnd_create_reg(DR_REG_EDX), \
        opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_verr(dc, s) instr_create_0dst_1src((dc), OP_verr, (s))
#define INSTR_CREATE_verw(dc, s) instr_create_0dst_1src((dc), OP_verw, (s))
#define INSTR_CREATE_vmcall(dc) instr_create_0dst_0src((dc), OP_vmcall)
#define INSTR_CREATE_vmclear(dc, d) instr_create_0dst_1src((dc), OP_vmclear, (d))
#define INSTR_CREATE_vmfunc(dc) \
    instr_create_0dst_1src((dc), OP_vmfunc, opnd_create_reg(DR_REG_EAX))
#define INSTR_CREATE_vmlaunch(dc) instr_create_0dst_0src((dc), OP_vmlaunch)

#endif
