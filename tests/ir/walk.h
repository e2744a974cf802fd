/* tests/ir/walk.h - byte strings of all opcode maps x prefixes x ModRM. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_WALK_H
#define TESTS_IR_WALK_H

#include "dr_ir_instr.h"

/* Gives F strings of 24 bytes each, of which fifteen count: always the same ones. PERCENT of all are
 * taken, chosen by a fixed generator; 100 takes all. */
void walk_all(bool is_64, unsigned percent, void (*f)(const byte *bytes));

#endif
