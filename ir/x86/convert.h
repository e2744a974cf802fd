/* ir/x86/convert.h - between Zydis's decoded form and ours. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_CONVERT_H
#define IR_X86_CONVERT_H

#include "dr_ir_instr.h"
#include "ir/isa.h"
#include "ir/x86/layout.h"
#include "ir/x86/zy.h"

reg_id_t reg_from_zydis(ZydisRegister reg);     /* DR_REG_NULL: none */
ZydisRegister reg_to_zydis(reg_id_t reg);       /* ZYDIS_REGISTER_NONE: none */

/* One decoded instruction on its way to an instr_t. */
struct decoding {
    ZydisDecoderContext ctx;
    ZydisDecodedInstruction zi;
    ZydisDecodedOperand ops[ZYDIS_MAX_OPERAND_COUNT];
    ptr_uint_t next_pc; /* address after the instruction, where it belongs */
    bool is_64;
};

/* Decodes at most MAX bytes that belong at ORIG; false when there is no such instruction. */
bool decoding_of(struct decoding *d, const byte *pc, size_t max, ptr_uint_t orig, bool is_64);

/* The opcode, told apart by operands where a mnemonic has several. */
uint opcode_from_zydis(const struct decoding *d);
const char *opcode_name(uint opcode);
/* The mnemonic of an opcode (of its widest form); ZYDIS_MNEMONIC_INVALID for those that Zydis
 * does not know. */
ZydisMnemonic opcode_to_mnemonic(uint opcode);

/* eflags and predicate. */
uint effects_eflags(const ZydisDecodedInstruction *zi);
dr_pred_type_t effects_predicate(uint opcode);

/* The row of Zydis's tables that an instruction's registers choose; NULL: it does not know it. */
const ZydisInstructionDefinition *feature_definition(instr_t *instr);

/* Operands of the layout. */
opnd_t operand_from_word(const struct decoding *d, uint word);

#endif
