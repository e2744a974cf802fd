/* tests/clients/memory_client.c - uses up memory until it is told that memory runs short. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

/* Numbers of Linux on x86-64. */
enum { RLIMIT_AS_NUMBER = 9, SETRLIMIT = 160 };

enum { SIZE = 60000, EACH_TIME = 16, MOST = 4096, ROOM = 64 * 1024 * 1024 };

static void *taken[MOST];
static int count, low, blocks;

/* The process may grow by ROOM from here on. */
static void
limit_memory(void)
{
    char text[100] = "";
    size_t pages = 0;
    file_t f = dr_open_file("/proc/self/statm", DR_FILE_READ);

    dr_read_file(f, text, sizeof text - 1);
    dr_close_file(f);
    dr_sscanf(text, "%zu", &pages);
    const size_t limit[2] = { pages * dr_page_size() + ROOM, pages * dr_page_size() + ROOM };
    size_t result = SETRLIMIT;
    __asm__ volatile("syscall" : "+a"(result) : "D"(RLIMIT_AS_NUMBER), "S"(limit) : "rcx", "r11", "memory");
    if (result != 0)
        dr_fprintf(STDERR, "the limit was refused\n");
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)drcontext;
    (void)tag;
    (void)bb;
    (void)for_trace;
    (void)translating;
    if (blocks++ == 20) /* the cache has its room by now */
        limit_memory();
    for (int i = 0; blocks > 20 && i < EACH_TIME && low == 0 && count < MOST; i++)
        taken[count++] = dr_global_alloc(SIZE);
    return DR_EMIT_DEFAULT;
}

static void
on_low_memory(void)
{
    low++;
    while (count > 0)
        dr_global_free(taken[--count], SIZE);
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "low %d left %d\n", low, count);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    dr_register_bb_event(on_block);
    dr_register_low_on_memory_event(on_low_memory);
    dr_register_exit_event(at_exit);
}
