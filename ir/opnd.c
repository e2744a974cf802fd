/* ir/opnd.c - operands: making them and asking what they hold. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/opnd.h"

#include "ir/reg.h"

#undef DR_FAST_IR

/* ---- creating ---- */

static opnd_t
make(uint kind, opnd_size_t size)
{
    opnd_t o = { .kind = (byte)kind, .size = size };
    return o;
}

opnd_t
opnd_create_null(void)
{
    return make(NULL_kind, OPSZ_NA);
}

opnd_t
opnd_create_reg(reg_id_t r)
{
    opnd_t o = make(REG_kind, OPSZ_NA); /* size 0: the whole register */
    o.value.reg_and_element_size.reg = r;
    return o;
}

opnd_t
opnd_create_reg_partial(reg_id_t r, opnd_size_t subsize)
{
    opnd_t o = opnd_create_reg(r);
    o.size = subsize;
    return o;
}

opnd_t
opnd_create_reg_ex(reg_id_t r, opnd_size_t subsize, dr_opnd_flags_t flags)
{
    opnd_t o = opnd_create_reg_partial(r, subsize);
    o.aux.flags = (ushort)flags;
    return o;
}

opnd_t
opnd_create_reg_element_vector(reg_id_t r, opnd_size_t element_size)
{
    opnd_t o = opnd_create_reg_ex(r, OPSZ_NA, DR_OPND_IS_VECTOR);
    o.value.reg_and_element_size.element_size = element_size;
    return o;
}

opnd_t
opnd_create_predicate_reg(reg_id_t r, bool is_merge)
{
    return opnd_create_reg_ex(
        r, OPSZ_NA, is_merge ? DR_OPND_IS_MERGE_PREDICATE : DR_OPND_IS_ZERO_PREDICATE);
}

opnd_t
opnd_create_immed_int(ptr_int_t i, opnd_size_t data_size)
{
    opnd_t o = make(IMMED_INTEGER_kind, data_size);
    o.value.immed_int = i;
    return o;
}

opnd_t
opnd_create_immed_uint(ptr_uint_t i, opnd_size_t data_size)
{
    return opnd_create_immed_int((ptr_int_t)i, data_size);
}

opnd_t
opnd_create_immed_int64(int64 i, opnd_size_t data_size)
{
    if (sizeof(ptr_int_t) == sizeof(int64))
        return opnd_create_immed_int((ptr_int_t)i, data_size);
    opnd_t o = make(IMMED_INTEGER_kind, data_size);
    o.aux.flags = DR_OPND_MULTI_PART;
    o.value.immed_int_multi_part.low = (int)i;
    o.value.immed_int_multi_part.high = (int)(i >> 32);
    return o;
}

opnd_t
opnd_invert_immed_int(opnd_t opnd)
{
    if (opnd.kind == IMMED_INTEGER_kind)
        opnd.value.immed_int = ~opnd.value.immed_int;
    return opnd;
}

opnd_t
opnd_create_immed_pred_constr(dr_pred_constr_type_t p)
{
    opnd_t o = opnd_create_immed_int((ptr_int_t)p, OPSZ_5b);
    o.aux.flags = DR_OPND_IS_PREDICATE_CONSTRAINT;
    return o;
}

opnd_t
opnd_create_cond(dr_pred_type_t cond)
{
    opnd_t o = opnd_create_immed_int((ptr_int_t)cond, OPSZ_4b);
    o.aux.flags = DR_OPND_IS_CONDITION;
    return o;
}

opnd_t
opnd_create_pc(app_pc pc)
{
    opnd_t o = make(PC_kind, OPSZ_NA);
    o.value.pc = pc;
    return o;
}

opnd_t
opnd_create_far_pc(ushort seg_selector, app_pc pc)
{
    opnd_t o = make(FAR_PC_kind, OPSZ_NA);
    o.aux.far_pc_seg_selector = seg_selector;
    o.value.pc = pc;
    return o;
}

opnd_t
opnd_create_instr_ex(instr_t *instr, opnd_size_t size, ushort shift)
{
    opnd_t o = make(INSTR_kind, size);
    o.aux.shift = shift;
    o.value.instr = instr;
    return o;
}

opnd_t
opnd_create_instr(instr_t *instr)
{
    return opnd_create_instr_ex(instr, OPSZ_PTR, 0);
}

