/* include/dr_ir_opnd.h - operands: registers, immediates, memory, code targets. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_OPND_H
#define DR_IR_OPND_H

#include "dr_defines.h"
#include "dr_ir_preds.h"
#include "dr_ir_regs_x86.h"
#include "dr_ir_sizes.h"

/* Bits of a register number and of a scale inside a memory operand. */
#define REG_SPECIFIER_BITS 9
#define SCALE_SPECIFIER_BITS 4

/* What an operand is: opnd_t.kind. */
enum {
    NULL_kind,            /* empty */
    IMMED_INTEGER_kind,
    IMMED_FLOAT_kind,
    PC_kind,              /* code address */
    INSTR_kind,           /* code address: where an instr_t will be */
    REG_kind,
    BASE_DISP_kind,       /* [segment: base + index * scale + disp] */
    FAR_PC_kind,          /* selector:address */
    FAR_INSTR_kind,
    REL_ADDR_kind,        /* [pc-relative address], given as the absolute one */
    ABS_ADDR_kind,        /* [absolute 64-bit address] */
    IMMED_DOUBLE_kind,
    MEM_INSTR_kind,       /* memory at an instr_t plus a displacement */
    LAST_kind,
};

/** An operand. A value: copied freely, owns nothing. Use the functions; the layout is public
 *  only so that they can be inlined (DR_FAST_IR). */
struct _opnd_t {
    byte kind;
    opnd_size_t size;
    union {
        ushort far_pc_seg_selector; /* FAR_PC, FAR_INSTR */
        reg_id_t segment;           /* BASE_DISP, REL_ADDR, ABS_ADDR */
        ushort disp;                /* MEM_INSTR */
        ushort shift;               /* INSTR: the value is shifted right by this */
        ushort flags;               /* REG, IMMED: dr_opnd_flags_t */
    } aux;
    union {
        ptr_int_t immed_int;
        struct {
            int low;
            int high;
        } immed_int_multi_part; /* 64 bits in a 32-bit build */
        float immed_float;
        double immed_double;
        app_pc pc;
        instr_t *instr;
        struct {
            reg_id_t reg;
            opnd_size_t element_size;
        } reg_and_element_size;
        struct {
            int disp;
            uint base_reg : REG_SPECIFIER_BITS;
            uint index_reg : REG_SPECIFIER_BITS;
            uint scale : SCALE_SPECIFIER_BITS;
            uint encode_zero_disp : 1; /* a displacement byte even for 0 */
            uint force_full_disp : 1;  /* 32 bits (16 with short addressing) even if 8 do */
            uint disp_short_addr : 1;  /* address-size prefix */
            uint index_reg_is_zmm : 1; /* kept for its name: the register number tells */
#if defined(ARM) || defined(AARCH64)
            byte shift_type : 3;
            byte shift_amount_minus_1 : 5;
            byte extend_type : 3;
            byte scaled : 1;
            byte scaled_value : 3;
            byte pre_index : 1;
            byte element_size : 1;
#endif
        } base_disp;
        void *addr;
    } value;
};

/* ---- creating ---- */
/** Memory at base + index * scale + disp. */
DR_API opnd_t opnd_create_base_disp(reg_id_t base_reg, reg_id_t index_reg, int scale, int disp,
           opnd_size_t data_size);
/** The address that an instruction of the same list will have. */
DR_API opnd_t opnd_create_instr(instr_t *instr);
/** A constant. */
DR_API opnd_t opnd_create_immed_int(ptr_int_t i, opnd_size_t data_size);
DR_API opnd_t opnd_create_immed_uint(ptr_uint_t i, opnd_size_t data_size);
DR_API opnd_t opnd_create_base_disp_aarch64(reg_id_t base_reg, reg_id_t index_reg,
           dr_extend_type_t extend_type, bool scaled, int disp, dr_opnd_flags_t flags,
           opnd_size_t size);
