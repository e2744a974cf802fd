/* ir/reg.h - registers as numbers within their files. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_REG_H
#define IR_REG_H

#include "dr_ir_opnd.h"

/* 0..15 for any part of a general register, -1 for all others. */
int reg_gpr_number(reg_id_t reg);
/* 0..31 for XMM, YMM and ZMM registers, -1 for all others. */
int reg_vector_number(reg_id_t reg);
/* The part of general register N that has the given size; for one byte the low one. */
reg_id_t reg_from_gpr_number(int n, opnd_size_t size);
/* Whether every byte of INNER is part of OUTER. */
bool reg_covers(reg_id_t outer, reg_id_t inner);

/* The general registers that carry parameters, in order, where the build's own C code runs. */
struct reg_parameters {
    uint count;
    byte numbers[6];
};

/* By pointer size and by whether `long` is as wide: that is what tells the conventions apart. */
static inline const struct reg_parameters *
reg_parameters(void)
{
    static const struct reg_parameters sysv = { 6, { 7, 6, 2, 1, 8, 9 } }; /* rdi rsi rdx rcx .. */
    static const struct reg_parameters win64 = { 4, { 1, 2, 8, 9, 0, 0 } };
    static const struct reg_parameters none = { 0, { 0 } };

    return sizeof(void *) == 4 ? &none : sizeof(long) == 8 ? &sysv : &win64;
}

#endif
