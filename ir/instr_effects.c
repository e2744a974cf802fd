/* ir/instr_effects.c - registers, flags and memory that an instruction reads and writes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/instr_mem.h"

#include "dr_ir_utils.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "ir/reg.h"
#include "ir/opclass.h"
#include "os/base/string.h"

/* ---- flags ---- */

/* A shift or rotate by a count that may be zero leaves the flags alone; so does a repeated
 * comparison of nothing. */
static bool
flags_are_conditional(instr_t *instr)
{
    if (opclass_has(instr->opcode, OPCLASS_SHIFT)) {
        instr_need_operands(instr);
        for (uint i = 0; i < instr->num_srcs; i++) {
            opnd_t o = *instr_src_at(instr, i);
            if (opnd_is_immed_int(o)) {
                uint bits = opnd_size_in_bits(opnd_get_size(instr->dsts[0]));
                return (opnd_get_immed_int(o) & (bits == 64 ? 63 : 31)) == 0;
            }
        }
        return true; /* by cl */
    }
    return opclass_has(instr->opcode, OPCLASS_REP_COMPARE);
}

/* Questions about flags are frequent: they alone are no reason to decode. */
static bool
known_by_bits(instr_t *instr)
{
    bool conditional;

    if ((instr->flags & INSTR_EFLAGS_VALID) != 0)
        return true;
    if (!isa_flags_of_bits(instr, &instr->eflags, &conditional))
        return false;
    instr->flags &= ~INSTR_EFLAGS_COND;
    instr->flags |= INSTR_EFLAGS_VALID | (conditional ? INSTR_EFLAGS_COND : 0);
    return true;
}

uint
instr_get_eflags(instr_t *instr, dr_opnd_query_flags_t flags)
{
    if (instr->opcode == OP_LABEL)
        return 0;
    if (instr->opcode == OP_UNDECODED && known_by_bits(instr)) {
        bool drops = (flags & DR_QUERY_INCLUDE_COND_DSTS) == 0 &&
            (instr->flags & INSTR_EFLAGS_COND) != 0;
        return drops ? instr->eflags & ~EFLAGS_WRITE_ALL : instr->eflags;
    }
    if (instr->opcode == OP_UNDECODED && !instr_need_opcode(instr))
        return 0;
    if ((instr->flags & INSTR_EFLAGS_VALID) == 0) {
        instr->eflags = isa_opcode_eflags(instr->opcode);
        instr->flags |= INSTR_EFLAGS_VALID;
    }
    uint f = instr->eflags;
    if ((flags & DR_QUERY_INCLUDE_COND_DSTS) != 0 || (f & EFLAGS_WRITE_ALL) == 0)
        return f;
    if (instr_is_predicated(instr) && instr->predicate == DR_PRED_COMPLEX)
        f &= ~(EFLAGS_WRITE_ALL & ~EFLAGS_WRITE_ZF); /* bsf and bsr on some processors */
    else if (instr_is_predicated(instr) || flags_are_conditional(instr))
        f &= ~EFLAGS_WRITE_ALL;
    return f;
}

uint
instr_get_arith_flags(instr_t *instr, dr_opnd_query_flags_t flags)
{
    return instr_get_eflags(instr, flags) & (EFLAGS_READ_6 | EFLAGS_WRITE_6);
}

uint
instr_get_opcode_eflags(int opcode)
{
    return isa_opcode_eflags((uint)opcode);
}

/* ---- registers ---- */

static bool
dsts_count(instr_t *instr, dr_opnd_query_flags_t flags)
{
    return (flags & DR_QUERY_INCLUDE_COND_DSTS) != 0 || !instr_is_predicated(instr);
}

static bool
srcs_count(instr_t *instr, dr_opnd_query_flags_t flags)
{
    return (flags & DR_QUERY_INCLUDE_COND_SRCS) != 0 || !instr_is_predicated(instr);
}

bool
instr_reg_in_dst(instr_t *instr, reg_id_t reg)
{
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (opnd_uses_reg(instr->dsts[i], reg))
            return true;
    }
    return false;
}

bool
instr_reg_in_src(instr_t *instr, reg_id_t reg)
{
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        if (opnd_uses_reg(*instr_src_at(instr, (uint)i), reg))
            return true;
    }
    return false;
}

bool
instr_uses_reg(instr_t *instr, reg_id_t reg)
{
    return instr_reg_in_dst(instr, reg) || instr_reg_in_src(instr, reg);
}

/* Address registers of what is written are read. */
bool
instr_reads_from_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags)
{
    if (srcs_count(instr, flags) && instr_reg_in_src(instr, reg))
        return true;
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (!opnd_is_reg(instr->dsts[i]) && srcs_count(instr, flags) &&
            opnd_uses_reg(instr->dsts[i], reg))
            return true;
    }
    return false;
}

