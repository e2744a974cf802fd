/* tests/clients/code_client.c - changes the functions of code.S, each in another way. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: NAME=ADDRESS, in hexadecimal, for the symbols of the program. With -meta_only, only meta
 * instructions are added.
 */
#include "tests/clients/symbols.h"

static uint64 meta_count, flags_count, spilled;

/* The block's first application instruction with this opcode. */
static instr_t *
find(instrlist_t *bb, int opcode)
{
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        if (instr_get_opcode(i) == opcode)
            return i;
    dr_fprintf(STDERR, "no instruction with opcode %s\n", decode_opcode_name(opcode));
    dr_abort();
    return NULL;
}

static void
put_app(instrlist_t *bb, instr_t *where, instr_t *new)
{
    instrlist_preinsert(bb, where, INSTR_XL8(new, instr_get_app_pc(where)));
}

static opnd_t
counter(uint64 *n)
{
    return OPND_CREATE_ABSMEM(n, OPSZ_8);
}

static void
count(void *drcontext, instrlist_t *bb, instr_t *where, uint64 *n)
{
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_add(drcontext, counter(n), OPND_CREATE_INT32(1)));
}

static void
do_remove(void *drcontext, instrlist_t *bb)
{
    instr_t *i = find(bb, OP_add);

    instrlist_remove(bb, i);
    instr_destroy(drcontext, i);
}

static void
do_replace(void *drcontext, instrlist_t *bb)
{
    instr_t *old = find(bb, OP_imul);
    instr_t *new = INSTR_CREATE_add(drcontext, opnd_create_reg(DR_REG_RAX), OPND_CREATE_INT8(3));

    instr_set_translation(new, instr_get_app_pc(old));
    instrlist_replace(bb, old, new);
    instr_destroy(drcontext, old);
}

static void
do_insert(void *drcontext, instrlist_t *bb)
{
    put_app(bb, find(bb, OP_ret),
            INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(DR_REG_EAX), OPND_CREATE_INT32(0x77)));
}

static void
do_invert(void *drcontext, instrlist_t *bb)
{
    (void)drcontext;
    instr_invert_cbr(find(bb, OP_jz_short));
}

static void
do_retarget_jump(void *drcontext, instrlist_t *bb)
{
    (void)drcontext;
    instr_set_target(instrlist_last_app(bb), opnd_create_pc(symbol("other_place")));
}

static void
do_retarget_call(void *drcontext, instrlist_t *bb)
{
    (void)drcontext;
    instr_set_target(find(bb, OP_call), opnd_create_pc(symbol("second")));
}

static void
do_skip(void *drcontext, instrlist_t *bb)
{
    instr_t *add = find(bb, OP_add), *label = INSTR_CREATE_label(drcontext);

    instrlist_meta_preinsert(bb, add, INSTR_CREATE_jmp(drcontext, opnd_create_instr(label)));
    instrlist_meta_postinsert(bb, add, label);
}

static void
do_operand(void *drcontext, instrlist_t *bb)
{
    (void)drcontext;
    instr_set_src(find(bb, OP_mov_ld), 0, opnd_create_rel_addr(symbol("two"), OPSZ_8));
}

static void
do_tail(void *drcontext, instrlist_t *bb)
{
    instr_t *ret = find(bb, OP_ret), *pop;

    /* as if the function ended with a jump: the return address stays on the stack */
    pop = INSTR_CREATE_jmp(drcontext, opnd_create_pc(symbol("other_place")));
    instr_set_translation(pop, instr_get_app_pc(ret));
    instrlist_replace(bb, ret, pop);
    instr_destroy(drcontext, ret);
}

static void
do_flags(void *drcontext, instrlist_t *bb)
{
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i)) {
        if (instr_get_opcode(i) != OP_nop)
            continue;
        dr_save_arith_flags(drcontext, bb, i, SPILL_SLOT_1);
        count(drcontext, bb, i, &flags_count);
        dr_restore_arith_flags(drcontext, bb, i, SPILL_SLOT_1);
    }
}

