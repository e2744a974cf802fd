/* tests/samples/buffer.c - addresses of memory accesses go to a buffer, which a call empties. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

enum { ENTRIES = 4096 };

typedef struct {
    byte *next;     /* must be first: inserted code reaches it by the slot */
    byte *buffer;
    uint64 reads_and_writes, sum;
} data_t;

static reg_id_t tls_segment;
static uint tls_offset;
static uint64 total;
static void *lock;

static byte **
slot(void)
{
    return (byte **)((byte *)dr_get_dr_segment_base(tls_segment) + tls_offset);
}

static void
empty_buffer(void)
{
    data_t *d = dr_get_tls_field(dr_get_current_drcontext());

    for (app_pc *p = (app_pc *)d->buffer; (byte *)p < *slot(); p++) {
        d->reads_and_writes++;
        d->sum += (ptr_uint_t)*p;
    }
    *slot() = d->buffer;
}

static void
thread_init(void *drcontext)
{
    data_t *d = dr_thread_alloc(drcontext, sizeof(*d));

    d->buffer = dr_raw_mem_alloc(2 * ENTRIES * sizeof(app_pc), DR_MEMPROT_READ | DR_MEMPROT_WRITE, NULL);
    d->reads_and_writes = d->sum = 0;
    dr_set_tls_field(drcontext, d);
    *slot() = d->buffer;
}

static void
thread_exit(void *drcontext)
{
    data_t *d = dr_get_tls_field(drcontext);

    dr_mutex_lock(lock);
    total += d->reads_and_writes;
    dr_mutex_unlock(lock);
}

static void
insert_access(void *drcontext, instrlist_t *bb, instr_t *where, opnd_t ref)
{
    opnd_t address = ref;

    if (opnd_is_base_disp(ref) && reg_is_simd(opnd_get_index(ref)))
        return;
    dr_save_reg(drcontext, bb, where, DR_REG_XBX, SPILL_SLOT_2);
    dr_save_reg(drcontext, bb, where, DR_REG_XCX, SPILL_SLOT_3);
    opnd_set_size(&address, OPSZ_lea);
    if (opnd_is_base_disp(ref)) {
        if (opnd_is_far_base_disp(ref))
            address = opnd_create_base_disp(opnd_get_base(ref), opnd_get_index(ref), opnd_get_scale(ref),
                                            opnd_get_disp(ref), OPSZ_lea);
        instrlist_meta_preinsert(bb, where, INSTR_CREATE_lea(drcontext, opnd_create_reg(DR_REG_XBX), address));
    } else {
        instrlist_insert_mov_immed_ptrsz(drcontext, (ptr_int_t)opnd_get_addr(ref), opnd_create_reg(DR_REG_XBX), bb,
                                         where, NULL, NULL);
    }
    dr_insert_read_raw_tls(drcontext, bb, where, tls_segment, tls_offset, DR_REG_XCX);
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_mov_st(drcontext, OPND_CREATE_MEMPTR(DR_REG_XCX, 0),
                                                            opnd_create_reg(DR_REG_XBX)));
    instrlist_meta_preinsert(bb, where, INSTR_CREATE_lea(drcontext, opnd_create_reg(DR_REG_XCX),
                                                         OPND_CREATE_MEM_lea(DR_REG_XCX, DR_REG_NULL, 0, 8)));
    dr_insert_write_raw_tls(drcontext, bb, where, tls_segment, tls_offset, DR_REG_XCX);
    dr_restore_reg(drcontext, bb, where, DR_REG_XCX, SPILL_SLOT_3);
    dr_restore_reg(drcontext, bb, where, DR_REG_XBX, SPILL_SLOT_2);
}

static void
maybe_empty(void)
{
    data_t *d = dr_get_tls_field(dr_get_current_drcontext());

    if (*slot() > d->buffer + ENTRIES * sizeof(app_pc))
        empty_buffer();
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb);

    for (instr_t *i = first, *next; i != NULL; i = next) {
        next = instr_get_next_app(i);
        if (!instr_reads_memory(i) && !instr_writes_memory(i))
            continue;
        for (int k = 0; k < instr_num_srcs(i); k++)
            if (opnd_is_memory_reference(instr_get_src(i, k)))
                insert_access(drcontext, bb, i, instr_get_src(i, k));
        for (int k = 0; k < instr_num_dsts(i); k++)
            if (opnd_is_memory_reference(instr_get_dst(i, k)))
                insert_access(drcontext, bb, i, instr_get_dst(i, k));
    }
    dr_insert_clean_call(drcontext, bb, instrlist_first(bb), (void *)maybe_empty, false, 0);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "accesses %llu\n", total);
    if (!dr_raw_tls_cfree(tls_offset, 1))
        dr_abort();
    dr_mutex_destroy(lock);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    lock = dr_mutex_create();
    if (!dr_raw_tls_calloc(&tls_segment, &tls_offset, 1, 0))
        dr_abort();
    dr_register_thread_init_event(thread_init);
    dr_register_thread_exit_event(thread_exit);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
