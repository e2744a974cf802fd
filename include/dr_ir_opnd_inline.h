/* include/dr_ir_opnd_inline.h - operand queries as macros, in use when DR_FAST_IR is defined. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_OPND_INLINE_H
#define DR_IR_OPND_INLINE_H

#define OPND_IS_NULL(op) ((op).kind == NULL_kind)
#define OPND_IS_IMMED_INT(op) ((op).kind == IMMED_INTEGER_kind)
#define OPND_IS_IMMED_FLOAT(op) ((op).kind == IMMED_FLOAT_kind)
#define OPND_IS_IMMED_DOUBLE(op) ((op).kind == IMMED_DOUBLE_kind)
#define OPND_IS_NEAR_PC(op) ((op).kind == PC_kind)
#define OPND_IS_NEAR_INSTR(op) ((op).kind == INSTR_kind)
#define OPND_IS_REG(op) ((op).kind == REG_kind)
#define OPND_IS_BASE_DISP(op) ((op).kind == BASE_DISP_kind)
#define OPND_IS_FAR_PC(op) ((op).kind == FAR_PC_kind)
#define OPND_IS_FAR_INSTR(op) ((op).kind == FAR_INSTR_kind)
#define OPND_IS_MEM_INSTR(op) ((op).kind == MEM_INSTR_kind)
#define OPND_IS_REL_ADDR(op) ((op).kind == REL_ADDR_kind)
#define OPND_IS_VALID(op) ((op).kind < LAST_kind)

#define GET_BASE_DISP(opnd) ((opnd).value.base_disp)
#define OPND_GET_REG(opnd) ((opnd).value.reg_and_element_size.reg)
#define OPND_GET_FLAGS(opnd) \
    ((dr_opnd_flags_t)((OPND_IS_REG(opnd) || OPND_IS_IMMED_INT(opnd)) ? (opnd).aux.flags : 0))
#define OPND_GET_BASE(opnd) ((reg_id_t)GET_BASE_DISP(opnd).base_reg)
#define OPND_GET_DISP(opnd) (GET_BASE_DISP(opnd).disp)
#define OPND_GET_INDEX(opnd) ((reg_id_t)GET_BASE_DISP(opnd).index_reg)
#define OPND_GET_SCALE(opnd) ((int)GET_BASE_DISP(opnd).scale)
#define OPND_GET_SEGMENT(opnd)                                                     \
    ((reg_id_t)(OPND_IS_BASE_DISP(opnd) || OPND_IS_REL_ADDR(opnd) ||               \
                        (opnd).kind == ABS_ADDR_kind                               \
                    ? (opnd).aux.segment                                           \
                    : DR_REG_NULL))

#ifdef DR_FAST_IR
#    define opnd_get_base OPND_GET_BASE
#    define opnd_get_disp OPND_GET_DISP
#    define opnd_get_flags OPND_GET_FLAGS
#    define opnd_get_index OPND_GET_INDEX
#    define opnd_get_reg OPND_GET_REG
#    define opnd_get_scale OPND_GET_SCALE
#    define opnd_get_segment OPND_GET_SEGMENT
#    define opnd_is_base_disp OPND_IS_BASE_DISP
#    define opnd_is_far_instr OPND_IS_FAR_INSTR
#    define opnd_is_far_pc OPND_IS_FAR_PC
#    define opnd_is_immed_double OPND_IS_IMMED_DOUBLE
#    define opnd_is_immed_float OPND_IS_IMMED_FLOAT
#    define opnd_is_immed_int OPND_IS_IMMED_INT
#    define opnd_is_mem_instr OPND_IS_MEM_INSTR
#    define opnd_is_near_instr OPND_IS_NEAR_INSTR
#    define opnd_is_near_pc OPND_IS_NEAR_PC
#    define opnd_is_null OPND_IS_NULL
#    define opnd_is_reg OPND_IS_REG
#    define opnd_is_rel_addr OPND_IS_REL_ADDR
#    define opnd_is_valid OPND_IS_VALID
#endif

#endif
