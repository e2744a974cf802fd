/* include/dr_ir_encode.h - instructions to bytes; which instruction set a thread decodes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_ENCODE_H
#define DR_IR_ENCODE_H

#include "dr_defines.h"

/** Instruction sets. */
typedef enum _dr_isa_mode_t {
    DR_ISA_IA32,           /**< 32-bit x86 */
    DR_ISA_X86 = DR_ISA_IA32,
    DR_ISA_AMD64,          /**< 64-bit x86 */
    DR_ISA_ARM_A32,        /**< not supported */
    DR_ISA_ARM_THUMB,      /**< not supported */
    DR_ISA_ARM_A64,        /**< not supported */
    DR_ISA_RV64,           /**< not supported */
    DR_ISA_REGDEPS,        /**< synthetic: only categories, flags and register dependencies */
} dr_isa_mode_t;

/** The mode of the machine that this build runs on. */
#define DR_ISA_MODE_NATIVE_ IF_X64_ELSE(DR_ISA_AMD64, DR_ISA_IA32)

/** Encodes a list at PC. Returns the address behind; NULL when that is impossible. */
DR_API byte *instrlist_encode(void *drcontext, instrlist_t *ilist, byte *pc,
           bool has_instr_jmp_targets);
/** What decode() takes. */
DR_API dr_isa_mode_t dr_get_isa_mode(void *drcontext);
/** Sets what decode() takes and new instructions get; false for an unknown mode. */
DR_API bool dr_set_isa_mode(void *drcontext, dr_isa_mode_t new_mode,
           dr_isa_mode_t *old_mode DR_PARAM_OUT);
/** Encodes at PC. Returns the address behind; NULL when that is impossible. */
DR_API byte *instr_encode(void *drcontext, instr_t *instr, byte *pc);
/** The length of scalable vectors in bits, on machines that have them; false on x86, where
 *  nothing is set. */
DR_API bool dr_set_vector_length(int vl);
/** Encodes at COPY_PC what will run at FINAL_PC. Returns the end of the copy, or NULL. */
DR_API byte *instr_encode_to_copy(void *drcontext, instr_t *instr, byte *copy_pc, byte *final_pc);
/** Whether the instruction can be encoded somewhere. */
DR_API bool instr_is_encoding_possible(instr_t *instr);
/** The length of scalable vectors in bits; 0 on x86. */
DR_API int dr_get_vector_length(void);
/** Encodes a list at COPY_PC, up to MAX_PC, that will run at FINAL_PC. */
DR_API byte *instrlist_encode_to_copy(void *drcontext, instrlist_t *ilist, byte *copy_pc,
           byte *final_pc, byte *max_pc, bool has_instr_jmp_targets);

#endif
