/* include/dr_ir_macros_x86_sse.h - INSTR_CREATE_ macros: x87, MMX, 3DNow! and SSE instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_SSE_H
#define DR_IR_MACROS_X86_SSE_H

#define INSTR_CREATE_fcmovcc(dc, op, f) \
    instr_create_1dst_1src((dc), (op), opnd_create_reg(DR_REG_ST0), (f))

#endif
