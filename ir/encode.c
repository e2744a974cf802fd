/* ir/encode.c - instructions and lists to bytes. */
/* SPDX-License-Identifier: Apache-2.0 */

/* An instruction whose raw bits are valid is copied; only a displacement relative to the pc is
 * adjusted. All others go through the instruction set's encoder. In a list, branches and
 * addresses may name instructions: a first pass encodes everything else and learns where each
 * instruction lies, a second one encodes those that name others. */
#include "dr_ir_encode.h"

#include "dr_ir_decode.h"
#include "ir/context.h"
#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/isa.h"
#include "os/base/string.h"

/* At most 16 bytes; a call of memcpy would cost more than the rest of an encoding. */
static inline void
copy_bytes(byte *to, const byte *from, uint n)
{
    if (n >= 8) {
        uint64 a, b;
        __builtin_memcpy(&a, from, 8);
        __builtin_memcpy(&b, from + n - 8, 8);
        __builtin_memcpy(to, &a, 8);
        __builtin_memcpy(to + n - 8, &b, 8);
    } else if (n >= 4) {
        uint a, b;
        __builtin_memcpy(&a, from, 4);
        __builtin_memcpy(&b, from + n - 4, 4);
        __builtin_memcpy(to, &a, 4);
        __builtin_memcpy(to + n - 4, &b, 4);
    } else {
        for (uint i = 0; i < n; i++)
            to[i] = from[i];
    }
}

/* Copies valid raw bits to BUF for FINAL_PC. Returns the length, 0: has to be encoded. */
static int
copy_raw(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach)
{
    const byte *from = isa_origin(instr);

    if ((instr->flags & INSTR_RIP_REL_VALID) == 0 && !isa_raise(instr, ISA_OPCODE)) {
        /* bits that the decoder does not know are copied as they are */
        memcpy(buf, instr->bytes, instr->length);
        return (int)instr->length;
    }
    if ((instr->flags & INSTR_REL_SHORT) != 0 && from != final_pc)
        return 0;
    if (instr->length > 16) /* bits that somebody put together by hand */
        memcpy(buf, instr->bytes, instr->length);
    else
        copy_bytes(buf, instr->bytes, instr->length);
    if (instr->rip_rel_pos != 0 && from != final_pc) {
        int disp;
        memcpy(&disp, buf + instr->rip_rel_pos, 4);
        ptr_int_t moved = (ptr_int_t)disp + (from - final_pc);
        if (check_reach && moved != (int)moved && instr->isa_mode != DR_ISA_IA32)
            return 0;
        disp = (int)moved;
        memcpy(buf + instr->rip_rel_pos, &disp, 4);
    }
    return (int)instr->length;
}

/* Encodes for FINAL_PC; 0: impossible, *WHY tells. Labels have no bytes and no *WHY. */
static int
encode_one(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach, const char **why)
{
    int n;

    *why = NULL;
    if (instr->opcode == OP_LABEL || (instr->flags & INSTR_DO_NOT_EMIT) != 0)
        return 0;
    if ((instr->flags & INSTR_RAW_BITS_VALID) != 0) {
        n = copy_raw(instr, buf, final_pc, check_reach);
        if (n != 0)
            return n;
    }
    if (!instr_need_operands(instr)) {
        *why = "no operands";
        return 0;
    }
    return isa_encode(instr, buf, final_pc, check_reach, why);
}

static bool
is_empty(const instr_t *instr)
{
    return instr->opcode == OP_LABEL || (instr->flags & INSTR_DO_NOT_EMIT) != 0;
}

byte *
instr_encode_to_copy(void *drcontext, instr_t *instr, byte *copy_pc, byte *final_pc)
{
    const char *why;
    byte buf[MAX_INSTR_LENGTH + 1];

    (void)drcontext;
    const uint plain = INSTR_RAW_BITS_VALID | INSTR_RIP_REL_VALID;
    if ((instr->flags & (plain | INSTR_DO_NOT_EMIT | INSTR_REL_SHORT)) == plain &&
        instr->rip_rel_pos == 0 && instr->length <= 16) {
        copy_bytes(copy_pc, instr->bytes, instr->length);
        return copy_pc + instr->length;
    }
    if ((instr->flags & (INSTR_RAW_BITS_VALID | INSTR_DO_NOT_EMIT)) == INSTR_RAW_BITS_VALID &&
        instr->opcode != OP_LABEL) {
        int raw = copy_raw(instr, copy_pc, final_pc, true);
        if (raw != 0)
            return copy_pc + raw;
    }
    int n = encode_one(instr, buf, final_pc, true, &why);
    if (n == 0)
        return is_empty(instr) ? copy_pc : NULL;
    copy_bytes(copy_pc, buf, (uint)n);
    return copy_pc + n;
}