/** Memory at an absolute address. */
DR_API opnd_t opnd_create_abs_addr(void *addr, opnd_size_t data_size);
DR_API opnd_t opnd_create_base_disp_shift_aarch64(reg_id_t base_reg, reg_id_t index_reg,
           dr_extend_type_t extend_type, bool scaled, int disp, dr_opnd_flags_t flags,
           opnd_size_t size, uint shift);
DR_API opnd_t opnd_create_cond(dr_pred_type_t cond);
/** Memory at base + index * scale + disp in a segment. */
DR_API opnd_t opnd_create_far_base_disp(reg_id_t seg, reg_id_t base_reg, reg_id_t index_reg,
           int scale, int disp, opnd_size_t data_size);
/** Memory at the address that an instruction will have, plus DISP. */
DR_API opnd_t opnd_create_mem_instr(instr_t *instr, short disp, opnd_size_t data_size);
/** Memory at an address, encoded relative to the pc where that reaches. */
DR_API opnd_t opnd_create_rel_addr(void *addr, opnd_size_t data_size);
DR_API opnd_t opnd_create_vector_base_disp_aarch64(reg_id_t base_reg, reg_id_t index_reg,
           opnd_size_t element_size, dr_extend_type_t extend_type, bool scaled, int disp,
           dr_opnd_flags_t flags, opnd_size_t size, uint shift);
DR_API opnd_t opnd_create_immed_double(double d);
DR_API opnd_t opnd_create_immed_float(float f);
DR_API opnd_t opnd_create_immed_pred_constr(dr_pred_constr_type_t p);
DR_API opnd_t opnd_create_base_disp_arm(reg_id_t base_reg, reg_id_t index_reg,
           dr_shift_type_t shift_type, uint shift_amount, int disp, dr_opnd_flags_t flags,
           opnd_size_t size);
DR_API opnd_t opnd_create_base_disp_ex(reg_id_t base_reg, reg_id_t index_reg, int scale, int disp,
           opnd_size_t size, bool encode_zero_disp, bool force_full_disp, bool disp_short_addr);
DR_API opnd_t opnd_create_far_base_disp_ex(reg_id_t seg, reg_id_t base_reg, reg_id_t index_reg,
           int scale, int disp, opnd_size_t size, bool encode_zero_disp, bool force_full_disp,
           bool disp_short_addr);
DR_API opnd_t opnd_create_far_pc(ushort seg_selector, app_pc pc);
/** A constant of 64 bits, in 32-bit builds too. */
DR_API opnd_t opnd_create_immed_int64(int64 i, opnd_size_t data_size);
DR_API opnd_t opnd_create_instr_ex(instr_t *instr, opnd_size_t size, ushort shift);
DR_API opnd_t opnd_create_far_abs_addr(reg_id_t seg, void *addr, opnd_size_t data_size);
DR_API opnd_t opnd_create_far_instr(ushort seg_selector, instr_t *instr);
DR_API opnd_t opnd_create_far_rel_addr(reg_id_t seg, void *addr, opnd_size_t data_size);
DR_API opnd_t opnd_create_increment_reg(opnd_t opnd, uint increment);