static bool
uses_exactly(opnd_t o, reg_id_t reg)
{
    for (int k = 0; k < opnd_num_regs_used(o); k++) {
        if (opnd_get_reg_used(o, k) == reg)
            return true;
    }
    return false;
}

bool
instr_reads_from_exact_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags)
{
    if (!srcs_count(instr, flags))
        return false;
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        if (uses_exactly(*instr_src_at(instr, (uint)i), reg))
            return true;
    }
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (!opnd_is_reg(instr->dsts[i]) && uses_exactly(instr->dsts[i], reg))
            return true;
    }
    return false;
}

bool
instr_writes_to_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags)
{
    if (!dsts_count(instr, flags))
        return false;
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (opnd_is_reg(instr->dsts[i]) && reg_overlap(opnd_get_reg(instr->dsts[i]), reg))
            return true;
    }
    return false;
}

bool
instr_writes_to_exact_reg(instr_t *instr, reg_id_t reg, dr_opnd_query_flags_t flags)
{
    if (!dsts_count(instr, flags))
        return false;
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        opnd_t o = instr->dsts[i];
        if (!opnd_is_reg(o))
            continue;
        if (opnd_get_reg(o) == reg && opnd_get_size(o) == reg_get_size(reg))
            return true;
        /* a write of 32 bits clears the upper half: all of the 64-bit register is written */
        if (reg_is_32bit(opnd_get_reg(o)) && reg_is_64bit(reg) &&
            reg_gpr_number(reg) == reg_gpr_number(opnd_get_reg(o)) &&
            instr->isa_mode == DR_ISA_AMD64)
            return true;
    }
    return false;
}

bool
instr_uses_fp_reg(instr_t *instr)
{
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        opnd_t o = *instr_src_at(instr, (uint)i);
        if (opnd_is_reg(o) && reg_is_fp(opnd_get_reg(o)))
            return true;
    }
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (opnd_is_reg(instr->dsts[i]) && reg_is_fp(opnd_get_reg(instr->dsts[i])))
            return true;
    }
    return false;
}

/* ---- memory ---- */

/* Memory operands of these are only named, not accessed. */
static bool
accesses_nothing(instr_t *instr)
{
    return opclass_has((uint)instr_get_opcode(instr), OPCLASS_NO_ACCESS);
}

bool
instr_reads_memory(instr_t *instr)
{
    if (accesses_nothing(instr))
        return false;
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        if (opnd_is_memory_reference(*instr_src_at(instr, (uint)i)))
            return true;
    }
    return false;
}

bool
instr_writes_memory(instr_t *instr)
{
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (opnd_is_memory_reference(instr->dsts[i]))
            return true;
    }
    return false;
}

uint
instr_num_memory_read_access(instr_t *instr)
{
    uint n = 0;

    if (accesses_nothing(instr))
        return 0;
    for (int i = 0; i < instr_num_srcs(instr); i++)
        n += opnd_is_memory_reference(*instr_src_at(instr, (uint)i));
    return n;
}

uint
instr_num_memory_write_access(instr_t *instr)
{
    uint n = 0;

    for (int i = 0; i < instr_num_dsts(instr); i++)
        n += opnd_is_memory_reference(instr->dsts[i]);
    return n;
}

uint
instr_memory_reference_size(instr_t *instr)
{
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (opnd_is_memory_reference(instr->dsts[i]))
            return opnd_size_in_bytes(opnd_get_size(instr->dsts[i]));
    }
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        opnd_t o = *instr_src_at(instr, (uint)i);
        if (opnd_is_memory_reference(o))
            return opnd_size_in_bytes(opnd_get_size(o));
    }
    return 0;
}

/* Whether source number SOURCE_ORDINAL is the value that a store stores: of plain stores every
 * source that is not part of an address or a mask is. */
bool
instr_is_opnd_store_source(instr_t *store_instr, int source_ordinal)
{
    if (!instr_writes_memory(store_instr) || source_ordinal < 0 ||
        source_ordinal >= instr_num_srcs(store_instr))
        return false;
    opnd_t src = *instr_src_at(store_instr, (uint)source_ordinal);
    if (opnd_is_memory_reference(src))
        return false;
    if (opnd_is_reg(src) && reg_is_opmask(opnd_get_reg(src)) &&
        !opclass_has(store_instr->opcode, OPCLASS_MASK_MOVE))
        return false;
    for (uint i = 0; i < store_instr->num_dsts; i++) { /* the stack pointer of push */
        if (opnd_is_reg(store_instr->dsts[i]) && opnd_same(store_instr->dsts[i], src) &&
            source_ordinal > 0)
            return false;
    }
    return true;
}

/* ---- addresses ---- */

