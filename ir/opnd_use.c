/* ir/opnd_use.c - operands: registers used, equality, replacement, addresses. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/opnd.h"

#include "ir/reg.h"

int
opnd_num_regs_used(opnd_t opnd)
{
    if (opnd.kind == REG_kind)
        return 1;
    if (opnd.kind == BASE_DISP_kind)
        return (OPND_GET_BASE(opnd) != DR_REG_NULL) + (OPND_GET_INDEX(opnd) != DR_REG_NULL) +
            (opnd.aux.segment != DR_REG_NULL);
    if (opnd.kind == REL_ADDR_kind || opnd.kind == ABS_ADDR_kind)
        return opnd.aux.segment != DR_REG_NULL;
    return 0;
}

/* The register at INDEX among base, index and segment, those that are there. */
reg_id_t
opnd_get_reg_used(opnd_t opnd, int index)
{
    reg_id_t regs[3];
    int n = 0;

    if (opnd.kind == REG_kind)
        return index == 0 ? OPND_GET_REG(opnd) : DR_REG_NULL;
    if (opnd.kind == BASE_DISP_kind) {
        if (OPND_GET_BASE(opnd) != DR_REG_NULL)
            regs[n++] = OPND_GET_BASE(opnd);
        if (OPND_GET_INDEX(opnd) != DR_REG_NULL)
            regs[n++] = OPND_GET_INDEX(opnd);
    }
    if (OPND_GET_SEGMENT(opnd) != DR_REG_NULL)
        regs[n++] = OPND_GET_SEGMENT(opnd);
    return index >= 0 && index < n ? regs[index] : DR_REG_NULL;
}

bool
opnd_uses_reg(opnd_t opnd, reg_id_t reg)
{
    if (reg == DR_REG_NULL)
        return false;
    if (opnd.kind == REG_kind)
        return reg_overlap(OPND_GET_REG(opnd), reg);
    if (opnd.kind == BASE_DISP_kind &&
        (reg_overlap(OPND_GET_BASE(opnd), reg) || reg_overlap(OPND_GET_INDEX(opnd), reg)))
        return true;
    return OPND_GET_SEGMENT(opnd) == reg;
}

static reg_id_t
resized(reg_id_t reg, reg_id_t old_reg, reg_id_t new_reg)
{
    int o = reg_gpr_number(old_reg), n = reg_gpr_number(new_reg);

    if (o >= 0 && n >= 0 && reg_gpr_number(reg) == o) {
        if (reg >= DR_REG_AH && reg <= DR_REG_BH)
            return n < 4 ? (reg_id_t)(DR_REG_AH + n) : DR_REG_NULL;
        return reg_from_gpr_number(n, reg_get_size(reg));
    }
    o = reg_vector_number(old_reg);
    n = reg_vector_number(new_reg);
    if (o >= 0 && n >= 0 && reg_vector_number(reg) == o)
        return (reg_id_t)(reg - o + n);
    return reg == old_reg ? new_reg : reg;
}

static bool
replace(opnd_t *opnd, reg_id_t old_reg, reg_id_t new_reg, bool resize)
{
    bool found = false;
    reg_id_t r;

#define SWAP(get, set)                                                              \
    do {                                                                            \
        reg_id_t was = (get);                                                       \
        r = resize ? resized(was, old_reg, new_reg) : was == old_reg ? new_reg : was; \
        if (r != was) {                                                             \
            set = r & REG_BITS;                                                                \
            found = true;                                                           \
        }                                                                           \
    } while (0)
    if (opnd->kind == REG_kind)
        SWAP(OPND_GET_REG(*opnd), opnd->value.reg_and_element_size.reg);
    else if (opnd->kind == BASE_DISP_kind) {
        SWAP(OPND_GET_BASE(*opnd), opnd->value.base_disp.base_reg);
        SWAP(OPND_GET_INDEX(*opnd), opnd->value.base_disp.index_reg);
        SWAP(opnd->aux.segment, opnd->aux.segment);
    } else if (opnd->kind == REL_ADDR_kind || opnd->kind == ABS_ADDR_kind)
        SWAP(opnd->aux.segment, opnd->aux.segment);
#undef SWAP
    return found;
}

bool
opnd_replace_reg(opnd_t *opnd, reg_id_t old_reg, reg_id_t new_reg)
{
    return replace(opnd, old_reg, new_reg, false);
}

bool
opnd_replace_reg_resize(opnd_t *opnd, reg_id_t old_reg, reg_id_t new_reg)
{
    return replace(opnd, old_reg, new_reg, true);
}

/* ---- equality ---- */

bool
opnd_same_address(opnd_t op1, opnd_t op2)
{
    if (op1.kind != op2.kind || OPND_GET_SEGMENT(op1) != OPND_GET_SEGMENT(op2))
        return false;
    if (op1.kind == BASE_DISP_kind)
        return OPND_GET_BASE(op1) == OPND_GET_BASE(op2) &&
            OPND_GET_INDEX(op1) == OPND_GET_INDEX(op2) &&
            OPND_GET_SCALE(op1) == OPND_GET_SCALE(op2) && OPND_GET_DISP(op1) == OPND_GET_DISP(op2);
    if (op1.kind == REL_ADDR_kind || op1.kind == ABS_ADDR_kind)
        return op1.value.addr == op2.value.addr;
    if (op1.kind == MEM_INSTR_kind)
        return op1.value.instr == op2.value.instr && op1.aux.disp == op2.aux.disp;
    return false;
}

