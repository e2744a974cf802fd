/* ir/x86/encode_vendor.c - encodings that one vendor's processors have alone. */
/* SPDX-License-Identifier: Apache-2.0 */

/* See ir/x86/vendor.h. Zydis's encoder knows none of them: it encodes the nearest instruction that
 * all processors have, and a prefix makes it the one that is meant. */
#include "ir/x86/request.h"

#include "ir/flags.h"
#include "ir/opclass.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/x86/quick.h"
#include "ir/x86/vendor.h"

enum { MOST = 4 };

/* An instruction whose operands may be changed. */
struct variant {
    instr_t instr;
    opnd_t dsts[MOST], srcs[MOST];
};

static bool
begin_variant(const instr_t *instr, struct variant *v)
{
    if (instr->num_dsts > MOST || instr->num_srcs > MOST)
        return false;
    v->instr = *instr;
    for (uint i = 0; i < instr->num_dsts; i++)
        v->dsts[i] = instr->dsts[i];
    for (uint i = 1; i < instr->num_srcs; i++)
        v->srcs[i - 1] = instr->srcs[i - 1];
    v->instr.dsts = v->dsts;
    v->instr.srcs = v->srcs;
    v->instr.prefixes &= ~IR_PREFIX_DATA;
    return true;
}

/* Puts PREFIX before what V encodes to. */
static int
encode_variant(struct variant *v, byte prefix, byte *buf, const byte *final_pc, bool check_reach,
               const char **why)
{
    const byte *behind = (const byte *)((ptr_uint_t)final_pc + 1); /* final_pc may be NULL */
    int n = isa_encode_in_full(&v->instr, buf + 1, behind, check_reach, why);

    if (n == 0)
        return 0;
    buf[0] = prefix;
    if (n >= ZYDIS_MAX_INSTRUCTION_LENGTH) {
        *why = "it would be longer than 15 bytes";
        return 0;
    }
    return n + 1;
}

/* Where an indirect branch goes: 16 bits become 64. */
static bool
widen_target(opnd_t *o)
{
    if (opnd_is_reg(*o) && reg_is_gpr(opnd_get_reg(*o)) && opnd_get_size(*o) == OPSZ_2)
        *o = opnd_create_reg(reg_resize_to_opsz(opnd_get_reg(*o), OPSZ_8));
    else if (opnd_is_memory_reference(*o) && opnd_get_size(*o) == OPSZ_2)
        opnd_set_size(o, OPSZ_8);
    else
        return false;
    return true;
}

/* The slot on the stack that is pushed or popped, DISP from the stack pointer. */
static bool
widen_slot(opnd_t *o, int disp)
{
    if (!opnd_is_near_base_disp(*o) || opnd_get_base(*o) != DR_REG_RSP ||
        opnd_get_index(*o) != DR_REG_NULL || opnd_get_disp(*o) != disp || opnd_get_size(*o) != OPSZ_2)
        return false;
    *o = opnd_create_base_disp(DR_REG_RSP, DR_REG_NULL, 0, 4 * disp, OPSZ_8);
    return true;
}

/* Returns and indirect branches with prefix 66. */
static int
encode_narrow(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach, const char **why)
{
    struct variant v;
    bool is_call = opclass_has(instr->opcode, OPCLASS_CALL_IND);
    bool is_jmp = opclass_has(instr->opcode, OPCLASS_JMP_IND);

    if (opclass_has(instr->opcode, OPCLASS_FAR) || !begin_variant(instr, &v))
        return -1;
    if (is_call || is_jmp) {
        if (instr->num_srcs == 0 || !widen_target(&v.instr.src0) ||
            (is_call && (instr->num_dsts != 2 || !widen_slot(&v.dsts[1], -2))))
            return -1;
    } else if (!opclass_has(instr->opcode, OPCLASS_RET) || instr->num_srcs < 2 ||
               !widen_slot(&v.srcs[instr->num_srcs - 2], 0))
        return -1;
    return encode_variant(&v, 0x66, buf, final_pc, check_reach, why);
}

/* mov from and to cr8 in 32-bit code. */
static int
encode_cr8(instr_t *instr, byte *buf, const byte *final_pc, const char **why)
{
    const opnd_t cr0 = opnd_create_reg(DR_REG_CR0);
    struct variant v;

    if (instr->num_dsts != 1 || instr->num_srcs != 1 || !begin_variant(instr, &v))
        return -1;
    if (opnd_get_reg(v.instr.src0) == DR_REG_CR8)
        v.instr.src0 = cr0;
    else if (opnd_get_reg(v.dsts[0]) == DR_REG_CR8)
        v.dsts[0] = cr0;
    else
        return -1;
    return encode_variant(&v, 0xf0, buf, final_pc, true, why);
}

int
encode_by_vendor(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach,
                 const char **why)
{
    bool is_64 = instr->isa_mode != DR_ISA_IA32;

    if (!vendor_is_amd())
        return -1;
    if (!is_64)
        return instr->opcode == OP_mov_priv ? encode_cr8(instr, buf, final_pc, why) : -1;
    if (opclass_has(instr->opcode, OPCLASS_RET | OPCLASS_CALL_IND | OPCLASS_JMP_IND))
        return encode_narrow(instr, buf, final_pc, check_reach, why);
    return -1;
}

static bool
takes_far_pointer(uint opcode)
{
    return opcode == OP_lss || opcode == OP_lfs || opcode == OP_lgs || opcode == OP_jmp_far_ind ||
        opcode == OP_call_far_ind;
}

/* Whether a far pointer stands under REX.W. */
static bool
is_wide(const instr_t *instr)
{
    if (instr->opcode == OP_call_far_ind)
        return instr->num_dsts > 1 && opnd_size_in_bytes(opnd_get_size(instr->dsts[1])) == 16;
    return instr->num_dsts > 0 && opnd_is_reg(instr->dsts[0]) &&
        reg_is_64bit(opnd_get_reg(instr->dsts[0]));
}

bool
encode_far_pointer_size(const instr_t *instr, uint *bytes)
{
    enum { WITH_32 = 6, WITH_64 = 10 };

    if (!takes_far_pointer(instr->opcode) || instr->isa_mode == DR_ISA_IA32 || !vendor_is_amd())
        return true;
    if (*bytes == WITH_64)
        return false;
    if (*bytes == WITH_32 && is_wide(instr))
        *bytes = WITH_64; /* what Zydis takes to mean REX.W */
    return true;
}