opnd_t
opnd_create_far_instr(ushort seg_selector, instr_t *instr)
{
    opnd_t o = make(FAR_INSTR_kind, OPSZ_NA);
    o.aux.far_pc_seg_selector = seg_selector;
    o.value.instr = instr;
    return o;
}

opnd_t
opnd_create_mem_instr(instr_t *instr, short disp, opnd_size_t data_size)
{
    opnd_t o = make(MEM_INSTR_kind, data_size);
    o.aux.disp = (ushort)disp;
    o.value.instr = instr;
    return o;
}

opnd_t
opnd_create_far_base_disp_ex(reg_id_t seg, reg_id_t base_reg, reg_id_t index_reg, int scale,
                             int disp, opnd_size_t size, bool encode_zero_disp,
                             bool force_full_disp, bool disp_short_addr)
{
    opnd_t o = make(BASE_DISP_kind, size);
    o.aux.segment = seg;
    o.value.base_disp.disp = disp;
    o.value.base_disp.base_reg = base_reg & REG_BITS;
    o.value.base_disp.index_reg = index_reg & REG_BITS;
    o.value.base_disp.scale = index_reg == DR_REG_NULL ? 0 : (uint)scale & 0xf;
    o.value.base_disp.encode_zero_disp = encode_zero_disp;
    o.value.base_disp.force_full_disp = force_full_disp;
    o.value.base_disp.disp_short_addr = disp_short_addr;
    o.value.base_disp.index_reg_is_zmm = reg_is_strictly_zmm(index_reg);
    return o;
}

opnd_t
opnd_create_far_base_disp(reg_id_t seg, reg_id_t base_reg, reg_id_t index_reg, int scale, int disp,
                          opnd_size_t data_size)
{
    return opnd_create_far_base_disp_ex(seg, base_reg, index_reg, scale, disp, data_size, false,
                                        false, false);
}

opnd_t
opnd_create_base_disp_ex(reg_id_t base_reg, reg_id_t index_reg, int scale, int disp,
                         opnd_size_t size, bool encode_zero_disp, bool force_full_disp,
                         bool disp_short_addr)
{
    return opnd_create_far_base_disp_ex(DR_REG_NULL, base_reg, index_reg, scale, disp, size,
                                        encode_zero_disp, force_full_disp, disp_short_addr);
}

opnd_t
opnd_create_base_disp(reg_id_t base_reg, reg_id_t index_reg, int scale, int disp,
                      opnd_size_t data_size)
{
    return opnd_create_far_base_disp_ex(DR_REG_NULL, base_reg, index_reg, scale, disp, data_size,
                                        false, false, false);
}

opnd_t
opnd_create_base_disp_arm(reg_id_t base_reg, reg_id_t index_reg, dr_shift_type_t shift_type,
                          uint shift_amount, int disp, dr_opnd_flags_t flags, opnd_size_t size)
{
    (void)flags;
    return opnd_create_base_disp(base_reg, index_reg,
                                 shift_type == DR_SHIFT_LSL ? 1 << (shift_amount & 3) : 1, disp,
                                 size);
}

opnd_t
opnd_create_base_disp_shift_aarch64(reg_id_t base_reg, reg_id_t index_reg,
                                    dr_extend_type_t extend_type, bool scaled, int disp,
                                    dr_opnd_flags_t flags, opnd_size_t size, uint shift)
{
    (void)extend_type;
    (void)flags;
    return opnd_create_base_disp(base_reg, index_reg, scaled ? 1 << (shift & 3) : 1, disp, size);
}

opnd_t
opnd_create_base_disp_aarch64(reg_id_t base_reg, reg_id_t index_reg, dr_extend_type_t extend_type,
                              bool scaled, int disp, dr_opnd_flags_t flags, opnd_size_t size)
{
    return opnd_create_base_disp_shift_aarch64(base_reg, index_reg, extend_type, scaled, disp,
                                               flags, size, 0);
}

opnd_t
opnd_create_vector_base_disp_aarch64(reg_id_t base_reg, reg_id_t index_reg,
                                     opnd_size_t element_size, dr_extend_type_t extend_type,
                                     bool scaled, int disp, dr_opnd_flags_t flags,
                                     opnd_size_t size, uint shift)
{
    (void)element_size;
    return opnd_create_base_disp_shift_aarch64(base_reg, index_reg, extend_type, scaled, disp,
                                               flags, size, shift);
}

opnd_t
opnd_create_far_rel_addr(reg_id_t seg, void *addr, opnd_size_t data_size)
{
    opnd_t o = make(REL_ADDR_kind, data_size);
    o.aux.segment = seg;
    o.value.addr = addr;
    return o;
}

