/* clients/memtrace.c - writes every access to memory to a file for each thread: address, size, kind. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Not traced: gathers and scatters by vectors of indexes. Prefetches are no accesses. */
#include "clients/at_fork.h"
#include "clients/memtrace.h"
#include "clients/options.h"

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
        else
            option_unknown("memtrace", argv[i], "-text -o PREFIX");
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
    dr_register_bb_event(insert_into_block);
    dr_register_exit_event(at_exit);
}
