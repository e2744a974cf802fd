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
/** A constant that is meant without sign. */
DR_API opnd_t opnd_create_immed_uint(ptr_uint_t i, opnd_size_t data_size);
/** Memory as another machine addresses it. On x86 the same as opnd_create_base_disp() with the
 *  nearest scale. */
DR_API opnd_t opnd_create_base_disp_aarch64(reg_id_t base_reg, reg_id_t index_reg,
           dr_extend_type_t extend_type, bool scaled, int disp, dr_opnd_flags_t flags,
           opnd_size_t size);
/** Memory at an absolute address. */
DR_API opnd_t opnd_create_abs_addr(void *addr, opnd_size_t data_size);
/** Memory as another machine addresses it. On x86 the same as opnd_create_base_disp() with the
 *  nearest scale. */
DR_API opnd_t opnd_create_base_disp_shift_aarch64(reg_id_t base_reg, reg_id_t index_reg,
           dr_extend_type_t extend_type, bool scaled, int disp, dr_opnd_flags_t flags,
           opnd_size_t size, uint shift);
/** A condition as an operand; other machines have those. */
DR_API opnd_t opnd_create_cond(dr_pred_type_t cond);
/** Memory at base + index * scale + disp in a segment. */
DR_API opnd_t opnd_create_far_base_disp(reg_id_t seg, reg_id_t base_reg, reg_id_t index_reg,
           int scale, int disp, opnd_size_t data_size);
/** Memory at the address that an instruction will have, plus DISP. */
DR_API opnd_t opnd_create_mem_instr(instr_t *instr, short disp, opnd_size_t data_size);
/** Memory at an address, encoded relative to the pc where that reaches. */
DR_API opnd_t opnd_create_rel_addr(void *addr, opnd_size_t data_size);
/** Memory as another machine addresses it. On x86 the same as opnd_create_base_disp() with the
 *  nearest scale. */
DR_API opnd_t opnd_create_vector_base_disp_aarch64(reg_id_t base_reg, reg_id_t index_reg,
           opnd_size_t element_size, dr_extend_type_t extend_type, bool scaled, int disp,
           dr_opnd_flags_t flags, opnd_size_t size, uint shift);
/** A constant of 8 bytes. x86 instructions take none; clients may keep one in an operand. It
 *  uses vector registers. */
DR_API opnd_t opnd_create_immed_double(double d);
/** A constant of 4 bytes. x86 instructions take none; clients may keep one in an operand. It
 *  uses vector registers. */
DR_API opnd_t opnd_create_immed_float(float f);
/** A constraint on a predicate as an operand; other machines have those. */
DR_API opnd_t opnd_create_immed_pred_constr(dr_pred_constr_type_t p);
/** Memory as another machine addresses it. On x86 the same as opnd_create_base_disp() with the
 *  nearest scale. */
DR_API opnd_t opnd_create_base_disp_arm(reg_id_t base_reg, reg_id_t index_reg,
           dr_shift_type_t shift_type, uint shift_amount, int disp, dr_opnd_flags_t flags,
           opnd_size_t size);
/** opnd_create_base_disp() with wishes for the encoding: ENCODE_ZERO_DISP keeps a displacement
 *  of 0, FORCE_FULL_DISP makes one of full width where a byte would do, DISP_SHORT_ADDR makes
 *  an address without registers as wide as the address-size prefix does. Decoding tells the
 *  first two. */
DR_API opnd_t opnd_create_base_disp_ex(reg_id_t base_reg, reg_id_t index_reg, int scale, int disp,
           opnd_size_t size, bool encode_zero_disp, bool force_full_disp, bool disp_short_addr);
/** opnd_create_base_disp_ex() in a segment. */
DR_API opnd_t opnd_create_far_base_disp_ex(reg_id_t seg, reg_id_t base_reg, reg_id_t index_reg,
           int scale, int disp, opnd_size_t size, bool encode_zero_disp, bool force_full_disp,
           bool disp_short_addr);
/** A code address in another segment, given by its selector. */
DR_API opnd_t opnd_create_far_pc(ushort seg_selector, app_pc pc);
/** A constant of 64 bits, in 32-bit builds too. */
DR_API opnd_t opnd_create_immed_int64(int64 i, opnd_size_t data_size);
/** The address of an instruction as a constant of SIZE bytes, shifted right by SHIFT bits: a
 *  part of it. */
