/* tests/windows/lost_client.c - stops all threads after some have been ended by another process.
 * SPDX-License-Identifier: Apache-2.0
 *
 * For apps/victims.c: one thread in a loop is left, and the main thread.
 */
#include "dr_api.h"

enum { ROUNDS = 3, MOST_MS = 5000 };

static volatile int *are_ended, *is_looked_at;

static void looker(void *arg)
{
    int left = 0, failed = 0, slow = 0, stopped = 0;
    (void)arg;
    while (*are_ended == 0)
        dr_sleep(10);
    dr_sleep(20);
    for (int i = 0; i < ROUNDS; i++) {
        void **contexts;
        uint count, missed;
        uint64 before = dr_get_milliseconds();
        if (dr_suspend_all_other_threads(&contexts, &count, &missed)) {
            left += (int)missed;
            stopped += (int)count;
            failed += !dr_resume_all_other_threads(contexts, count);
        } else
            failed++;
        slow += dr_get_milliseconds() - before > MOST_MS;
    }
    dr_fprintf(STDERR, "failed %d, slow %d, left %d, stopped %d\n", failed, slow, left, stopped);
    *is_looked_at = 1;
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    module_data_t *program = dr_get_main_module();
    (void)id, (void)argc, (void)argv;
    are_ended = (volatile int *)dr_get_proc_address(program->handle, "are_ended");
    is_looked_at = (volatile int *)dr_get_proc_address(program->handle, "is_looked_at");
    dr_free_module_data(program);
    if (are_ended == NULL || is_looked_at == NULL || !dr_create_client_thread(looker, NULL))
        dr_abort();
}
