/* clients/memtrace.c - writes every access to memory to a file for each thread: address, size, kind. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Not traced: gathers and scatters by vectors of indexes. Prefetches are no accesses. */
#include "clients/at_fork.h"
#include "clients/memtrace.h"
#include "clients/options.h"
#include "clients/own_code.h"

static bool only_own;

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    if (only_own && !is_own_code(dr_fragment_app_pc(tag)))
        return DR_EMIT_DEFAULT;
    return insert_into_block(drcontext, tag, bb, for_trace, translating);
}

static void
at_exit(void)
{
    uint64 reads, writes;
    uint threads;

    output_totals(&reads, &writes, &threads);
    dr_fprintf(STDERR, "memtrace: " UINT64_FORMAT_STRING " reads and " UINT64_FORMAT_STRING " writes in %u threads\n", reads, writes, threads);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    const char *prefix = NULL;
    bool as_text = false;
    static char own_prefix[64];

    (void)id;
    dr_set_client_name("memtrace", "");
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-text"))
            as_text = true;
        else if (option_is(argv[i], "-o"))
            prefix = option_value("memtrace", argc, argv, &i);
        else if (option_is(argv[i], "-only_from_app"))
            only_own = true;
        else
            option_unknown("memtrace", argv[i], "-text -o PREFIX -only_from_app");
    }
    if (prefix == NULL) {
        dr_snprintf(own_prefix, sizeof own_prefix, "memtrace." PIDFMT, dr_get_process_id());
        prefix = own_prefix;
    }
    if (!output_init(prefix, as_text))
        dr_abort();
    dr_register_thread_init_event(output_thread_init);
    dr_register_thread_exit_event(output_thread_exit);
    at_fork(output_fork);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
