/* include/dr_ir_macros_x86.h - macros that build x86 instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_H
#define DR_IR_MACROS_X86_H

/* INSTR_CREATE_name(dc, operands): dc is the drcontext that the instruction is allocated from; d
 * is a destination (and a source too, where the machine reads it), s, s1, ... are sources, i
 * immediates, t a code address (opnd_create_pc(), opnd_create_instr()), m memory, k an AVX-512
 * mask register, f an x87 register, r a register, ri a register or an immediate. Operands that
 * the machine implies are added. A macro may evaluate an argument more than once. */

#include "dr_ir_instr.h"

/* Pieces of the macros below. */
#define DR_OPND_PUSHED_ \
    opnd_create_base_disp(DR_REG_XSP, DR_REG_NULL, 0, -(int)sizeof(void *), OPSZ_VARSTACK)
#define DR_OPND_PUSHED2_ \
    opnd_create_base_disp(DR_REG_XSP, DR_REG_NULL, 0, -8, OPSZ_8_rex16_short4)
#define DR_OPND_POPPED_ opnd_create_base_disp(DR_REG_XSP, DR_REG_NULL, 0, 0, OPSZ_VARSTACK)
#define DR_OPND_POPPED2_ opnd_create_base_disp(DR_REG_XSP, DR_REG_NULL, 0, 0, OPSZ_8_rex16_short4)
#define DR_OPND_POPPED_IRET_ \
    opnd_create_base_disp(DR_REG_XSP, DR_REG_NULL, 0, 0, OPSZ_12_rex40_short6)
#define DR_OPND_AT_SI_(size) \
    opnd_create_far_base_disp(DR_SEG_DS, DR_REG_XSI, DR_REG_NULL, 0, 0, size)
#define DR_OPND_AT_DI_(size) \
    opnd_create_far_base_disp(DR_SEG_ES, DR_REG_XDI, DR_REG_NULL, 0, 0, size)
#define DR_OPND_MASKMOV_(size) \
    opnd_create_far_base_disp(DR_SEG_DS, DR_REG_XDI, DR_REG_NULL, 0, 0, size)
#define DR_OPND_AT_REG_(reg) \
    opnd_create_far_base_disp(DR_SEG_ES, opnd_get_reg(reg), DR_REG_NULL, 0, 0, OPSZ_64)