byte *
instr_encode(void *drcontext, instr_t *instr, byte *pc)
{
    return instr_encode_to_copy(drcontext, instr, pc, pc);
}

bool
instr_is_encoding_possible(instr_t *instr)
{
    const char *why;
    byte buf[MAX_INSTR_LENGTH + 1];

    if (instr->opcode == OP_LABEL || (instr->flags & INSTR_RAW_BITS_VALID) != 0)
        return true;
    return encode_one(instr, buf, NULL, false, &why) != 0;
}

const char *
ir_why_not_encodable(instr_t *instr, const byte *final_pc)
{
    const char *why = NULL;
    byte buf[MAX_INSTR_LENGTH + 1];

    encode_one(instr, buf, final_pc, final_pc != NULL, &why);
    return why;
}

int
instr_length(void *drcontext, instr_t *instr)
{
    const char *why;
    byte buf[MAX_INSTR_LENGTH + 1];

    (void)drcontext;
    if (instr->opcode == OP_LABEL)
        return 0;
    if ((instr->flags & INSTR_RAW_BITS_VALID) != 0)
        return (int)instr->length;
    return encode_one(instr, buf, NULL, false, &why);
}

/* ---- lists ---- */

static bool
names_instr(opnd_t o)
{
    return opnd_is_instr(o) || opnd_is_mem_instr(o);
}

static bool
refers_to_instr(instr_t *instr)
{
    if ((instr->flags & INSTR_OPERANDS_VALID) == 0)
        return false;
    for (uint i = 0; i < instr->num_srcs; i++) {
        if (names_instr(*instr_src_at(instr, i)))
            return true;
    }
    for (uint i = 0; i < instr->num_dsts; i++) {
        if (names_instr(instr->dsts[i]))
            return true;
    }
    return false;
}

byte *
instrlist_encode_to_copy(void *drcontext, instrlist_t *ilist, byte *copy_pc, byte *final_pc,
                         byte *max_pc, bool has_instr_jmp_targets)
{
    byte buf[MAX_INSTR_LENGTH + 1];
    const char *why;
    size_t at = 0;
    bool again = false;
    int n;

    (void)drcontext;
    (void)has_instr_jmp_targets; /* found out by looking */
    for (instr_t *i = instrlist_first(ilist); i != NULL; i = i->next) {
        bool refers = refers_to_instr(i);
        i->offset = at;
        if ((i->flags & INSTR_RAW_BITS_VALID) != 0 && i->length > MAX_INSTR_LENGTH) {
            /* several instructions that somebody put together by hand */
            if (max_pc != NULL && copy_pc + at + i->length > max_pc)
                return NULL;
            memcpy(copy_pc + at, i->bytes, i->length);
            at += i->length;
            continue;
        }
        again |= refers;
        n = encode_one(i, buf, final_pc + at, !refers, &why);
        if (n == 0 && !is_empty(i))
            return NULL;
        if (max_pc != NULL && copy_pc + at + n > max_pc)
            return NULL;
        if (!refers)
            memcpy(copy_pc + at, buf, (size_t)n);
        at += (size_t)n;
    }
    if (!again)
        return copy_pc + at;
    for (instr_t *i = instrlist_first(ilist); i != NULL; i = i->next) {
        if (!refers_to_instr(i) || is_empty(i))
            continue;
        size_t end = i->next != NULL ? i->next->offset : at;
        n = encode_one(i, buf, final_pc + i->offset, true, &why);
        /* an address may turn out shorter than was thought: fill up behind it */
        if (n == 0 || i->offset + (size_t)n > end)
            return NULL;
        memset(copy_pc + i->offset, 0x90, end - i->offset);
        memcpy(copy_pc + i->offset, buf, (size_t)n);
    }
    return copy_pc + at;
}

byte *
instrlist_encode(void *drcontext, instrlist_t *ilist, byte *pc, bool has_instr_jmp_targets)
{
    return instrlist_encode_to_copy(drcontext, ilist, pc, pc, NULL, has_instr_jmp_targets);
}

/* Scalable vectors are another machine's. */
bool
dr_set_vector_length(int vl)
{
    (void)vl;
    return false;
}

int
dr_get_vector_length(void)
{
    return 0;
}
