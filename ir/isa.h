/* ir/isa.h - what the machine-independent part asks of an instruction set. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_ISA_H
#define IR_ISA_H

#include "dr_ir_instr.h"
#include "ir/flags.h"

/* How much of an instruction is wanted. */
enum isa_level {
    ISA_LENGTH,   /* length, raw bits */
    ISA_OPCODE,   /* opcode, eflags, category, prefixes too */
    ISA_OPERANDS, /* all */
};

/* Decodes the bytes at PC, which belong at ORIG, into INSTR, whose isa_mode says how. INSTR's
 * raw bits become PC (not copied). At most MAX bytes are read. Returns the length; 0 when there
 * is no such instruction: INSTR then has OP_INVALID. Whatever operands INSTR had must be gone. */
int isa_decode(instr_t *instr, const byte *pc, const byte *orig, size_t max, enum isa_level level);

/* Why the bytes at PC, of which MAX may be read, are no instruction; NULL when they are one. */
const char *isa_why_invalid(const byte *pc, size_t max, bool is_64);

/* Raises an instruction with valid raw bits to a level. */
bool isa_raise(instr_t *instr, enum isa_level level);

/* The flags of an instruction of which nothing has been decoded, and whether those that it writes
 * may stay as they were; false: they are not known without decoding. */
bool isa_flags_of_bits(const instr_t *instr, uint *eflags, bool *conditional);

/* The classes of OPCLASS_COURSE that an instruction of which nothing has been decoded belongs to; false
 * as above. */
bool isa_course_of_bits(const instr_t *instr, uint *class);

/* Tells an instruction of raw bits what ir_scan() has found out about them. */
struct ir_scan;
void instr_note_scan(instr_t *instr, const struct ir_scan *s);

/* Where the application had INSTR's raw bits. */
const byte *isa_origin(const instr_t *instr);

/* Encodes INSTR's opcode and operands for FINAL_PC into BUF, which has room for
 * MAX_INSTR_LENGTH. Branch and memory operands that name instructions are resolved by their
 * `offset` relative to INSTR's. Returns the length, 0 with
 * *WHY set when it cannot be encoded. With CHECK_REACH, a target out of reach is an error;
 * otherwise its displacement is cut. */
int isa_encode(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach, const char **why);

/* Why INSTR cannot be encoded for FINAL_PC (NULL: anywhere); NULL when it can. */
const char *ir_why_not_encodable(instr_t *instr, const byte *final_pc);

/* The predicate that an opcode has by itself, and the category of an instruction. */
dr_pred_type_t isa_predicate(uint opcode);
void isa_set_category(instr_t *instr);

/* Whether the opcode is encoded with VEX, EVEX or XOP, which zero the registers' upper parts. */
bool isa_is_vex(uint opcode);

/* Flags of an opcode whose operands are not known: what any form reads and writes. */
uint isa_opcode_eflags(uint opcode);

#endif
