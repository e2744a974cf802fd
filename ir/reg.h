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

#endif
