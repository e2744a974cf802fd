/* tests/clients/life_client.c - counts the events in the life of processes, threads and modules. */
/* SPDX-License-Identifier: Apache-2.0 */

/* With -order ID the client prints when each event that it shares with another client comes. */
#include "dr_api.h"

#include <string.h>

static int begun, ended, forks, loads, unloads, exits, twice, bad;
static const char *order;
static void *first_context;

static void
say(const char *what)
{
    if (order != NULL)
        dr_fprintf(STDERR, "%s %s\n", what, order);
}

static void
thread_begins(void *drcontext)
{
    say("thread init");
    if (dr_get_current_drcontext() != drcontext || dr_get_tls_field(drcontext) != NULL)
        bad++;
    if (begun == 0)
        first_context = drcontext;
    if (order == NULL)
        dr_set_tls_field(drcontext, (void *)(ptr_uint_t)dr_get_thread_id(drcontext));
    dr_atomic_add32_return_sum(&begun, 1);
}

static void
thread_ends(void *drcontext)
{
    say("thread exit");
    if (order == NULL && dr_get_tls_field(drcontext) != (void *)(ptr_uint_t)dr_get_thread_id(drcontext))
        bad++;
    dr_atomic_add32_return_sum(&ended, 1);
}

static void
forked(void *drcontext)
{
    say("fork init");
    if (drcontext != first_context || dr_get_thread_id(drcontext) != dr_get_process_id())
        bad++;
    if (order == NULL)
        dr_set_tls_field(drcontext, (void *)(ptr_uint_t)dr_get_thread_id(drcontext));
    forks++;
}

static void
loaded(void *drcontext, const module_data_t *m, bool is_loaded)
{
    (void)is_loaded;
    if (drcontext == NULL || m->start >= m->end)
        bad++;
    loads++;
}

static void
unloaded(void *drcontext, const module_data_t *m)
{
    (void)drcontext;
    (void)m;
    unloads++;
}

static void
one_of_two(void)
{
    twice++;
}

static void
never(void)
{
    bad++;
}

static void
at_exit(void)
{
    say("exit");
    exits++;
    if (order == NULL)
        dr_fprintf(STDERR, "begun %d ended %d forks %d loads %d unloads %d exits %d twice %d bad %d\n", begun, ended,
                   forks, loads, unloads, exits, twice, bad);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    if (argc == 3 && strcmp(argv[1], "-order") == 0)
        order = argv[2];
    dr_register_thread_init_event(thread_begins);
    dr_register_thread_exit_event(thread_ends);
    dr_register_fork_init_event(forked);
    dr_register_module_load_event(loaded);
    dr_register_module_unload_event(unloaded);
    /* The last registered comes first: both numbers are counted when at_exit prints them. */
    dr_register_exit_event(at_exit);
    dr_register_exit_event(one_of_two);
    dr_register_exit_event(one_of_two);
    dr_register_exit_event(never);
    if (!dr_unregister_exit_event(never))
        bad++;
}
