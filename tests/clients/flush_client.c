/* tests/clients/flush_client.c - takes blocks out of the cache in every way, and counts. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: HOW work=ADDRESS half=ADDRESS, where HOW is redirect, delay, unlink, delete or block. The
 * function is counted by a clean call until it is flushed at the third (with block: when the block
 * behind the first ten calls is built); no block of it that is older may run then. Every block that is built has to be deleted. With "balance"
 * alone, only that is checked.
 */
#include "dr_api.h"

#include <string.h>

static app_pc work, half;
static const char *how = "";
static bool is_flushed;
static int calls, late_calls, callbacks, redirects, bad;
static int builds, deletes;
static void *live; /* tag to the number of blocks */

static void
count_live(void *tag, ptr_int_t change)
{
    ptr_int_t n = (ptr_int_t)dr_hashtable_lookup(NULL, live, (ptr_uint_t)tag);

    if (n + change < 0)
        bad++;
    if (n != 0)
        dr_hashtable_remove(NULL, live, (ptr_uint_t)tag);
    if (n + change != 0)
        dr_hashtable_add(NULL, live, (ptr_uint_t)tag, (void *)(n + change));
}

static void
flushed(int id)
{
    if (id != 77)
        bad++;
    callbacks++;
}

static void
flushed_ex(void *data)
{
    flushed((int)(ptr_int_t)data);
}

static void
redirect(void *drcontext)
{
    dr_mcontext_t mc = { .size = sizeof mc, .flags = DR_MC_ALL };

    if (!dr_get_mcontext(drcontext, &mc))
        bad++;
    mc.pc = work;
    if (!dr_flush_region_ex(work, 1, flushed_ex, (void *)77))
        bad++;
    if (dr_bb_exists_at(drcontext, work))
        bad++;
    redirects++;
    dr_redirect_execution(&mc);
    bad++; /* it does not come back */
}

static void
at_work(void)
{
    void *drcontext = dr_get_current_drcontext();

    calls++;
    late_calls += is_flushed;
    if (calls != 3 || strcmp(how, "nothing") == 0 || strcmp(how, "block") == 0)
        return;
    is_flushed = true;
    if (strcmp(how, "redirect") == 0)
        redirect(drcontext);
    if (strcmp(how, "delay") == 0 && !dr_delay_flush_region(work, 1, 77, flushed))
        bad++;
    if (strcmp(how, "unlink") == 0 && !dr_unlink_flush_region(work, 1))
        bad++;
    if (strcmp(how, "delete") == 0 && !dr_delete_fragment(drcontext, work))
        bad++;
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    byte *base;
    uint prot;

    (void)for_trace;
    if (translating)
        return DR_EMIT_DEFAULT;
    dr_atomic_add32_return_sum(&builds, 1);
    count_live(tag, 1);
    /* these must be possible here */
    if (!dr_query_memory(dr_fragment_app_pc(tag), &base, NULL, &prot) || (prot & DR_MEMPROT_EXEC) == 0)
        bad++;
    if (dr_flush_region(dr_fragment_app_pc(tag), 1))
        bad++;
    if (tag == half && strcmp(how, "block") == 0 && !is_flushed) {
        is_flushed = true;
        if (!dr_delay_flush_region(work, 1, 77, flushed))
            bad++;
    }
    if (tag == work && !is_flushed)
        dr_insert_clean_call(drcontext, bb, instrlist_first_app(bb), (void *)at_work, false, 0);
    return DR_EMIT_DEFAULT;
}

static void
on_delete(void *drcontext, void *tag)
{
    (void)drcontext;
    dr_atomic_add32_return_sum(&deletes, 1);
    count_live(tag, -1);
}

static void
at_exit(void)
{
    if (work != NULL)
        dr_fprintf(STDERR, "calls %d late %d callbacks %d redirects %d\n", calls, late_calls, callbacks, redirects);
    dr_fprintf(STDERR, "%sbalance %d bad %d\n", builds > 0 ? "" : "no blocks, ", builds - deletes, bad);
    dr_hashtable_destroy(NULL, live);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    for (int i = 1; i < argc; i++) {
        char name[32];
        ptr_uint_t value;
        if (dr_sscanf(argv[i], "%31[^=]=%zx", name, &value) == 2) {
            if (strcmp(name, "work") == 0)
                work = (app_pc)value;
            if (strcmp(name, "half") == 0)
                half = (app_pc)value;
        } else {
            how = argv[i];
        }
    }
    live = dr_hashtable_create(NULL, 10, 70, true, NULL);
    dr_register_bb_event(on_block);
    dr_register_delete_event(on_delete);
    dr_register_exit_event(at_exit);
}
