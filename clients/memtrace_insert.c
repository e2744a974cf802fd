/* clients/memtrace_insert.c - the code that memtrace inserts. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Nothing inserted here touches the flags, so that they need not be kept: sums are made with lea, and
 * whether the buffer is full is seen by the sign of (next - end): its top byte is ff while there is
 * room, and 0 after that; jecxz looks at that byte.
 */
#include "clients/memtrace.h"

enum { REG_A = DR_REG_XCX, REG_B = DR_REG_XDX }; /* jecxz wants the first */

static void
add(instrlist_t *bb, instr_t *where, instr_t *i)
{
    instrlist_meta_preinsert(bb, where, i);
}

static opnd_t
reg(reg_id_t r)
{
    return opnd_create_reg(r);
}

static void
save_registers(void *dc, instrlist_t *bb, instr_t *where)
{
    dr_save_reg(dc, bb, where, REG_A, SPILL_SLOT_1);
    dr_save_reg(dc, bb, where, REG_B, SPILL_SLOT_2);
}

static void
restore_registers(void *dc, instrlist_t *bb, instr_t *where)
{
    dr_restore_reg(dc, bb, where, REG_A, SPILL_SLOT_1);
    dr_restore_reg(dc, bb, where, REG_B, SPILL_SLOT_2);
}

/* Before a block: flush if the buffer is full. */
static void
insert_check(void *dc, instrlist_t *bb, instr_t *where)
{
    instr_t *full = INSTR_CREATE_label(dc), *done = INSTR_CREATE_label(dc);

    save_registers(dc, bb, where);
    add(bb, where, INSTR_CREATE_mov_ld(dc, reg(REG_A), output_next_slot()));
    add(bb, where, INSTR_CREATE_mov_ld(dc, reg(REG_B), output_minus_end_slot()));
    add(bb, where, INSTR_CREATE_lea(dc, reg(REG_A), OPND_CREATE_MEM_lea(REG_A, REG_B, 1, 0)));
    add(bb, where, INSTR_CREATE_bswap(dc, reg(REG_A)));
    add(bb, where, INSTR_CREATE_movzx(dc, reg(DR_REG_ECX), reg(DR_REG_CL)));
    add(bb, where, INSTR_CREATE_jecxz(dc, opnd_create_instr(full)));
    add(bb, where, INSTR_CREATE_jmp(dc, opnd_create_instr(done)));
    add(bb, where, full);
    dr_insert_clean_call(dc, bb, where, (void *)output_flush_mine, false, 0);
    add(bb, where, done);
    restore_registers(dc, bb, where);
}

/* Puts the address of REF into REG_A; REG_B is free once REF's registers have been read. */
static void
insert_address(void *dc, instrlist_t *bb, instr_t *where, opnd_t ref)
{
    reg_id_t segment = DR_REG_NULL;

    if (!opnd_is_base_disp(ref)) { /* absolute, or relative to the instruction */
        instrlist_insert_mov_immed_ptrsz(dc, (ptr_int_t)opnd_get_addr(ref), reg(REG_A), bb, where, NULL, NULL);
    } else {
        opnd_t near_ref = opnd_create_base_disp(opnd_get_base(ref), opnd_get_index(ref), opnd_get_scale(ref), opnd_get_disp(ref), OPSZ_lea);
        add(bb, where, INSTR_CREATE_lea(dc, reg(REG_A), near_ref));
    }
    if (opnd_is_far_memory_reference(ref))
        segment = opnd_get_segment(ref);
    if (segment == DR_SEG_FS || segment == DR_SEG_GS) {
        dr_insert_get_seg_base(dc, bb, where, segment, REG_B);
        add(bb, where, INSTR_CREATE_lea(dc, reg(REG_A), OPND_CREATE_MEM_lea(REG_A, REG_B, 1, 0)));
    }
}

static void
insert_access(void *dc, instrlist_t *bb, instr_t *where, opnd_t ref, bool is_write)
{
    int size = (int)opnd_size_in_bytes(opnd_get_size(ref));

    save_registers(dc, bb, where);
    insert_address(dc, bb, where, ref);
    add(bb, where, INSTR_CREATE_mov_ld(dc, reg(REG_B), output_next_slot()));
    add(bb, where, INSTR_CREATE_mov_st(dc, OPND_CREATE_MEMPTR(REG_B, offsetof(struct access, address)), reg(REG_A)));
    add(bb, where, INSTR_CREATE_mov_st(dc, OPND_CREATE_MEM32(REG_B, offsetof(struct access, size)), OPND_CREATE_INT32(size)));
    add(bb, where, INSTR_CREATE_mov_st(dc, OPND_CREATE_MEM32(REG_B, offsetof(struct access, is_write)), OPND_CREATE_INT32(is_write)));
    add(bb, where, INSTR_CREATE_lea(dc, reg(REG_B), OPND_CREATE_MEM_lea(REG_B, DR_REG_NULL, 0, sizeof(struct access))));
    add(bb, where, INSTR_CREATE_mov_st(dc, output_next_slot(), reg(REG_B)));
    restore_registers(dc, bb, where);
}

/* ---- gathers and scatters: each element has an address of its own, or none ---- */

