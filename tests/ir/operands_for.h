/* tests/ir/operands_for.h - operands that fit into a row of the decoder's tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_OPERANDS_FOR_H
#define TESTS_IR_OPERANDS_FOR_H

#include "ir/x86/convert.h"

/* The operand for operand N of a row: WIDTH (0 to 2) chooses among its sizes; HIGH: vector registers
 * that EVEX alone can name. False: nothing that a macro could be given. */
bool operand_for(const ZydisOperandDefinition *op, uint n, uint width, bool high, bool is_64, opnd_t *out);

#endif
