/* include/dr_ir_macros.h - macros that build instructions and operands on any machine. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_MACROS_H
#define DR_IR_MACROS_H

#include <limits.h>

#include "dr_ir_instr.h"

#ifndef SCHAR_MAX
#    define SCHAR_MAX 127
#    define SCHAR_MIN (-128)
#endif

/* Immediates of a given size. */
#define OPND_CREATE_INT8(val) opnd_create_immed_int((ptr_int_t)(val), OPSZ_1)
#define OPND_CREATE_INT16(val) opnd_create_immed_int((ptr_int_t)(val), OPSZ_2)
#define OPND_CREATE_INT32(val) opnd_create_immed_int((ptr_int_t)(val), OPSZ_4)
#define OPND_CREATE_INT64(val) opnd_create_immed_int64((int64)(val), OPSZ_8)
#ifdef X64
#    define OPND_CREATE_INTPTR OPND_CREATE_INT64
#    define OPND_CREATE_MEMPTR OPND_CREATE_MEM64
#else
#    define OPND_CREATE_INTPTR OPND_CREATE_INT32
#    define OPND_CREATE_MEMPTR OPND_CREATE_MEM32
#endif
/** One byte when the value fits into it, else four (or two). */
#define OPND_CREATE_INT_32OR8(val) \
    ((val) <= SCHAR_MAX && (val) >= SCHAR_MIN ? OPND_CREATE_INT8(val) : OPND_CREATE_INT32(val))
#define OPND_CREATE_INT_16OR8(val) \
    ((val) <= SCHAR_MAX && (val) >= SCHAR_MIN ? OPND_CREATE_INT8(val) : OPND_CREATE_INT16(val))

/* Memory of a given size at [base_reg + disp]. */
#define OPND_CREATE_MEM8(base_reg, disp) \
    opnd_create_base_disp(base_reg, DR_REG_NULL, 0, disp, OPSZ_1)
#define OPND_CREATE_MEM16(base_reg, disp) \
    opnd_create_base_disp(base_reg, DR_REG_NULL, 0, disp, OPSZ_2)
#define OPND_CREATE_MEM32(base_reg, disp) \
    opnd_create_base_disp(base_reg, DR_REG_NULL, 0, disp, OPSZ_4)
#define OPND_CREATE_MEM64(base_reg, disp) \
    opnd_create_base_disp(base_reg, DR_REG_NULL, 0, disp, OPSZ_8)

/** A label: a place in a list, without code. */
#define INSTR_CREATE_label(dc) instr_create_0dst_0src((dc), OP_LABEL)

/** The instruction with a translation. */
#define INSTR_XL8(instr_ptr, app_addr) instr_set_translation(instr_ptr, app_addr)
/** The instruction with a predicate. */
#define INSTR_PRED(instr_ptr, pred) instr_set_predicate(instr_ptr, pred)
/** The instruction with a wish for its encoding. */
#define INSTR_ENCODING_HINT(instr_ptr, hint) instr_set_encoding_hint(instr_ptr, hint)

#include "dr_ir_macros_x86.h"

#endif
