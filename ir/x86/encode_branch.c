/* ir/x86/encode_branch.c - direct jumps, calls and loops to bytes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/request.h"

#include "ir/flags.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/x86/vendor.h"
#include "os/base/string.h"

/* What a branch has besides its target. */
enum implied { NOTHING, PUSHES, COUNTS, READS_COUNT, SETS_EAX };

/* Opcode bytes and the size of the displacement. */
struct branch {
    byte num_bytes, bytes[2], disp, implied;
};

#define JCC(op, cc) [op] = { 2, { 0x0f, 0x80 + cc }, 4, 0 }, [op##_short] = { 1, { 0x70 + cc }, 1, 0 }
static const struct branch branches[] = {
    JCC(OP_jo, 0),    JCC(OP_jno, 1),  JCC(OP_jb, 2),   JCC(OP_jnb, 3),
    JCC(OP_jz, 4),    JCC(OP_jnz, 5),  JCC(OP_jbe, 6),  JCC(OP_jnbe, 7),
    JCC(OP_js, 8),    JCC(OP_jns, 9),  JCC(OP_jp, 10),  JCC(OP_jnp, 11),
    JCC(OP_jl, 12),   JCC(OP_jnl, 13), JCC(OP_jle, 14), JCC(OP_jnle, 15),
    [OP_jmp] = { 1, { 0xe9 }, 4, NOTHING },     [OP_jmp_short] = { 1, { 0xeb }, 1, NOTHING },
    [OP_call] = { 1, { 0xe8 }, 4, PUSHES },     [OP_xbegin] = { 2, { 0xc7, 0xf8 }, 4, SETS_EAX },
    [OP_loopne] = { 1, { 0xe0 }, 1, COUNTS },   [OP_loope] = { 1, { 0xe1 }, 1, COUNTS },
    [OP_loop] = { 1, { 0xe2 }, 1, COUNTS },     [OP_jecxz] = { 1, { 0xe3 }, 1, READS_COUNT },
};
#undef JCC

bool
encode_target(const instr_t *instr, opnd_t opnd, const byte *final_pc, ptr_uint_t *target)
{
    if (opnd_is_pc(opnd))
        *target = (ptr_uint_t)opnd.value.pc;
    else if (opnd_is_instr(opnd) || opnd_is_mem_instr(opnd)) {
        const instr_t *to = opnd.value.instr;
        if (to == NULL)
            return false;
        *target = (ptr_uint_t)final_pc + (ptr_uint_t)to->offset - (ptr_uint_t)instr->offset;
        if (opnd_is_mem_instr(opnd))
            *target += (ptr_uint_t)(ptr_int_t)(short)opnd.aux.disp;
    } else
        return false;
    return true;
}

/* Whether an operand is the counter of loops: as wide as addresses, or NARROW. */
static bool
is_counter(opnd_t o, bool is_64, bool *narrow)
{
    opnd_size_t size = opnd_get_size(o);

    *narrow = size == (is_64 ? OPSZ_4 : OPSZ_2);
    return opnd_is_reg(o) && opnd_get_reg(o) != DR_REG_CH && reg_gpr_number(opnd_get_reg(o)) == 1 &&
        (*narrow || size == (is_64 ? OPSZ_8 : OPSZ_4));
}

/* A call's: the stack pointer, and the slot of SLOT bytes that is written. */
static bool
pushes(const instr_t *instr, bool is_64, uint slot)
{
    reg_id_t sp = is_64 ? DR_REG_RSP : DR_REG_ESP;

    if (instr->num_dsts != 2 || instr->num_srcs != 2 || opnd_get_reg(instr->dsts[0]) != sp ||
        opnd_get_reg(instr->srcs[0]) != sp || !opnd_is_near_base_disp(instr->dsts[1]))
        return false;
    opnd_t m = instr->dsts[1];
    return opnd_get_base(m) == sp && opnd_get_index(m) == DR_REG_NULL &&
        opnd_get_disp(m) == -(int)slot && opnd_size_allows(opnd_get_size(m), slot, is_64);
}

/* Whether the operands beside the target are those of the branch. *NARROW: it counts in a register
 * that is narrower than the mode's. */
static bool
implied_fit(const instr_t *instr, uint implied, bool is_64, uint slot, bool *narrow)
{
    *narrow = false;
    switch ((enum implied)implied) {
    case NOTHING: return instr->num_dsts == 0 && instr->num_srcs == 1;
    case PUSHES: return pushes(instr, is_64, slot);
    case COUNTS:
        return instr->num_dsts == 1 && instr->num_srcs == 2 &&
            is_counter(instr->srcs[0], is_64, narrow) && opnd_same(instr->dsts[0], instr->srcs[0]);
    case READS_COUNT:
        return instr->num_dsts == 0 && instr->num_srcs == 2 &&
            is_counter(instr->srcs[0], is_64, narrow);
    case SETS_EAX:
        return instr->num_dsts == 1 && instr->num_srcs == 1 &&
            opnd_get_reg(instr->dsts[0]) == DR_REG_EAX;
    }
    return false;
}

int
encode_branch(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach, const char **why)
{
    uint op = instr->opcode;
    bool is_64 = instr->isa_mode != DR_ISA_IA32;
    ptr_uint_t target;
    uint n = 0;

    if (op >= sizeof(branches) / sizeof(branches[0]) || branches[op].num_bytes == 0)
        return -1;
    const struct branch *b = &branches[op];
    if (instr->num_srcs == 0 ||
        (!opnd_is_near_pc(instr->src0) && !opnd_is_near_instr(instr->src0)) ||
        !encode_target(instr, instr->src0, final_pc, &target)) {
        *why = "a direct branch needs an address or an instruction as its target";
        return 0;
    }
    /* in 32-bit mode, and always for AMD's processors, this prefix makes displacement, target and
     * what is pushed 16 bits wide */
    bool narrow = (instr->prefixes & IR_PREFIX_DATA) != 0 &&
        (!is_64 || (vendor_is_amd() && op != OP_xbegin));
    bool counts_narrow;
    if (!implied_fit(instr, b->implied, is_64, narrow ? 2 : is_64 ? 8 : 4, &counts_narrow)) {
        *why = "the operands beside the target are not those of the branch";
        return 0;
    }
    if ((instr->prefixes & IR_PREFIX_BND) != 0)
        buf[n++] = 0xf2;
    if ((instr->prefixes & PREFIX_JCC_TAKEN) != 0)
        buf[n++] = 0x3e;
    if ((instr->prefixes & PREFIX_JCC_NOT_TAKEN) != 0)
        buf[n++] = 0x2e;
    if (counts_narrow)
        buf[n++] = 0x67;
    if (narrow)
        buf[n++] = 0x66;
    for (uint i = 0; i < b->num_bytes; i++)
        buf[n++] = b->bytes[i];
    uint size = narrow && b->disp == 4 ? 2 : b->disp;
    ptr_int_t disp = (ptr_int_t)(target - ((ptr_uint_t)final_pc + n + size));
    if (narrow || !is_64) /* addresses wrap at 4 GB, or at 64 KB */
        disp = narrow ? (short)disp : (int)disp;
    if (narrow && check_reach && target > 0xffff) {
        *why = "a 16-bit branch reaches the first 64 KB only";
        return 0;
    }
    if (check_reach && (b->disp == 1 ? disp != (signed char)disp : disp != (int)disp)) {
        *why = b->disp == 1 ? "the target is out of reach of a short branch"
                            : "the target is more than 2 GB away";
        return 0;
    }
    memcpy(buf + n, &disp, size);
    return (int)(n + size);
}
