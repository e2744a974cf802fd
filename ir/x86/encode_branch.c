/* ir/x86/encode_branch.c - direct jumps, calls and loops to bytes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/request.h"

#include "ir/flags.h"
#include "ir/reg.h"
#include "os/base/string.h"

/* Opcode bytes and the size of the displacement. */
struct branch {
    byte num_bytes, bytes[2], disp;
};

#define JCC(op, cc) [op] = { 2, { 0x0f, 0x80 + cc }, 4 }, [op##_short] = { 1, { 0x70 + cc }, 1 }
static const struct branch branches[] = {
    JCC(OP_jo, 0),    JCC(OP_jno, 1),  JCC(OP_jb, 2),   JCC(OP_jnb, 3),
    JCC(OP_jz, 4),    JCC(OP_jnz, 5),  JCC(OP_jbe, 6),  JCC(OP_jnbe, 7),
    JCC(OP_js, 8),    JCC(OP_jns, 9),  JCC(OP_jp, 10),  JCC(OP_jnp, 11),
    JCC(OP_jl, 12),   JCC(OP_jnl, 13), JCC(OP_jle, 14), JCC(OP_jnle, 15),
    [OP_jmp] = { 1, { 0xe9 }, 4 },     [OP_jmp_short] = { 1, { 0xeb }, 1 },
    [OP_call] = { 1, { 0xe8 }, 4 },    [OP_xbegin] = { 2, { 0xc7, 0xf8 }, 4 },
    [OP_loopne] = { 1, { 0xe0 }, 1 },  [OP_loope] = { 1, { 0xe1 }, 1 },
    [OP_loop] = { 1, { 0xe2 }, 1 },    [OP_jecxz] = { 1, { 0xe3 }, 1 },
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

/* jecxz and loop count in a register of another size than the mode's: address-size prefix. */
static bool
counts_narrow(instr_t *instr, bool is_64)
{
    if (instr->num_srcs < 2 || (instr->opcode != OP_jecxz && instr->opcode != OP_loop &&
                                instr->opcode != OP_loope && instr->opcode != OP_loopne))
        return false;
    opnd_size_t size = opnd_get_size(instr->srcs[0]);
    return is_64 ? size == OPSZ_4 : size == OPSZ_2;
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
    if (instr->num_srcs == 0 || opnd_is_far_pc(instr->src0) || opnd_is_far_instr(instr->src0) ||
        !encode_target(instr, instr->src0, final_pc, &target)) {
        *why = "a direct branch needs an address or an instruction as its target";
        return 0;
    }
    if ((instr->prefixes & IR_PREFIX_BND) != 0)
        buf[n++] = 0xf2;
    if ((instr->prefixes & PREFIX_JCC_TAKEN) != 0)
        buf[n++] = 0x3e;
    if ((instr->prefixes & PREFIX_JCC_NOT_TAKEN) != 0)
        buf[n++] = 0x2e;
    if (counts_narrow(instr, is_64))
        buf[n++] = 0x67;
    /* in 32-bit mode this prefix makes displacement and target 16 bits wide */
    bool narrow = !is_64 && (instr->prefixes & IR_PREFIX_DATA) != 0;
    if (narrow)
        buf[n++] = 0x66;
    for (uint i = 0; i < b->num_bytes; i++)
        buf[n++] = b->bytes[i];
    uint size = narrow && b->disp == 4 ? 2 : b->disp;
    ptr_int_t disp = (ptr_int_t)(target - ((ptr_uint_t)final_pc + n + size));
    if (!is_64) /* addresses wrap at 4 GB, or at 64 KB */
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
