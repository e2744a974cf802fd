/* include/dr_ir_macros_x86_avx.h - INSTR_CREATE_ macros: VEX and XOP instructions and those on mask registers. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_AVX_H
#define DR_IR_MACROS_X86_AVX_H

#define INSTR_CREATE_vpermil2pd(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpermil2pd, (d), (s1), (s2), (s3), \
        opnd_create_immed_int(0, OPSZ_1))
#define INSTR_CREATE_vpermil2ps(dc, d, s1, s2, s3) \
    instr_create_1dst_4src((dc), OP_vpermil2ps, (d), (s1), (s2), (s3), \
        opnd_create_immed_int(0, OPSZ_1))

#endif