DR_API opnd_t opnd_create_instr_ex(instr_t *instr, opnd_size_t size, ushort shift);
/** Memory at an absolute address in a segment. */
DR_API opnd_t opnd_create_far_abs_addr(reg_id_t seg, void *addr, opnd_size_t data_size);
/** The address of an instruction, in another segment. */
DR_API opnd_t opnd_create_far_instr(ushort seg_selector, instr_t *instr);
/** Memory in a segment at an address that is encoded relative to the pc. */
DR_API opnd_t opnd_create_far_rel_addr(reg_id_t seg, void *addr, opnd_size_t data_size);
/** The register whose number is INCREMENT higher. Other operands are returned as they are. */
DR_API opnd_t opnd_create_increment_reg(opnd_t opnd, uint increment);

/* ---- what it is ---- */
/** Whether the operand is of a known kind. */
DR_API bool opnd_is_valid(opnd_t op);
/** Whether it is a floating-point constant of 8 bytes. */
DR_API bool opnd_is_immed_double(opnd_t op);
/** Whether it is a register. */
DR_API bool opnd_is_reg(opnd_t opnd);
/** Whether it is memory of any kind. */
DR_API bool opnd_is_memory_reference(opnd_t opnd);
/** Whether it is memory given by registers and displacement. */
DR_API bool opnd_is_base_disp(opnd_t opnd);
/** Whether it is an integer constant. */
DR_API bool opnd_is_immed_int(opnd_t opnd);
/** Whether it is memory at an absolute address, be it given as such or as a displacement alone.
 */
DR_API bool opnd_is_abs_addr(opnd_t opnd);
/** Whether it is memory at an address encoded relative to the pc. */
DR_API bool opnd_is_rel_addr(opnd_t opnd);
/** The same without a segment. */
DR_API bool opnd_is_near_abs_addr(opnd_t opnd);
/** Whether it is empty. */
DR_API bool opnd_is_null(opnd_t opnd);
/** Whether a displacement of 0 is encoded all the same. */
DR_API bool opnd_is_disp_encode_zero(opnd_t opnd);
/** Whether the displacement is encoded at full width even if a byte would do. */
DR_API bool opnd_is_disp_force_full(opnd_t opnd);
/** Whether the address is as wide as the address-size prefix makes it. */
DR_API bool opnd_is_disp_short_addr(opnd_t opnd);
/** Whether it is a part of a register. */
DR_API bool opnd_is_reg_partial(opnd_t opnd);
/** The same with a segment. */
DR_API bool opnd_is_far_abs_addr(opnd_t opnd);
/** Whether it is the address of an instruction, with a selector. */
DR_API bool opnd_is_far_instr(opnd_t opnd);
/** Whether it is memory with a segment. */
DR_API bool opnd_is_far_memory_reference(opnd_t opnd);
/** Whether it is a code address with a selector. */
DR_API bool opnd_is_far_pc(opnd_t opnd);
/** Whether it is a floating-point constant of 4 bytes. */
DR_API bool opnd_is_immed_float(opnd_t opnd);
/** Whether it is an integer constant in two halves, as builds with 32-bit pointers have them
 *  for OPSZ_8. */
DR_API bool opnd_is_immed_int64(opnd_t opnd);
/** Whether it is memory at the place of an instruction. */
DR_API bool opnd_is_mem_instr(opnd_t opnd);
/** Whether it is the address of an instruction, without a selector. */
DR_API bool opnd_is_near_instr(opnd_t opnd);
/** Whether it is memory without a segment. */
DR_API bool opnd_is_near_memory_reference(opnd_t opnd);
/** Whether it is a code address without a selector. */
DR_API bool opnd_is_near_pc(opnd_t opnd);
/** Whether it is a general register of 32 bits. */
DR_API bool opnd_is_reg_32bit(opnd_t opnd);
/** Whether it is a general register of 64 bits. */
DR_API bool opnd_is_reg_64bit(opnd_t opnd);
/** Whether it is a general register as wide as a pointer. */
DR_API bool opnd_is_reg_pointer_sized(opnd_t opnd);
/** Whether it is memory whose index is a vector register: many places. */
DR_API bool opnd_is_vector_base_disp(opnd_t opnd);
/** Whether it is memory whose index is a vector register: many places. */
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
/** What the index is multiplied by: 0 (no index), 1, 2, 4 or 8; -1 for operands that are not
 *  base_disp. */
