/* ir/instr_kind.c - what kind of instruction it is; branches and their targets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/instr_mem.h"

#include "dr_ir_instrlist.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "ir/reg.h"
#include "ir/opclass.h"

static uint
class_of(instr_t *instr)
{
    return opclass_of((uint)instr_get_opcode(instr));
}

/* Questions about control flow are frequent: they alone are no reason to decode. */
static uint
course_of(instr_t *instr)
{
    uint c;

    if (instr->opcode == OP_UNDECODED && isa_course_of_bits(instr, &c))
        return c;
    return class_of(instr);
}

#define COURSE(name, expr)         \
    bool name(instr_t *instr)      \
    {                              \
        uint c = course_of(instr); \
        return (expr);             \
    }

#define IS(name, expr)         \
    bool name(instr_t *instr)  \
    {                          \
        uint c = class_of(instr); \
        return (expr);         \
    }

#define ANY_OF(set) ((c & (set)) != 0)

COURSE(instr_is_cti, ANY_OF(OPCLASS_CTI))
COURSE(instr_is_cbr, ANY_OF(OPCLASS_CBR))
COURSE(instr_is_ubr, ANY_OF(OPCLASS_UBR))
COURSE(instr_is_near_ubr, ANY_OF(OPCLASS_UBR) && !ANY_OF(OPCLASS_FAR))
COURSE(instr_is_mbr, ANY_OF(OPCLASS_JMP_IND | OPCLASS_CALL_IND | OPCLASS_RET))
COURSE(instr_is_call, ANY_OF(OPCLASS_CALL_DIRECT | OPCLASS_CALL_IND))
COURSE(instr_is_call_direct, ANY_OF(OPCLASS_CALL_DIRECT))
COURSE(instr_is_near_call_direct, ANY_OF(OPCLASS_CALL_DIRECT) && !ANY_OF(OPCLASS_FAR))
COURSE(instr_is_call_indirect, ANY_OF(OPCLASS_CALL_IND))
COURSE(instr_is_return, ANY_OF(OPCLASS_RET))
COURSE(instr_is_far_cti, ANY_OF(OPCLASS_FAR))
COURSE(instr_is_far_abs_cti, ANY_OF(OPCLASS_FAR) && ANY_OF(OPCLASS_UBR | OPCLASS_CALL_DIRECT))
COURSE(instr_is_cti_short, ANY_OF(OPCLASS_SHORT))
COURSE(instr_is_cti_loop, ANY_OF(OPCLASS_LOOP))
COURSE(instr_is_interrupt, ANY_OF(OPCLASS_INTERRUPT))
IS(instr_is_undefined, ANY_OF(OPCLASS_UNDEFINED))
IS(instr_is_string_op, ANY_OF(OPCLASS_STRING))
IS(instr_is_rep_string_op, ANY_OF(OPCLASS_REP))
IS(instr_is_prefetch, ANY_OF(OPCLASS_PREFETCH))
IS(instr_is_gather, ANY_OF(OPCLASS_GATHER))
IS(instr_is_scatter, ANY_OF(OPCLASS_SCATTER))
IS(instr_is_xsave, ANY_OF(OPCLASS_XSAVE))
IS(instr_is_xrstor, ANY_OF(OPCLASS_XRSTOR))
IS(instr_is_mov, ANY_OF(OPCLASS_MOV))
IS(instr_is_opmask, ANY_OF(OPCLASS_OPMASK))

bool
instr_is_label(instr_t *instr)
{
    return instr->opcode == OP_LABEL;
}

/* A branch that leaves its block: every branch whose target is an address, not an instruction. */
bool
instr_is_exit_cti(instr_t *instr)
{
    uint c = class_of(instr);

    if ((c & (OPCLASS_CBR | OPCLASS_UBR)) == 0 || (c & OPCLASS_FAR) != 0)
        return false;
    return instr_num_srcs(instr) > 0 && opnd_is_pc(instr->src0) && !instr_is_meta(instr);
}

/* jmp through memory. */
bool
instr_is_jump_mem(instr_t *instr)
{
    return instr_get_opcode(instr) == OP_jmp_ind && instr_num_srcs(instr) > 0 &&
        opnd_is_memory_reference(instr->src0);
}

bool
instr_is_wow64_syscall(instr_t *instr)
{
    (void)instr; /* the transition of 32-bit Windows is recognised by the core */
    return false;
}

int
instr_get_interrupt_number(instr_t *instr)
{
    int op = instr_get_opcode(instr);

    if (op == OP_int)
        return instr_num_srcs(instr) > 0 ? (int)opnd_get_immed_int(instr->src0) & 0xff : -1;
    return op == OP_int3 ? 3 : op == OP_into ? 4 : op == OP_int1 ? 1 : -1;
}

