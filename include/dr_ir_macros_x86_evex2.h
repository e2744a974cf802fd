/* include/dr_ir_macros_x86_evex2.h - INSTR_CREATE_ macros: EVEX instructions with a mask. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_EVEX2_H
#define DR_IR_MACROS_X86_EVEX2_H

#define INSTR_CREATE_vpermi2b_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermi2b, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermi2d_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermi2d, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermi2pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermi2pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermi2ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermi2ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermi2q_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermi2q, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermi2w_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermi2w, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermilpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermilpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpermilps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermilps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpermpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpermps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpermq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpermt2b_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermt2b, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermt2d_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermt2d, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermt2pd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermt2pd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermt2ps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermt2ps, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermt2q_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermt2q, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermt2w_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpermt2w, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpermw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpermw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpexpandb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpexpandb, (d), (k), (s))
#define INSTR_CREATE_vpexpandd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpexpandd, (d), (k), (s))
#define INSTR_CREATE_vpexpandq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpexpandq, (d), (k), (s))
#define INSTR_CREATE_vpexpandw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpexpandw, (d), (k), (s))
#define INSTR_CREATE_vpgatherdd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpgatherdd, (d), (k), (k), (s))
#define INSTR_CREATE_vpgatherdq_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpgatherdq, (d), (k), (k), (s))
#define INSTR_CREATE_vpgatherqd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpgatherqd, (d), (k), (k), (s))
#define INSTR_CREATE_vpgatherqq_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpgatherqq, (d), (k), (k), (s))
#define INSTR_CREATE_vplzcntd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vplzcntd, (d), (k), (s))
#define INSTR_CREATE_vplzcntq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vplzcntq, (d), (k), (s))
#define INSTR_CREATE_vpmadd52huq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpmadd52huq, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpmadd52luq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpmadd52luq, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpmaddubsw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaddubsw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaddwd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaddwd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxsb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxsb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxsq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxsq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxsw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxsw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxub_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxub, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxud_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxud, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxuq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxuq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmaxuw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmaxuw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminsb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminsb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminsq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminsq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminsw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminsw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminub_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminub, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminud_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminud, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminuq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminuq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpminuw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpminuw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmovdb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovdb, (d), (k), (s))
#define INSTR_CREATE_vpmovdw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovdw, (d), (k), (s))
#define INSTR_CREATE_vpmovm2b_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2b, (d), (s)))
#define INSTR_CREATE_vpmovm2d_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2d, (d), (s)))
#define INSTR_CREATE_vpmovm2q_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2q, (d), (s)))
#define INSTR_CREATE_vpmovm2w_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2w, (d), (s)))
#define INSTR_CREATE_vpmovqb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovqb, (d), (k), (s))
#define INSTR_CREATE_vpmovqd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovqd, (d), (k), (s))
#define INSTR_CREATE_vpmovqw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovqw, (d), (k), (s))
#define INSTR_CREATE_vpmovsdb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsdb, (d), (k), (s))
#define INSTR_CREATE_vpmovsdw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsdw, (d), (k), (s))
#define INSTR_CREATE_vpmovsqb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsqb, (d), (k), (s))
#define INSTR_CREATE_vpmovsqd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsqd, (d), (k), (s))
#define INSTR_CREATE_vpmovsqw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsqw, (d), (k), (s))
#define INSTR_CREATE_vpmovswb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovswb, (d), (k), (s))
#define INSTR_CREATE_vpmovsxbd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsxbd, (d), (k), (s))
#define INSTR_CREATE_vpmovsxbq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsxbq, (d), (k), (s))
#define INSTR_CREATE_vpmovsxbw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsxbw, (d), (k), (s))
#define INSTR_CREATE_vpmovsxdq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsxdq, (d), (k), (s))
#define INSTR_CREATE_vpmovsxwd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsxwd, (d), (k), (s))
#define INSTR_CREATE_vpmovsxwq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovsxwq, (d), (k), (s))
#define INSTR_CREATE_vpmovusdb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovusdb, (d), (k), (s))
#define INSTR_CREATE_vpmovusdw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovusdw, (d), (k), (s))
#define INSTR_CREATE_vpmovusqb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovusqb, (d), (k), (s))
#define INSTR_CREATE_vpmovusqd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovusqd, (d), (k), (s))
#define INSTR_CREATE_vpmovusqw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovusqw, (d), (k), (s))
#define INSTR_CREATE_vpmovuswb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovuswb, (d), (k), (s))
#define INSTR_CREATE_vpmovwb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovwb, (d), (k), (s))
#define INSTR_CREATE_vpmovzxbd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovzxbd, (d), (k), (s))
#define INSTR_CREATE_vpmovzxbq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovzxbq, (d), (k), (s))
#define INSTR_CREATE_vpmovzxbw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovzxbw, (d), (k), (s))
#define INSTR_CREATE_vpmovzxdq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovzxdq, (d), (k), (s))
#define INSTR_CREATE_vpmovzxwd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovzxwd, (d), (k), (s))
#define INSTR_CREATE_vpmovzxwq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpmovzxwq, (d), (k), (s))
#define INSTR_CREATE_vpmuldq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmuldq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmulhrsw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmulhrsw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmulhuw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmulhuw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmulhw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmulhw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmulld_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmulld, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmullq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmullq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmullw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmullw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmultishiftqb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmultishiftqb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpmuludq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpmuludq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpopcntb_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpopcntb, (d), (k), (s))
#define INSTR_CREATE_vpopcntd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpopcntd, (d), (k), (s))
#define INSTR_CREATE_vpopcntq_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpopcntq, (d), (k), (s))
#define INSTR_CREATE_vpopcntw_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vpopcntw, (d), (k), (s))
#define INSTR_CREATE_vpord_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpord, (d), (k), (s1), (s2))
#define INSTR_CREATE_vporq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vporq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprold_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprold, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprolq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprolq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprolvd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprolvd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprolvq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprolvq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprord_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprord, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprorq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprorq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprorvd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprorvd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vprorvq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vprorvq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpscatterdd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpscatterdd, (d), (k), (k), (s))
#define INSTR_CREATE_vpscatterdq_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpscatterdq, (d), (k), (k), (s))
#define INSTR_CREATE_vpscatterqd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpscatterqd, (d), (k), (k), (s))
#define INSTR_CREATE_vpscatterqq_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vpscatterqq, (d), (k), (k), (s))
#define INSTR_CREATE_vpshldd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshldd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpshldq_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshldq, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpshldvd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshldvd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpshldvq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshldvq, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpshldvw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshldvw, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpshldw_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshldw, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpshrdd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshrdd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpshrdq_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshrdq, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpshrdvd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshrdvd, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpshrdvq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshrdvq, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpshrdvw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshrdvw, (d), (k), (s1), (s2), (d))
#define INSTR_CREATE_vpshrdw_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vpshrdw, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vpshufb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpshufb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpshufbitqmb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpshufbitqmb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpshufd_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vpshufd, (d), (k), (i), (s))
#define INSTR_CREATE_vpshufhw_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vpshufhw, (d), (k), (i), (s))
#define INSTR_CREATE_vpshuflw_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vpshuflw, (d), (k), (i), (s))
#define INSTR_CREATE_vpslld_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpslld, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsllq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsllq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsllvd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsllvd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsllvq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsllvq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsllvw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsllvw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsllw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsllw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrad_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrad, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsraq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsraq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsravd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsravd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsravq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsravq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsravw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsravw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsraw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsraw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrld_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrld, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrlq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrlq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrlvd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrlvd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrlvq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrlvq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrlvw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrlvw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsrlw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsrlw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubsb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubsb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubsw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubsw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubusb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubusb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubusw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubusw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpsubw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpsubw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpternlogd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_5src((dc), OP_vpternlogd, (d), (k), (i), (s1), (s2), (d))
#define INSTR_CREATE_vpternlogq_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_5src((dc), OP_vpternlogq, (d), (k), (i), (s1), (s2), (d))
#define INSTR_CREATE_vptestmb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestmb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestmd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestmd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestmq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestmq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestmw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestmw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestnmb_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestnmb, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestnmd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestnmd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestnmq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestnmq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vptestnmw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vptestnmw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpckhbw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpckhbw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpckhdq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpckhdq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpckhqdq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpckhqdq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpckhwd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpckhwd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpcklbw_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpcklbw, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpckldq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpckldq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpcklqdq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpcklqdq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpunpcklwd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpunpcklwd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpxord_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpxord, (d), (k), (s1), (s2))
#define INSTR_CREATE_vpxorq_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpxorq, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrangepd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vrangepd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vrangeps_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vrangeps, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vrangesd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vrangesd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vrangess_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vrangess, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vrcp14pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrcp14pd, (d), (k), (s))
#define INSTR_CREATE_vrcp14ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrcp14ps, (d), (k), (s))
#define INSTR_CREATE_vrcp14sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrcp14sd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrcp14ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrcp14ss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrcp28pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrcp28pd, (d), (k), (s))
#define INSTR_CREATE_vrcp28ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrcp28ps, (d), (k), (s))
#define INSTR_CREATE_vrcp28sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrcp28sd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrcp28ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrcp28ss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vreducepd_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vreducepd, (d), (k), (i), (s))
#define INSTR_CREATE_vreduceps_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vreduceps, (d), (k), (i), (s))
#define INSTR_CREATE_vreducesd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vreducesd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vreducess_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vreducess, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vrndscalepd_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vrndscalepd, (d), (k), (i), (s))
#define INSTR_CREATE_vrndscaleps_mask(dc, d, k, i, s) \
    instr_create_1dst_3src((dc), OP_vrndscaleps, (d), (k), (i), (s))
#define INSTR_CREATE_vrsqrt14pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrsqrt14pd, (d), (k), (s))
#define INSTR_CREATE_vrsqrt14ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrsqrt14ps, (d), (k), (s))
#define INSTR_CREATE_vrsqrt14sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrsqrt14sd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrsqrt14ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrsqrt14ss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrsqrt28pd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrsqrt28pd, (d), (k), (s))
#define INSTR_CREATE_vrsqrt28ps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vrsqrt28ps, (d), (k), (s))
#define INSTR_CREATE_vrsqrt28sd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrsqrt28sd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vrsqrt28ss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vrsqrt28ss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vscalefpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vscalefpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vscalefps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vscalefps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vscalefsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vscalefsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vscalefss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vscalefss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vscatterdpd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vscatterdpd, (d), (k), (k), (s))
#define INSTR_CREATE_vscatterdps_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vscatterdps, (d), (k), (k), (s))
#define INSTR_CREATE_vscatterpf0dpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf0dpd, (k), (k), (s))
#define INSTR_CREATE_vscatterpf0dps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf0dps, (k), (k), (s))
#define INSTR_CREATE_vscatterpf0qpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf0qpd, (k), (k), (s))
#define INSTR_CREATE_vscatterpf0qps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf0qps, (k), (k), (s))
#define INSTR_CREATE_vscatterpf1dpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf1dpd, (k), (k), (s))
#define INSTR_CREATE_vscatterpf1dps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf1dps, (k), (k), (s))
#define INSTR_CREATE_vscatterpf1qpd_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf1qpd, (k), (k), (s))
#define INSTR_CREATE_vscatterpf1qps_mask(dc, k, s) \
    instr_create_1dst_2src((dc), OP_vscatterpf1qps, (k), (k), (s))
#define INSTR_CREATE_vscatterqpd_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vscatterqpd, (d), (k), (k), (s))
#define INSTR_CREATE_vscatterqps_mask(dc, d, k, s) \
    instr_create_2dst_2src((dc), OP_vscatterqps, (d), (k), (k), (s))
#define INSTR_CREATE_vshuff32x4_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vshuff32x4, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vshuff64x2_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vshuff64x2, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vshufi32x4_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vshufi32x4, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vshufi64x2_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vshufi64x2, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vshufpd_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vshufpd, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vshufps_mask(dc, d, k, i, s1, s2) \
    instr_create_1dst_4src((dc), OP_vshufps, (d), (k), (i), (s1), (s2))
#define INSTR_CREATE_vsqrtpd_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vsqrtpd, (d), (k), (s))
#define INSTR_CREATE_vsqrtps_mask(dc, d, k, s) \
    instr_create_1dst_2src((dc), OP_vsqrtps, (d), (k), (s))
#define INSTR_CREATE_vsqrtsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vsqrtsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vsqrtss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vsqrtss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vsubpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vsubpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vsubps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vsubps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vsubsd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vsubsd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vsubss_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vsubss, (d), (k), (s1), (s2))
#define INSTR_CREATE_vunpckhpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vunpckhpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vunpckhps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vunpckhps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vunpcklpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vunpcklpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vunpcklps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vunpcklps, (d), (k), (s1), (s2))
#define INSTR_CREATE_vxorpd_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vxorpd, (d), (k), (s1), (s2))
#define INSTR_CREATE_vxorps_mask(dc, d, k, s1, s2) \
    instr_create_1dst_3src((dc), OP_vxorps, (d), (k), (s1), (s2))

#endif