/* ---- what it is ---- */
DR_API bool opnd_is_valid(opnd_t op);
DR_API bool opnd_is_immed_double(opnd_t op);
/** Whether it is a register. */
DR_API bool opnd_is_reg(opnd_t opnd);
/** Whether it is memory of any kind. */
DR_API bool opnd_is_memory_reference(opnd_t opnd);
/** Whether it is memory given by registers and displacement. */
DR_API bool opnd_is_base_disp(opnd_t opnd);
/** Whether it is an integer constant. */
DR_API bool opnd_is_immed_int(opnd_t opnd);
DR_API bool opnd_is_abs_addr(opnd_t opnd);
DR_API bool opnd_is_rel_addr(opnd_t opnd);
DR_API bool opnd_is_near_abs_addr(opnd_t opnd);
DR_API bool opnd_is_null(opnd_t opnd);
DR_API bool opnd_is_disp_encode_zero(opnd_t opnd);
DR_API bool opnd_is_disp_force_full(opnd_t opnd);
DR_API bool opnd_is_disp_short_addr(opnd_t opnd);
DR_API bool opnd_is_reg_partial(opnd_t opnd);
DR_API bool opnd_is_far_abs_addr(opnd_t opnd);
DR_API bool opnd_is_far_instr(opnd_t opnd);
DR_API bool opnd_is_far_memory_reference(opnd_t opnd);
DR_API bool opnd_is_far_pc(opnd_t opnd);
DR_API bool opnd_is_immed_float(opnd_t opnd);
DR_API bool opnd_is_immed_int64(opnd_t opnd);
DR_API bool opnd_is_mem_instr(opnd_t opnd);
DR_API bool opnd_is_near_instr(opnd_t opnd);
DR_API bool opnd_is_near_memory_reference(opnd_t opnd);
DR_API bool opnd_is_near_pc(opnd_t opnd);
DR_API bool opnd_is_reg_32bit(opnd_t opnd);
DR_API bool opnd_is_reg_64bit(opnd_t opnd);
DR_API bool opnd_is_reg_pointer_sized(opnd_t opnd);
DR_API bool opnd_is_vector_base_disp(opnd_t opnd);
DR_API bool opnd_is_vsib(opnd_t opnd);

/* ---- what it holds ---- */
/** The register; DR_REG_NULL for other operands. */
DR_API reg_id_t opnd_get_reg(opnd_t opnd);
/** The base register of memory; DR_REG_NULL: none. */
DR_API reg_id_t opnd_get_base(opnd_t opnd);
/** The constant. */
DR_API ptr_int_t opnd_get_immed_int(opnd_t opnd);
/** The index register of memory; DR_REG_NULL: none. */
DR_API reg_id_t opnd_get_index(opnd_t opnd);
/** OPSZ_*. */
DR_API opnd_size_t opnd_get_size(opnd_t opnd);
/** The displacement of memory. */
DR_API int opnd_get_disp(opnd_t opnd);
/** The code address; NULL for other operands. */
DR_API app_pc opnd_get_pc(opnd_t opnd);
/** The address of pc-relative and absolute memory. */
DR_API void *opnd_get_addr(opnd_t opnd);
/** Bytes of an OPSZ_*; the default of one with alternatives. */
DR_API uint opnd_size_in_bytes(opnd_size_t size);
DR_API int opnd_get_scale(opnd_t opnd);
DR_API dr_opnd_flags_t opnd_get_flags(opnd_t opnd);
DR_API dr_extend_type_t opnd_get_index_extend(opnd_t opnd, DR_PARAM_OUT bool *scaled,
           DR_PARAM_OUT uint *amount);
DR_API reg_id_t opnd_get_segment(opnd_t opnd);
DR_API opnd_size_t opnd_get_vector_element_size(opnd_t opnd);
/** The OPSZ_* of so many bytes; OPSZ_NA: none. */
DR_API opnd_size_t opnd_size_from_bytes(uint bytes);
DR_API dr_shift_type_t opnd_get_index_shift(opnd_t opnd, uint *amount DR_PARAM_OUT);
DR_API void opnd_set_size(opnd_t *opnd, opnd_size_t newsize);
DR_API opnd_t opnd_add_flags(opnd_t opnd, dr_opnd_flags_t flags);
DR_API dr_pred_type_t opnd_get_cond(opnd_t opnd);
DR_API int64 opnd_get_immed_int64(opnd_t opnd);
/** Register number INDEX that it names; DR_REG_NULL behind the last. */
DR_API reg_id_t opnd_get_reg_used(opnd_t opnd, int index);
/** How many registers it names, segments included. */
DR_API int opnd_num_regs_used(opnd_t opnd);
DR_API void opnd_set_disp(opnd_t *opnd, int disp);
DR_API bool opnd_set_index_extend(opnd_t *opnd, dr_extend_type_t extend, bool scaled);
DR_API uint opnd_size_in_bits(opnd_size_t size);
DR_API uint opnd_size_to_shift_amount(opnd_size_t size);
DR_API double opnd_get_immed_double(opnd_t opnd);
DR_API float opnd_get_immed_float(opnd_t opnd);
DR_API instr_t *opnd_get_instr(opnd_t opnd);
DR_API short opnd_get_mem_instr_disp(opnd_t opnd);
DR_API ushort opnd_get_segment_selector(opnd_t opnd);
DR_API ushort opnd_get_shift(opnd_t opnd);
DR_API void opnd_set_disp_ex(opnd_t *opnd, int disp, bool encode_zero_disp, bool force_full_disp,
           bool disp_short_addr);