static void
read_slot(void)
{
    spilled = dr_read_saved_reg(dr_get_current_drcontext(), SPILL_SLOT_MAX);
}

static void
do_spill(void *drcontext, instrlist_t *bb)
{
    instr_t *nop = find(bb, OP_nop);

    for (int slot = SPILL_SLOT_1; slot <= SPILL_SLOT_MAX; slot++)
        dr_save_reg(drcontext, bb, nop, slot == SPILL_SLOT_MAX ? DR_REG_RAX : DR_REG_RCX, slot);
    dr_insert_clean_call(drcontext, bb, nop, (void *)read_slot, false, 0);
    instrlist_meta_preinsert(bb, nop,
                             INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(DR_REG_RAX), OPND_CREATE_INT32(1)));
    instrlist_meta_preinsert(bb, nop,
                             INSTR_CREATE_mov_imm(drcontext, opnd_create_reg(DR_REG_RCX), OPND_CREATE_INT32(2)));
    dr_restore_reg(drcontext, bb, nop, DR_REG_RAX, SPILL_SLOT_MAX);
    dr_restore_reg(drcontext, bb, nop, DR_REG_RCX, SPILL_SLOT_1);
}

static void
do_newbranch(void *drcontext, instrlist_t *bb)
{
    put_app(bb, find(bb, OP_nop), INSTR_CREATE_jmp(drcontext, opnd_create_pc(symbol("newbranch_end"))));
}

static void
do_field(void *drcontext, instrlist_t *bb)
{
    instr_t *nop = find(bb, OP_nop);
    void *old = dr_get_tls_field(drcontext);

    /* rax := field; field := rdi; rax is what the function returns */
    dr_set_tls_field(drcontext, (void *)0x5555);
    dr_insert_read_tls_field(drcontext, bb, nop, DR_REG_RAX);
    dr_insert_write_tls_field(drcontext, bb, nop, DR_REG_RDI);
    (void)old;
}

static const struct {
    const char *name;
    void (*change)(void *drcontext, instrlist_t *bb);
    bool only_meta;
} changes[] = {
    { "remove", do_remove, false },
    { "replace", do_replace, false },
    { "insert", do_insert, false },
    { "invert", do_invert, false },
    { "retarget_jump", do_retarget_jump, false },
    { "retarget_call", do_retarget_call, false },
    { "skip", do_skip, false },
    { "operand", do_operand, false },
    { "tail", do_tail, false },
    { "flags", do_flags, true },
    { "spill", do_spill, true },
    { "newbranch", do_newbranch, false },
    { "field", do_field, false },
};

static bool meta_only;

/* A block may reach further than the function's beginning, so each is recognised by its first
 * instruction. */
static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)for_trace;
    (void)translating;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        if (symbol(changes[i].name) == dr_fragment_app_pc(tag) && (changes[i].only_meta || !meta_only))
            changes[i].change(drcontext, bb);
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        if (instr_get_app_pc(i) == symbol("meta_loop")) /* dec writes what the addition destroys but CF */
            count(drcontext, bb, i, &meta_count);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    void *drcontext = dr_get_current_drcontext();

    dr_fprintf(STDERR, "meta %llu flags %llu spilled 0x%llx field %p\n", meta_count, flags_count, spilled,
               dr_get_tls_field(drcontext));
    dr_fprintf(STDERR, "blocks: %d %d\n", dr_bb_exists_at(drcontext, symbol("remove")),
               dr_bb_exists_at(drcontext, symbol("two")));
    dr_fprintf(STDERR, "sizes: %d %d\n", dr_fragment_size(drcontext, symbol("remove")) > 0,
               dr_fragment_size(drcontext, symbol("two")) > 0);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-meta_only") == 0)
            meta_only = true;
        else
            take_symbol(argv[i]);
    }
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
