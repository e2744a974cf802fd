/* ir/x86/quick.h - the short way to the bytes of frequent instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_QUICK_H
#define IR_X86_QUICK_H

#include "dr_ir_instr.h"

/* Encodes INSTR, whose operands are valid; nothing in the bytes depends on their place. Returns the
 * length; 0: not one of those that are known here. */
int encode_quick(const instr_t *instr, byte *buf);

/* The long way for everything, for comparison in tests. */
int isa_encode_in_full(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach,
                       const char **why);

#endif