bool
opnd_same(opnd_t op1, opnd_t op2)
{
    if (op1.kind != op2.kind)
        return false;
    if (opnd_is_memory_reference(op1))
        return opnd_same_address(op1, op2) && op1.size == op2.size &&
            (op1.kind != BASE_DISP_kind ||
             (op1.value.base_disp.encode_zero_disp == op2.value.base_disp.encode_zero_disp &&
              op1.value.base_disp.force_full_disp == op2.value.base_disp.force_full_disp &&
              op1.value.base_disp.disp_short_addr == op2.value.base_disp.disp_short_addr));
    switch (op1.kind) {
    case NULL_kind: return true;
    case REG_kind:
        return OPND_GET_REG(op1) == OPND_GET_REG(op2) && op1.size == op2.size &&
            op1.aux.flags == op2.aux.flags;
    case IMMED_INTEGER_kind:
        return op1.size == op2.size && op1.aux.flags == op2.aux.flags &&
            opnd_get_immed_int64(op1) == opnd_get_immed_int64(op2);
    case IMMED_FLOAT_kind: /* as bits */
        return op1.value.immed_int_multi_part.low == op2.value.immed_int_multi_part.low;
    case IMMED_DOUBLE_kind:
        return op1.value.immed_int_multi_part.low == op2.value.immed_int_multi_part.low &&
            op1.value.immed_int_multi_part.high == op2.value.immed_int_multi_part.high;
    case PC_kind: return op1.value.pc == op2.value.pc;
    case FAR_PC_kind:
        return op1.value.pc == op2.value.pc &&
            op1.aux.far_pc_seg_selector == op2.aux.far_pc_seg_selector;
    case INSTR_kind:
        return op1.value.instr == op2.value.instr && op1.aux.shift == op2.aux.shift &&
            op1.size == op2.size;
    case FAR_INSTR_kind: return op1.value.instr == op2.value.instr;
    default: return false;
    }
}

bool
opnd_share_reg(opnd_t op1, opnd_t op2)
{
    for (int i = 0; i < opnd_num_regs_used(op1); i++) {
        if (opnd_uses_reg(op2, opnd_get_reg_used(op1, i)))
            return true;
    }
    return false;
}

/* Whether what DEF writes is (part of) what USE reads: also the address registers of USE. */
bool
opnd_defines_use(opnd_t def, opnd_t use)
{
    if (def.kind == REG_kind)
        return opnd_uses_reg(use, OPND_GET_REG(def));
    if (opnd_is_memory_reference(def) && opnd_is_memory_reference(use))
        return opnd_same_address(def, use);
    return false;
}

/* ---- narrowing ---- */

static reg_id_t
narrowed(uint reg, opnd_size_t from, opnd_size_t to)
{
    reg_id_t r = (reg_id_t)reg;

    return reg_is_gpr(r) && reg_get_size(r) == from ? reg_resize_to_opsz(r, to) : r;
}

/* Registers, immediates and what memory holds, where they are exactly FROM wide. */
static opnd_t
shrink(opnd_t opnd, opnd_size_t from, opnd_size_t to)
{
    if (opnd.kind == REG_kind && reg_is_gpr(OPND_GET_REG(opnd)) &&
        reg_get_size(OPND_GET_REG(opnd)) == from)
        return opnd_create_reg(reg_resize_to_opsz(OPND_GET_REG(opnd), to));
    if (opnd.kind == BASE_DISP_kind) {
        opnd.value.base_disp.base_reg = narrowed(OPND_GET_BASE(opnd), from, to) & REG_BITS;
        opnd.value.base_disp.index_reg = narrowed(OPND_GET_INDEX(opnd), from, to) & REG_BITS;
    }
    if ((opnd_is_memory_reference(opnd) || opnd.kind == IMMED_INTEGER_kind) && opnd.size == from)
        opnd.size = to;
    return opnd;
}

opnd_t
opnd_shrink_to_16_bits(opnd_t opnd)
{
    return shrink(opnd, OPSZ_4, OPSZ_2);
}

opnd_t
opnd_shrink_to_32_bits(opnd_t opnd)
{
    return shrink(opnd, OPSZ_8, OPSZ_4);
}

/* ---- addresses ---- */

/* Segment bases are not in the context: fs and gs count as 0, which is what flat code has for
 * the others. */
app_pc
opnd_compute_address(opnd_t opnd, dr_mcontext_t *mc)
{
    ptr_uint_t addr = 0;

    if (opnd.kind == REL_ADDR_kind || opnd.kind == ABS_ADDR_kind)
        return (app_pc)opnd.value.addr;
    if (opnd.kind != BASE_DISP_kind)
        return NULL;
    reg_id_t base = OPND_GET_BASE(opnd), index = OPND_GET_INDEX(opnd);
    if (base != DR_REG_NULL)
        addr = reg_get_value(base, mc);
    if (index != DR_REG_NULL)
        addr += reg_get_value(index, mc) * (ptr_uint_t)OPND_GET_SCALE(opnd);
    addr += (ptr_uint_t)(ptr_int_t)OPND_GET_DISP(opnd);
    if (reg_is_32bit(base) || reg_is_32bit(index))
        addr &= 0xffffffff;
    else if (opnd.value.base_disp.disp_short_addr || reg_get_size(base) == OPSZ_2 ||
             reg_get_size(index) == OPSZ_2)
        addr &= IF_X64_ELSE(0xffffffff, 0xffff);
    return (app_pc)addr;
}
