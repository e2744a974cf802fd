/* include/dr_ir_macros_x86_evex.h - INSTR_CREATE_ macros: EVEX instructions with a mask. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_X86_EVEX_H
#define DR_IR_MACROS_X86_EVEX_H

#define INSTR_CREATE_vpmovm2b_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2b, (d), (s)))
#define INSTR_CREATE_vpmovm2d_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2d, (d), (s)))
#define INSTR_CREATE_vpmovm2q_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2q, (d), (s)))
#define INSTR_CREATE_vpmovm2w_mask(dc, d, k, s) \
    ((void)(k), instr_create_1dst_1src((dc), OP_vpmovm2w, (d), (s)))

#endif