/* Address of element ELEMENT of a VSIB operand, and whether its mask has it. */
static bool
vsib_element(instr_t *instr, dr_mcontext_t *mc, opnd_t mem, uint element, app_pc *addr)
{
    reg_id_t index = opnd_get_index(mem), mask = DR_REG_NULL;
    uint isize = opclass_has(instr->opcode, OPCLASS_INDEX8) ? 8 : 4;
    uint dsize = opnd_size_in_bytes(opnd_get_size(mem));
    uint n_index = opnd_size_in_bytes(reg_get_size(index)) / isize, n = n_index;
    byte value[64], maskval[64];

    for (uint i = 0; i < instr->num_srcs; i++) {
        opnd_t o = *instr_src_at(instr, i);
        if (opnd_is_reg(o) && (reg_is_opmask(opnd_get_reg(o)) || mask == DR_REG_NULL))
            mask = opnd_get_reg(o);
    }
    for (uint i = 0; i < instr->num_dsts; i++) { /* no more elements than the data has room for */
        opnd_t o = instr->dsts[i];
        if (opnd_is_reg(o) && reg_vector_number(opnd_get_reg(o)) >= 0 && dsize > 0 &&
            opnd_size_in_bytes(reg_get_size(opnd_get_reg(o))) / dsize < n)
            n = opnd_size_in_bytes(reg_get_size(opnd_get_reg(o))) / dsize;
    }
    if (!reg_get_value_ex(index, mc, value) || !reg_get_value_ex(mask, mc, maskval))
        return false;
    uint seen = 0;
    for (uint i = 0; i < n; i++) {
        bool on = reg_is_opmask(mask) ? (maskval[i / 8] >> (i % 8) & 1) != 0
                                      : (maskval[i * dsize + dsize - 1] & 0x80) != 0;
        if (!on || seen++ != element)
            continue;
        int64 idx = 0;
        if (isize == 8)
            memcpy(&idx, value + i * 8, 8);
        else {
            int narrow;
            memcpy(&narrow, value + i * 4, 4);
            idx = narrow;
        }
        ptr_uint_t a = opnd_get_base(mem) == DR_REG_NULL ? 0
                                                         : reg_get_value(opnd_get_base(mem), mc);
        a += (ptr_uint_t)idx * (ptr_uint_t)opnd_get_scale(mem);
        *addr = (app_pc)(a + (ptr_uint_t)(ptr_int_t)opnd_get_disp(mem));
        return true;
    }
    return false;
}

/* Visits memory operand number INDEX: sources first, then destinations. Elements of a VSIB
 * operand count one by one. */
bool
instr_compute_address_ex_pos(instr_t *instr, dr_mcontext_t *mc, uint index, app_pc *addr,
                             bool *is_write, uint *pos)
{
    uint seen = 0;

    if (accesses_nothing(instr) && instr_get_opcode(instr) != OP_lea)
        return false;
    uint ns = (uint)instr_num_srcs(instr), nd = instr->num_dsts;
    for (uint i = 0; i < ns + nd; i++) {
        opnd_t o = i < ns ? *instr_src_at(instr, i) : instr->dsts[i - ns];
        if (!opnd_is_memory_reference(o))
            continue;
        if (opnd_is_vsib(o)) {
            if (!vsib_element(instr, mc, o, index - seen, addr))
                return false;
        } else if (seen++ != index)
            continue;
        else if (addr != NULL)
            *addr = opnd_compute_address(o, mc);
        if (is_write != NULL)
            *is_write = i >= ns;
        if (pos != NULL)
            *pos = i < ns ? i : i - ns;
        return true;
    }
    return false;
}

bool
instr_compute_address_ex(instr_t *instr, dr_mcontext_t *mc, uint index, app_pc *addr, bool *write)
{
    return instr_compute_address_ex_pos(instr, mc, index, addr, write, NULL);
}

app_pc
instr_compute_address(instr_t *instr, dr_mcontext_t *mc)
{
    app_pc addr;

    return instr_compute_address_ex(instr, mc, 0, &addr, NULL) ? addr : NULL;
}

/* ---- operands relative to the pc ---- */

static bool
is_relative(opnd_t o)
{
    return opnd_is_rel_addr(o);
}

int
instr_get_rel_addr_dst_idx(instr_t *instr)
{
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (is_relative(instr->dsts[i]))
            return i;
    }
    return -1;
}

int
instr_get_rel_addr_src_idx(instr_t *instr)
{
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        if (is_relative(*instr_src_at(instr, (uint)i)))
            return i;
    }
    return -1;
}

bool
instr_has_rel_addr_reference(instr_t *instr)
{
    if (instr->opcode == OP_LABEL)
        return false;
    return instr_get_rel_addr_src_idx(instr) >= 0 || instr_get_rel_addr_dst_idx(instr) >= 0;
}