static void
add_elements(app_pc pc, int size)
{
    void *dc = dr_get_current_drcontext();
    struct trace *t = thread_data_mine();
    dr_mcontext_t mc;
    instr_noalloc_t space;
    instr_t *i = instr_from_noalloc(&space);
    app_pc address;
    bool is_write;

    mc.size = sizeof mc;
    mc.flags = DR_MC_ALL;
    instr_noalloc_init(dc, &space);
    if (!dr_get_mcontext(dc, &mc) || decode(dc, pc, i) == NULL)
        return;
    for (uint k = 0; instr_compute_address_ex(i, &mc, k, &address, &is_write); k++)
        output_add(t, (ptr_uint_t)address, (uint)size, is_write);
}

static bool
insert_elements(void *dc, instrlist_t *bb, instr_t *i)
{
    if (!instr_is_gather(i) && !instr_is_scatter(i))
        return false;
    dr_insert_clean_call(dc, bb, i, (void *)add_elements, true, 2, OPND_CREATE_INTPTR(instr_get_app_pc(i)),
                         OPND_CREATE_INT32((int)instr_memory_reference_size(i)));
    return true;
}

/* ---- repeated string instructions: how often, is known behind them ---- */

static void
note_registers(void)
{
    void *dc = dr_get_current_drcontext();
    struct trace *t = thread_data_mine();

    t->before.size = sizeof t->before;
    t->before.flags = DR_MC_INTEGER | DR_MC_CONTROL;
    dr_get_mcontext(dc, &t->before);
}

enum { STRING_READS_SI = 1, STRING_READS_DI = 2, STRING_WRITES_DI = 4 };

static int
string_kind(int opcode)
{
    switch (opcode) {
    case OP_rep_movs: return STRING_READS_SI | STRING_WRITES_DI;
    case OP_rep_stos:
    case OP_rep_ins: return STRING_WRITES_DI;
    case OP_rep_lods:
    case OP_rep_outs: return STRING_READS_SI;
    case OP_rep_cmps:
    case OP_repne_cmps: return STRING_READS_SI | STRING_READS_DI;
    case OP_rep_scas:
    case OP_repne_scas: return STRING_READS_DI;
    default: return 0;
    }
}

static void
add_repetitions(int kind, int size)
{
    enum { DIRECTION = 0x400 };
    void *dc = dr_get_current_drcontext();
    struct trace *t = thread_data_mine();
    dr_mcontext_t now;
    ptr_uint_t si = t->before.xsi, di = t->before.xdi;
    ptr_uint_t step = (ptr_uint_t)(ptr_int_t)((t->before.xflags & DIRECTION) != 0 ? -size : size);

    now.size = sizeof now;
    now.flags = DR_MC_INTEGER;
    dr_get_mcontext(dc, &now);
    for (reg_t n = t->before.xcx - now.xcx; n > 0; n--, si += step, di += step) {
        if ((kind & STRING_READS_SI) != 0)
            output_add(t, si, (uint)size, false);
        if ((kind & STRING_READS_DI) != 0)
            output_add(t, di, (uint)size, false);
        if ((kind & STRING_WRITES_DI) != 0)
            output_add(t, di, (uint)size, true);
    }
}

static int
element_size(instr_t *i)
{
    for (int k = 0; k < instr_num_srcs(i); k++)
        if (opnd_is_memory_reference(instr_get_src(i, (uint)k)))
            return (int)opnd_size_in_bytes(opnd_get_size(instr_get_src(i, (uint)k)));
    for (int k = 0; k < instr_num_dsts(i); k++)
        if (opnd_is_memory_reference(instr_get_dst(i, (uint)k)))
            return (int)opnd_size_in_bytes(opnd_get_size(instr_get_dst(i, (uint)k)));
    return 1;
}

static void
insert_string(void *dc, instrlist_t *bb, instr_t *i, int kind)
{
    int size = element_size(i);

    dr_insert_clean_call(dc, bb, i, (void *)note_registers, false, 0);
    dr_insert_clean_call(dc, bb, instr_get_next(i), (void *)add_repetitions, false, 2, OPND_CREATE_INT32(kind), OPND_CREATE_INT32(size));
}

static void
insert_for(void *dc, instrlist_t *bb, instr_t *i)
{
    int kind = string_kind(instr_get_opcode(i));

    if (kind != 0) {
        insert_string(dc, bb, i, kind);
        return;
    }
    if (!instr_reads_memory(i) && !instr_writes_memory(i))
        return;
    if (instr_is_prefetch(i) || insert_elements(dc, bb, i))
        return;
    for (int k = 0; k < instr_num_srcs(i); k++)
        if (opnd_is_memory_reference(instr_get_src(i, (uint)k)))
            insert_access(dc, bb, i, instr_get_src(i, (uint)k), false);
    for (int k = 0; k < instr_num_dsts(i); k++)
        if (opnd_is_memory_reference(instr_get_dst(i, (uint)k)))
            insert_access(dc, bb, i, instr_get_dst(i, (uint)k), true);
}

dr_emit_flags_t
insert_into_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb), *next;

    (void)tag;
    (void)for_trace;
    (void)translating;
    if (first == NULL)
        return DR_EMIT_DEFAULT;
    for (instr_t *i = first; i != NULL; i = next) {
        next = instr_get_next_app(i);
        insert_for(drcontext, bb, i);
    }
    insert_check(drcontext, bb, instrlist_first(bb));
    return DR_EMIT_DEFAULT;
}
