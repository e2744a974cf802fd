/* tests/windows/nudge_client.c - is nudged by other processes, and nudges them.
 * SPDX-License-Identifier: Apache-2.0
 *
 * With a number as option it nudges that process at its start; without one it waits for nudges and ends its
 * process when argument 99 comes.
 */
#include "dr_api.h"

static int seen, own_threads;
static volatile int depth, most;

static void on_nudge(void *drcontext, uint64 argument)
{
    int now = dr_atomic_add32_return_sum(&depth, 1);
    if (now > most)
        most = now;
    void *memory = dr_thread_alloc(drcontext, 100);
    dr_thread_free(drcontext, memory, 100);
    own_threads += dr_is_nudge_thread(drcontext) && drcontext == dr_get_current_drcontext();
    seen++;
    dr_fprintf(STDERR, "nudge %llu\n", argument);
    if (argument == 50)
        dr_sleep(1500);
    dr_atomic_add32_return_sum(&depth, -1);
    if (argument == 99) {
        dr_fprintf(STDERR, "seen %d, on threads of their own %d\n", seen, own_threads);
        dr_exit_process(71);
    }
}

static void send(process_id_t pid)
{
    dr_fprintf(STDERR, "no process %d\n", dr_nudge_client_ex(0x7ffffff4, 0, 1, 100) == DR_NUDGE_PID_NOT_FOUND);
    for (uint64 i = 10; i < 14; i++)
        dr_fprintf(STDERR, "sent %d\n", dr_nudge_client_ex(pid, 0, i << 40 | i, 20000));
    dr_fprintf(STDERR, "late %d\n", dr_nudge_client_ex(pid, 0, 50, 100) == DR_NUDGE_TIMEOUT);
    dr_fprintf(STDERR, "not waited for %d\n", dr_nudge_client_ex(pid, 0, 51, 0) == DR_SUCCESS);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    dr_register_nudge_event(on_nudge, id);
    if (argc > 2) {
        process_id_t pid = 0;
        dr_sscanf(argv[1], "%zu", &pid);
        dr_fprintf(STDERR, "native %d\n", dr_nudge_client_ex(pid, 0, 1, 100) == DR_NUDGE_PID_NOT_INJECTED);
    } else if (argc > 1) {
        process_id_t pid = 0;
        dr_sscanf(argv[1], "%zu", &pid);
        send(pid);
    } else
        dr_fprintf(STDERR, "process %zu waits\n", (size_t)dr_get_process_id());
}
