/* include/dr_ir_opcodes.h - opcode numbers of the machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_OPCODES_H
#define DR_IR_OPCODES_H

#include "dr_ir_opcodes_x86.h"

#endif
