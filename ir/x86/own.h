/* ir/x86/own.h - the few instructions that Zydis does not know. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_OWN_H
#define IR_X86_OWN_H

#include "ir/fast.h"
#include "ir/isa.h"

/* As isa_decode and isa_encode, for erets, eretu and lkgs. */
bool own_decode(instr_t *instr, const byte *pc, size_t max, enum isa_level level);
/* Their length at PC, 0: none of them. */
int own_length(const uint8_t *pc, size_t max, ir_isa mode);
int own_encode(instr_t *instr, byte *buf);

#endif