opnd_t
opnd_create_rel_addr(void *addr, opnd_size_t data_size)
{
    return opnd_create_far_rel_addr(DR_REG_NULL, addr, data_size);
}

opnd_t
opnd_create_far_abs_addr(reg_id_t seg, void *addr, opnd_size_t data_size)
{
    ptr_int_t a = (ptr_int_t)addr;

    /* 32 bits are an ordinary displacement; only mov to and from the accumulator has 64 */
    if (IF_X64_ELSE(a >= INT_MIN && a <= INT_MAX, true))
        return opnd_create_far_base_disp(seg, DR_REG_NULL, DR_REG_NULL, 0, (int)a, data_size);
    opnd_t o = make(ABS_ADDR_kind, data_size);
    o.aux.segment = seg;
    o.value.addr = addr;
    return o;
}

opnd_t
opnd_create_abs_addr(void *addr, opnd_size_t data_size)
{
    return opnd_create_far_abs_addr(DR_REG_NULL, addr, data_size);
}

opnd_t
opnd_create_increment_reg(opnd_t opnd, uint increment)
{
    return opnd_inc_reg(opnd, (int)increment);
}

opnd_t
opnd_inc_reg(opnd_t opnd, int amount)
{
    if (opnd.kind == REG_kind)
        opnd.value.reg_and_element_size.reg = (reg_id_t)(OPND_GET_REG(opnd) + amount);
    return opnd;
}

/* ---- what it is ---- */

#define IS(name, expr)      \
    bool name(opnd_t op)    \
    {                       \
        return (expr);      \
    }

static bool
is_mem(opnd_t op)
{
    return op.kind == BASE_DISP_kind || op.kind == REL_ADDR_kind || op.kind == ABS_ADDR_kind ||
        op.kind == MEM_INSTR_kind;
}

static bool
is_near(opnd_t op)
{
    return op.aux.segment == DR_REG_NULL;
}

static bool
has_flag(opnd_t op, uint flag)
{
    return (op.kind == REG_kind || op.kind == IMMED_INTEGER_kind) && (op.aux.flags & flag) != 0;
}

IS(opnd_is_null, op.kind == NULL_kind)
IS(opnd_is_immed_int, op.kind == IMMED_INTEGER_kind)
IS(opnd_is_immed_float, op.kind == IMMED_FLOAT_kind)
IS(opnd_is_immed_double, op.kind == IMMED_DOUBLE_kind)
IS(opnd_is_near_pc, op.kind == PC_kind)
IS(opnd_is_far_pc, op.kind == FAR_PC_kind)
IS(opnd_is_near_instr, op.kind == INSTR_kind)
IS(opnd_is_far_instr, op.kind == FAR_INSTR_kind)
IS(opnd_is_reg, op.kind == REG_kind)
IS(opnd_is_base_disp, op.kind == BASE_DISP_kind)
IS(opnd_is_mem_instr, op.kind == MEM_INSTR_kind)
IS(opnd_is_rel_addr, op.kind == REL_ADDR_kind)
IS(opnd_is_valid, op.kind < LAST_kind)
IS(opnd_is_pc, op.kind == PC_kind || op.kind == FAR_PC_kind)
IS(opnd_is_instr, op.kind == INSTR_kind || op.kind == FAR_INSTR_kind)
IS(opnd_is_immed,
   op.kind == IMMED_INTEGER_kind || op.kind == IMMED_FLOAT_kind || op.kind == IMMED_DOUBLE_kind)
IS(opnd_is_immed_int64, has_flag(op, DR_OPND_MULTI_PART) && op.kind == IMMED_INTEGER_kind)
IS(opnd_is_memory_reference, is_mem(op))
IS(opnd_is_far_memory_reference,
   (is_mem(op) && op.kind != MEM_INSTR_kind && !is_near(op)))
IS(opnd_is_near_memory_reference, is_mem(op) && (op.kind == MEM_INSTR_kind || is_near(op)))
IS(opnd_is_near_base_disp, op.kind == BASE_DISP_kind && is_near(op))
IS(opnd_is_far_base_disp, op.kind == BASE_DISP_kind && !is_near(op))
IS(opnd_is_near_rel_addr, op.kind == REL_ADDR_kind && is_near(op))
IS(opnd_is_far_rel_addr, op.kind == REL_ADDR_kind && !is_near(op))
/* An absolute address is also a base_disp without registers. */
IS(opnd_is_abs_addr,
   op.kind == ABS_ADDR_kind ||
       (op.kind == BASE_DISP_kind && OPND_GET_BASE(op) == DR_REG_NULL &&
        OPND_GET_INDEX(op) == DR_REG_NULL))