DR_API int opnd_get_scale(opnd_t opnd);
/** The DR_OPND_* set of a register or constant; 0 for others. */
DR_API dr_opnd_flags_t opnd_get_flags(opnd_t opnd);
/** How another machine extends an index; DR_EXTEND_DEFAULT and zeros on x86. */
DR_API dr_extend_type_t opnd_get_index_extend(opnd_t opnd, DR_PARAM_OUT bool *scaled,
           DR_PARAM_OUT uint *amount);
/** The segment register of memory; DR_REG_NULL: none. */
DR_API reg_id_t opnd_get_segment(opnd_t opnd);
/** The size of elements of opnd_create_reg_element_vector(), OPSZ_*. */
DR_API opnd_size_t opnd_get_vector_element_size(opnd_t opnd);
/** The OPSZ_* of so many bytes; OPSZ_NA: none. */
DR_API opnd_size_t opnd_size_from_bytes(uint bytes);
/** How another machine shifts an index; DR_SHIFT_NONE and 0 on x86. */
DR_API dr_shift_type_t opnd_get_index_shift(opnd_t opnd, uint *amount DR_PARAM_OUT);
/** Changes the size (OPSZ_*) of a register, a constant, memory or the address of an
 *  instruction. */
DR_API void opnd_set_size(opnd_t *opnd, opnd_size_t newsize);
/** The operand with further DR_OPND_* flags, for registers and constants. */
DR_API opnd_t opnd_add_flags(opnd_t opnd, dr_opnd_flags_t flags);
/** The condition of opnd_create_cond(); DR_PRED_NONE for others. */
DR_API dr_pred_type_t opnd_get_cond(opnd_t opnd);
/** The constant in 64 bits, in builds with 32-bit pointers too; 0 for other operands. */
DR_API int64 opnd_get_immed_int64(opnd_t opnd);
/** Register number INDEX that it names; DR_REG_NULL behind the last. */
DR_API reg_id_t opnd_get_reg_used(opnd_t opnd, int index);
/** How many registers it names, segments included. */
DR_API int opnd_num_regs_used(opnd_t opnd);
/** Changes the displacement of base_disp memory. */
DR_API void opnd_set_disp(opnd_t *opnd, int disp);
/** Sets how another machine treats an index. On x86 true for nothing at all, false for the
 *  rest. */
DR_API bool opnd_set_index_extend(opnd_t *opnd, dr_extend_type_t extend, bool scaled);
/** Bits of an OPSZ_*; the default of one with alternatives. */
DR_API uint opnd_size_in_bits(opnd_size_t size);
/** The binary logarithm of a size in bytes: 3 for OPSZ_8. */
DR_API uint opnd_size_to_shift_amount(opnd_size_t size);
/** The floating-point constant; 0 for other operands. It uses vector registers. */
DR_API double opnd_get_immed_double(opnd_t opnd);
/** The floating-point constant; 0 for other operands. It uses vector registers. */
DR_API float opnd_get_immed_float(opnd_t opnd);
/** The instruction whose address or place it is; NULL for other operands. */
DR_API instr_t *opnd_get_instr(opnd_t opnd);
/** Bytes from the instruction of opnd_create_mem_instr() to the memory. */
DR_API short opnd_get_mem_instr_disp(opnd_t opnd);
/** The selector of a far code address; DR_REG_INVALID for other operands. */
DR_API ushort opnd_get_segment_selector(opnd_t opnd);
/** By how many bits the address in opnd_create_instr_ex() is shifted right. */
DR_API ushort opnd_get_shift(opnd_t opnd);
/** Changes the displacement of base_disp memory and the wishes for its encoding, see
 *  opnd_create_base_disp_ex(). */
DR_API void opnd_set_disp_ex(opnd_t *opnd, int disp, bool encode_zero_disp, bool force_full_disp,
           bool disp_short_addr);
