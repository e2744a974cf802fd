/* include/dr_ir_opcode_list_x86.h - the one table of opcodes: number, name, decoder's mnemonic. */
/* SPDX-License-Identifier: Apache-2.0 */

/* No include guard: defines rows for whoever includes it.
 *   OPCODE(op, name, mnemonic)       the mnemonic decodes to op, unless a rule says otherwise
 *   OPCODE_ALSO(op, name, mnemonic)  op is one of several for the mnemonic: ir/x86/opcode.c
 *                                    tells them apart by their operands
 *   OPCODE_OWN(op, name)             Zydis does not know it
 *   OPCODE_WIDTH(op, mnemonic)       one more mnemonic of op: another operand size
 * The rows' order is the order of the numbers. */
#ifndef OPCODE
#    define OPCODE(op, name, mnemonic)
#endif
#ifndef OPCODE_ALSO
#    define OPCODE_ALSO(op, name, mnemonic)
#endif
#ifndef OPCODE_OWN
#    define OPCODE_OWN(op, name)
#endif
#ifndef OPCODE_WIDTH
#    define OPCODE_WIDTH(op, mnemonic)
#endif
#include "dr_ir_opcode_rows_legacy.h"
#include "dr_ir_opcode_rows_vector.h"
#include "dr_ir_opcode_rows_more.h"
#undef OPCODE
#undef OPCODE_ALSO
#undef OPCODE_OWN
#undef OPCODE_WIDTH
