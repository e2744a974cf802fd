/* tests/windows/busy_client.c - does in every block what could leave traces in the application: files, memory, locks.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"

static void *lock;
static int calls, failures;

static volatile int *volatile nowhere = (volatile int *)24;

static void busy(uint kind)
{
    void *drcontext = dr_get_current_drcontext();
    char *p = dr_thread_alloc(drcontext, 100 + kind);
    dr_mutex_lock(lock);
    calls++;
    if (calls % 50 == 0) {
        file_t f = dr_open_file("no_such_folder\\no_such_file", DR_FILE_READ);
        failures += f == INVALID_FILE;
        void *page = dr_nonheap_alloc(4096, DR_MEMPROT_READ | DR_MEMPROT_WRITE);
        dr_memory_protect(page, 4096, DR_MEMPROT_READ);
        dr_nonheap_free(page, 4096);
        byte value;
        size_t n;
        failures += !dr_safe_read((void *)16, 1, &value, &n);
        DR_TRY_EXCEPT(drcontext, { *nowhere = 1; }, { failures++; });
    }
    dr_mutex_unlock(lock);
    dr_thread_free(drcontext, p, 100 + kind);
}

static dr_emit_flags_t on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag, (void)for_trace;
    if (!translating)
        busy(1u);
    dr_insert_clean_call(drcontext, bb, instrlist_first(bb), (void *)busy, true, 1, OPND_CREATE_INT32(2));
    return DR_EMIT_DEFAULT;
}

static void at_exit(void)
{
    dr_fprintf(STDERR, "busy %d, failures as wanted %d\n", calls > 1000, failures == calls / 50 * 3);
    dr_mutex_destroy(lock);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    lock = dr_mutex_create();
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
