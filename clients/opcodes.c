/* clients/opcodes.c - how often each kind of instruction is executed. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A block has one counter; what it is made of is noted when it is built. At the end the counters are
 * multiplied with that. The counters are shared by all threads, so they are changed with lock.
 */
#include "clients/insert.h"
#include "clients/options.h"
#include "clients/own_code.h"

/* An opcode of a block and how many instructions have it. */
struct part {
    ushort opcode;
    ushort count;
};

/* A block that was built; never freed, since its counter stays true when the code is deleted. */
struct block {
    struct block *next;
    uint64 *executed;
    uint part_count;
    struct part part[1];
};

enum { CHUNK = 64 * 1024 };

static void *lock;
static struct block *blocks;           /* guarded by lock */
static uint64 *chunk, *chunk_end;      /* where counters are taken from; guarded by lock */
static uint most_lines = ~0U;
static bool only_own;

/* Counters have low addresses, which code anywhere can name. */
static uint64 *
new_counter(void)
{
    if (chunk == chunk_end) {
        chunk = dr_nonheap_alloc(CHUNK, DR_MEMPROT_READ | DR_MEMPROT_WRITE);
        chunk_end = chunk + CHUNK / sizeof *chunk;
    }
    return chunk++;
}

static void
add_part(struct block *b, int opcode)
{
    for (uint i = 0; i < b->part_count; i++)
        if (b->part[i].opcode == opcode) {
            b->part[i].count++;
            return;
        }
    b->part[b->part_count].opcode = (ushort)opcode;
    b->part[b->part_count++].count = 1;
}

static struct block *
new_block(instrlist_t *bb)
{
    struct block *b = dr_global_alloc(sizeof *b + (size_t)count_app(bb) * sizeof b->part[0]);

    b->part_count = 0;
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        add_part(b, instr_get_opcode(i));
    dr_mutex_lock(lock);
    b->executed = new_counter();
    *b->executed = 0;
    b->next = blocks;
    blocks = b;
    dr_mutex_unlock(lock);
    return b;
}

static void
insert_locked_increment(void *drcontext, instrlist_t *bb, instr_t *where, uint64 *counter)
{
    bool keep_flags = !flags_are_dead(bb, where);
    /* An address of 31 bits needs no register and no rip. */
    opnd_t memory = (ptr_uint_t)counter < 0x80000000 ? opnd_create_abs_addr(counter, OPSZ_8) : opnd_create_rel_addr(counter, OPSZ_8);

    if (keep_flags)
        dr_save_arith_flags(drcontext, bb, where, SPILL_SLOT_1);
    instrlist_meta_preinsert(bb, where, LOCK(INSTR_CREATE_add(drcontext, memory, OPND_CREATE_INT8(1))));
    if (keep_flags)
        dr_restore_arith_flags(drcontext, bb, where, SPILL_SLOT_1);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *first = instrlist_first_app(bb);

    (void)for_trace;
    (void)translating;
    if (first == NULL || (only_own && !is_own_code(dr_fragment_app_pc(tag))))
        return DR_EMIT_DEFAULT;
    insert_locked_increment(drcontext, bb, first, new_block(bb)->executed);
    return DR_EMIT_STORE_TRANSLATIONS; /* another time it would be another counter */
}

static uint64 totals[OP_LAST + 1];
static ushort order[OP_LAST + 1];

/* Several opcodes have one name (loads and stores are both mov): the first stands for all of them. */
static void
join_names(void)
{
    for (int op = 0; op <= OP_LAST; op++)
        for (int first = 0; totals[op] != 0 && first < op; first++)
            if (totals[first] != 0 && option_is(decode_opcode_name(op), decode_opcode_name(first))) {
                totals[first] += totals[op];
                totals[op] = 0;
            }
}

/* Sorts the opcodes that occurred, most frequent first; returns how many there are. */
static uint
sort_totals(void)
{
    uint n = 0;

    for (uint op = 0; op <= OP_LAST; op++) {
        uint at = n;
        if (totals[op] == 0)
            continue;
        for (; at > 0 && totals[order[at - 1]] < totals[op]; at--)
            order[at] = order[at - 1];
        order[at] = (ushort)op;
        n++;
    }
    return n;
}

static void
at_exit(void)
{
    uint64 all = 0;
    uint kinds;

    for (struct block *b = blocks; b != NULL; b = b->next)
        for (uint i = 0; i < b->part_count; i++) {
            totals[b->part[i].opcode] += *b->executed * b->part[i].count;
            all += *b->executed * b->part[i].count;
        }
    join_names();
    kinds = sort_totals();
    dr_fprintf(STDERR, "opcodes: " UINT64_FORMAT_STRING " instructions of %u kinds\n", all, kinds);
    for (uint i = 0; i < kinds && i < most_lines; i++)
        dr_fprintf(STDERR, "%15" UINT64_FORMAT_CODE " %s\n", totals[order[i]], decode_opcode_name(order[i]));
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("opcodes", "");
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-top"))
            dr_sscanf(option_value("opcodes", argc, argv, &i), "%u", &most_lines);
        else if (option_is(argv[i], "-only_from_app"))
            only_own = true;
        else
            option_unknown("opcodes", argv[i], "-top N -only_from_app");
    }
    lock = dr_mutex_create();
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