/* The instructions that enter a kernel: syscall, sysenter, int 0x80 (Linux), int 0x2e (NT). */
bool
instr_is_syscall(instr_t *instr)
{
    uint c = course_of(instr);
    if ((c & OPCLASS_SYSCALL) != 0)
        return true;
    if ((c & OPCLASS_INTERRUPT) == 0 || instr->opcode != OP_int)
        return false;
    int n = instr_get_interrupt_number(instr);
    return n == 0x80 || n == 0x2e;
}

/* ---- targets ---- */

app_pc
instr_get_branch_target_pc(instr_t *cti_instr)
{
    opnd_t t = instr_get_target(cti_instr);

    return opnd_is_pc(t) ? opnd_get_pc(t) : NULL;
}

void
instr_set_branch_target_pc(instr_t *cti_instr, app_pc pc)
{
    instr_set_target(cti_instr, opnd_create_pc(pc));
}

/* jcc to the opposite one. */
void
instr_invert_cbr(instr_t *instr)
{
    uint op = (uint)instr_get_opcode(instr);

    if (op >= OP_jo && op <= OP_jnle)
        op = ((op - OP_jo) ^ 1) + OP_jo;
    else if (op >= OP_jo_short && op <= OP_jnle_short)
        op = ((op - OP_jo_short) ^ 1) + OP_jo_short;
    else
        return; /* loops have no opposite */
    instr_need_operands(instr);
    instr_set_opcode(instr, (int)op);
}

/* Turns a short jmp or jcc that is meta into its long form, a loop into a short branch around a
 * jump. Returns the instruction that now has the target. */
instr_t *
instr_convert_short_meta_jmp_to_long(void *drcontext, instrlist_t *ilist, instr_t *instr)
{
    uint op = (uint)instr_get_opcode(instr);

    instr_need_operands(instr);
    if (op == OP_jmp_short)
        instr_set_opcode(instr, OP_jmp);
    else if (op >= OP_jo_short && op <= OP_jnle_short)
        instr_set_opcode(instr, (int)(op - OP_jo_short + OP_jo));
    else if ((opclass_of(op) & OPCLASS_LOOP) != 0) {
        instr_t *far = instr_create_0dst_1src(drcontext, OP_jmp, instr_get_target(instr));
        instr_t *past = instr_create_0dst_0src(drcontext, OP_LABEL);
        instr_t *take = instr_create_0dst_0src(drcontext, OP_LABEL);
        instr_t *skip = instr_create_0dst_1src(drcontext, OP_jmp_short, opnd_create_instr(past));
        instr_t *const added[] = { skip, take, far, past };
        instr_t *where = instr;
        for (uint i = 0; i < 4; i++) {
            instr_set_meta(added[i]);
            instr_set_translation(added[i], instr->translation);
            instrlist_postinsert(ilist, where, added[i]);
            where = added[i];
        }
        instr_set_target(instr, opnd_create_instr(take));
        return far;
    }
    return instr;
}

/* The sequence that a loop or jecxz is rewritten to when its target is out of reach:
 *   jecxz +2; jmp +5; jmp target. PC may be NULL: INSTR's own bits are looked at. */
bool
instr_is_cti_short_rewrite(instr_t *instr, byte *pc)
{
    if (pc == NULL) {
        if (instr == NULL || (instr->flags & INSTR_RAW_BITS_VALID) == 0 || instr->length < 9)
            return false;
        pc = instr->bytes;
    }
    if (*pc == 0x67)
        pc++;
    return pc[0] >= 0xe0 && pc[0] <= 0xe3 && pc[1] == 2 && pc[2] == 0xeb && pc[3] == 5 &&
        pc[4] == 0xe9;
}

/* ---- constants, nops, moves ---- */

/* Whether it sets its destination to a constant: mov, or xor of a register with itself. */
bool
instr_is_mov_constant(instr_t *instr, ptr_int_t *value)
{
    int op = instr_get_opcode(instr);
    opnd_t src = instr_get_src(instr, 0);

    if ((op == OP_mov_imm || op == OP_mov_st) && opnd_is_immed_int(src)) {
        ptr_int_t v = opnd_get_immed_int(src);
        if (opnd_get_size(instr->dsts[0]) == OPSZ_4)
            v = (ptr_int_t)(ptr_uint_t)(uint)v;
        if (value != NULL)
            *value = v;
        return true;
    }
    if ((op == OP_xor || op == OP_pxor) && instr_num_srcs(instr) == 2 && opnd_is_reg(src) &&
        opnd_same(src, *instr_src_at(instr, 1))) {
        if (value != NULL)
            *value = 0;
        return true;
    }
    return false;
}