IS(opnd_is_near_abs_addr, opnd_is_abs_addr(op) && is_near(op))
IS(opnd_is_far_abs_addr, opnd_is_abs_addr(op) && !is_near(op))
IS(opnd_is_reg_32bit, op.kind == REG_kind && reg_is_32bit(OPND_GET_REG(op)))
IS(opnd_is_reg_64bit, op.kind == REG_kind && reg_is_64bit(OPND_GET_REG(op)))
IS(opnd_is_reg_pointer_sized, op.kind == REG_kind && reg_is_pointer_sized(OPND_GET_REG(op)))
IS(opnd_is_reg_partial, op.kind == REG_kind && op.size != OPSZ_NA)
IS(opnd_is_vector_base_disp,
   op.kind == BASE_DISP_kind && reg_is_vector_simd(OPND_GET_INDEX(op)))
IS(opnd_is_vsib, opnd_is_vector_base_disp(op))
IS(opnd_is_disp_encode_zero, op.kind == BASE_DISP_kind && op.value.base_disp.encode_zero_disp)
IS(opnd_is_disp_force_full, op.kind == BASE_DISP_kind && op.value.base_disp.force_full_disp)
IS(opnd_is_disp_short_addr, op.kind == BASE_DISP_kind && op.value.base_disp.disp_short_addr)
IS(opnd_is_element_vector_reg, op.kind == REG_kind && has_flag(op, DR_OPND_IS_VECTOR))
IS(opnd_is_predicate_merge, op.kind == REG_kind && has_flag(op, DR_OPND_IS_MERGE_PREDICATE))
IS(opnd_is_predicate_zero, op.kind == REG_kind && has_flag(op, DR_OPND_IS_ZERO_PREDICATE))
IS(opnd_is_predicate_reg, opnd_is_predicate_merge(op) || opnd_is_predicate_zero(op))
IS(opnd_is_governing, op.kind == REG_kind && has_flag(op, DR_OPND_IS_GOVERNING))

/* ---- what it holds ---- */

reg_id_t
opnd_get_reg(opnd_t opnd)
{
    return opnd.kind == REG_kind ? OPND_GET_REG(opnd) : DR_REG_NULL;
}

opnd_size_t
opnd_get_size(opnd_t opnd)
{
    if (opnd.kind == REG_kind)
        return opnd.size != OPSZ_NA ? opnd.size : reg_get_size(OPND_GET_REG(opnd));
    if (opnd.kind == PC_kind || opnd.kind == FAR_PC_kind || opnd.kind == INSTR_kind ||
        opnd.kind == FAR_INSTR_kind)
        return opnd.size != OPSZ_NA ? opnd.size : OPSZ_PTR;
    return opnd.size;
}

void
opnd_set_size(opnd_t *opnd, opnd_size_t newsize)
{
    if (opnd->kind == IMMED_INTEGER_kind || opnd->kind == REG_kind || is_mem(*opnd) ||
        opnd->kind == INSTR_kind)
        opnd->size = newsize;
}

opnd_size_t
opnd_get_vector_element_size(opnd_t opnd)
{
    return opnd.kind == REG_kind ? opnd.value.reg_and_element_size.element_size : OPSZ_NA;
}

dr_opnd_flags_t
opnd_get_flags(opnd_t opnd)
{
    return OPND_GET_FLAGS(opnd);
}

void
opnd_set_flags(opnd_t *opnd, dr_opnd_flags_t flags)
{
    if (opnd->kind == REG_kind || opnd->kind == IMMED_INTEGER_kind)
        opnd->aux.flags = (ushort)flags;
}

opnd_t
opnd_add_flags(opnd_t opnd, dr_opnd_flags_t flags)
{
    opnd_set_flags(&opnd, (dr_opnd_flags_t)((uint)OPND_GET_FLAGS(opnd) | (uint)flags));
    return opnd;
}

ptr_int_t
opnd_get_immed_int(opnd_t opnd)
{
    return opnd.kind == IMMED_INTEGER_kind ? opnd.value.immed_int : 0;
}

