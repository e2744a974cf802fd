/* include/dr_ir_macros_x86_avx2.h - INSTR_CREATE_ macros: VEX and XOP instructions and those on mask registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_AVX2_H
#define DR_IR_MACROS_X86_AVX2_H

#define INSTR_CREATE_vpdpbusd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpdpbusd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vpdpbusds(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpdpbusds, (d), (s1), (s2), (d))
#define INSTR_CREATE_vpdpwssd(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpdpwssd, (d), (s1), (s2), (d))
#define INSTR_CREATE_vpdpwssds(dc, d, s1, s2) \
    instr_create_1dst_3src((dc), OP_vpdpwssds, (d), (s1), (s2), (d))
#define INSTR_CREATE_vperm2f128(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vperm2f128, (d), (s1), (s2), (i))
#define INSTR_CREATE_vperm2i128(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vperm2i128, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpermd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpermd, (d), (s1), (s2))
#define INSTR_CREATE_vpermil2pd(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpermil2pd, (d), (s1), (s2), (s3), \
        opnd_create_immed_int(0, OPSZ_1))
#define INSTR_CREATE_vpermil2ps(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpermil2ps, (d), (s1), (s2), (s3), \
        opnd_create_immed_int(0, OPSZ_1))
#define INSTR_CREATE_vpermilpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpermilpd, (d), (s1), (s2))
#define INSTR_CREATE_vpermilps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpermilps, (d), (s1), (s2))
#define INSTR_CREATE_vpermpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpermpd, (d), (s1), (s2))
#define INSTR_CREATE_vpermps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpermps, (d), (s1), (s2))
#define INSTR_CREATE_vpermq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpermq, (d), (s1), (s2))
#define INSTR_CREATE_vpextrb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpextrb, (d), (s1), (s2))
#define INSTR_CREATE_vpextrd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpextrd, (d), (s1), (s2))
#define INSTR_CREATE_vpextrq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpextrq, (d), (s1), (s2))
#define INSTR_CREATE_vpextrw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpextrw, (d), (s1), (s2))
#define INSTR_CREATE_vpgatherdd(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vpgatherdd, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vpgatherdq(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vpgatherdq, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vpgatherqd(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vpgatherqd, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vpgatherqq(dc, d, s1, s2) \
    instr_create_2dst_2src((dc), OP_vpgatherqq, (d), (s2), (s1), (s2))
#define INSTR_CREATE_vphaddbd(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddbd, (d), (s))
#define INSTR_CREATE_vphaddbq(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddbq, (d), (s))
#define INSTR_CREATE_vphaddbw(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddbw, (d), (s))
#define INSTR_CREATE_vphaddd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vphaddd, (d), (s1), (s2))
#define INSTR_CREATE_vphadddq(dc, d, s) instr_create_1dst_1src((dc), OP_vphadddq, (d), (s))
#define INSTR_CREATE_vphaddsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vphaddsw, (d), (s1), (s2))
#define INSTR_CREATE_vphaddubd(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddubd, (d), (s))
#define INSTR_CREATE_vphaddubq(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddubq, (d), (s))
#define INSTR_CREATE_vphaddubw(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddubw, (d), (s))
#define INSTR_CREATE_vphaddudq(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddudq, (d), (s))
#define INSTR_CREATE_vphadduwd(dc, d, s) instr_create_1dst_1src((dc), OP_vphadduwd, (d), (s))
#define INSTR_CREATE_vphadduwq(dc, d, s) instr_create_1dst_1src((dc), OP_vphadduwq, (d), (s))
#define INSTR_CREATE_vphaddw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vphaddw, (d), (s1), (s2))
#define INSTR_CREATE_vphaddwd(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddwd, (d), (s))
#define INSTR_CREATE_vphaddwq(dc, d, s) instr_create_1dst_1src((dc), OP_vphaddwq, (d), (s))
#define INSTR_CREATE_vphminposuw(dc, d, s) instr_create_1dst_1src((dc), OP_vphminposuw, (d), (s))
#define INSTR_CREATE_vphsubbw(dc, d, s) instr_create_1dst_1src((dc), OP_vphsubbw, (d), (s))
#define INSTR_CREATE_vphsubd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vphsubd, (d), (s1), (s2))
#define INSTR_CREATE_vphsubdq(dc, d, s) instr_create_1dst_1src((dc), OP_vphsubdq, (d), (s))
#define INSTR_CREATE_vphsubsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vphsubsw, (d), (s1), (s2))
#define INSTR_CREATE_vphsubw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vphsubw, (d), (s1), (s2))
#define INSTR_CREATE_vphsubwd(dc, d, s) instr_create_1dst_1src((dc), OP_vphsubwd, (d), (s))
#define INSTR_CREATE_vpinsrb(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpinsrb, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpinsrd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpinsrd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpinsrq(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpinsrq, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpinsrw(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vpinsrw, (d), (s1), (s2), (i))
#define INSTR_CREATE_vpmacsdd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacsdd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacsdqh(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacsdqh, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacsdql(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacsdql, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacssdd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacssdd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacssdqh(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacssdqh, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacssdql(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacssdql, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacsswd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacsswd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacssww(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacssww, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacswd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacswd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmacsww(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmacsww, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmadcsswd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmadcsswd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmadcswd(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpmadcswd, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vpmaddubsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaddubsw, (d), (s1), (s2))
#define INSTR_CREATE_vpmaddwd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaddwd, (d), (s1), (s2))
#define INSTR_CREATE_vpmaskmovd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaskmovd, (d), (s1), (s2))
#define INSTR_CREATE_vpmaskmovq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaskmovq, (d), (s1), (s2))
#define INSTR_CREATE_vpmaxsb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaxsb, (d), (s1), (s2))
#define INSTR_CREATE_vpmaxsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaxsd, (d), (s1), (s2))
#define INSTR_CREATE_vpmaxsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaxsw, (d), (s1), (s2))
#define INSTR_CREATE_vpmaxub(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaxub, (d), (s1), (s2))
#define INSTR_CREATE_vpmaxud(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaxud, (d), (s1), (s2))
#define INSTR_CREATE_vpmaxuw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmaxuw, (d), (s1), (s2))
#define INSTR_CREATE_vpminsb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpminsb, (d), (s1), (s2))
#define INSTR_CREATE_vpminsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpminsd, (d), (s1), (s2))
#define INSTR_CREATE_vpminsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpminsw, (d), (s1), (s2))
#define INSTR_CREATE_vpminub(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpminub, (d), (s1), (s2))
#define INSTR_CREATE_vpminud(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpminud, (d), (s1), (s2))
#define INSTR_CREATE_vpminuw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpminuw, (d), (s1), (s2))
#define INSTR_CREATE_vpmovb2m(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovb2m, (d), (s))
#define INSTR_CREATE_vpmovd2m(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovd2m, (d), (s))
#define INSTR_CREATE_vpmovm2b(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovm2b, (d), (s))
#define INSTR_CREATE_vpmovm2d(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovm2d, (d), (s))
#define INSTR_CREATE_vpmovm2q(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovm2q, (d), (s))
#define INSTR_CREATE_vpmovm2w(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovm2w, (d), (s))
#define INSTR_CREATE_vpmovmskb(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovmskb, (d), (s))
#define INSTR_CREATE_vpmovq2m(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovq2m, (d), (s))
#define INSTR_CREATE_vpmovsxbd(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovsxbd, (d), (s))
#define INSTR_CREATE_vpmovsxbq(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovsxbq, (d), (s))
#define INSTR_CREATE_vpmovsxbw(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovsxbw, (d), (s))
#define INSTR_CREATE_vpmovsxdq(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovsxdq, (d), (s))
#define INSTR_CREATE_vpmovsxwd(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovsxwd, (d), (s))
#define INSTR_CREATE_vpmovsxwq(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovsxwq, (d), (s))
#define INSTR_CREATE_vpmovw2m(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovw2m, (d), (s))
#define INSTR_CREATE_vpmovzxbd(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovzxbd, (d), (s))
#define INSTR_CREATE_vpmovzxbq(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovzxbq, (d), (s))
#define INSTR_CREATE_vpmovzxbw(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovzxbw, (d), (s))
#define INSTR_CREATE_vpmovzxdq(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovzxdq, (d), (s))
#define INSTR_CREATE_vpmovzxwd(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovzxwd, (d), (s))
#define INSTR_CREATE_vpmovzxwq(dc, d, s) instr_create_1dst_1src((dc), OP_vpmovzxwq, (d), (s))
#define INSTR_CREATE_vpmuldq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmuldq, (d), (s1), (s2))
#define INSTR_CREATE_vpmulhrsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmulhrsw, (d), (s1), (s2))
#define INSTR_CREATE_vpmulhuw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmulhuw, (d), (s1), (s2))
#define INSTR_CREATE_vpmulhw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmulhw, (d), (s1), (s2))
#define INSTR_CREATE_vpmulld(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmulld, (d), (s1), (s2))
#define INSTR_CREATE_vpmullw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmullw, (d), (s1), (s2))
#define INSTR_CREATE_vpmuludq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpmuludq, (d), (s1), (s2))
#define INSTR_CREATE_vpor(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_vpor, (d), (s1), (s2))
#define INSTR_CREATE_vpperm(dc, d, s1, s2, s3) \
    instr_create_1dst_3src((dc), OP_vpperm, (d), (s1), (s2), (s3))
#define INSTR_CREATE_vprotb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vprotb, (d), (s1), (s2))
#define INSTR_CREATE_vprotd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vprotd, (d), (s1), (s2))
#define INSTR_CREATE_vprotq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vprotq, (d), (s1), (s2))
#define INSTR_CREATE_vprotw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vprotw, (d), (s1), (s2))
#define INSTR_CREATE_vpsadbw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsadbw, (d), (s1), (s2))
#define INSTR_CREATE_vpshab(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshab, (d), (s1), (s2))
#define INSTR_CREATE_vpshad(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshad, (d), (s1), (s2))
#define INSTR_CREATE_vpshaq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshaq, (d), (s1), (s2))
#define INSTR_CREATE_vpshaw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshaw, (d), (s1), (s2))
#define INSTR_CREATE_vpshlb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshlb, (d), (s1), (s2))
#define INSTR_CREATE_vpshld(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshld, (d), (s1), (s2))
#define INSTR_CREATE_vpshlq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshlq, (d), (s1), (s2))
#define INSTR_CREATE_vpshlw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshlw, (d), (s1), (s2))
#define INSTR_CREATE_vpshufb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshufb, (d), (s1), (s2))
#define INSTR_CREATE_vpshufd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshufd, (d), (s1), (s2))
#define INSTR_CREATE_vpshufhw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshufhw, (d), (s1), (s2))
#define INSTR_CREATE_vpshuflw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpshuflw, (d), (s1), (s2))
#define INSTR_CREATE_vpsignb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsignb, (d), (s1), (s2))
#define INSTR_CREATE_vpsignd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsignd, (d), (s1), (s2))
#define INSTR_CREATE_vpsignw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsignw, (d), (s1), (s2))
#define INSTR_CREATE_vpslld(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpslld, (d), (s1), (s2))
#define INSTR_CREATE_vpslldq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpslldq, (d), (s1), (s2))
#define INSTR_CREATE_vpsllq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsllq, (d), (s1), (s2))
#define INSTR_CREATE_vpsllvd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsllvd, (d), (s1), (s2))
#define INSTR_CREATE_vpsllvq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsllvq, (d), (s1), (s2))
#define INSTR_CREATE_vpsllw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsllw, (d), (s1), (s2))
#define INSTR_CREATE_vpsrad(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrad, (d), (s1), (s2))
#define INSTR_CREATE_vpsravd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsravd, (d), (s1), (s2))
#define INSTR_CREATE_vpsraw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsraw, (d), (s1), (s2))
#define INSTR_CREATE_vpsrld(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrld, (d), (s1), (s2))
#define INSTR_CREATE_vpsrldq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrldq, (d), (s1), (s2))
#define INSTR_CREATE_vpsrlq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrlq, (d), (s1), (s2))
#define INSTR_CREATE_vpsrlvd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrlvd, (d), (s1), (s2))
#define INSTR_CREATE_vpsrlvq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrlvq, (d), (s1), (s2))
#define INSTR_CREATE_vpsrlw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsrlw, (d), (s1), (s2))
#define INSTR_CREATE_vpsubb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubb, (d), (s1), (s2))
#define INSTR_CREATE_vpsubd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubd, (d), (s1), (s2))
#define INSTR_CREATE_vpsubq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubq, (d), (s1), (s2))
#define INSTR_CREATE_vpsubsb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubsb, (d), (s1), (s2))
#define INSTR_CREATE_vpsubsw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubsw, (d), (s1), (s2))
#define INSTR_CREATE_vpsubusb(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubusb, (d), (s1), (s2))
#define INSTR_CREATE_vpsubusw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubusw, (d), (s1), (s2))
#define INSTR_CREATE_vpsubw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpsubw, (d), (s1), (s2))
#define INSTR_CREATE_vptest(dc, s1, s2) instr_create_0dst_2src((dc), OP_vptest, (s1), (s2))
#define INSTR_CREATE_vpunpckhbw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpckhbw, (d), (s1), (s2))
#define INSTR_CREATE_vpunpckhdq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpckhdq, (d), (s1), (s2))
#define INSTR_CREATE_vpunpckhqdq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpckhqdq, (d), (s1), (s2))
#define INSTR_CREATE_vpunpckhwd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpckhwd, (d), (s1), (s2))
#define INSTR_CREATE_vpunpcklbw(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpcklbw, (d), (s1), (s2))
#define INSTR_CREATE_vpunpckldq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpckldq, (d), (s1), (s2))
#define INSTR_CREATE_vpunpcklqdq(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpcklqdq, (d), (s1), (s2))
#define INSTR_CREATE_vpunpcklwd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vpunpcklwd, (d), (s1), (s2))
#define INSTR_CREATE_vpxor(dc, d, s1, s2) instr_create_1dst_2src((dc), OP_vpxor, (d), (s1), (s2))
#define INSTR_CREATE_vrcpps(dc, d, s) instr_create_1dst_1src((dc), OP_vrcpps, (d), (s))
#define INSTR_CREATE_vrcpss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vrcpss, (d), (s1), (s2))
#define INSTR_CREATE_vroundpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vroundpd, (d), (s1), (s2))
#define INSTR_CREATE_vroundps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vroundps, (d), (s1), (s2))
#define INSTR_CREATE_vroundsd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vroundsd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vroundss(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vroundss, (d), (s1), (s2), (i))
#define INSTR_CREATE_vrsqrtps(dc, d, s) instr_create_1dst_1src((dc), OP_vrsqrtps, (d), (s))
#define INSTR_CREATE_vrsqrtss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vrsqrtss, (d), (s1), (s2))
#define INSTR_CREATE_vshufpd(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vshufpd, (d), (s1), (s2), (i))
#define INSTR_CREATE_vshufps(dc, d, s1, s2, i) \
    instr_create_1dst_3src((dc), OP_vshufps, (d), (s1), (s2), (i))
#define INSTR_CREATE_vsqrtpd(dc, d, s) instr_create_1dst_1src((dc), OP_vsqrtpd, (d), (s))
#define INSTR_CREATE_vsqrtps(dc, d, s) instr_create_1dst_1src((dc), OP_vsqrtps, (d), (s))
#define INSTR_CREATE_vsqrtsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vsqrtsd, (d), (s1), (s2))
#define INSTR_CREATE_vsqrtss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vsqrtss, (d), (s1), (s2))
#define INSTR_CREATE_vstmxcsr(dc, d) instr_create_1dst_0src((dc), OP_vstmxcsr, (d))
#define INSTR_CREATE_vsubpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vsubpd, (d), (s1), (s2))
#define INSTR_CREATE_vsubps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vsubps, (d), (s1), (s2))
#define INSTR_CREATE_vsubsd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vsubsd, (d), (s1), (s2))
#define INSTR_CREATE_vsubss(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vsubss, (d), (s1), (s2))
#define INSTR_CREATE_vtestpd(dc, s1, s2) instr_create_0dst_2src((dc), OP_vtestpd, (s1), (s2))
#define INSTR_CREATE_vtestps(dc, s1, s2) instr_create_0dst_2src((dc), OP_vtestps, (s1), (s2))
#define INSTR_CREATE_vucomisd(dc, s1, s2) instr_create_0dst_2src((dc), OP_vucomisd, (s1), (s2))
#define INSTR_CREATE_vucomiss(dc, s1, s2) instr_create_0dst_2src((dc), OP_vucomiss, (s1), (s2))
#define INSTR_CREATE_vunpckhpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vunpckhpd, (d), (s1), (s2))
#define INSTR_CREATE_vunpckhps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vunpckhps, (d), (s1), (s2))
#define INSTR_CREATE_vunpcklpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vunpcklpd, (d), (s1), (s2))
#define INSTR_CREATE_vunpcklps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vunpcklps, (d), (s1), (s2))
#define INSTR_CREATE_vxorpd(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vxorpd, (d), (s1), (s2))
#define INSTR_CREATE_vxorps(dc, d, s1, s2) \
    instr_create_1dst_2src((dc), OP_vxorps, (d), (s1), (s2))
#define INSTR_CREATE_vzeroall(dc) instr_create_0dst_0src((dc), OP_vzeroall)
#define INSTR_CREATE_vzeroupper(dc) instr_create_0dst_0src((dc), OP_vzeroupper)

#endif
