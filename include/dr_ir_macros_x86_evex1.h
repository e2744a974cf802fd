/* include/dr_ir_macros_x86_evex1.h - INSTR_CREATE_ macros: EVEX instructions with a mask. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_EVEX1_H
#define DR_IR_MACROS_X86_EVEX1_H

#define INSTR_CREATE_vaddpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vaddpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vaddps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vaddps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vaddsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vaddsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vaddss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vaddss, (d), (k), (s1), (s2))
#define INSTR_CREATE_valignd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_valignd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_valignq_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_valignq, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vandnpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vandnpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vandnps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vandnps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vandpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vandpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vandps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vandps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vblendmpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vblendmpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vblendmps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vblendmps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vbroadcastf32x2_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastf32x2, (d), (k), (s))
#define INSTR_CREATE_vbroadcastf32x4_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastf32x4, (d), (k), (s))
#define INSTR_CREATE_vbroadcastf32x8_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastf32x8, (d), (k), (s))
#define INSTR_CREATE_vbroadcastf64x2_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastf64x2, (d), (k), (s))
#define INSTR_CREATE_vbroadcastf64x4_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastf64x4, (d), (k), (s))
#define INSTR_CREATE_vbroadcasti32x2_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcasti32x2, (d), (k), (s))
#define INSTR_CREATE_vbroadcasti32x4_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcasti32x4, (d), (k), (s))
#define INSTR_CREATE_vbroadcasti32x8_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcasti32x8, (d), (k), (s))
#define INSTR_CREATE_vbroadcasti64x2_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcasti64x2, (d), (k), (s))
#define INSTR_CREATE_vbroadcasti64x4_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcasti64x4, (d), (k), (s))
#define INSTR_CREATE_vbroadcastsd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastsd, (d), (k), (s))
#define INSTR_CREATE_vbroadcastss_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vbroadcastss, (d), (k), (s))
#define INSTR_CREATE_vcmppd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vcmppd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vcmpps_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vcmpps, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vcmpsd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vcmpsd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vcmpss_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vcmpss, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vcompresspd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcompresspd, (d), (k), (s))
#define INSTR_CREATE_vcompressps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcompressps, (d), (k), (s))
#define INSTR_CREATE_vcvtdq2pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtdq2pd, (d), (k), (s))
#define INSTR_CREATE_vcvtdq2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtdq2ps, (d), (k), (s))
#define INSTR_CREATE_vcvtne2ps2bf16_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vcvtne2ps2bf16, (d), (k), (s1), (s2))
#define INSTR_CREATE_vcvtneps2bf16_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtneps2bf16, (d), (k), (s))
#define INSTR_CREATE_vcvtpd2dq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtpd2dq, (d), (k), (s))
#define INSTR_CREATE_vcvtpd2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtpd2ps, (d), (k), (s))
#define INSTR_CREATE_vcvtpd2qq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtpd2qq, (d), (k), (s))
#define INSTR_CREATE_vcvtpd2udq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtpd2udq, (d), (k), (s))
#define INSTR_CREATE_vcvtpd2uqq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtpd2uqq, (d), (k), (s))
#define INSTR_CREATE_vcvtph2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtph2ps, (d), (k), (s))
#define INSTR_CREATE_vcvtps2dq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtps2dq, (d), (k), (s))
#define INSTR_CREATE_vcvtps2pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtps2pd, (d), (k), (s))
#define INSTR_CREATE_vcvtps2ph_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vcvtps2ph, (d), (k), (s1), (s2))
#define INSTR_CREATE_vcvtps2qq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtps2qq, (d), (k), (s))
#define INSTR_CREATE_vcvtps2udq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtps2udq, (d), (k), (s))
#define INSTR_CREATE_vcvtps2uqq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtps2uqq, (d), (k), (s))
#define INSTR_CREATE_vcvtqq2pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtqq2pd, (d), (k), (s))
#define INSTR_CREATE_vcvtqq2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtqq2ps, (d), (k), (s))
#define INSTR_CREATE_vcvtsd2ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vcvtsd2ss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vcvtss2sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vcvtss2sd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vcvttpd2dq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttpd2dq, (d), (k), (s))
#define INSTR_CREATE_vcvttpd2qq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttpd2qq, (d), (k), (s))
#define INSTR_CREATE_vcvttpd2udq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttpd2udq, (d), (k), (s))
#define INSTR_CREATE_vcvttpd2uqq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttpd2uqq, (d), (k), (s))
#define INSTR_CREATE_vcvttps2dq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttps2dq, (d), (k), (s))
#define INSTR_CREATE_vcvttps2qq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttps2qq, (d), (k), (s))
#define INSTR_CREATE_vcvttps2udq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttps2udq, (d), (k), (s))
#define INSTR_CREATE_vcvttps2uqq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvttps2uqq, (d), (k), (s))
#define INSTR_CREATE_vcvtudq2pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtudq2pd, (d), (k), (s))
#define INSTR_CREATE_vcvtudq2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtudq2ps, (d), (k), (s))
#define INSTR_CREATE_vcvtuqq2pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtuqq2pd, (d), (k), (s))
#define INSTR_CREATE_vcvtuqq2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vcvtuqq2ps, (d), (k), (s))
#define INSTR_CREATE_vdbpsadbw_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vdbpsadbw, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vdivpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vdivpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vdivps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vdivps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vdivsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vdivsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vdivss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vdivss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vdpbf16ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vdpbf16ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vexp2pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vexp2pd, (d), (k), (s))
#define INSTR_CREATE_vexp2ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vexp2ps, (d), (k), (s))
#define INSTR_CREATE_vexpandpd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vexpandpd, (d), (k), (s))
#define INSTR_CREATE_vexpandps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vexpandps, (d), (k), (s))
#define INSTR_CREATE_vextractf32x4_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextractf32x4, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextractf32x8_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextractf32x8, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextractf64x2_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextractf64x2, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextractf64x4_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextractf64x4, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextracti32x4_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextracti32x4, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextracti32x8_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextracti32x8, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextracti64x2_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextracti64x2, (d), (k), (s1), (s2))
#define INSTR_CREATE_vextracti64x4_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vextracti64x4, (d), (k), (s1), (s2))
#define INSTR_CREATE_vfixupimmpd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_5src((dc), OP_vfixupimmpd, (d), (k), (i), (s1), (s2), (d))
#define INSTR_CREATE_vfixupimmps_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_5src((dc), OP_vfixupimmps, (d), (k), (i), (s1), (s2), (d))
#define INSTR_CREATE_vfixupimmsd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_5src((dc), OP_vfixupimmsd, (d), (k), (i), (s1), (s2), (d))
#define INSTR_CREATE_vfixupimmss_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_5src((dc), OP_vfixupimmss, (d), (k), (i), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd132pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd132ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd132sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd132ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd132ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd213pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd213ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd213sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd213ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd213ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd231pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd231ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd231sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmadd231ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmadd231ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub132pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmaddsub132pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub132ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmaddsub132ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub213pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmaddsub213pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub213ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmaddsub213ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub231pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmaddsub231pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmaddsub231ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmaddsub231ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub132pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub132ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub132sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub132ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub132ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub213pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub213ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub213sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub213ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub213ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub231pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub231ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub231sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsub231ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsub231ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd132pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsubadd132pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd132ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsubadd132ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd213pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsubadd213pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd213ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsubadd213ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd231pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsubadd231pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfmsubadd231ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfmsubadd231ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd132pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd132ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd132sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd132ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd132ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd213pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd213ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd213sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd213ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd213ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd231pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd231ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd231sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmadd231ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmadd231ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub132pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub132ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub132sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub132ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub132ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub213pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub213ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub213sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub213ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub213ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub231pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub231ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub231sd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfnmsub231ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vfnmsub231ss, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vfpclasspd_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vfpclasspd, (d), (k), (i), (s))
#define INSTR_CREATE_vfpclassps_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vfpclassps, (d), (k), (i), (s))
#define INSTR_CREATE_vfpclasssd_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vfpclasssd, (d), (k), (i), (s))
#define INSTR_CREATE_vfpclassss_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vfpclassss, (d), (k), (i), (s))
#define INSTR_CREATE_vgatherdpd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vgatherdpd, (d), (k), (k), (s))
#define INSTR_CREATE_vgatherdps_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vgatherdps, (d), (k), (k), (s))
#define INSTR_CREATE_vgatherpf0dpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf0dpd, (k), (k), (s))
#define INSTR_CREATE_vgatherpf0dps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf0dps, (k), (k), (s))
#define INSTR_CREATE_vgatherpf0qpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf0qpd, (k), (k), (s))
#define INSTR_CREATE_vgatherpf0qps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf0qps, (k), (k), (s))
#define INSTR_CREATE_vgatherpf1dpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf1dpd, (k), (k), (s))
#define INSTR_CREATE_vgatherpf1dps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf1dps, (k), (k), (s))
#define INSTR_CREATE_vgatherpf1qpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf1qpd, (k), (k), (s))
#define INSTR_CREATE_vgatherpf1qps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vgatherpf1qps, (k), (k), (s))
#define INSTR_CREATE_vgatherqpd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vgatherqpd, (d), (k), (k), (s))
#define INSTR_CREATE_vgatherqps_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vgatherqps, (d), (k), (k), (s))
#define INSTR_CREATE_vgetexppd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vgetexppd, (d), (k), (s))
#define INSTR_CREATE_vgetexpps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vgetexpps, (d), (k), (s))
#define INSTR_CREATE_vgetexpsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vgetexpsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vgetexpss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vgetexpss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vgetmantpd_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vgetmantpd, (d), (k), (i), (s))
#define INSTR_CREATE_vgetmantps_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vgetmantps, (d), (k), (i), (s))
#define INSTR_CREATE_vgetmantsd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vgetmantsd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vgetmantss_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vgetmantss, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vgf2p8affineinvqb_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vgf2p8affineinvqb, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vgf2p8affineqb_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vgf2p8affineqb, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vgf2p8mulb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vgf2p8mulb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vinsertf32x4_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinsertf32x4, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinsertf32x8_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinsertf32x8, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinsertf64x2_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinsertf64x2, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinsertf64x4_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinsertf64x4, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinserti32x4_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinserti32x4, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinserti32x8_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinserti32x8, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinserti64x2_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinserti64x2, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vinserti64x4_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vinserti64x4, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vmaxpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmaxpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmaxps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmaxps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmaxsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmaxsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmaxss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmaxss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vminpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vminpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vminps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vminps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vminsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vminsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vminss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vminss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmovapd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovapd, (d), (k), (s))
#define INSTR_CREATE_vmovaps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovaps, (d), (k), (s))
#define INSTR_CREATE_vmovd_mask(dc, d, s) instr_create_1dst_1src((dc), OP_vmovd, (d), (s))
#define INSTR_CREATE_vmovddup_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovddup, (d), (k), (s))
#define INSTR_CREATE_vmovdqa32_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovdqa32, (d), (k), (s))
#define INSTR_CREATE_vmovdqa64_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovdqa64, (d), (k), (s))
#define INSTR_CREATE_vmovdqu16_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovdqu16, (d), (k), (s))
#define INSTR_CREATE_vmovdqu32_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovdqu32, (d), (k), (s))
#define INSTR_CREATE_vmovdqu64_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovdqu64, (d), (k), (s))
#define INSTR_CREATE_vmovdqu8_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovdqu8, (d), (k), (s))
#define INSTR_CREATE_vmovsd_NDS_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmovsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmovsd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovsd, (d), (k), (s))
#define INSTR_CREATE_vmovshdup_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovshdup, (d), (k), (s))
#define INSTR_CREATE_vmovsldup_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovsldup, (d), (k), (s))
#define INSTR_CREATE_vmovss_NDS_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmovss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmovss_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovss, (d), (k), (s))
#define INSTR_CREATE_vmovupd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovupd, (d), (k), (s))
#define INSTR_CREATE_vmovups_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vmovups, (d), (k), (s))
#define INSTR_CREATE_vmulpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmulpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmulps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmulps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmulsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmulsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vmulss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vmulss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vorpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vorpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vorps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vorps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpabsb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpabsb, (d), (k), (s))
#define INSTR_CREATE_vpabsd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpabsd, (d), (k), (s))
#define INSTR_CREATE_vpabsq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpabsq, (d), (k), (s))
#define INSTR_CREATE_vpabsw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpabsw, (d), (k), (s))
#define INSTR_CREATE_vpackssdw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpackssdw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpacksswb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpacksswb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpackusdw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpackusdw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpackuswb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpackuswb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddsb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddsb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddsw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddsw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddusb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddusb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddusw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddusw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpaddw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpaddw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpalignr_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpalignr, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpandd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpandd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpandnd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpandnd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpandnq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpandnq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpandq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpandq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpavgb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpavgb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpavgw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpavgw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpblendmb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpblendmb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpblendmd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpblendmd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpblendmq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpblendmq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpblendmw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpblendmw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpbroadcastb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpbroadcastb, (d), (k), (s))
#define INSTR_CREATE_vpbroadcastd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpbroadcastd, (d), (k), (s))
#define INSTR_CREATE_vpbroadcastq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpbroadcastq, (d), (k), (s))
#define INSTR_CREATE_vpbroadcastw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpbroadcastw, (d), (k), (s))
#define INSTR_CREATE_vpcmpb_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpb, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpeqb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpeqb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpeqd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpeqd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpeqq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpeqq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpeqw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpeqw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpgtb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpgtb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpgtd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpgtd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpgtq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpgtq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpgtw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpcmpgtw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpcmpq_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpq, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpub_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpub, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpud_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpud, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpuq_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpuq, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpuw_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpuw, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcmpw_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpcmpw, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpcompressb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpcompressb, (d), (k), (s))
#define INSTR_CREATE_vpcompressd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpcompressd, (d), (k), (s))
#define INSTR_CREATE_vpcompressq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpcompressq, (d), (k), (s))
#define INSTR_CREATE_vpcompressw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpcompressw, (d), (k), (s))
#define INSTR_CREATE_vpconflictd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpconflictd, (d), (k), (s))
#define INSTR_CREATE_vpconflictq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpconflictq, (d), (k), (s))
#define INSTR_CREATE_vpdpbusd_mask(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpdpbusd, (d), (s1), (s2), (s3), (d))
#define INSTR_CREATE_vpdpbusds_mask(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpdpbusds, (d), (s1), (s2), (s3), (d))
#define INSTR_CREATE_vpdpwssd_mask(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpdpwssd, (d), (s1), (s2), (s3), (d))
#define INSTR_CREATE_vpdpwssds_mask(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpdpwssds, (d), (s1), (s2), (s3), (d))
#define INSTR_CREATE_vpermb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpermd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermd, (d), (k), (s1), (s2))

#endif
