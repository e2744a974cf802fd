/* include/dr_ir_disassemble.h - instructions as text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_DISASSEMBLE_H
#define DR_IR_DISASSEMBLE_H

#include "dr_defines.h"
#include "dr_ir_instr.h"
#include "dr_ir_instrlist.h"

/** How instructions are written; may be or-ed. */
typedef enum {
    DR_DISASM_DR = 0x0,             /**< all operands, implicit ones too: sources -> destinations */
    DR_DISASM_INTEL = 0x1,          /**< as Intel's manual writes them */
    DR_DISASM_ATT = 0x2,            /**< as the GNU assembler reads them */
    DR_DISASM_ARM = 0x4,            /**< for source compatibility */
    DR_DISASM_STRICT_INVALID = 0x8, /**< reserved encodings are invalid */
    DR_DISASM_RISCV = 0x10,         /**< for source compatibility */
    DR_DISASM_NO_OPND_SIZE = 0x20,  /**< no sizes in the DR style */
} dr_disasm_flags_t;

/** Writes an instruction as text, without a newline. */
DR_API void instr_disassemble(void *drcontext, instr_t *instr, file_t outfile);
/** Writes all instructions of a list, one a line. */
DR_API void instrlist_disassemble(void *drcontext, app_pc tag, instrlist_t *ilist,
           file_t outfile);
/** Sets the style of all disassembly. */
DR_API void disassemble_set_syntax(dr_disasm_flags_t flags);
/** Like disassemble(), with address and bytes as asked for. */
DR_API byte *disassemble_with_info(void *drcontext, byte *pc, file_t outfile, bool show_pc,
           bool show_bytes);
/** Likewise for bytes at COPY_PC that belong at ORIG_PC. */
DR_API byte *disassemble_from_copy(void *drcontext, byte *copy_pc, byte *orig_pc, file_t outfile,
           bool show_pc, bool show_bytes);
/** Writes address, bytes and text of the instruction at PC. Returns its end, or NULL. */
DR_API byte *disassemble(void *drcontext, byte *pc, file_t outfile);
/** Likewise into BUF; *PRINTED is the length of the text. */
DR_API byte *disassemble_to_buffer(void *drcontext, byte *pc, byte *orig_pc, bool show_pc,
           bool show_bytes, char *buf, size_t bufsz, int *printed DR_PARAM_OUT);
/** Text of an instruction into BUF, cut off if need be. Returns its length. */
DR_API size_t instr_disassemble_to_buffer(void *drcontext, instr_t *instr, char *buf,
           size_t bufsz);
/** Writes an operand to a file, in the style that is set. */
DR_API void opnd_disassemble(void *drcontext, opnd_t opnd, file_t outfile);
/** Text of an operand into BUF of BUFSZ bytes, cut off if need be and always ended by a zero.
 *  Returns its length without the zero. */
DR_API size_t opnd_disassemble_to_buffer(void *drcontext, opnd_t opnd, char *buf, size_t bufsz);

#endif