int64
opnd_get_immed_int64(opnd_t opnd)
{
    if (!opnd_is_immed_int64(opnd))
        return opnd_get_immed_int(opnd);
    return (int64)((uint64)(uint)opnd.value.immed_int_multi_part.high << 32 |
                   (uint)opnd.value.immed_int_multi_part.low);
}

app_pc
opnd_get_pc(opnd_t opnd)
{
    return opnd_is_pc(opnd) ? opnd.value.pc : NULL;
}

ushort
opnd_get_segment_selector(opnd_t opnd)
{
    return opnd.kind == FAR_PC_kind || opnd.kind == FAR_INSTR_kind ? opnd.aux.far_pc_seg_selector
                                                                   : (ushort)DR_REG_INVALID;
}

instr_t *
opnd_get_instr(opnd_t opnd)
{
    return opnd_is_instr(opnd) || opnd.kind == MEM_INSTR_kind ? opnd.value.instr : NULL;
}

ushort
opnd_get_shift(opnd_t opnd)
{
    return opnd.kind == INSTR_kind ? opnd.aux.shift : 0;
}

short
opnd_get_mem_instr_disp(opnd_t opnd)
{
    return opnd.kind == MEM_INSTR_kind ? (short)opnd.aux.disp : (short)0;
}

reg_id_t
opnd_get_base(opnd_t opnd)
{
    return opnd.kind == BASE_DISP_kind ? OPND_GET_BASE(opnd) : DR_REG_INVALID;
}

int
opnd_get_disp(opnd_t opnd)
{
    return opnd.kind == BASE_DISP_kind ? OPND_GET_DISP(opnd) : -1;
}

reg_id_t
opnd_get_index(opnd_t opnd)
{
    return opnd.kind == BASE_DISP_kind ? OPND_GET_INDEX(opnd) : DR_REG_INVALID;
}

int
opnd_get_scale(opnd_t opnd)
{
    return opnd.kind == BASE_DISP_kind ? OPND_GET_SCALE(opnd) : -1;
}

reg_id_t
opnd_get_segment(opnd_t opnd)
{
    return OPND_GET_SEGMENT(opnd);
}

void *
opnd_get_addr(opnd_t opnd)
{
    if (opnd.kind == REL_ADDR_kind || opnd.kind == ABS_ADDR_kind)
        return opnd.value.addr;
    if (opnd_is_abs_addr(opnd))
        return (void *)(ptr_int_t)OPND_GET_DISP(opnd);
    return NULL;
}

dr_pred_type_t
opnd_get_cond(opnd_t opnd)
{
    return has_flag(opnd, DR_OPND_IS_CONDITION) ? (dr_pred_type_t)opnd.value.immed_int
                                                : DR_PRED_NONE;
}

dr_shift_type_t
opnd_get_index_shift(opnd_t opnd, uint *amount)
{
    (void)opnd;
    if (amount != NULL)
        *amount = 0;
    return DR_SHIFT_NONE;
}

bool
opnd_set_index_shift(opnd_t *opnd, dr_shift_type_t shift, uint amount)
{
    (void)opnd;
    return shift == DR_SHIFT_NONE && amount == 0;
}

dr_extend_type_t
opnd_get_index_extend(opnd_t opnd, bool *scaled, uint *amount)
{
    (void)opnd;
    if (scaled != NULL)
        *scaled = false;
    if (amount != NULL)
        *amount = 0;
    return DR_EXTEND_DEFAULT;
}

bool
opnd_set_index_extend(opnd_t *opnd, dr_extend_type_t extend, bool scaled)
{
    return opnd_set_index_extend_value(opnd, extend, scaled, 0);
}

bool
opnd_set_index_extend_value(opnd_t *opnd, dr_extend_type_t extend, bool scaled, uint scaled_value)
{
    (void)opnd;
    (void)extend;
    return !scaled && scaled_value == 0;
}

void
opnd_set_disp(opnd_t *opnd, int disp)
{
    if (opnd->kind == BASE_DISP_kind)
        opnd->value.base_disp.disp = disp;
}

void
opnd_set_disp_ex(opnd_t *opnd, int disp, bool encode_zero_disp, bool force_full_disp,
                 bool disp_short_addr)
{
    if (opnd->kind != BASE_DISP_kind)
        return;
    opnd->value.base_disp.disp = disp;
    opnd->value.base_disp.encode_zero_disp = encode_zero_disp;
    opnd->value.base_disp.force_full_disp = force_full_disp;
    opnd->value.base_disp.disp_short_addr = disp_short_addr;
}
