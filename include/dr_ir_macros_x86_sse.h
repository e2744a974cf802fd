/* include/dr_ir_macros_x86_sse.h - INSTR_CREATE_ macros: x87, MMX, 3DNow! and SSE instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_SSE_H
#define DR_IR_MACROS_X86_SSE_H

#define INSTR_CREATE_addpd(dc, d, s) instr_create_1dst_2src((dc), OP_addpd, (d), (s), (d))
#define INSTR_CREATE_addps(dc, d, s) instr_create_1dst_2src((dc), OP_addps, (d), (s), (d))
#define INSTR_CREATE_addsd(dc, d, s) instr_create_1dst_2src((dc), OP_addsd, (d), (s), (d))
#define INSTR_CREATE_addss(dc, d, s) instr_create_1dst_2src((dc), OP_addss, (d), (s), (d))
#define INSTR_CREATE_addsubpd(dc, d, s) instr_create_1dst_2src((dc), OP_addsubpd, (d), (s), (d))
#define INSTR_CREATE_addsubps(dc, d, s) instr_create_1dst_2src((dc), OP_addsubps, (d), (s), (d))
#define INSTR_CREATE_aesdec(dc, d, s) instr_create_1dst_2src((dc), OP_aesdec, (d), (s), (d))
#define INSTR_CREATE_aesdeclast(dc, d, s) \
    instr_create_1dst_2src((dc), OP_aesdeclast, (d), (s), (d))
#define INSTR_CREATE_aesenc(dc, d, s) instr_create_1dst_2src((dc), OP_aesenc, (d), (s), (d))
#define INSTR_CREATE_aesenclast(dc, d, s) \
    instr_create_1dst_2src((dc), OP_aesenclast, (d), (s), (d))
#define INSTR_CREATE_aesimc(dc, d, s) instr_create_1dst_1src((dc), OP_aesimc, (d), (s))
#define INSTR_CREATE_aeskeygenassist(dc, d, s, i) \
    instr_create_1dst_2src((dc), OP_aeskeygenassist, (d), (s), (i))
#define INSTR_CREATE_andnpd(dc, d, s) instr_create_1dst_2src((dc), OP_andnpd, (d), (s), (d))
#define INSTR_CREATE_andnps(dc, d, s) instr_create_1dst_2src((dc), OP_andnps, (d), (s), (d))
#define INSTR_CREATE_andpd(dc, d, s) instr_create_1dst_2src((dc), OP_andpd, (d), (s), (d))
#define INSTR_CREATE_andps(dc, d, s) instr_create_1dst_2src((dc), OP_andps, (d), (s), (d))
#define INSTR_CREATE_blendpd(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_blendpd, (d), (s), (i), (d))
#define INSTR_CREATE_blendps(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_blendps, (d), (s), (i), (d))
#define INSTR_CREATE_blendvpd(dc, d, s) \
    instr_create_1dst_3src((dc), OP_blendvpd, (d), (s), opnd_create_reg(DR_REG_XMM0), (d))
#define INSTR_CREATE_blendvps(dc, d, s) \
    instr_create_1dst_3src((dc), OP_blendvps, (d), (s), opnd_create_reg(DR_REG_XMM0), (d))
#define INSTR_CREATE_cmppd(dc, d, s, i) instr_create_1dst_3src((dc), OP_cmppd, (d), (s), (i), (d))
#define INSTR_CREATE_cmpps(dc, d, s, i) instr_create_1dst_3src((dc), OP_cmpps, (d), (s), (i), (d))
#define INSTR_CREATE_cmpsd(dc, d, s, i) instr_create_1dst_3src((dc), OP_cmpsd, (d), (s), (i), (d))
#define INSTR_CREATE_cmpss(dc, d, s, i) instr_create_1dst_3src((dc), OP_cmpss, (d), (s), (i), (d))
#define INSTR_CREATE_comisd(dc, s1, s2) instr_create_0dst_2src((dc), OP_comisd, (s1), (s2))
#define INSTR_CREATE_comiss(dc, s1, s2) instr_create_0dst_2src((dc), OP_comiss, (s1), (s2))
#define INSTR_CREATE_cvtdq2pd(dc, d, s) instr_create_1dst_1src((dc), OP_cvtdq2pd, (d), (s))
#define INSTR_CREATE_cvtdq2ps(dc, d, s) instr_create_1dst_1src((dc), OP_cvtdq2ps, (d), (s))
#define INSTR_CREATE_cvtpd2dq(dc, d, s) instr_create_1dst_1src((dc), OP_cvtpd2dq, (d), (s))
#define INSTR_CREATE_cvtpd2pi(dc, d, s) instr_create_1dst_1src((dc), OP_cvtpd2pi, (d), (s))
#define INSTR_CREATE_cvtpd2ps(dc, d, s) instr_create_1dst_1src((dc), OP_cvtpd2ps, (d), (s))
#define INSTR_CREATE_cvtpi2pd(dc, d, s) instr_create_1dst_1src((dc), OP_cvtpi2pd, (d), (s))
#define INSTR_CREATE_cvtpi2ps(dc, d, s) instr_create_1dst_1src((dc), OP_cvtpi2ps, (d), (s))
#define INSTR_CREATE_cvtps2dq(dc, d, s) instr_create_1dst_1src((dc), OP_cvtps2dq, (d), (s))
#define INSTR_CREATE_cvtps2pd(dc, d, s) instr_create_1dst_1src((dc), OP_cvtps2pd, (d), (s))
#define INSTR_CREATE_cvtps2pi(dc, d, s) instr_create_1dst_1src((dc), OP_cvtps2pi, (d), (s))
#define INSTR_CREATE_cvtsd2si(dc, d, s) instr_create_1dst_1src((dc), OP_cvtsd2si, (d), (s))
#define INSTR_CREATE_cvtsd2ss(dc, d, s) instr_create_1dst_1src((dc), OP_cvtsd2ss, (d), (s))
#define INSTR_CREATE_cvtsi2sd(dc, d, s) instr_create_1dst_2src((dc), OP_cvtsi2sd, (d), (s), (d))
#define INSTR_CREATE_cvtsi2ss(dc, d, s) instr_create_1dst_2src((dc), OP_cvtsi2ss, (d), (s), (d))
#define INSTR_CREATE_cvtss2sd(dc, d, s) instr_create_1dst_1src((dc), OP_cvtss2sd, (d), (s))
#define INSTR_CREATE_cvtss2si(dc, d, s) instr_create_1dst_1src((dc), OP_cvtss2si, (d), (s))
#define INSTR_CREATE_cvttpd2dq(dc, d, s) instr_create_1dst_1src((dc), OP_cvttpd2dq, (d), (s))
#define INSTR_CREATE_cvttpd2pi(dc, d, s) instr_create_1dst_1src((dc), OP_cvttpd2pi, (d), (s))
#define INSTR_CREATE_cvttps2dq(dc, d, s) instr_create_1dst_1src((dc), OP_cvttps2dq, (d), (s))
#define INSTR_CREATE_cvttps2pi(dc, d, s) instr_create_1dst_1src((dc), OP_cvttps2pi, (d), (s))
#define INSTR_CREATE_cvttsd2si(dc, d, s) instr_create_1dst_1src((dc), OP_cvttsd2si, (d), (s))
#define INSTR_CREATE_cvttss2si(dc, d, s) instr_create_1dst_1src((dc), OP_cvttss2si, (d), (s))
#define INSTR_CREATE_divpd(dc, d, s) instr_create_1dst_2src((dc), OP_divpd, (d), (s), (d))
#define INSTR_CREATE_divps(dc, d, s) instr_create_1dst_2src((dc), OP_divps, (d), (s), (d))
#define INSTR_CREATE_divsd(dc, d, s) instr_create_1dst_2src((dc), OP_divsd, (d), (s), (d))
#define INSTR_CREATE_divss(dc, d, s) instr_create_1dst_2src((dc), OP_divss, (d), (s), (d))
#define INSTR_CREATE_dppd(dc, d, s, i) instr_create_1dst_3src((dc), OP_dppd, (d), (s), (i), (d))
#define INSTR_CREATE_dpps(dc, d, s, i) instr_create_1dst_3src((dc), OP_dpps, (d), (s), (i), (d))
#define INSTR_CREATE_emms(dc) instr_create_0dst_0src((dc), OP_emms)
#define INSTR_CREATE_extractps(dc, d, s, i) \
    instr_create_1dst_2src((dc), OP_extractps, (d), (s), (i))
#define INSTR_CREATE_extrq(dc, d, r) instr_create_1dst_2src((dc), OP_extrq, (d), (r), (d))
#define INSTR_CREATE_extrq_imm(dc, d, i1, i2) \
    instr_create_1dst_3src((dc), OP_extrq, (d), (i1), (i2), (d))
#define INSTR_CREATE_f2xm1(dc) \
    instr_create_1dst_1src((dc), OP_f2xm1, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fabs(dc) \
    instr_create_1dst_1src((dc), OP_fabs, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fadd(dc, f, s) instr_create_1dst_2src((dc), OP_fadd, (f), (s), (f))
#define INSTR_CREATE_faddp(dc, f) \
    instr_create_1dst_2src((dc), OP_faddp, (f), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fbld(dc, m) \
    instr_create_1dst_1src((dc), OP_fbld, opnd_create_reg(DR_REG_ST0), (m))
#define INSTR_CREATE_fbstp(dc, m) \
    instr_create_1dst_1src((dc), OP_fbstp, (m), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fchs(dc) \
    instr_create_1dst_1src((dc), OP_fchs, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fcmovcc(dc, op, f) \
    instr_create_1dst_1src((dc), (op), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fcom(dc, s) \
    instr_create_0dst_2src((dc), OP_fcom, (s), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fcomi(dc, f) \
    instr_create_0dst_2src((dc), OP_fcomi, opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fcomip(dc, f) \
    instr_create_0dst_2src((dc), OP_fcomip, opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fcomp(dc, s) \
    instr_create_0dst_2src((dc), OP_fcomp, (s), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fcompp(dc) \
    instr_create_0dst_2src((dc), OP_fcompp, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1))
#define INSTR_CREATE_fcos(dc) \
    instr_create_1dst_1src((dc), OP_fcos, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fdecstp(dc) instr_create_0dst_0src((dc), OP_fdecstp)
#define INSTR_CREATE_fdiv(dc, f, s) instr_create_1dst_2src((dc), OP_fdiv, (f), (s), (f))
#define INSTR_CREATE_fdivp(dc, f) \
    instr_create_1dst_2src((dc), OP_fdivp, (f), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fdivr(dc, f, s) instr_create_1dst_2src((dc), OP_fdivr, (f), (s), (f))
#define INSTR_CREATE_fdivrp(dc, f) \
    instr_create_1dst_2src((dc), OP_fdivrp, (f), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_femms(dc) instr_create_0dst_0src((dc), OP_femms)
#define INSTR_CREATE_ffree(dc, f) instr_create_0dst_1src((dc), OP_ffree, (f))
#define INSTR_CREATE_ffreep(dc, f) instr_create_0dst_1src((dc), OP_ffreep, (f))
#define INSTR_CREATE_fiadd(dc, m) \
    instr_create_1dst_2src((dc), OP_fiadd, opnd_create_reg(DR_REG_ST0), (m), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_ficom(dc, m) \
    instr_create_0dst_2src((dc), OP_ficom, (m), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_ficomp(dc, m) \
    instr_create_0dst_2src((dc), OP_ficomp, (m), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fidiv(dc, m) \
    instr_create_1dst_2src((dc), OP_fidiv, opnd_create_reg(DR_REG_ST0), (m), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fidivr(dc, m) \
    instr_create_1dst_2src((dc), OP_fidivr, opnd_create_reg(DR_REG_ST0), (m), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fild(dc, m) \
    instr_create_1dst_1src((dc), OP_fild, opnd_create_reg(DR_REG_ST0), (m))
#define INSTR_CREATE_fimul(dc, m) \
    instr_create_1dst_2src((dc), OP_fimul, opnd_create_reg(DR_REG_ST0), (m), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fincstp(dc) instr_create_0dst_0src((dc), OP_fincstp)
#define INSTR_CREATE_fist(dc, m) \
    instr_create_1dst_1src((dc), OP_fist, (m), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fistp(dc, m) \
    instr_create_1dst_1src((dc), OP_fistp, (m), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fisttp(dc, m) \
    instr_create_1dst_1src((dc), OP_fisttp, (m), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fisub(dc, m) \
    instr_create_1dst_2src((dc), OP_fisub, opnd_create_reg(DR_REG_ST0), (m), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fisubr(dc, m) \
    instr_create_1dst_2src((dc), OP_fisubr, opnd_create_reg(DR_REG_ST0), (m), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fld(dc, s) \
    instr_create_1dst_1src((dc), OP_fld, opnd_create_reg(DR_REG_ST0), (s))
#define INSTR_CREATE_fld1(dc) instr_create_1dst_0src((dc), OP_fld1, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fldcw(dc, m) instr_create_0dst_1src((dc), OP_fldcw, (m))
#define INSTR_CREATE_fldenv(dc, m) instr_create_0dst_1src((dc), OP_fldenv, (m))
#define INSTR_CREATE_fldl2e(dc) \
    instr_create_1dst_0src((dc), OP_fldl2e, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fldl2t(dc) \
    instr_create_1dst_0src((dc), OP_fldl2t, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fldlg2(dc) \
    instr_create_1dst_0src((dc), OP_fldlg2, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fldln2(dc) \
    instr_create_1dst_0src((dc), OP_fldln2, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fldpi(dc) instr_create_1dst_0src((dc), OP_fldpi, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fldz(dc) instr_create_1dst_0src((dc), OP_fldz, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fmul(dc, f, s) instr_create_1dst_2src((dc), OP_fmul, (f), (s), (f))
#define INSTR_CREATE_fmulp(dc, f) \
    instr_create_1dst_2src((dc), OP_fmulp, (f), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fnclex(dc) instr_create_0dst_0src((dc), OP_fnclex)
#define INSTR_CREATE_fninit(dc) instr_create_0dst_0src((dc), OP_fninit)
#define INSTR_CREATE_fnop(dc) instr_create_0dst_0src((dc), OP_fnop)
#define INSTR_CREATE_fnsave(dc, m) instr_create_1dst_0src((dc), OP_fnsave, (m))
#define INSTR_CREATE_fnstcw(dc, m) instr_create_1dst_0src((dc), OP_fnstcw, (m))
#define INSTR_CREATE_fnstenv(dc, m) instr_create_1dst_0src((dc), OP_fnstenv, (m))
#define INSTR_CREATE_fnstsw(dc, m) instr_create_1dst_0src((dc), OP_fnstsw, (m))
#define INSTR_CREATE_fpatan(dc) \
    instr_create_2dst_2src((dc), OP_fpatan, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0), opnd_create_reg(DR_REG_ST1))
#define INSTR_CREATE_fprem(dc) \
    instr_create_1dst_2src((dc), OP_fprem, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fprem1(dc) \
    instr_create_1dst_2src((dc), OP_fprem1, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fptan(dc) \
    instr_create_2dst_1src((dc), OP_fptan, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_frndint(dc) \
    instr_create_1dst_1src((dc), OP_frndint, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_frstor(dc, m) instr_create_0dst_1src((dc), OP_frstor, (m))
#define INSTR_CREATE_fscale(dc) \
    instr_create_1dst_2src((dc), OP_fscale, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fsin(dc) \
    instr_create_1dst_1src((dc), OP_fsin, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fsincos(dc) \
    instr_create_2dst_1src((dc), OP_fsincos, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fsqrt(dc) \
    instr_create_1dst_1src((dc), OP_fsqrt, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fst(dc, d) \
    instr_create_1dst_1src((dc), OP_fst, (d), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fstp(dc, d) \
    instr_create_1dst_1src((dc), OP_fstp, (d), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fsub(dc, f, s) instr_create_1dst_2src((dc), OP_fsub, (f), (s), (f))
#define INSTR_CREATE_fsubp(dc, f) \
    instr_create_1dst_2src((dc), OP_fsubp, (f), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fsubr(dc, f, s) instr_create_1dst_2src((dc), OP_fsubr, (f), (s), (f))
#define INSTR_CREATE_fsubrp(dc, f) \
    instr_create_1dst_2src((dc), OP_fsubrp, (f), opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_ftst(dc) instr_create_0dst_1src((dc), OP_ftst, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fucom(dc, f) \
    instr_create_0dst_2src((dc), OP_fucom, opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fucomi(dc, f) \
    instr_create_0dst_2src((dc), OP_fucomi, opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fucomip(dc, f) \
    instr_create_0dst_2src((dc), OP_fucomip, opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fucomp(dc, f) \
    instr_create_0dst_2src((dc), OP_fucomp, opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fucompp(dc) \
    instr_create_0dst_2src((dc), OP_fucompp, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1))
#define INSTR_CREATE_fwait(dc) instr_create_0dst_0src((dc), OP_fwait)
#define INSTR_CREATE_fxam(dc) instr_create_0dst_1src((dc), OP_fxam, opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fxch(dc, f) \
    instr_create_2dst_2src((dc), OP_fxch, opnd_create_reg(DR_REG_ST0), (f), \
        opnd_create_reg(DR_REG_ST0), (f))
#define INSTR_CREATE_fxrstor32(dc, s) instr_create_0dst_1src((dc), OP_fxrstor32, (s))
#define INSTR_CREATE_fxrstor64(dc, s) instr_create_0dst_1src((dc), OP_fxrstor64, (s))
#define INSTR_CREATE_fxsave32(dc, d) instr_create_1dst_0src((dc), OP_fxsave32, (d))
#define INSTR_CREATE_fxsave64(dc, d) instr_create_1dst_0src((dc), OP_fxsave64, (d))
#define INSTR_CREATE_fxtract(dc) \
    instr_create_2dst_1src((dc), OP_fxtract, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0))
#define INSTR_CREATE_fyl2x(dc) \
    instr_create_2dst_2src((dc), OP_fyl2x, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0), opnd_create_reg(DR_REG_ST1))
#define INSTR_CREATE_fyl2xp1(dc) \
    instr_create_2dst_2src((dc), OP_fyl2xp1, opnd_create_reg(DR_REG_ST0), \
        opnd_create_reg(DR_REG_ST1), opnd_create_reg(DR_REG_ST0), opnd_create_reg(DR_REG_ST1))
#define INSTR_CREATE_gf2p8affineinvqb(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_gf2p8affineinvqb, (d), (s), (i), (d))
#define INSTR_CREATE_gf2p8affineqb(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_gf2p8affineqb, (d), (s), (i), (d))
#define INSTR_CREATE_gf2p8mulb(dc, d, s) instr_create_1dst_2src((dc), OP_gf2p8mulb, (d), (s), (d))
#define INSTR_CREATE_haddpd(dc, d, s) instr_create_1dst_2src((dc), OP_haddpd, (d), (s), (d))
#define INSTR_CREATE_haddps(dc, d, s) instr_create_1dst_2src((dc), OP_haddps, (d), (s), (d))
#define INSTR_CREATE_hsubpd(dc, d, s) instr_create_1dst_2src((dc), OP_hsubpd, (d), (s), (d))
#define INSTR_CREATE_hsubps(dc, d, s) instr_create_1dst_2src((dc), OP_hsubps, (d), (s), (d))
#define INSTR_CREATE_insertps(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_insertps, (d), (s), (i), (d))
#define INSTR_CREATE_insertq(dc, d, r) instr_create_1dst_2src((dc), OP_insertq, (d), (r), (d))
#define INSTR_CREATE_insertq_imm(dc, d, r, i1, i2) \
    instr_create_1dst_4src((dc), OP_insertq, (d), (r), (i1), (i2), (d))
#define INSTR_CREATE_lddqu(dc, d, s) instr_create_1dst_1src((dc), OP_lddqu, (d), (s))
#define INSTR_CREATE_ldmxcsr(dc, s) instr_create_0dst_1src((dc), OP_ldmxcsr, (s))
#define INSTR_CREATE_lss(dc, d, s) instr_create_1dst_1src((dc), OP_lss, (d), (s))
#define INSTR_CREATE_maskmovdqu(dc, s1, s2) \
    instr_create_1dst_2src((dc), OP_maskmovdqu, DR_OPND_MASKMOV_(OPSZ_maskmovdqu), (s1), (s2))
#define INSTR_CREATE_maskmovq(dc, s1, s2) \
    instr_create_1dst_2src((dc), OP_maskmovq, DR_OPND_MASKMOV_(OPSZ_maskmovq), (s1), (s2))
#define INSTR_CREATE_maxpd(dc, d, s) instr_create_1dst_2src((dc), OP_maxpd, (d), (s), (d))
#define INSTR_CREATE_maxps(dc, d, s) instr_create_1dst_2src((dc), OP_maxps, (d), (s), (d))
#define INSTR_CREATE_maxsd(dc, d, s) instr_create_1dst_2src((dc), OP_maxsd, (d), (s), (d))
#define INSTR_CREATE_maxss(dc, d, s) instr_create_1dst_2src((dc), OP_maxss, (d), (s), (d))
#define INSTR_CREATE_minpd(dc, d, s) instr_create_1dst_2src((dc), OP_minpd, (d), (s), (d))
#define INSTR_CREATE_minps(dc, d, s) instr_create_1dst_2src((dc), OP_minps, (d), (s), (d))
#define INSTR_CREATE_minsd(dc, d, s) instr_create_1dst_2src((dc), OP_minsd, (d), (s), (d))
#define INSTR_CREATE_minss(dc, d, s) instr_create_1dst_2src((dc), OP_minss, (d), (s), (d))
#define INSTR_CREATE_movapd(dc, d, s) instr_create_1dst_1src((dc), OP_movapd, (d), (s))
#define INSTR_CREATE_movaps(dc, d, s) instr_create_1dst_1src((dc), OP_movaps, (d), (s))
#define INSTR_CREATE_movd(dc, d, s) instr_create_1dst_1src((dc), OP_movd, (d), (s))
#define INSTR_CREATE_movddup(dc, d, s) instr_create_1dst_1src((dc), OP_movddup, (d), (s))
#define INSTR_CREATE_movdir64b(dc, d, s) \
    instr_create_1dst_2src((dc), OP_movdir64b, DR_OPND_AT_REG_(d), (s), (d))
#define INSTR_CREATE_movdiri(dc, d, s) instr_create_1dst_1src((dc), OP_movdiri, (d), (s))
#define INSTR_CREATE_movdq2q(dc, d, s) instr_create_1dst_1src((dc), OP_movdq2q, (d), (s))
#define INSTR_CREATE_movdqa(dc, d, s) instr_create_1dst_1src((dc), OP_movdqa, (d), (s))
#define INSTR_CREATE_movdqu(dc, d, s) instr_create_1dst_1src((dc), OP_movdqu, (d), (s))
#define INSTR_CREATE_movhpd(dc, d, s) instr_create_1dst_1src((dc), OP_movhpd, (d), (s))
#define INSTR_CREATE_movhps(dc, d, s) instr_create_1dst_1src((dc), OP_movhps, (d), (s))
#define INSTR_CREATE_movlpd(dc, d, s) instr_create_1dst_1src((dc), OP_movlpd, (d), (s))
#define INSTR_CREATE_movlps(dc, d, s) instr_create_1dst_1src((dc), OP_movlps, (d), (s))
#define INSTR_CREATE_movmskpd(dc, d, s) instr_create_1dst_1src((dc), OP_movmskpd, (d), (s))
#define INSTR_CREATE_movmskps(dc, d, s) instr_create_1dst_1src((dc), OP_movmskps, (d), (s))
#define INSTR_CREATE_movntdq(dc, d, s) instr_create_1dst_1src((dc), OP_movntdq, (d), (s))
#define INSTR_CREATE_movntdqa(dc, d, s) instr_create_1dst_1src((dc), OP_movntdqa, (d), (s))
#define INSTR_CREATE_movnti(dc, d, s) instr_create_1dst_1src((dc), OP_movnti, (d), (s))
#define INSTR_CREATE_movntpd(dc, d, s) instr_create_1dst_1src((dc), OP_movntpd, (d), (s))
#define INSTR_CREATE_movntps(dc, d, s) instr_create_1dst_1src((dc), OP_movntps, (d), (s))
#define INSTR_CREATE_movntq(dc, d, s) instr_create_1dst_1src((dc), OP_movntq, (d), (s))
#define INSTR_CREATE_movntsd(dc, d, s) instr_create_1dst_1src((dc), OP_movntsd, (d), (s))
#define INSTR_CREATE_movntss(dc, d, s) instr_create_1dst_1src((dc), OP_movntss, (d), (s))
#define INSTR_CREATE_movq(dc, d, s) instr_create_1dst_1src((dc), OP_movq, (d), (s))
#define INSTR_CREATE_movq2dq(dc, d, s) instr_create_1dst_1src((dc), OP_movq2dq, (d), (s))
#define INSTR_CREATE_movsd(dc, d, s) instr_create_1dst_1src((dc), OP_movsd, (d), (s))
#define INSTR_CREATE_movss(dc, d, s) instr_create_1dst_1src((dc), OP_movss, (d), (s))
#define INSTR_CREATE_movupd(dc, d, s) instr_create_1dst_1src((dc), OP_movupd, (d), (s))
#define INSTR_CREATE_movups(dc, d, s) instr_create_1dst_1src((dc), OP_movups, (d), (s))
#define INSTR_CREATE_mpsadbw(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_mpsadbw, (d), (s), (i), (d))
#define INSTR_CREATE_mulpd(dc, d, s) instr_create_1dst_2src((dc), OP_mulpd, (d), (s), (d))
#define INSTR_CREATE_mulps(dc, d, s) instr_create_1dst_2src((dc), OP_mulps, (d), (s), (d))
#define INSTR_CREATE_mulsd(dc, d, s) instr_create_1dst_2src((dc), OP_mulsd, (d), (s), (d))
#define INSTR_CREATE_mulss(dc, d, s) instr_create_1dst_2src((dc), OP_mulss, (d), (s), (d))
#define INSTR_CREATE_orpd(dc, d, s) instr_create_1dst_2src((dc), OP_orpd, (d), (s), (d))
#define INSTR_CREATE_orps(dc, d, s) instr_create_1dst_2src((dc), OP_orps, (d), (s), (d))
#define INSTR_CREATE_pabsb(dc, d, s) instr_create_1dst_1src((dc), OP_pabsb, (d), (s))
#define INSTR_CREATE_pabsd(dc, d, s) instr_create_1dst_1src((dc), OP_pabsd, (d), (s))
#define INSTR_CREATE_pabsw(dc, d, s) instr_create_1dst_1src((dc), OP_pabsw, (d), (s))
#define INSTR_CREATE_packssdw(dc, d, s) instr_create_1dst_2src((dc), OP_packssdw, (d), (s), (d))
#define INSTR_CREATE_packsswb(dc, d, s) instr_create_1dst_2src((dc), OP_packsswb, (d), (s), (d))
#define INSTR_CREATE_packusdw(dc, d, s) instr_create_1dst_2src((dc), OP_packusdw, (d), (s), (d))
#define INSTR_CREATE_packuswb(dc, d, s) instr_create_1dst_2src((dc), OP_packuswb, (d), (s), (d))
#define INSTR_CREATE_paddb(dc, d, s) instr_create_1dst_2src((dc), OP_paddb, (d), (s), (d))
#define INSTR_CREATE_paddd(dc, d, s) instr_create_1dst_2src((dc), OP_paddd, (d), (s), (d))
#define INSTR_CREATE_paddq(dc, d, s) instr_create_1dst_2src((dc), OP_paddq, (d), (s), (d))
#define INSTR_CREATE_paddsb(dc, d, s) instr_create_1dst_2src((dc), OP_paddsb, (d), (s), (d))
#define INSTR_CREATE_paddsw(dc, d, s) instr_create_1dst_2src((dc), OP_paddsw, (d), (s), (d))
#define INSTR_CREATE_paddusb(dc, d, s) instr_create_1dst_2src((dc), OP_paddusb, (d), (s), (d))
#define INSTR_CREATE_paddusw(dc, d, s) instr_create_1dst_2src((dc), OP_paddusw, (d), (s), (d))
#define INSTR_CREATE_paddw(dc, d, s) instr_create_1dst_2src((dc), OP_paddw, (d), (s), (d))
#define INSTR_CREATE_palignr(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_palignr, (d), (s), (i), (d))
#define INSTR_CREATE_pand(dc, d, s) instr_create_1dst_2src((dc), OP_pand, (d), (s), (d))
#define INSTR_CREATE_pandn(dc, d, s) instr_create_1dst_2src((dc), OP_pandn, (d), (s), (d))
#define INSTR_CREATE_pavgb(dc, d, s) instr_create_1dst_2src((dc), OP_pavgb, (d), (s), (d))
#define INSTR_CREATE_pavgusb(dc, d, s) instr_create_1dst_2src((dc), OP_pavgusb, (d), (s), (d))
#define INSTR_CREATE_pavgw(dc, d, s) instr_create_1dst_2src((dc), OP_pavgw, (d), (s), (d))
#define INSTR_CREATE_pblendvb(dc, d, s) \
    instr_create_1dst_3src((dc), OP_pblendvb, (d), (s), opnd_create_reg(DR_REG_XMM0), (d))
#define INSTR_CREATE_pblendw(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_pblendw, (d), (s), (i), (d))
#define INSTR_CREATE_pclmulqdq(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_pclmulqdq, (d), (s), (i), (d))
#define INSTR_CREATE_pcmpeqb(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpeqb, (d), (s), (d))
#define INSTR_CREATE_pcmpeqd(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpeqd, (d), (s), (d))
#define INSTR_CREATE_pcmpeqq(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpeqq, (d), (s), (d))
#define INSTR_CREATE_pcmpeqw(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpeqw, (d), (s), (d))
#define INSTR_CREATE_pcmpestri(dc, s1, s2, i) \
    instr_create_1dst_5src((dc), OP_pcmpestri, opnd_create_reg(DR_REG_ECX), (s1), (s2), (i), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_EDX))
#define INSTR_CREATE_pcmpestrm(dc, s1, s2, i) \
    instr_create_1dst_5src((dc), OP_pcmpestrm, opnd_create_reg(DR_REG_XMM0), (s1), (s2), (i), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_EDX))
#define INSTR_CREATE_pcmpgtb(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpgtb, (d), (s), (d))
#define INSTR_CREATE_pcmpgtd(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpgtd, (d), (s), (d))
#define INSTR_CREATE_pcmpgtq(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpgtq, (d), (s), (d))
#define INSTR_CREATE_pcmpgtw(dc, d, s) instr_create_1dst_2src((dc), OP_pcmpgtw, (d), (s), (d))
#define INSTR_CREATE_pcmpistri(dc, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_pcmpistri, opnd_create_reg(DR_REG_ECX), (s1), (s2), (i))
#define INSTR_CREATE_pcmpistrm(dc, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_pcmpistrm, opnd_create_reg(DR_REG_XMM0), (s1), (s2), (i))
#define INSTR_CREATE_pextrb(dc, d, s, i) instr_create_1dst_2src((dc), OP_pextrb, (d), (s), (i))
#define INSTR_CREATE_pextrd(dc, d, s, i) instr_create_1dst_2src((dc), OP_pextrd, (d), (s), (i))
#define INSTR_CREATE_pextrw(dc, d, s, i) instr_create_1dst_2src((dc), OP_pextrw, (d), (s), (i))
#define INSTR_CREATE_pfacc(dc, d, s) instr_create_1dst_2src((dc), OP_pfacc, (d), (s), (d))
#define INSTR_CREATE_pfadd(dc, d, s) instr_create_1dst_2src((dc), OP_pfadd, (d), (s), (d))
#define INSTR_CREATE_pfcmpeq(dc, d, s) instr_create_1dst_2src((dc), OP_pfcmpeq, (d), (s), (d))
#define INSTR_CREATE_pfcmpge(dc, d, s) instr_create_1dst_2src((dc), OP_pfcmpge, (d), (s), (d))
#define INSTR_CREATE_pfcmpgt(dc, d, s) instr_create_1dst_2src((dc), OP_pfcmpgt, (d), (s), (d))
#define INSTR_CREATE_pfmax(dc, d, s) instr_create_1dst_2src((dc), OP_pfmax, (d), (s), (d))
#define INSTR_CREATE_pfmin(dc, d, s) instr_create_1dst_2src((dc), OP_pfmin, (d), (s), (d))
#define INSTR_CREATE_pfmul(dc, d, s) instr_create_1dst_2src((dc), OP_pfmul, (d), (s), (d))
#define INSTR_CREATE_pfnacc(dc, d, s) instr_create_1dst_2src((dc), OP_pfnacc, (d), (s), (d))
#define INSTR_CREATE_pfpnacc(dc, d, s) instr_create_1dst_2src((dc), OP_pfpnacc, (d), (s), (d))
#define INSTR_CREATE_pfrcp(dc, d, s) instr_create_1dst_2src((dc), OP_pfrcp, (d), (s), (d))
#define INSTR_CREATE_pfrsqrt(dc, d, s) instr_create_1dst_2src((dc), OP_pfrsqrt, (d), (s), (d))
#define INSTR_CREATE_pfsub(dc, d, s) instr_create_1dst_2src((dc), OP_pfsub, (d), (s), (d))
#define INSTR_CREATE_pfsubr(dc, d, s) instr_create_1dst_2src((dc), OP_pfsubr, (d), (s), (d))
#define INSTR_CREATE_phaddd(dc, d, s) instr_create_1dst_2src((dc), OP_phaddd, (d), (s), (d))
#define INSTR_CREATE_phaddsw(dc, d, s) instr_create_1dst_2src((dc), OP_phaddsw, (d), (s), (d))
#define INSTR_CREATE_phaddw(dc, d, s) instr_create_1dst_2src((dc), OP_phaddw, (d), (s), (d))
#define INSTR_CREATE_phminposuw(dc, d, s) instr_create_1dst_1src((dc), OP_phminposuw, (d), (s))
#define INSTR_CREATE_phsubd(dc, d, s) instr_create_1dst_2src((dc), OP_phsubd, (d), (s), (d))
#define INSTR_CREATE_phsubsw(dc, d, s) instr_create_1dst_2src((dc), OP_phsubsw, (d), (s), (d))
#define INSTR_CREATE_phsubw(dc, d, s) instr_create_1dst_2src((dc), OP_phsubw, (d), (s), (d))
#define INSTR_CREATE_pinsrb(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_pinsrb, (d), (s), (i), (d))
#define INSTR_CREATE_pinsrd(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_pinsrd, (d), (s), (i), (d))
#define INSTR_CREATE_pinsrw(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_pinsrw, (d), (s), (i), (d))
#define INSTR_CREATE_pmaddubsw(dc, d, s) instr_create_1dst_2src((dc), OP_pmaddubsw, (d), (s), (d))
#define INSTR_CREATE_pmaddwd(dc, d, s) instr_create_1dst_2src((dc), OP_pmaddwd, (d), (s), (d))
#define INSTR_CREATE_pmaxsb(dc, d, s) instr_create_1dst_2src((dc), OP_pmaxsb, (d), (s), (d))
#define INSTR_CREATE_pmaxsd(dc, d, s) instr_create_1dst_2src((dc), OP_pmaxsd, (d), (s), (d))
#define INSTR_CREATE_pmaxsw(dc, d, s) instr_create_1dst_2src((dc), OP_pmaxsw, (d), (s), (d))
#define INSTR_CREATE_pmaxub(dc, d, s) instr_create_1dst_2src((dc), OP_pmaxub, (d), (s), (d))
#define INSTR_CREATE_pmaxud(dc, d, s) instr_create_1dst_2src((dc), OP_pmaxud, (d), (s), (d))
#define INSTR_CREATE_pmaxuw(dc, d, s) instr_create_1dst_2src((dc), OP_pmaxuw, (d), (s), (d))
#define INSTR_CREATE_pminsb(dc, d, s) instr_create_1dst_2src((dc), OP_pminsb, (d), (s), (d))
#define INSTR_CREATE_pminsd(dc, d, s) instr_create_1dst_2src((dc), OP_pminsd, (d), (s), (d))
#define INSTR_CREATE_pminsw(dc, d, s) instr_create_1dst_2src((dc), OP_pminsw, (d), (s), (d))
#define INSTR_CREATE_pminub(dc, d, s) instr_create_1dst_2src((dc), OP_pminub, (d), (s), (d))
#define INSTR_CREATE_pminud(dc, d, s) instr_create_1dst_2src((dc), OP_pminud, (d), (s), (d))
#define INSTR_CREATE_pminuw(dc, d, s) instr_create_1dst_2src((dc), OP_pminuw, (d), (s), (d))
#define INSTR_CREATE_pmovmskb(dc, d, s) instr_create_1dst_1src((dc), OP_pmovmskb, (d), (s))
#define INSTR_CREATE_pmovsxbd(dc, d, s) instr_create_1dst_1src((dc), OP_pmovsxbd, (d), (s))
#define INSTR_CREATE_pmovsxbq(dc, d, s) instr_create_1dst_1src((dc), OP_pmovsxbq, (d), (s))
#define INSTR_CREATE_pmovsxbw(dc, d, s) instr_create_1dst_1src((dc), OP_pmovsxbw, (d), (s))
#define INSTR_CREATE_pmovsxdq(dc, d, s) instr_create_1dst_1src((dc), OP_pmovsxdq, (d), (s))
#define INSTR_CREATE_pmovsxwd(dc, d, s) instr_create_1dst_1src((dc), OP_pmovsxwd, (d), (s))
#define INSTR_CREATE_pmovsxwq(dc, d, s) instr_create_1dst_1src((dc), OP_pmovsxwq, (d), (s))
#define INSTR_CREATE_pmovzxbd(dc, d, s) instr_create_1dst_1src((dc), OP_pmovzxbd, (d), (s))
#define INSTR_CREATE_pmovzxbq(dc, d, s) instr_create_1dst_1src((dc), OP_pmovzxbq, (d), (s))
#define INSTR_CREATE_pmovzxbw(dc, d, s) instr_create_1dst_1src((dc), OP_pmovzxbw, (d), (s))
#define INSTR_CREATE_pmovzxdq(dc, d, s) instr_create_1dst_1src((dc), OP_pmovzxdq, (d), (s))
#define INSTR_CREATE_pmovzxwd(dc, d, s) instr_create_1dst_1src((dc), OP_pmovzxwd, (d), (s))
#define INSTR_CREATE_pmovzxwq(dc, d, s) instr_create_1dst_1src((dc), OP_pmovzxwq, (d), (s))
#define INSTR_CREATE_pmuldq(dc, d, s) instr_create_1dst_2src((dc), OP_pmuldq, (d), (s), (d))
#define INSTR_CREATE_pmulhrsw(dc, d, s) instr_create_1dst_2src((dc), OP_pmulhrsw, (d), (s), (d))
#define INSTR_CREATE_pmulhrw(dc, d, s) instr_create_1dst_2src((dc), OP_pmulhrw, (d), (s), (d))
#define INSTR_CREATE_pmulhuw(dc, d, s) instr_create_1dst_2src((dc), OP_pmulhuw, (d), (s), (d))
#define INSTR_CREATE_pmulhw(dc, d, s) instr_create_1dst_2src((dc), OP_pmulhw, (d), (s), (d))
#define INSTR_CREATE_pmulld(dc, d, s) instr_create_1dst_2src((dc), OP_pmulld, (d), (s), (d))
#define INSTR_CREATE_pmullw(dc, d, s) instr_create_1dst_2src((dc), OP_pmullw, (d), (s), (d))
#define INSTR_CREATE_pmuludq(dc, d, s) instr_create_1dst_2src((dc), OP_pmuludq, (d), (s), (d))
#define INSTR_CREATE_por(dc, d, s) instr_create_1dst_2src((dc), OP_por, (d), (s), (d))
#define INSTR_CREATE_psadbw(dc, d, s) instr_create_1dst_2src((dc), OP_psadbw, (d), (s), (d))
#define INSTR_CREATE_pshufb(dc, d, s) instr_create_1dst_2src((dc), OP_pshufb, (d), (s), (d))
#define INSTR_CREATE_pshufd(dc, d, s, i) instr_create_1dst_2src((dc), OP_pshufd, (d), (s), (i))
#define INSTR_CREATE_pshufhw(dc, d, s, i) instr_create_1dst_2src((dc), OP_pshufhw, (d), (s), (i))
#define INSTR_CREATE_pshuflw(dc, d, s, i) instr_create_1dst_2src((dc), OP_pshuflw, (d), (s), (i))
#define INSTR_CREATE_pshufw(dc, d, s, i) instr_create_1dst_2src((dc), OP_pshufw, (d), (s), (i))
#define INSTR_CREATE_psignb(dc, d, s) instr_create_1dst_2src((dc), OP_psignb, (d), (s), (d))
#define INSTR_CREATE_psignd(dc, d, s) instr_create_1dst_2src((dc), OP_psignd, (d), (s), (d))
#define INSTR_CREATE_psignw(dc, d, s) instr_create_1dst_2src((dc), OP_psignw, (d), (s), (d))
#define INSTR_CREATE_pslld(dc, d, s) instr_create_1dst_2src((dc), OP_pslld, (d), (s), (d))
#define INSTR_CREATE_pslldq(dc, d, s) instr_create_1dst_2src((dc), OP_pslldq, (d), (s), (d))
#define INSTR_CREATE_psllq(dc, d, s) instr_create_1dst_2src((dc), OP_psllq, (d), (s), (d))
#define INSTR_CREATE_psllw(dc, d, s) instr_create_1dst_2src((dc), OP_psllw, (d), (s), (d))
#define INSTR_CREATE_psrad(dc, d, s) instr_create_1dst_2src((dc), OP_psrad, (d), (s), (d))
#define INSTR_CREATE_psraw(dc, d, s) instr_create_1dst_2src((dc), OP_psraw, (d), (s), (d))
#define INSTR_CREATE_psrld(dc, d, s) instr_create_1dst_2src((dc), OP_psrld, (d), (s), (d))
#define INSTR_CREATE_psrldq(dc, d, s) instr_create_1dst_2src((dc), OP_psrldq, (d), (s), (d))
#define INSTR_CREATE_psrlq(dc, d, s) instr_create_1dst_2src((dc), OP_psrlq, (d), (s), (d))
#define INSTR_CREATE_psrlw(dc, d, s) instr_create_1dst_2src((dc), OP_psrlw, (d), (s), (d))
#define INSTR_CREATE_psubb(dc, d, s) instr_create_1dst_2src((dc), OP_psubb, (d), (s), (d))
#define INSTR_CREATE_psubd(dc, d, s) instr_create_1dst_2src((dc), OP_psubd, (d), (s), (d))
#define INSTR_CREATE_psubq(dc, d, s) instr_create_1dst_2src((dc), OP_psubq, (d), (s), (d))
#define INSTR_CREATE_psubsb(dc, d, s) instr_create_1dst_2src((dc), OP_psubsb, (d), (s), (d))
#define INSTR_CREATE_psubsw(dc, d, s) instr_create_1dst_2src((dc), OP_psubsw, (d), (s), (d))
#define INSTR_CREATE_psubusb(dc, d, s) instr_create_1dst_2src((dc), OP_psubusb, (d), (s), (d))
#define INSTR_CREATE_psubusw(dc, d, s) instr_create_1dst_2src((dc), OP_psubusw, (d), (s), (d))
#define INSTR_CREATE_psubw(dc, d, s) instr_create_1dst_2src((dc), OP_psubw, (d), (s), (d))
#define INSTR_CREATE_pswapd(dc, d, s) instr_create_1dst_2src((dc), OP_pswapd, (d), (s), (d))
#define INSTR_CREATE_ptest(dc, s1, s2) instr_create_0dst_2src((dc), OP_ptest, (s1), (s2))
#define INSTR_CREATE_punpckhbw(dc, d, s) instr_create_1dst_2src((dc), OP_punpckhbw, (d), (s), (d))
#define INSTR_CREATE_punpckhdq(dc, d, s) instr_create_1dst_2src((dc), OP_punpckhdq, (d), (s), (d))
#define INSTR_CREATE_punpckhqdq(dc, d, s) \
    instr_create_1dst_2src((dc), OP_punpckhqdq, (d), (s), (d))
#define INSTR_CREATE_punpckhwd(dc, d, s) instr_create_1dst_2src((dc), OP_punpckhwd, (d), (s), (d))
#define INSTR_CREATE_punpcklbw(dc, d, s) instr_create_1dst_2src((dc), OP_punpcklbw, (d), (s), (d))
#define INSTR_CREATE_punpckldq(dc, d, s) instr_create_1dst_2src((dc), OP_punpckldq, (d), (s), (d))
#define INSTR_CREATE_punpcklqdq(dc, d, s) \
    instr_create_1dst_2src((dc), OP_punpcklqdq, (d), (s), (d))
#define INSTR_CREATE_punpcklwd(dc, d, s) instr_create_1dst_2src((dc), OP_punpcklwd, (d), (s), (d))
#define INSTR_CREATE_pxor(dc, d, s) instr_create_1dst_2src((dc), OP_pxor, (d), (s), (d))
#define INSTR_CREATE_rcpps(dc, d, s) instr_create_1dst_1src((dc), OP_rcpps, (d), (s))
#define INSTR_CREATE_rcpss(dc, d, s) instr_create_1dst_1src((dc), OP_rcpss, (d), (s))
#define INSTR_CREATE_roundpd(dc, d, s, i) instr_create_1dst_2src((dc), OP_roundpd, (d), (s), (i))
#define INSTR_CREATE_roundps(dc, d, s, i) instr_create_1dst_2src((dc), OP_roundps, (d), (s), (i))
#define INSTR_CREATE_roundsd(dc, d, s, i) instr_create_1dst_2src((dc), OP_roundsd, (d), (s), (i))
#define INSTR_CREATE_roundss(dc, d, s, i) instr_create_1dst_2src((dc), OP_roundss, (d), (s), (i))
#define INSTR_CREATE_rsqrtps(dc, d, s) instr_create_1dst_1src((dc), OP_rsqrtps, (d), (s))
#define INSTR_CREATE_rsqrtss(dc, d, s) instr_create_1dst_1src((dc), OP_rsqrtss, (d), (s))
#define INSTR_CREATE_sha1msg1(dc, d, s) instr_create_1dst_2src((dc), OP_sha1msg1, (d), (s), (d))
#define INSTR_CREATE_sha1msg2(dc, d, s) instr_create_1dst_2src((dc), OP_sha1msg2, (d), (s), (d))
#define INSTR_CREATE_sha1nexte(dc, d, s) instr_create_1dst_2src((dc), OP_sha1nexte, (d), (s), (d))
#define INSTR_CREATE_sha1rnds4(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_sha1rnds4, (d), (s), (i), (d))
#define INSTR_CREATE_sha256msg1(dc, d, s) \
    instr_create_1dst_2src((dc), OP_sha256msg1, (d), (s), (d))
#define INSTR_CREATE_sha256msg2(dc, d, s) \
    instr_create_1dst_2src((dc), OP_sha256msg2, (d), (s), (d))
#define INSTR_CREATE_sha256rnds2(dc, d, s) \
    instr_create_1dst_3src((dc), OP_sha256rnds2, (d), (s), opnd_create_reg(DR_REG_XMM0), (d))
#define INSTR_CREATE_shufpd(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_shufpd, (d), (s), (i), (d))
#define INSTR_CREATE_shufps(dc, d, s, i) \
    instr_create_1dst_3src((dc), OP_shufps, (d), (s), (i), (d))
#define INSTR_CREATE_sqrtpd(dc, d, s) instr_create_1dst_1src((dc), OP_sqrtpd, (d), (s))
#define INSTR_CREATE_sqrtps(dc, d, s) instr_create_1dst_1src((dc), OP_sqrtps, (d), (s))
#define INSTR_CREATE_sqrtsd(dc, d, s) instr_create_1dst_1src((dc), OP_sqrtsd, (d), (s))
#define INSTR_CREATE_sqrtss(dc, d, s) instr_create_1dst_1src((dc), OP_sqrtss, (d), (s))
#define INSTR_CREATE_stmxcsr(dc, d) instr_create_1dst_0src((dc), OP_stmxcsr, (d))
#define INSTR_CREATE_subpd(dc, d, s) instr_create_1dst_2src((dc), OP_subpd, (d), (s), (d))
#define INSTR_CREATE_subps(dc, d, s) instr_create_1dst_2src((dc), OP_subps, (d), (s), (d))
#define INSTR_CREATE_subsd(dc, d, s) instr_create_1dst_2src((dc), OP_subsd, (d), (s), (d))
#define INSTR_CREATE_subss(dc, d, s) instr_create_1dst_2src((dc), OP_subss, (d), (s), (d))
#define INSTR_CREATE_ucomisd(dc, s1, s2) instr_create_0dst_2src((dc), OP_ucomisd, (s1), (s2))
#define INSTR_CREATE_ucomiss(dc, s1, s2) instr_create_0dst_2src((dc), OP_ucomiss, (s1), (s2))
#define INSTR_CREATE_unpckhpd(dc, d, s) instr_create_1dst_2src((dc), OP_unpckhpd, (d), (s), (d))
#define INSTR_CREATE_unpckhps(dc, d, s) instr_create_1dst_2src((dc), OP_unpckhps, (d), (s), (d))
#define INSTR_CREATE_unpcklpd(dc, d, s) instr_create_1dst_2src((dc), OP_unpcklpd, (d), (s), (d))
#define INSTR_CREATE_unpcklps(dc, d, s) instr_create_1dst_2src((dc), OP_unpcklps, (d), (s), (d))
#define INSTR_CREATE_xorpd(dc, d, s) instr_create_1dst_2src((dc), OP_xorpd, (d), (s), (d))
#define INSTR_CREATE_xorps(dc, d, s) instr_create_1dst_2src((dc), OP_xorps, (d), (s), (d))

#endif
