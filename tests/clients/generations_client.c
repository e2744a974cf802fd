/* tests/clients/generations_client.c - flushes a function that several threads run, again and again. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Option: the function's offset in the program, in hexadecimal. Each block of it calls with the
 * number of the flush that it was made after; when a flush is over, no older block may run. The
 * counters that the code names are freed then, as a real client would do it.
 */
#include "dr_api.h"

enum { EVERY = 3000, POISON = 0x5a5a };

static app_pc function;
static void *lock;
static volatile int generation, over, calls;
static int flushes, late, poisoned, deleted;

struct generation {
    int number;
    int check;
};

static struct generation *current;

static void
flush(void *drcontext)
{
    dr_mcontext_t mc = { .size = sizeof mc, .flags = DR_MC_ALL };
    struct generation *old, *new = dr_global_alloc(sizeof *new);

    dr_get_mcontext(drcontext, &mc);
    if (!dr_mutex_trylock(lock)) { /* somebody else is at it */
        dr_global_free(new, sizeof *new);
        return;
    }
    old = current;
    new->check = 0;
    new->number = dr_atomic_add32_return_sum(&generation, 1);
    current = new;
    dr_mutex_unlock(lock);
    if (!dr_flush_region(function, 1))
        late += 1000000;
    dr_atomic_store32(&over, new->number);
    old->check = POISON; /* nobody uses it any more */
    flushes++;
    mc.pc = function;
    dr_redirect_execution(&mc);
}

static void
at_function(struct generation *mine, int number)
{
    if (number < dr_atomic_load32(&over))
        late++;
    if (mine->check == POISON)
        poisoned++;
    if (dr_atomic_add32_return_sum(&calls, 1) % EVERY == 0)
        flush(dr_get_current_drcontext());
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    struct generation *mine;

    (void)for_trace;
    (void)translating;
    if (dr_fragment_app_pc(tag) != function)
        return DR_EMIT_DEFAULT;
    dr_mutex_lock(lock);
    mine = current;
    dr_mutex_unlock(lock);
    dr_insert_clean_call(drcontext, bb, instrlist_first(bb), (void *)at_function, false, 2, OPND_CREATE_INTPTR(mine),
                         OPND_CREATE_INT32(mine->number));
    return DR_EMIT_DEFAULT;
}

static void
on_delete(void *drcontext, void *tag)
{
    (void)drcontext;
    if (dr_fragment_app_pc(tag) == function)
        deleted++;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "%s flushes, %s deleted, late %d poisoned %d\n", flushes > 3 ? "many" : "few",
               deleted > 3 ? "many" : "few", late, poisoned);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    module_data_t *main = dr_get_main_module();
    ptr_uint_t offset = 0;

    (void)id;
    dr_sscanf(argc > 1 ? argv[1] : "", "%zx", &offset);
    function = main->start + offset;
    dr_free_module_data(main);
    current = dr_global_alloc(sizeof *current);
    current->number = current->check = 0;
    lock = dr_mutex_create();
    dr_register_bb_event(on_block);
    dr_register_delete_event(on_delete);
    dr_register_exit_event(at_exit);
}