bool
instr_get_rel_addr_target(instr_t *instr, app_pc *target)
{
    int i = instr_get_rel_addr_src_idx(instr);
    opnd_t o;

    if (i >= 0)
        o = *instr_src_at(instr, (uint)i);
    else {
        i = instr_get_rel_addr_dst_idx(instr);
        if (i < 0)
            return false;
        o = instr->dsts[i];
    }
    if (target != NULL)
        *target = (app_pc)opnd_get_addr(o);
    return true;
}

/* Data relative to the pc, or the target of a direct branch. */
bool
instr_get_rel_data_or_instr_target(instr_t *instr, app_pc *target)
{
    if (instr_get_rel_addr_target(instr, target))
        return true;
    if (instr_num_srcs(instr) > 0 && opnd_is_near_pc(instr->src0)) {
        if (target != NULL)
            *target = opnd_get_pc(instr->src0);
        return true;
    }
    return false;
}

/* ---- predicates against a state ---- */

static bool
condition_holds(uint cc, reg_t eflags)
{
    bool cf = (eflags & EFLAGS_CF) != 0, zf = (eflags & EFLAGS_ZF) != 0;
    bool sf = (eflags & EFLAGS_SF) != 0, of = (eflags & EFLAGS_OF) != 0;
    bool pf = (eflags & EFLAGS_PF) != 0;
    const bool holds[] = { of, cf, zf, cf || zf, sf, pf, sf != of, zf || sf != of };

    return holds[cc >> 1 & 7] != ((cc & 1) != 0);
}

dr_pred_trigger_t
instr_predicate_triggered(instr_t *instr, dr_mcontext_t *mc)
{
    dr_pred_type_t pred = instr_get_predicate(instr);

    if (pred == DR_PRED_NONE)
        return DR_PRED_TRIGGER_NOPRED;
    if (pred >= DR_PRED_O && pred <= DR_PRED_NLE)
        return condition_holds((uint)(pred - DR_PRED_O), mc->xflags) ? DR_PRED_TRIGGER_MATCH
                                                                     : DR_PRED_TRIGGER_MISMATCH;
    if (pred == DR_PRED_COMPLEX && (instr->opcode == OP_bsf || instr->opcode == OP_bsr) &&
        instr_num_srcs(instr) > 0 && opnd_is_reg(instr->src0))
        return reg_get_value(opnd_get_reg(instr->src0), mc) != 0 ? DR_PRED_TRIGGER_MATCH
                                                                 : DR_PRED_TRIGGER_MISMATCH;
    return pred == DR_PRED_COMPLEX ? DR_PRED_TRIGGER_UNKNOWN : DR_PRED_TRIGGER_INVALID;
}

bool
instr_jcc_taken(instr_t *instr, reg_t eflags)
{
    int op = instr_get_opcode(instr);

    if (op >= OP_jo && op <= OP_jnle)
        return condition_holds((uint)(op - OP_jo), eflags);
    if (op >= OP_jo_short && op <= OP_jnle_short)
        return condition_holds((uint)(op - OP_jo_short), eflags);
    return false;
}

int
instr_cmovcc_to_jcc(int cmovcc_opcode)
{
    static const ushort fcmov[][2] = {
        { OP_fcmovb, OP_jb },   { OP_fcmove, OP_jz },   { OP_fcmovbe, OP_jbe },
        { OP_fcmovu, OP_jp },   { OP_fcmovnb, OP_jnb }, { OP_fcmovne, OP_jnz },
        { OP_fcmovnbe, OP_jnbe }, { OP_fcmovnu, OP_jnp },
    };
    if (cmovcc_opcode >= OP_cmovo && cmovcc_opcode <= OP_cmovnle)
        return cmovcc_opcode - OP_cmovo + OP_jo;
    for (uint i = 0; i < sizeof(fcmov) / sizeof(fcmov[0]); i++) {
        if (fcmov[i][0] == cmovcc_opcode)
            return fcmov[i][1];
    }
    return OP_INVALID;
}

bool
instr_cmovcc_triggered(instr_t *instr, reg_t eflags)
{
    int jcc = instr_cmovcc_to_jcc(instr_get_opcode(instr));

    return jcc != OP_INVALID && condition_holds((uint)(jcc - OP_jo), eflags);
}

/* CUR with its arithmetic flags replaced by those that lahf and seto left in SAVED: the byte of
 * lahf in bits 8..15, overflow in bit 0. */
reg_t
dr_merge_arith_flags(reg_t cur_xflags, reg_t saved_xflag)
{
    reg_t f = cur_xflags & ~(reg_t)EFLAGS_ARITH;

    f |= saved_xflag >> 8 & (EFLAGS_ARITH & 0xff);
    if ((saved_xflag & 1) != 0)
        f |= EFLAGS_OF;
    return f;
}
