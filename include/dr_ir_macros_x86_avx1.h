/* include/dr_ir_macros_x86_avx1.h - INSTR_CREATE_ macros: VEX and XOP instructions and those on mask registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_AVX1_H
#define DR_IR_MACROS_X86_AVX1_H

#define INSTR_CREATE_kaddb(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kaddb, (d), (s1), (s2))
#define INSTR_CREATE_kaddd(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kaddd, (d), (s1), (s2))
#define INSTR_CREATE_kaddq(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kaddq, (d), (s1), (s2))
#define INSTR_CREATE_kaddw(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kaddw, (d), (s1), (s2))
#define INSTR_CREATE_kandb(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kandb, (d), (s1), (s2))
#define INSTR_CREATE_kandd(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kandd, (d), (s1), (s2))
#define INSTR_CREATE_kandnb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kandnb, (d), (s1), (s2))
#define INSTR_CREATE_kandnd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kandnd, (d), (s1), (s2))
#define INSTR_CREATE_kandnq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kandnq, (d), (s1), (s2))
#define INSTR_CREATE_kandnw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kandnw, (d), (s1), (s2))
#define INSTR_CREATE_kandq(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kandq, (d), (s1), (s2))
#define INSTR_CREATE_kandw(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kandw, (d), (s1), (s2))
#define INSTR_CREATE_kmovb(dc, d, s) instr_create_1dst_1src((dc), OP_kmovb, (d), (s))
#define INSTR_CREATE_kmovd(dc, d, s) instr_create_1dst_1src((dc), OP_kmovd, (d), (s))
#define INSTR_CREATE_kmovq(dc, d, s) instr_create_1dst_1src((dc), OP_kmovq, (d), (s))
#define INSTR_CREATE_kmovw(dc, d, s) instr_create_1dst_1src((dc), OP_kmovw, (d), (s))
#define INSTR_CREATE_knotb(dc, d, s) instr_create_1dst_1src((dc), OP_knotb, (d), (s))
#define INSTR_CREATE_knotd(dc, d, s) instr_create_1dst_1src((dc), OP_knotd, (d), (s))
#define INSTR_CREATE_knotq(dc, d, s) instr_create_1dst_1src((dc), OP_knotq, (d), (s))
#define INSTR_CREATE_knotw(dc, d, s) instr_create_1dst_1src((dc), OP_knotw, (d), (s))
#define INSTR_CREATE_korb(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_korb, (d), (s1), (s2))
#define INSTR_CREATE_kord(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kord, (d), (s1), (s2))
#define INSTR_CREATE_korq(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_korq, (d), (s1), (s2))
#define INSTR_CREATE_kortestb(dc, d, s) instr_create_0dst_2src((dc), OP_kortestb, (d), (s))
#define INSTR_CREATE_kortestd(dc, d, s) instr_create_0dst_2src((dc), OP_kortestd, (d), (s))
#define INSTR_CREATE_kortestq(dc, d, s) instr_create_0dst_2src((dc), OP_kortestq, (d), (s))
#define INSTR_CREATE_kortestw(dc, d, s) instr_create_0dst_2src((dc), OP_kortestw, (d), (s))
#define INSTR_CREATE_korw(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_korw, (d), (s1), (s2))
#define INSTR_CREATE_kshiftlb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftlb, (d), (s1), (s2))
#define INSTR_CREATE_kshiftld(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftld, (d), (s1), (s2))
#define INSTR_CREATE_kshiftlq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftlq, (d), (s1), (s2))
#define INSTR_CREATE_kshiftlw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftlw, (d), (s1), (s2))
#define INSTR_CREATE_kshiftrb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftrb, (d), (s1), (s2))
#define INSTR_CREATE_kshiftrd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftrd, (d), (s1), (s2))
#define INSTR_CREATE_kshiftrq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftrq, (d), (s1), (s2))
#define INSTR_CREATE_kshiftrw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kshiftrw, (d), (s1), (s2))
#define INSTR_CREATE_ktestb(dc, d, s) instr_create_0dst_2src((dc), OP_ktestb, (d), (s))
#define INSTR_CREATE_ktestd(dc, d, s) instr_create_0dst_2src((dc), OP_ktestd, (d), (s))
#define INSTR_CREATE_ktestq(dc, d, s) instr_create_0dst_2src((dc), OP_ktestq, (d), (s))
#define INSTR_CREATE_ktestw(dc, d, s) instr_create_0dst_2src((dc), OP_ktestw, (d), (s))
#define INSTR_CREATE_kunpckbw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kunpckbw, (d), (s1), (s2))
#define INSTR_CREATE_kunpckdq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kunpckdq, (d), (s1), (s2))
#define INSTR_CREATE_kunpckwd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kunpckwd, (d), (s1), (s2))
#define INSTR_CREATE_kxnorb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kxnorb, (d), (s1), (s2))
#define INSTR_CREATE_kxnord(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kxnord, (d), (s1), (s2))
#define INSTR_CREATE_kxnorq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kxnorq, (d), (s1), (s2))
#define INSTR_CREATE_kxnorw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_kxnorw, (d), (s1), (s2))
#define INSTR_CREATE_kxorb(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kxorb, (d), (s1), (s2))
#define INSTR_CREATE_kxord(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kxord, (d), (s1), (s2))
#define INSTR_CREATE_kxorq(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kxorq, (d), (s1), (s2))
#define INSTR_CREATE_kxorw(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_kxorw, (d), (s1), (s2))
#define INSTR_CREATE_vaddpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaddpd, (d), (s1), (s2))
#define INSTR_CREATE_vaddps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaddps, (d), (s1), (s2))
#define INSTR_CREATE_vaddsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaddsd, (d), (s1), (s2))
#define INSTR_CREATE_vaddss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaddss, (d), (s1), (s2))
#define INSTR_CREATE_vaddsubpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaddsubpd, (d), (s1), (s2))
#define INSTR_CREATE_vaddsubps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaddsubps, (d), (s1), (s2))
#define INSTR_CREATE_vaesdec(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaesdec, (d), (s1), (s2))
#define INSTR_CREATE_vaesdeclast(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaesdeclast, (d), (s1), (s2))
#define INSTR_CREATE_vaesenc(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaesenc, (d), (s1), (s2))
#define INSTR_CREATE_vaesenclast(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaesenclast, (d), (s1), (s2))
#define INSTR_CREATE_vaesimc(dc, d, s) instr_create_1dst_1src((dc), OP_vaesimc, (d), (s))
#define INSTR_CREATE_vaeskeygenassist(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vaeskeygenassist, (d), (s1), (s2))
#define INSTR_CREATE_vandnpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vandnpd, (d), (s1), (s2))
#define INSTR_CREATE_vandnps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vandnps, (d), (s1), (s2))
#define INSTR_CREATE_vandpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vandpd, (d), (s1), (s2))
#define INSTR_CREATE_vandps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vandps, (d), (s1), (s2))
#define INSTR_CREATE_vblendpd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vblendpd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vblendps(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vblendps, (d), (s1), (s2), (i))
#define INSTR_CREATE_vblendvpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vblendvpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vblendvps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vblendvps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vbroadcastf128(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vbroadcastf128, (d), (s))
#define INSTR_CREATE_vbroadcasti128(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vbroadcasti128, (d), (s))
#define INSTR_CREATE_vbroadcastsd(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vbroadcastsd, (d), (s))
#define INSTR_CREATE_vbroadcastss(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vbroadcastss, (d), (s))
#define INSTR_CREATE_vcmppd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vcmppd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vcmpps(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vcmpps, (d), (s1), (s2), (i))
#define INSTR_CREATE_vcmpsd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vcmpsd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vcmpss(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vcmpss, (d), (s1), (s2), (i))
#define INSTR_CREATE_vcomisd(dc, s1, s2) instr_create_0dst_2src((dc), OP_vcomisd, (s1), (s2))
#define INSTR_CREATE_vcomiss(dc, s1, s2) instr_create_0dst_2src((dc), OP_vcomiss, (s1), (s2))
#define INSTR_CREATE_vcvtdq2pd(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtdq2pd, (d), (s))
#define INSTR_CREATE_vcvtdq2ps(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtdq2ps, (d), (s))
#define INSTR_CREATE_vcvtpd2dq(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtpd2dq, (d), (s))
#define INSTR_CREATE_vcvtpd2ps(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtpd2ps, (d), (s))
#define INSTR_CREATE_vcvtph2ps(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtph2ps, (d), (s))
#define INSTR_CREATE_vcvtps2dq(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtps2dq, (d), (s))
#define INSTR_CREATE_vcvtps2pd(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtps2pd, (d), (s))
#define INSTR_CREATE_vcvtps2ph(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtps2ph, (d), (s1), (s2))
#define INSTR_CREATE_vcvtsd2si(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtsd2si, (d), (s))
#define INSTR_CREATE_vcvtsd2ss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtsd2ss, (d), (s1), (s2))
#define INSTR_CREATE_vcvtsd2usi(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtsd2usi, (d), (s))
#define INSTR_CREATE_vcvtsi2sd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtsi2sd, (d), (s1), (s2))
#define INSTR_CREATE_vcvtsi2ss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtsi2ss, (d), (s1), (s2))
#define INSTR_CREATE_vcvtss2sd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtss2sd, (d), (s1), (s2))
#define INSTR_CREATE_vcvtss2si(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtss2si, (d), (s))
#define INSTR_CREATE_vcvtss2usi(dc, d, s) instr_create_1dst_1src((dc), OP_vcvtss2usi, (d), (s))
#define INSTR_CREATE_vcvttpd2dq(dc, d, s) instr_create_1dst_1src((dc), OP_vcvttpd2dq, (d), (s))
#define INSTR_CREATE_vcvttps2dq(dc, d, s) instr_create_1dst_1src((dc), OP_vcvttps2dq, (d), (s))
#define INSTR_CREATE_vcvttsd2si(dc, d, s) instr_create_1dst_1src((dc), OP_vcvttsd2si, (d), (s))
#define INSTR_CREATE_vcvttsd2usi(dc, d, s) instr_create_1dst_1src((dc), OP_vcvttsd2usi, (d), (s))
#define INSTR_CREATE_vcvttss2si(dc, d, s) instr_create_1dst_1src((dc), OP_vcvttss2si, (d), (s))
#define INSTR_CREATE_vcvttss2usi(dc, d, s) instr_create_1dst_1src((dc), OP_vcvttss2usi, (d), (s))
#define INSTR_CREATE_vcvtusi2sd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtusi2sd, (d), (s1), (s2))
#define INSTR_CREATE_vcvtusi2ss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vcvtusi2ss, (d), (s1), (s2))
#define INSTR_CREATE_vdivpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vdivpd, (d), (s1), (s2))
#define INSTR_CREATE_vdivps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vdivps, (d), (s1), (s2))
#define INSTR_CREATE_vdivsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vdivsd, (d), (s1), (s2))
#define INSTR_CREATE_vdivss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vdivss, (d), (s1), (s2))
#define INSTR_CREATE_vdppd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vdppd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vdpps(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vdpps, (d), (s1), (s2), (i))
#define INSTR_CREATE_vextractf128(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vextractf128, (d), (s1), (s2))
#define INSTR_CREATE_vextracti128(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vextracti128, (d), (s1), (s2))
#define INSTR_CREATE_vextractps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vextractps, (d), (s1), (s2))
#define INSTR_CREATE_vfmadd132pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd132pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd132ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd132sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd132ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd213pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd213ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd213sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd213ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd231pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd231ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd231sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmadd231ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmaddpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmaddps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmaddps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmaddsd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmaddsd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmaddss(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmaddss, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmaddsub132pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmaddsub132pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub132ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmaddsub132ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub213pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmaddsub213pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub213ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmaddsub213ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub231pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmaddsub231pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub231ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmaddsub231ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsubpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmaddsubpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmaddsubps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmaddsubps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmsub132pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub132pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub132ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub132sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub132ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub213pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub213ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub213sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub213ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub231pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub231ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub231sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsub231ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd132pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsubadd132pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd132ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsubadd132ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd213pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsubadd213pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd213ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsubadd213ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd231pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsubadd231pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd231ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfmsubadd231ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubaddpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmsubaddpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmsubaddps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmsubaddps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmsubpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmsubpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmsubps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmsubps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmsubsd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmsubsd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfmsubss(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfmsubss, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmadd132pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd132pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd132ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd132sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd132ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd213pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd213ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd213sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd213ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd231pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd231ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd231sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmadd231ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmaddpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmaddpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmaddps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmaddps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmaddsd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmaddsd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmaddss(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmaddss, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmsub132pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub132pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub132ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub132sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub132ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub213pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub213ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub213sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub213ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231pd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub231pd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231ps(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub231ps, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231sd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub231sd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231ss(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vfnmsub231ss, (d), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsubpd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmsubpd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmsubps(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmsubps, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmsubsd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmsubsd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfnmsubss(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vfnmsubss, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vfrczpd(dc, d, s) instr_create_1dst_1src((dc), OP_vfrczpd, (d), (s))
#define INSTR_CREATE_vfrczps(dc, d, s) instr_create_1dst_1src((dc), OP_vfrczps, (d), (s))
#define INSTR_CREATE_vfrczsd(dc, d, s) instr_create_1dst_1src((dc), OP_vfrczsd, (d), (s))
#define INSTR_CREATE_vfrczss(dc, d, s) instr_create_1dst_1src((dc), OP_vfrczss, (d), (s))
#define INSTR_CREATE_vgatherdpd(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vgatherdpd, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vgatherdps(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vgatherdps, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vgatherqpd(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vgatherqpd, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vgatherqps(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vgatherqps, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vgf2p8affineinvqb(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vgf2p8affineinvqb, (d), (s1), (s2), (i))
#define INSTR_CREATE_vgf2p8affineqb(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vgf2p8affineqb, (d), (s1), (s2), (i))
#define INSTR_CREATE_vgf2p8mulb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vgf2p8mulb, (d), (s1), (s2))
#define INSTR_CREATE_vhaddpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vhaddpd, (d), (s1), (s2))
#define INSTR_CREATE_vhaddps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vhaddps, (d), (s1), (s2))
#define INSTR_CREATE_vhsubpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vhsubpd, (d), (s1), (s2))
#define INSTR_CREATE_vhsubps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vhsubps, (d), (s1), (s2))
#define INSTR_CREATE_vinsertf128(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vinsertf128, (d), (s1), (s2), (i))
#define INSTR_CREATE_vinserti128(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vinserti128, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vinsertps(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vinsertps, (d), (s1), (s2), (i))
#define INSTR_CREATE_vlddqu(dc, d, s) instr_create_1dst_1src((dc), OP_vlddqu, (d), (s))
#define INSTR_CREATE_vldmxcsr(dc, s) instr_create_0dst_1src((dc), OP_vldmxcsr, (s))
#define INSTR_CREATE_vmaskmovdqu(dc, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaskmovdqu, DR_OPND_MASKMOV_(OPSZ_maskmovdqu), (s1), (s2))
#define INSTR_CREATE_vmaskmovpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaskmovpd, (d), (s1), (s2))
#define INSTR_CREATE_vmaskmovps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaskmovps, (d), (s1), (s2))
#define INSTR_CREATE_vmaxpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaxpd, (d), (s1), (s2))
#define INSTR_CREATE_vmaxps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaxps, (d), (s1), (s2))
#define INSTR_CREATE_vmaxsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaxsd, (d), (s1), (s2))
#define INSTR_CREATE_vmaxss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmaxss, (d), (s1), (s2))
#define INSTR_CREATE_vminpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vminpd, (d), (s1), (s2))
#define INSTR_CREATE_vminps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vminps, (d), (s1), (s2))
#define INSTR_CREATE_vminsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vminsd, (d), (s1), (s2))
#define INSTR_CREATE_vminss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vminss, (d), (s1), (s2))
#define INSTR_CREATE_vmovapd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovapd, (d), (s))
#define INSTR_CREATE_vmovaps(dc, d, s) instr_create_1dst_1src((dc), OP_vmovaps, (d), (s))
#define INSTR_CREATE_vmovd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovd, (d), (s))
#define INSTR_CREATE_vmovddup(dc, d, s) instr_create_1dst_1src((dc), OP_vmovddup, (d), (s))
#define INSTR_CREATE_vmovdqa(dc, d, s) instr_create_1dst_1src((dc), OP_vmovdqa, (d), (s))
#define INSTR_CREATE_vmovdqu(dc, d, s) instr_create_1dst_1src((dc), OP_vmovdqu, (d), (s))
#define INSTR_CREATE_vmovhpd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovhpd, (d), (s))
#define INSTR_CREATE_vmovhpd_NDS(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmovhpd, (d), (s1), (s2))
#define INSTR_CREATE_vmovhps(dc, d, s) instr_create_1dst_1src((dc), OP_vmovhps, (d), (s))
#define INSTR_CREATE_vmovhps_NDS(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmovhps, (d), (s1), (s2))
#define INSTR_CREATE_vmovlpd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovlpd, (d), (s))
#define INSTR_CREATE_vmovlpd_NDS(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmovlpd, (d), (s1), (s2))
#define INSTR_CREATE_vmovlps(dc, d, s) instr_create_1dst_1src((dc), OP_vmovlps, (d), (s))
#define INSTR_CREATE_vmovlps_NDS(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmovlps, (d), (s1), (s2))
#define INSTR_CREATE_vmovmskpd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovmskpd, (d), (s))
#define INSTR_CREATE_vmovmskps(dc, d, s) instr_create_1dst_1src((dc), OP_vmovmskps, (d), (s))
#define INSTR_CREATE_vmovntdq(dc, d, s) instr_create_1dst_1src((dc), OP_vmovntdq, (d), (s))
#define INSTR_CREATE_vmovntdqa(dc, d, s) instr_create_1dst_1src((dc), OP_vmovntdqa, (d), (s))
#define INSTR_CREATE_vmovntpd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovntpd, (d), (s))
#define INSTR_CREATE_vmovntps(dc, d, s) instr_create_1dst_1src((dc), OP_vmovntps, (d), (s))
#define INSTR_CREATE_vmovq(dc, d, s) instr_create_1dst_1src((dc), OP_vmovq, (d), (s))
#define INSTR_CREATE_vmovsd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovsd, (d), (s))
#define INSTR_CREATE_vmovsd_NDS(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmovsd, (d), (s1), (s2))
#define INSTR_CREATE_vmovshdup(dc, d, s) instr_create_1dst_1src((dc), OP_vmovshdup, (d), (s))
#define INSTR_CREATE_vmovsldup(dc, d, s) instr_create_1dst_1src((dc), OP_vmovsldup, (d), (s))
#define INSTR_CREATE_vmovss(dc, d, s) instr_create_1dst_1src((dc), OP_vmovss, (d), (s))
#define INSTR_CREATE_vmovss_NDS(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmovss, (d), (s1), (s2))
#define INSTR_CREATE_vmovupd(dc, d, s) instr_create_1dst_1src((dc), OP_vmovupd, (d), (s))
#define INSTR_CREATE_vmovups(dc, d, s) instr_create_1dst_1src((dc), OP_vmovups, (d), (s))
#define INSTR_CREATE_vmpsadbw(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vmpsadbw, (d), (s1), (s2), (i))
#define INSTR_CREATE_vmulpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmulpd, (d), (s1), (s2))
#define INSTR_CREATE_vmulps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmulps, (d), (s1), (s2))
#define INSTR_CREATE_vmulsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmulsd, (d), (s1), (s2))
#define INSTR_CREATE_vmulss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vmulss, (d), (s1), (s2))
#define INSTR_CREATE_vorpd(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_vorpd, (d), (s1), (s2))
#define INSTR_CREATE_vorps(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_vorps, (d), (s1), (s2))
#define INSTR_CREATE_vpabsb(dc, d, s) instr_create_1dst_1src((dc), OP_vpabsb, (d), (s))
#define INSTR_CREATE_vpabsd(dc, d, s) instr_create_1dst_1src((dc), OP_vpabsd, (d), (s))
#define INSTR_CREATE_vpabsw(dc, d, s) instr_create_1dst_1src((dc), OP_vpabsw, (d), (s))
#define INSTR_CREATE_vpackssdw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpackssdw, (d), (s1), (s2))
#define INSTR_CREATE_vpacksswb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpacksswb, (d), (s1), (s2))
#define INSTR_CREATE_vpackusdw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpackusdw, (d), (s1), (s2))
#define INSTR_CREATE_vpackuswb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpackuswb, (d), (s1), (s2))
#define INSTR_CREATE_vpaddb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddb, (d), (s1), (s2))
#define INSTR_CREATE_vpaddd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddd, (d), (s1), (s2))
#define INSTR_CREATE_vpaddq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddq, (d), (s1), (s2))
#define INSTR_CREATE_vpaddsb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddsb, (d), (s1), (s2))
#define INSTR_CREATE_vpaddsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddsw, (d), (s1), (s2))
#define INSTR_CREATE_vpaddusb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddusb, (d), (s1), (s2))
#define INSTR_CREATE_vpaddusw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddusw, (d), (s1), (s2))
#define INSTR_CREATE_vpaddw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpaddw, (d), (s1), (s2))
#define INSTR_CREATE_vpalignr(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpalignr, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpand(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_vpand, (d), (s1), (s2))
#define INSTR_CREATE_vpandn(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpandn, (d), (s1), (s2))
#define INSTR_CREATE_vpavgb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpavgb, (d), (s1), (s2))
#define INSTR_CREATE_vpavgw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpavgw, (d), (s1), (s2))
#define INSTR_CREATE_vpblendd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpblendd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpblendvb(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpblendvb, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpblendw(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpblendw, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpbroadcastb(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vpbroadcastb, (d), (s))
#define INSTR_CREATE_vpbroadcastd(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vpbroadcastd, (d), (s))
#define INSTR_CREATE_vpbroadcastmb2q(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vpbroadcastmb2q, (d), (s))
#define INSTR_CREATE_vpbroadcastmw2d(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vpbroadcastmw2d, (d), (s))
#define INSTR_CREATE_vpbroadcastq(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vpbroadcastq, (d), (s))
#define INSTR_CREATE_vpbroadcastw(dc, d, s) \
    instr_create_1dst_1src((dc), OP_vpbroadcastw, (d), (s))
#define INSTR_CREATE_vpclmulqdq(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpclmulqdq, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcmov(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpcmov, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpcmpeqb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpeqb, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpeqd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpeqd, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpeqq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpeqq, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpeqw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpeqw, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpestri(dc, s1, s2, i) \
    instr_create_1dst_5src((dc), OP_vpcmpestri, opnd_create_reg(DR_REG_ECX), (s1), (s2), (i), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_EDX))
#define INSTR_CREATE_vpcmpestrm(dc, s1, s2, i) \
    instr_create_1dst_5src((dc), OP_vpcmpestrm, opnd_create_reg(DR_REG_XMM0), (s1), (s2), (i), \
        opnd_create_reg(DR_REG_EAX), opnd_create_reg(DR_REG_EDX))
#define INSTR_CREATE_vpcmpgtb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpgtb, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpgtd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpgtd, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpgtq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpgtq, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpgtw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpcmpgtw, (d), (s1), (s2))
#define INSTR_CREATE_vpcmpistri(dc, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcmpistri, opnd_create_reg(DR_REG_ECX), (s1), (s2), (i))
#define INSTR_CREATE_vpcmpistrm(dc, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcmpistrm, opnd_create_reg(DR_REG_XMM0), (s1), (s2), (i))
#define INSTR_CREATE_vpcomb(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomb, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomq(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomq, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomub(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomub, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomud(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomud, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomuq(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomuq, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomuw(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomuw, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpcomw(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpcomw, (d), (s1), (s2), (i))

#endif
