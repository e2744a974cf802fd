/* tests/clients/crash_client.c - a client that crashes when it is told to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

#include <string.h>

static volatile int *volatile nowhere = (int *)16;

static volatile int depth;

/* Without an end, and each call needs its frame. */
__attribute__((noinline)) static int
recurse(int n)
{
    char frame[400];

    frame[0] = (char)n;
    __asm__ volatile("" : : "r"(frame) : "memory"); /* the frame has to be there */
    return depth < 0 ? n : recurse(n + 1) + frame[0];
}

static void
in_call(void)
{
    *nowhere = 1;
}

static dr_emit_flags_t
insert_call(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag;
    (void)for_trace;
    (void)translating;
    dr_insert_clean_call(drcontext, bb, instrlist_first(bb), (void *)in_call, false, 0);
    return DR_EMIT_DEFAULT;
}

static dr_emit_flags_t
recurse_in_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)drcontext;
    (void)tag;
    (void)bb;
    (void)for_trace;
    (void)translating;
    return recurse(1) == 0 ? DR_EMIT_DEFAULT : DR_EMIT_STORE_TRANSLATIONS;
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)drcontext;
    (void)tag;
    (void)bb;
    (void)for_trace;
    (void)translating;
    *nowhere = 1;
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    *nowhere = 1;
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("crasher", "nobody@example.org");
    const char *when = argc == 2 ? argv[1] : "";
    if (strcmp(when, "-start") == 0)
        *nowhere = 1;
    if (strcmp(when, "-block") == 0)
        dr_register_bb_event(on_block);
    if (strcmp(when, "-exit") == 0)
        dr_register_exit_event(at_exit);
    if (strcmp(when, "-call") == 0)
        dr_register_bb_event(insert_call);
    if (strcmp(when, "-recursion") == 0)
        dr_register_bb_event(recurse_in_block);
    if (strcmp(when, "-abort") == 0)
        dr_abort();
    if (strcmp(when, "-abort_code") == 0)
        dr_abort_with_code(42);
}
