/* tests/samples/transfers.c - how often control goes from one module to another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

#include <string.h>

enum { MOST = 64 };

static struct {
    app_pc start, end;
    char name[40];
} modules[MOST];
static int count;
static uint64 total, between[MOST][MOST];
static void *lock;

static int
module_of(app_pc pc)
{
    for (int i = 0; i < count; i++)
        if (pc >= modules[i].start && pc < modules[i].end)
            return i;
    return MOST - 1;
}

static void
at_transfer(app_pc from, app_pc to)
{
    int a = module_of(from), b = module_of(to);

    if (a == b)
        return;
    dr_mutex_lock(lock);
    total++;
    between[a][b]++;
    dr_mutex_unlock(lock);
}

static void
loaded(void *drcontext, const module_data_t *m, bool is_loaded)
{
    if (count >= MOST - 1)
        return;
    dr_mutex_lock(lock);
    modules[count].start = m->start;
    modules[count].end = m->end;
    strncpy(modules[count].name, dr_module_preferred_name(m), sizeof(modules[count].name) - 1);
    count++;
    dr_mutex_unlock(lock);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    instr_t *last = instrlist_last_app(bb);

    if (instr_is_mbr(last))
        dr_insert_mbr_instrumentation(drcontext, bb, last, (void *)at_transfer, SPILL_SLOT_1);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    int libc = MOST - 1, loader = MOST - 1;

    for (int i = 0; i < count; i++) {
        if (strncmp(modules[i].name, "libc.so", 7) == 0)
            libc = i;
        if (strncmp(modules[i].name, "ld-linux", 8) == 0)
            loader = i;
    }
    dr_fprintf(STDERR, "modules %d transfers %s libc to loader %s\n", count, total > 0 ? "some" : "none",
               between[loader][libc] > 0 ? "some" : "none");
    dr_mutex_destroy(lock);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    lock = dr_mutex_create();
    dr_register_module_load_event(loaded);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