DR_API void opnd_set_flags(opnd_t *opnd, dr_opnd_flags_t flags);
DR_API bool opnd_set_index_extend_value(opnd_t *opnd, dr_extend_type_t extend, bool scaled,
           uint scaled_value);
DR_API bool opnd_set_index_shift(opnd_t *opnd, dr_shift_type_t shift, uint amount);

/* ---- comparing, replacing, computing ---- */
/** Whether two operands are the same in everything. */
DR_API bool opnd_same(opnd_t op1, opnd_t op2);
/** Whether it names (part of) the register. */
DR_API bool opnd_uses_reg(opnd_t opnd, reg_id_t reg);
/** Replaces exactly this register; whether it was there. */
DR_API bool opnd_replace_reg(opnd_t *opnd, reg_id_t old_reg, reg_id_t new_reg);
/** Whether writing DEF changes what USE reads. */
DR_API bool opnd_defines_use(opnd_t def, opnd_t use);
/** The address of a memory operand in the given state; segment bases count as 0. */
DR_API app_pc opnd_compute_address(opnd_t opnd, dr_mcontext_t *mc);
DR_API opnd_t opnd_invert_immed_int(opnd_t opnd);
/** Replaces a register, its parts by parts; whether it was there. */
DR_API bool opnd_replace_reg_resize(opnd_t *opnd, reg_id_t old_reg, reg_id_t new_reg);
/** Whether two memory operands have the same address expression. */
DR_API bool opnd_same_address(opnd_t op1, opnd_t op2);
DR_API bool opnd_same_sizes_ok(opnd_size_t s1, opnd_size_t s2, bool is_reg);
/** Whether two operands name a register in common. */
DR_API bool opnd_share_reg(opnd_t op1, opnd_t op2);
DR_API opnd_t opnd_shrink_to_16_bits(opnd_t opnd);
DR_API opnd_t opnd_shrink_to_32_bits(opnd_t opnd);