/** Replaces the DR_OPND_* set of a register or constant. */
DR_API void opnd_set_flags(opnd_t *opnd, dr_opnd_flags_t flags);
/** Sets how another machine treats an index. On x86 true for nothing at all, false for the
 *  rest. */
DR_API bool opnd_set_index_extend_value(opnd_t *opnd, dr_extend_type_t extend, bool scaled,
           uint scaled_value);
/** Sets how another machine treats an index. On x86 true for nothing at all, false for the
 *  rest. */
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
/** The constant with all bits turned over; other operands are returned as they are. */
DR_API opnd_t opnd_invert_immed_int(opnd_t opnd);
/** Replaces a register, its parts by parts; whether it was there. */
DR_API bool opnd_replace_reg_resize(opnd_t *opnd, reg_id_t old_reg, reg_id_t new_reg);
/** Whether two memory operands have the same address expression. */
DR_API bool opnd_same_address(opnd_t op1, opnd_t op2);
/** Whether two sizes are the same or one can stand for the other. IS_REG does not matter on
 *  x86. */
DR_API bool opnd_same_sizes_ok(opnd_size_t s1, opnd_size_t s2, bool is_reg);
/** Whether two operands name a register in common. */
DR_API bool opnd_share_reg(opnd_t op1, opnd_t op2);
/** The operand with 32-bit registers, constants and memory of OPSZ_4 narrowed to 16 bits,
 *  address registers too. */
DR_API opnd_t opnd_shrink_to_16_bits(opnd_t opnd);
/** The operand with 64-bit registers, constants and memory of OPSZ_8 narrowed to 32 bits,
 *  address registers too. */
DR_API opnd_t opnd_shrink_to_32_bits(opnd_t opnd);

/* ---- registers ---- */
/** The part (or whole) of that size; DR_REG_INVALID: none. */
DR_API reg_id_t reg_resize_to_opsz(reg_id_t reg, opnd_size_t sz);
/** The lower half of a 64-bit general register; DR_REG_INVALID for others. */
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
/** Whether it is a general register as wide as a pointer. */
DR_API bool reg_is_pointer_sized(reg_id_t reg);
/** Whether it is a scalable vector register; x86 has none. */
DR_API bool reg_is_z(reg_id_t reg);
/** Sets any register that the state holds from VAL_BUF, which has as many bytes as the
 *  register; false for others. */
DR_API bool reg_set_value_ex(reg_id_t reg, dr_mcontext_t *mc, DR_PARAM_IN byte *val_buf);
/** The lower half of a 32-bit general register; DR_REG_INVALID for others. */
DR_API reg_id_t reg_32_to_16(reg_id_t reg);
/** The 64-bit register that a 32-bit one is part of; DR_REG_INVALID for others. */
DR_API reg_id_t reg_32_to_64(reg_id_t reg);
/** The lowest byte of a 32-bit general register; DR_REG_INVALID for others, DR_REG_NULL where
 *  the machine cannot name it. */
DR_API reg_id_t reg_32_to_8(reg_id_t reg);
/** Whether it is a general register of 64 bits. */
DR_API bool reg_is_64bit(reg_id_t reg);
/** Whether only AVX-512 has it: zmm and mask registers. */
DR_API bool reg_is_avx512(reg_id_t reg);
/** Whether it is a mask register, k0 to k7. */
DR_API bool reg_is_opmask(reg_id_t reg);
/** Whether it is an MMX, xmm, ymm or zmm register. */
DR_API bool reg_is_simd(reg_id_t reg);
/** Whether it is an xmm register. */
DR_API bool reg_is_strictly_xmm(reg_id_t reg);
/** Whether it is a ymm register. */
DR_API bool reg_is_strictly_ymm(reg_id_t reg);
/** Whether it is a zmm register. */
DR_API bool reg_is_strictly_zmm(reg_id_t reg);
/** Whether it is an xmm, ymm or zmm register. */
DR_API bool reg_is_vector_simd(reg_id_t reg);
/** The part of a 32-bit general register that has a size, or what it is part of; DR_REG_INVALID
 *  for others. */
DR_API reg_id_t reg_32_to_opsz(reg_id_t reg, opnd_size_t sz);
/** The register's number as it stands in ModRM, without the bit that a prefix holds; 0xff: it
 *  has none. */
