/* tests/clients/stop_client.c - stops all threads again and again, samples them, and is nudged. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A thread of the client's own stops the others every few milliseconds and looks at their registers;
 * with -calls, application threads do the same from clean calls at the first instruction of some
 * blocks. With -nudge, only nudges are waited for; with -timer, only the timers run.
 */
#include "dr_api.h"

#include <string.h>

static int stops, seen, failed, moved, bad, nudges, samples[3], in_cache, own_threads, counting;
static uint64 nudge_sum;
static volatile bool over;
static bool from_calls, only_nudges, only_timers, is_fork;
static void *ended, *begun;
static client_id_t my_id;

static void
look_at(void *drcontext)
{
    dr_mcontext_t mc = { .size = sizeof mc, .flags = DR_MC_INTEGER | DR_MC_CONTROL }, later = mc;

    if (!dr_get_mcontext(drcontext, &mc) || mc.xsp == 0) {
        bad++;
        return;
    }
    for (int i = 0; i < 5; i++)
        dr_thread_yield();
    if (!dr_get_mcontext(drcontext, &later) || mc.xsp != later.xsp || mc.pc != later.pc || mc.xcx != later.xcx)
        moved++;
    seen++;
}

static void
stop_once(void)
{
    void **contexts;
    uint count, left;
    int before, after;

    if (!dr_suspend_all_other_threads(&contexts, &count, &left)) {
        failed++;
        return;
    }
    if (left != 0)
        failed++;
    before = dr_atomic_load32(&counting);
    for (uint i = 0; i < count; i++) {
        if (contexts[i] == dr_get_current_drcontext())
            bad++;
        look_at(contexts[i]);
    }
    after = dr_atomic_load32(&counting);
    if (before != after)
        moved++;
    stops++;
    if (!dr_resume_all_other_threads(contexts, count))
        failed++;
}

static void
run_own_thread(void *arg)
{
    if (arg != (void *)0x1234 || dr_get_current_drcontext() == NULL)
        bad++;
    if (!dr_is_thread_native(dr_get_current_drcontext()) || !dr_client_thread_set_suspendable(false))
        bad++;
    dr_atomic_add32_return_sum(&own_threads, 1);
    dr_event_signal(begun);
    while (!over) {
        dr_sleep(3);
        if (!from_calls)
            stop_once();
    }
    dr_event_signal(ended);
}

static void
end_all(void *arg)
{
    (void)arg;
    dr_exit_process(19);
}

static void
at_block(void)
{
    int n = dr_atomic_add32_return_sum(&counting, 1);

    if (from_calls && n % 20000 == 0)
        stop_once();
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag;
    (void)for_trace;
    (void)translating;
    dr_insert_clean_call(drcontext, bb, instrlist_first_app(bb), (void *)at_block, false, 0);
    return DR_EMIT_DEFAULT;
}

static void
on_nudge(void *drcontext, uint64 argument)
{
    if (drcontext != dr_get_current_drcontext())
        bad++;
    nudges++;
    nudge_sum += argument;
    if (argument == 1 && !dr_nudge_client(my_id, 1000))
        bad++;
    if (argument == 2)
        dr_exit_process(17);
}

static void
sample(int which, dr_mcontext_t *mc, void *drcontext)
{
    void *tag;

    if (drcontext != dr_get_current_drcontext())
        bad++;
    if (dr_where_am_i(drcontext, mc->pc, &tag) == DR_WHERE_FCACHE) {
        if (tag == NULL)
            bad++;
        dr_atomic_add32_return_sum(&in_cache, 1);
    }
    dr_atomic_add32_return_sum(&samples[which], 1);
}

static void
on_real(void *drcontext, dr_mcontext_t *mc)
{
    sample(0, mc, drcontext);
}

static void
on_profile(void *drcontext, dr_mcontext_t *mc)
{
    sample(2, mc, drcontext);
}

/* Threads of clients stay in the parent. */
static void
forked(void *drcontext)
{
    (void)drcontext;
    is_fork = true;
}

static void
at_exit(void)
{
    if (!only_nudges && !only_timers && !is_fork) {
        over = true;
        dr_event_wait(ended);
        dr_fprintf(STDERR, "%s stops, %s threads seen, failed %d moved %d own %d bad %d\n", stops > 2 ? "many" : "few",
                   seen > stops ? "many" : "few", failed, moved, own_threads, bad);
    }
    if (only_nudges)
        dr_fprintf(STDERR, "nudges %d sum %llu bad %d\n", nudges, nudge_sum, bad);
    if (only_timers)
        dr_fprintf(STDERR, "real %s profile %s cache %s virtual %d bad %d\n", samples[0] > 3 ? "many" : "few",
                   samples[2] > 3 ? "many" : "few", in_cache > 3 ? "many" : "few", samples[1], bad);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    const char *option = argc > 1 ? argv[1] : "";

    my_id = id;
    from_calls = strcmp(option, "-calls") == 0;
    bool ends_all = strcmp(option, "-end") == 0;
    only_nudges = ends_all || strcmp(option, "-nudge") == 0;
    only_timers = strcmp(option, "-timer") == 0;
    dr_register_exit_event(at_exit);
    dr_register_nudge_event(on_nudge, id);
    dr_register_fork_init_event(forked);
    if (ends_all && !dr_create_client_thread(end_all, NULL))
        bad++;
    if (only_nudges)
        return;
    if (only_timers) {
        if (!dr_set_itimer(0, 5, on_real) || !dr_set_itimer(2, 5, on_profile) || dr_get_itimer(2) != 5)
            bad++;
        if (dr_set_itimer(3, 5, on_real) || !dr_set_itimer(1, 0, NULL) || dr_get_itimer(1) != 0)
            bad++;
        return;
    }
    begun = dr_event_create();
    ended = dr_event_create();
    dr_register_bb_event(on_block);
    if (!dr_create_client_thread(run_own_thread, (void *)0x1234))
        bad++;
    dr_event_wait(begun);
}