/* ---- registers ---- */
/** The part (or whole) of that size; DR_REG_INVALID: none. */
DR_API reg_id_t reg_resize_to_opsz(reg_id_t reg, opnd_size_t sz);
DR_API reg_id_t reg_64_to_32(reg_id_t reg);
/** The name of a register. */
DR_API const char *get_register_name(reg_id_t reg);
/** The value of a general register in a state. */
DR_API reg_t reg_get_value(reg_id_t reg, dr_mcontext_t *mc);
/** The register of pointer size that a general register is part of. */
DR_API reg_id_t reg_to_pointer_sized(reg_id_t reg);
/** Copies the value of any register that the state holds; false for others. */
DR_API bool reg_get_value_ex(reg_id_t reg, dr_mcontext_t *mc, DR_PARAM_OUT byte *val);
/** Whether it is a general register of any size. */
DR_API bool reg_is_gpr(reg_id_t reg);
/** Sets a general register in a state; 32-bit ones clear the upper half. */
DR_API void reg_set_value(reg_id_t reg, dr_mcontext_t *mc, reg_t value);
/** The size of a register. */
DR_API opnd_size_t reg_get_size(reg_id_t reg);
DR_API bool reg_is_pointer_sized(reg_id_t reg);
DR_API bool reg_is_z(reg_id_t reg);
DR_API bool reg_set_value_ex(reg_id_t reg, dr_mcontext_t *mc, DR_PARAM_IN byte *val_buf);
DR_API reg_id_t reg_32_to_16(reg_id_t reg);
DR_API reg_id_t reg_32_to_64(reg_id_t reg);
DR_API reg_id_t reg_32_to_8(reg_id_t reg);
DR_API bool reg_is_64bit(reg_id_t reg);
DR_API bool reg_is_avx512(reg_id_t reg);
DR_API bool reg_is_opmask(reg_id_t reg);
DR_API bool reg_is_simd(reg_id_t reg);
DR_API bool reg_is_strictly_xmm(reg_id_t reg);
DR_API bool reg_is_strictly_ymm(reg_id_t reg);
DR_API bool reg_is_strictly_zmm(reg_id_t reg);
DR_API bool reg_is_vector_simd(reg_id_t reg);
DR_API reg_id_t reg_32_to_opsz(reg_id_t reg, opnd_size_t sz);
DR_API byte reg_get_bits(reg_id_t reg);
DR_API opnd_size_t reg_get_size_lmul(reg_id_t reg, lmul_t lmul);
DR_API bool reg_is_32bit(reg_id_t reg);
DR_API bool reg_is_avx512_extended(reg_id_t reg);
DR_API bool reg_is_bnd(reg_id_t reg);
DR_API bool reg_is_extended(reg_id_t reg);
DR_API bool reg_is_fp(reg_id_t reg);
DR_API bool reg_is_mmx(reg_id_t reg);
DR_API bool reg_is_segment(reg_id_t reg);
DR_API bool reg_is_stolen(reg_id_t reg);
DR_API bool reg_is_xmm(reg_id_t reg);
DR_API bool reg_is_ymm(reg_id_t reg);
/** Whether two registers share a byte. */
DR_API bool reg_overlap(reg_id_t r1, reg_id_t r2);
DR_API int reg_parameter_num(reg_id_t reg);
/** A register. */
DR_API opnd_t opnd_create_reg(reg_id_t r);
/** A code address. */
DR_API opnd_t opnd_create_pc(app_pc pc);
DR_API opnd_t opnd_create_reg_element_vector(reg_id_t r, opnd_size_t element_size);
/** Whether it is a code address. */
DR_API bool opnd_is_pc(opnd_t op);
/** An empty operand. */
DR_API opnd_t opnd_create_null(void);
DR_API opnd_t opnd_create_predicate_reg(reg_id_t r, bool is_merge);
/** Whether it is the address of an instruction. */
DR_API bool opnd_is_instr(opnd_t op);
DR_API bool opnd_is_far_base_disp(opnd_t op);
DR_API bool opnd_is_immed(opnd_t op);
DR_API bool opnd_is_near_base_disp(opnd_t op);
DR_API bool opnd_is_near_rel_addr(opnd_t opnd);
DR_API opnd_t opnd_create_reg_ex(reg_id_t r, opnd_size_t subsize, dr_opnd_flags_t flags);
/** A part of SUBSIZE of a vector register. */
DR_API opnd_t opnd_create_reg_partial(reg_id_t r, opnd_size_t subsize);
DR_API opnd_t opnd_inc_reg(opnd_t opnd, int amount);
DR_API bool opnd_is_element_vector_reg(opnd_t op);
DR_API bool opnd_is_far_rel_addr(opnd_t opnd);
DR_API bool opnd_is_governing(opnd_t op);
DR_API bool opnd_is_predicate_merge(opnd_t op);
DR_API bool opnd_is_predicate_reg(opnd_t op);
DR_API bool opnd_is_predicate_zero(opnd_t op);

#include "dr_ir_opnd_inline.h"

#endif
