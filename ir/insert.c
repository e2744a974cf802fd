/* ir/insert.c - code sequences that need no runtime: constants and addresses of instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "ir/opnd.h"
#include "ir/reg.h"

/* What the sequences share: where they go, and their first and last instruction. */
struct sequence {
    void *drcontext;
    instrlist_t *ilist;
    instr_t *where;
    instr_t *first, *last;
};

static void
add(struct sequence *s, instr_t *instr)
{
    if (dr_get_isa_mode(s->drcontext) == DR_ISA_IA32)
        instr_shrink_to_32_bits(instr);
    instrlist_meta_preinsert(s->ilist, s->where, instr);
    if (s->first == NULL)
        s->first = instr;
    s->last = instr;
}

static void
finish(struct sequence *s, instr_t **first, instr_t **last)
{
    if (first != NULL)
        *first = s->first;
    if (last != NULL) /* as DynamoRIO has it: NULL when there is only one */
        *last = s->first == s->last ? NULL : s->last;
}

/* How an address that is not known yet is put into an operand: whole, or a half of it. */
static opnd_t
value_opnd(instr_t *src_inst, ptr_int_t val, opnd_size_t size, uint shift)
{
    if (src_inst != NULL)
        return opnd_create_instr_ex(src_inst, size, (ushort)shift);
    return opnd_create_immed_int(size == OPSZ_4 ? (int)((int64)val >> shift) : val, size);
}

/* Whether an instruction that sign-extends 32 bits can carry the value. An address that is not
 * known yet is judged by the estimate. */
static bool
fits_int(const instr_t *src_inst, const byte *estimate, ptr_int_t val)
{
    if (sizeof(void *) == 4)
        return true;
    if (src_inst != NULL) {
        ptr_int_t e = (ptr_int_t)estimate;
        return estimate != NULL && e >= 0 && e < INT_MAX - (1 << 20);
    }
    return val == (int)val;
}

static void
mov(struct sequence *s, instr_t *src_inst, const byte *estimate, ptr_int_t val, opnd_t dst)
{
    bool is_64 = sizeof(void *) == 8 && dr_get_isa_mode(s->drcontext) != DR_ISA_IA32;

    if (opnd_is_reg(dst)) {
        /* a zero-extended constant needs no 64-bit immediate: mov to the 32-bit register */
        if (is_64 && src_inst == NULL && val >= 0 && (ptr_uint_t)val <= 0xffffffff &&
            reg_is_64bit(opnd_get_reg(dst)))
            add(s, INSTR_CREATE_mov_imm(s->drcontext,
                                        opnd_create_reg(reg_64_to_32(opnd_get_reg(dst))),
                                        opnd_create_immed_int(val, OPSZ_4)));
        else
            add(s, INSTR_CREATE_mov_imm(s->drcontext, dst,
                                        value_opnd(src_inst, val, opnd_get_size(dst), 0)));
        return;
    }
    uint bytes = opnd_size_in_bytes(opnd_get_size(dst));
    if (bytes < 8 || fits_int(src_inst, estimate, val)) {
        opnd_size_t size = bytes < 4 ? opnd_get_size(dst) : OPSZ_4;
        add(s, INSTR_CREATE_mov_st(s->drcontext, dst, value_opnd(src_inst, val, size, 0)));
        return;
    }
    /* memory takes 32 bits at a time */
    opnd_set_size(&dst, OPSZ_4);
    add(s, INSTR_CREATE_mov_st(s->drcontext, dst, value_opnd(src_inst, val, OPSZ_4, 0)));
    opnd_set_disp(&dst, opnd_get_disp(dst) + 4);
    add(s, INSTR_CREATE_mov_st(s->drcontext, dst, value_opnd(src_inst, val, OPSZ_4, 32)));
}

void
instrlist_insert_mov_immed_ptrsz(void *drcontext, ptr_int_t val, opnd_t dst, instrlist_t *ilist,
                                 instr_t *where, instr_t **first, instr_t **last)
{
    struct sequence s = { drcontext, ilist, where, NULL, NULL };

    mov(&s, NULL, NULL, val, dst);
    finish(&s, first, last);
}

void
instrlist_insert_mov_instr_addr(void *drcontext, instr_t *src_inst, byte *encode_estimate,
                                opnd_t dst, instrlist_t *ilist, instr_t *where, instr_t **first,
                                instr_t **last)
{
    struct sequence s = { drcontext, ilist, where, NULL, NULL };

    mov(&s, src_inst, encode_estimate, 0, dst);
    finish(&s, first, last);
}

static void
push(struct sequence *s, instr_t *src_inst, const byte *estimate, ptr_int_t val)
{
    add(s, INSTR_CREATE_push_imm(s->drcontext, value_opnd(src_inst, val, OPSZ_4, 0)));
    if (!fits_int(src_inst, estimate, val)) /* the sign filled the upper half: set it right */
        add(s, INSTR_CREATE_mov_st(s->drcontext, OPND_CREATE_MEM32(DR_REG_XSP, 4),
                                   value_opnd(src_inst, val, OPSZ_4, 32)));
}

void
instrlist_insert_push_immed_ptrsz(void *drcontext, ptr_int_t val, instrlist_t *ilist,
                                  instr_t *where, instr_t **first, instr_t **last)
{
    struct sequence s = { drcontext, ilist, where, NULL, NULL };

    push(&s, NULL, NULL, val);
    finish(&s, first, last);
}

void
instrlist_insert_push_instr_addr(void *drcontext, instr_t *src_inst, byte *encode_estimate,
                                 instrlist_t *ilist, instr_t *where, instr_t **first,
                                 instr_t **last)
{
    struct sequence s = { drcontext, ilist, where, NULL, NULL };

    push(&s, src_inst, encode_estimate, 0);
    finish(&s, first, last);
}

/* ---- what x86 does not have ---- */

int
dr_insert_it_instrs(void *drcontext, instrlist_t *ilist)
{
    (void)drcontext;
    (void)ilist;
    return 0;
}

int
dr_remove_it_instrs(void *drcontext, instrlist_t *ilist)
{
    (void)drcontext;
    (void)ilist;
    return 0;
}

bool
dr_insert_get_stolen_reg_value(void *drcontext, instrlist_t *ilist, instr_t *instr, reg_id_t reg)
{
    (void)drcontext;
    (void)ilist;
    (void)instr;
    (void)reg;
    return false;
}

bool
dr_insert_set_stolen_reg_value(void *drcontext, instrlist_t *ilist, instr_t *instr, reg_id_t reg)
{
    (void)drcontext;
    (void)ilist;
    (void)instr;
    (void)reg;
    return false;
}