bool
instr_is_mov_imm_to_tos(instr_t *instr)
{
    if (!instr_opcode_valid(instr) || instr_get_opcode(instr) != OP_mov_st ||
        instr_num_dsts(instr) == 0)
        return false;
    opnd_t d = instr->dsts[0], s = instr->src0;
    return opnd_is_near_base_disp(d) && (opnd_is_immed(s) || opnd_is_near_instr(s)) &&
        reg_gpr_number(opnd_get_base(d)) == 4 && opnd_get_index(d) == DR_REG_NULL &&
        opnd_get_disp(d) == 0;
}

static bool
same_register(opnd_t a, opnd_t b)
{
    return opnd_is_reg(a) && opnd_is_reg(b) && opnd_get_reg(a) == opnd_get_reg(b);
}

/* No effect at all. A 32-bit move to itself clears the upper half in 64-bit mode, so it is none. */
bool
instr_is_nop(instr_t *instr)
{
    int op = instr_get_opcode(instr);

    if (op == OP_nop || op == OP_nop_modrm)
        return true;
    if (op == OP_LABEL || instr_num_dsts(instr) == 0 || instr_num_srcs(instr) == 0)
        return false;
    opnd_t d = instr->dsts[0], s = instr->src0;
    bool narrow = opnd_is_reg(d) && reg_is_32bit(opnd_get_reg(d)) &&
        instr->isa_mode == DR_ISA_AMD64;
    if (narrow)
        return false;
    if ((op == OP_mov_ld || op == OP_mov_st) && same_register(d, s))
        return true;
    if (op == OP_xchg && instr_num_dsts(instr) == 2 && same_register(d, instr->dsts[1]))
        return true;
    return op == OP_lea && opnd_is_base_disp(s) && opnd_is_reg(d) &&
        opnd_get_base(s) == opnd_get_reg(d) && opnd_get_index(s) == DR_REG_NULL &&
        opnd_get_disp(s) == 0;
}

bool
instr_zeroes_ymmh(instr_t *instr)
{
    bool zeroes = instr_get_opcode(instr) == OP_vzeroall || instr->opcode == OP_vzeroupper;

    instr_need_operands(instr);
    if ((instr->prefixes & (IR_PREFIX_VEX | IR_PREFIX_EVEX | IR_PREFIX_XOP)) == 0 &&
        (instr->flags & INSTR_RAW_BITS_VALID) != 0)
        return zeroes;
    for (uint i = 0; i < instr->num_dsts; i++)
        zeroes = zeroes || (opnd_is_reg(instr->dsts[i]) && isa_is_vex(instr->opcode) &&
                            reg_is_strictly_xmm(opnd_get_reg(instr->dsts[i])));
    return zeroes;
}

bool
instr_zeroes_zmmh(instr_t *instr)
{
    bool zeroes = instr_zeroes_ymmh(instr);

    for (uint i = 0; i < instr->num_dsts; i++)
        zeroes = zeroes || (opnd_is_reg(instr->dsts[i]) && isa_is_vex(instr->opcode) &&
                            reg_is_strictly_ymm(opnd_get_reg(instr->dsts[i])));
    return zeroes;
}

/* ---- what other machines have ---- */

bool
instr_is_exclusive_load(instr_t *instr)
{
    (void)instr;
    return false;
}

bool
instr_is_exclusive_store(instr_t *instr)
{
    (void)instr;
    return false;
}

uint
instr_it_block_get_count(instr_t *it_instr)
{
    (void)it_instr;
    return 0;
}

dr_pred_type_t
instr_it_block_get_pred(instr_t *it_instr, uint index)
{
    (void)it_instr;
    (void)index;
    return DR_PRED_NONE;
}

bool
instr_it_block_compute_immediates(dr_pred_type_t pred0, dr_pred_type_t pred1, dr_pred_type_t pred2,
                                  dr_pred_type_t pred3, byte *firstcond_out, byte *mask_out)
{
    (void)pred0;
    (void)pred1;
    (void)pred2;
    (void)pred3;
    (void)firstcond_out;
    (void)mask_out;
    return false;
}

instr_t *
instr_it_block_create(void *drcontext, dr_pred_type_t pred0, dr_pred_type_t pred1,
                      dr_pred_type_t pred2, dr_pred_type_t pred3)
{
    (void)drcontext;
    (void)pred0;
    (void)pred1;
    (void)pred2;
    (void)pred3;
    return NULL;
}