DR_API byte reg_get_bits(reg_id_t reg);
/** The size of a group of vector registers; other machines group them. On x86 reg_get_size().
 */
DR_API opnd_size_t reg_get_size_lmul(reg_id_t reg, lmul_t lmul);
/** Whether it is a general register of 32 bits. */
DR_API bool reg_is_32bit(reg_id_t reg);
/** Whether it is one of the vector registers 16 to 31 of any width. */
DR_API bool reg_is_avx512_extended(reg_id_t reg);
/** Whether it is a bounds register of MPX. */
DR_API bool reg_is_bnd(reg_id_t reg);
/** Whether it takes a REX, VEX or EVEX prefix to name it. */
DR_API bool reg_is_extended(reg_id_t reg);
/** Whether it is an x87 register, st0 to st7. */
DR_API bool reg_is_fp(reg_id_t reg);
/** Whether it is an MMX register. */
DR_API bool reg_is_mmx(reg_id_t reg);
/** Whether it is a segment register. */
DR_API bool reg_is_segment(reg_id_t reg);
/** Whether the runtime keeps it for itself; none on x86. */
DR_API bool reg_is_stolen(reg_id_t reg);
/** Whether it is an xmm or ymm register. */
DR_API bool reg_is_xmm(reg_id_t reg);
/** Whether it is a ymm register. */
DR_API bool reg_is_ymm(reg_id_t reg);
/** Whether two registers share a byte. */
DR_API bool reg_overlap(reg_id_t r1, reg_id_t r2);
/** Its position among the registers that carry parameters to functions of this build, from 0;
 *  -1: none of them. */
DR_API int reg_parameter_num(reg_id_t reg);
/** A register. */
DR_API opnd_t opnd_create_reg(reg_id_t r);
/** A code address. */
DR_API opnd_t opnd_create_pc(app_pc pc);
/** A vector register whose elements have the size ELEMENT_SIZE; other machines tell
 *  instructions apart by it. */
DR_API opnd_t opnd_create_reg_element_vector(reg_id_t r, opnd_size_t element_size);
/** Whether it is a code address. */
DR_API bool opnd_is_pc(opnd_t op);
/** An empty operand. */
DR_API opnd_t opnd_create_null(void);
/** A predicate register that merges or zeroes; other machines have those. */
DR_API opnd_t opnd_create_predicate_reg(reg_id_t r, bool is_merge);
/** Whether it is the address of an instruction. */
DR_API bool opnd_is_instr(opnd_t op);
/** Whether it is memory by registers and displacement, with a segment. */
DR_API bool opnd_is_far_base_disp(opnd_t op);
/** Whether it is a constant of any kind. */
DR_API bool opnd_is_immed(opnd_t op);
/** Whether it is memory by registers and displacement, without a segment. */
DR_API bool opnd_is_near_base_disp(opnd_t op);
/** The same without a segment. */
DR_API bool opnd_is_near_rel_addr(opnd_t opnd);
/** A part of a register with DR_OPND_* flags. */
DR_API opnd_t opnd_create_reg_ex(reg_id_t r, opnd_size_t subsize, dr_opnd_flags_t flags);
/** A part of SUBSIZE of a vector register. */
DR_API opnd_t opnd_create_reg_partial(reg_id_t r, opnd_size_t subsize);
/** The register whose number is AMOUNT higher. Other operands are returned as they are. */
DR_API opnd_t opnd_inc_reg(opnd_t opnd, int amount);
/** Whether it is a vector register with a known size of elements
 *  (opnd_create_reg_element_vector()). */
DR_API bool opnd_is_element_vector_reg(opnd_t op);
/** The same with a segment. */
DR_API bool opnd_is_far_rel_addr(opnd_t opnd);
/** Whether it is a predicate register of that use; other machines have those. */
DR_API bool opnd_is_governing(opnd_t op);
/** Whether it is a predicate register of that use; other machines have those. */
DR_API bool opnd_is_predicate_merge(opnd_t op);
/** Whether it is a predicate register of that use; other machines have those. */
DR_API bool opnd_is_predicate_reg(opnd_t op);
/** Whether it is a predicate register of that use; other machines have those. */
DR_API bool opnd_is_predicate_zero(opnd_t op);

#include "dr_ir_opnd_inline.h"

#endif
