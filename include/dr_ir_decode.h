/* include/dr_ir_decode.h - bytes to instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_DECODE_H
#define DR_IR_DECODE_H

#include "dr_defines.h"
#include "dr_ir_encode.h"
#include "dr_ir_instr.h"
#include "dr_ir_instrlist.h"

#ifdef X86_64
#    define DR_IF_X86_64_ARG_(x) , x
#else
#    define DR_IF_X86_64_ARG_(x)
#endif

/** Decodes the instruction at PC. Returns the address behind it; NULL: no instruction. */
DR_API byte *decode(void *drcontext, byte *pc, instr_t *instr);
/** Decodes bytes at COPY_PC that belong at ORIG_PC. Returns the end of the copy, or NULL. */
DR_API byte *decode_from_copy(void *drcontext, byte *copy_pc, byte *orig_pc, instr_t *instr);
/** The address behind the instruction at PC; NULL: no instruction. */
DR_API byte *decode_next_pc(void *drcontext, byte *pc);
/** PC as an indirect branch to code of a mode needs it. On x86, where modes are not part of
 *  addresses, that is PC. */
DR_API app_pc dr_app_pc_as_jump_target(dr_isa_mode_t isa_mode, app_pc pc);
/** The name of an opcode. */
DR_API const char *decode_opcode_name(int opcode);
/** The instructions up to the first control transfer, as a list. */
DR_API instrlist_t *decode_as_bb(void *drcontext, byte *start_pc);
/** Bytes of the instruction at PC (0: none), how many are prefixes, where a rip-relative
 *  displacement stands (0: none). */
DR_API int decode_sizeof(void *drcontext, byte *pc,
           int *num_prefixes
           DR_IF_X86_64_ARG_(uint *rip_rel_pos));
/** The address at which the bytes of the code at PC can be read. On x86 that is PC. */
DR_API app_pc dr_app_pc_as_load_target(dr_isa_mode_t isa_mode, app_pc pc);
/** Like decode(), but operands only of control transfers. */
DR_API byte *decode_cti(void *drcontext, byte *pc, instr_t *instr);
/** Older form of dr_set_isa_mode(): X86 true is 32-bit mode. Returns whether 32-bit mode was
 *  set before. */
DR_API bool set_x86_mode(void *drcontext, bool x86);
/** Sets *USAGE to the flags the instruction reads and writes. Returns its end, or NULL. */
DR_API byte *decode_eflags_usage(void *drcontext, byte *pc, uint *usage,
           dr_opnd_query_flags_t flags);
/** The instructions of the trace at TAG as a new list; NULL when there is no trace there. */
DR_API instrlist_t *decode_trace(void *drcontext, void *tag);
/** The first byte of an opcode's (first) encoding, prefixes apart; 0f for those of the two- and
 *  three-byte maps; 0 for opcodes without one. */
DR_API byte decode_first_opcode_byte(int opcode);
/** The size of its first memory operand. Returns the instruction's end, or NULL. */
DR_API app_pc decode_memory_reference_size(void *drcontext, app_pc pc, uint *size_in_bytes);
/** decode_sizeof() with RIP_REL_POS in builds of either pointer size. Either output may be
 *  NULL. */
DR_API int decode_sizeof_ex(void *drcontext, byte *pc, int *num_prefixes, uint *rip_rel_pos);
/** Older form of dr_get_isa_mode(): whether it is 32-bit mode. */
DR_API bool get_x86_mode(void *drcontext);

#endif
