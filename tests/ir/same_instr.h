/* tests/ir/same_instr.h - whether bytes decode to the instruction that they were encoded from. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_SAME_INSTR_H
#define TESTS_IR_SAME_INSTR_H

#include "dr_ir_instr.h"

/* Compares an instruction that was built with what its encoding decodes to. Only what an encoding
 * cannot hold may differ: the size an immediate was given, sizes that the operand leaves open, a
 * segment without effect, the two names of one move. Returns NULL when they are the same,
 * otherwise what differs. */
const char *same_instr_difference(instr_t *made, instr_t *got);

#endif