/* The part of a general register that is half as wide as an operand: cmpxchg8b and 16b. */
#define DR_OPND_HALF_OF_(opnd, reg)                                                 \
    opnd_create_reg(opnd_get_size(opnd) == OPSZ_16 ? reg_32_to_64(DR_REG_##reg)     \
                                                   : (reg_id_t)DR_REG_##reg)

/** The instruction with a lock prefix. */
#define LOCK(instr_ptr) instr_set_prefix_flag((instr_ptr), PREFIX_LOCK)

/** Memory at an absolute address; relative to the pc where that is possible. */
#ifdef X64
#    define OPND_CREATE_ABSMEM(addr, size) opnd_create_rel_addr(addr, size)
#else
#    define OPND_CREATE_ABSMEM(addr, size) opnd_create_abs_addr(addr, size)
#endif

/* Memory operands of the size that an instruction takes. */
#define OPND_CREATE_MEM_bound(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_bound)
#define OPND_CREATE_MEM_clflush(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_clflush)
#define OPND_CREATE_MEM_fldenv(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_fldenv)
#define OPND_CREATE_MEM_fnsave(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_fnsave)
#define OPND_CREATE_MEM_fnstenv(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_fnstenv)
#define OPND_CREATE_MEM_frstor(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_frstor)
#define OPND_CREATE_MEM_fxrstor(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_fxrstor)
#define OPND_CREATE_MEM_fxsave(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_fxsave)
#define OPND_CREATE_MEM_invlpg(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_invlpg)
#define OPND_CREATE_MEM_lea(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_lea)
#define OPND_CREATE_MEM_lgdt(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_lgdt)
#define OPND_CREATE_MEM_lidt(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_lidt)
#define OPND_CREATE_MEM_prefetch(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_prefetch)
#define OPND_CREATE_MEM_ptwrite(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_ptwrite)
#define OPND_CREATE_MEM_sgdt(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_sgdt)
#define OPND_CREATE_MEM_sidt(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_sidt)
#define OPND_CREATE_MEM_xsave(base, index, scale, disp) \
    opnd_create_base_disp(base, index, scale, disp, OPSZ_xsave)

/** Two-byte nop that a register may be named for; see INSTR_CREATE_nop2byte(). */
DR_API instr_t *INSTR_CREATE_nop2byte_reg(void *drcontext, reg_id_t reg);
/** Three-byte nop likewise. */
DR_API instr_t *INSTR_CREATE_nop3byte_reg(void *drcontext, reg_id_t reg);

#include "dr_ir_macros_x86_int1.h"
#include "dr_ir_macros_x86_int2.h"
#include "dr_ir_macros_x86_sse.h"
#include "dr_ir_macros_x86_avx1.h"
#include "dr_ir_macros_x86_avx2.h"
#include "dr_ir_macros_x86_evex1.h"
#include "dr_ir_macros_x86_evex2.h"

/* ---- the same on every machine ---- */

/** A breakpoint. */
#define XINST_CREATE_debug_instr(dc) INSTR_CREATE_int3(dc)
/** Loads a register from memory. */
#define XINST_CREATE_load(dc, r, m) INSTR_CREATE_mov_ld(dc, r, m)
/** Loads one byte into a one-byte register. */
#define XINST_CREATE_load_1byte(dc, r, m) INSTR_CREATE_mov_ld(dc, r, m)
/** Loads one byte into a 4-byte register, zero-extended. */
#define XINST_CREATE_load_1byte_zext4(dc, r, m) INSTR_CREATE_movzx(dc, r, m)
/** Loads two bytes into a two-byte register. */
#define XINST_CREATE_load_2bytes(dc, r, m) INSTR_CREATE_mov_ld(dc, r, m)
/** Stores a register. */
#define XINST_CREATE_store(dc, m, r) INSTR_CREATE_mov_st(dc, m, r)
#define XINST_CREATE_store_1byte(dc, m, r) INSTR_CREATE_mov_st(dc, m, r)
#define XINST_CREATE_store_2bytes(dc, m, r) INSTR_CREATE_mov_st(dc, m, r)
/** Copies a register. */
#define XINST_CREATE_move(dc, d, s) INSTR_CREATE_mov_ld(dc, d, s)
/** Loads and stores a vector register; memory need not be aligned. */
#define XINST_CREATE_load_simd(dc, r, m) INSTR_CREATE_movdqu(dc, r, m)
#define XINST_CREATE_store_simd(dc, m, r) INSTR_CREATE_movdqu(dc, m, r)
/** Jumps and calls. */
#define XINST_CREATE_jump_reg(dc, r) INSTR_CREATE_jmp_ind(dc, r)
#define XINST_CREATE_jump_mem(dc, m) INSTR_CREATE_jmp_ind(dc, m)
#define XINST_CREATE_jump(dc, t) INSTR_CREATE_jmp(dc, t)
#define XINST_CREATE_jump_short(dc, t) INSTR_CREATE_jmp_short(dc, t)
/** Jumps when PRED (DR_PRED_*) holds. */
#define XINST_CREATE_jump_cond(dc, pred, t) INSTR_CREATE_jcc(dc, (pred)-DR_PRED_O + OP_jo, t)
#define XINST_CREATE_call(dc, t) INSTR_CREATE_call(dc, t)
#define XINST_CREATE_call_reg(dc, r) INSTR_CREATE_call_ind(dc, r)
#define XINST_CREATE_return(dc) INSTR_CREATE_ret(dc)
/** Sets a register to a constant. */
#define XINST_CREATE_load_int(dc, r, i) INSTR_CREATE_mov_imm(dc, r, i)
/** Adds without touching flags: d is a register, s a register or an immediate. */
#define XINST_CREATE_add(dc, d, s)                                                          \
    INSTR_CREATE_lea(dc, d,                                                                 \
                     opnd_is_reg(s)                                                         \
                         ? opnd_create_base_disp(opnd_get_reg(d), opnd_get_reg(s), 1, 0,    \
                                                 OPSZ_lea)                                  \
                         : opnd_create_base_disp(opnd_get_reg(d), DR_REG_NULL, 0,           \
                                                 (int)opnd_get_immed_int(s), OPSZ_lea))
/** d = s1 + s2 without touching flags; s1 is a register. */
#define XINST_CREATE_add_2src(dc, d, s1, s2)                                                \
    INSTR_CREATE_lea(dc, d,                                                                 \
                     opnd_is_reg(s2)                                                        \
                         ? opnd_create_base_disp(opnd_get_reg(s1), opnd_get_reg(s2), 1, 0,  \
                                                 OPSZ_lea)                                  \
                         : opnd_create_base_disp(opnd_get_reg(s1), DR_REG_NULL, 0,          \
                                                 (int)opnd_get_immed_int(s2), OPSZ_lea))
/** d = s1 + (s2 << shift) without touching flags; the shift is 0 to 3. */
#define XINST_CREATE_add_sll(dc, d, s1, s2_toshift, shift_amount)                           \
    INSTR_CREATE_lea(dc, d,                                                                 \
                     opnd_create_base_disp(opnd_get_reg(s1), opnd_get_reg(s2_toshift),      \
                                           1 << (shift_amount), 0, OPSZ_lea))
/** These set the arithmetic flags. */
#define XINST_CREATE_add_s(dc, d, s) INSTR_CREATE_add(dc, d, s)
#define XINST_CREATE_sub_s(dc, d, s) INSTR_CREATE_sub(dc, d, s)
#define XINST_CREATE_and_s(dc, d, s) INSTR_CREATE_and(dc, d, s)
#define XINST_CREATE_slr_s(dc, d, s) INSTR_CREATE_shr(dc, d, s)
#define XINST_CREATE_cmp(dc, s1, s2) INSTR_CREATE_cmp(dc, s1, s2)
/** Subtracts; flags may change on some machines: lea with a negated immediate here. */
#define XINST_CREATE_sub(dc, d, s)                                                          \
    INSTR_CREATE_lea(dc, d,                                                                 \
                     opnd_create_base_disp(opnd_get_reg(d), DR_REG_NULL, 0,                 \
                                           -(int)opnd_get_immed_int(s), OPSZ_lea))
#define XINST_CREATE_nop(dc) INSTR_CREATE_nop(dc)
#define XINST_CREATE_interrupt(dc, i) INSTR_CREATE_int(dc, i)

#endif
