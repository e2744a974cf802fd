/* tests/samples/bbsize.c - how many instructions blocks have: sum, largest, mean. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

static void *lock;
static int blocks, largest;
static double mean;

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    int n = 0;
    byte fp_raw[DR_FPSTATE_BUF_SIZE + DR_FPSTATE_ALIGN], *fp;

    if (translating)
        return DR_EMIT_DEFAULT;
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        n++;
    fp = (byte *)(((ptr_uint_t)fp_raw + DR_FPSTATE_ALIGN - 1) & ~(ptr_uint_t)(DR_FPSTATE_ALIGN - 1));
    dr_mutex_lock(lock);
    proc_save_fpstate(fp);
    blocks++;
    if (n > largest)
        largest = n;
    mean = (mean * (blocks - 1) + n) / (double)blocks;
    proc_restore_fpstate(fp);
    dr_mutex_unlock(lock);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "blocks %d largest %d mean %.2f\n", blocks, largest, mean);
    dr_mutex_destroy(lock);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    dr_set_client_name("block sizes", "https://example.org");
    lock = dr_mutex_create();
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
