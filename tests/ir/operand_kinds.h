/* tests/ir/operand_kinds.h - which kinds of operands of the decoder's tables have come up. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_OPERAND_KINDS_H
#define TESTS_IR_OPERAND_KINDS_H

#include "ir/x86/convert.h"

/* A kind: mnemonic, encoding and the types of the operands that assembly shows, as one number. */
uint64 kind_of(ZydisMnemonic m, uint encoding, const ZydisInstructionDefinition *def);
bool kind_is_met(uint64 kind);
void kind_meet(uint64 kind);

/* Calls F for each kind that the mnemonic has in the mode. DEF is a row of the tables. */
typedef void (*kind_visitor)(ZydisMnemonic m, uint encoding, const ZydisInstructionDefinition *def, uint64 kind);
void kinds_of_mnemonic(ZydisMnemonic m, bool is_64, kind_visitor f);

/* Compares the kinds that have not come up with the rows of the file: mode (64, 32, both, or
 * 32by64 for 32-bit code made by a 64-bit build), mnemonic, encoding and operands (* for all), reason,
 * with tabs between. Prints and counts kinds that are neither made nor listed, or both, and rows that
 * are for nothing. LIST prints all that have not come up. */
unsigned kinds_compare(const char *path, bool is_64, bool list);

#endif
