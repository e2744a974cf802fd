/* tests/windows/own_client.c - a client's own threads, the program's arguments, forms of registers, boxes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"

enum { THREADS = 8, ROUNDS = 2000 };

static void *mutex, *done, *go;
static volatile int begun, ended, sum;
static int guarded;
static volatile int in_wait;

static void work(void *arg)
{
    dr_atomic_add32_return_sum(&begun, 1);
    for (int i = 0; i < ROUNDS; i++) {
        dr_mutex_lock(mutex);
        guarded += (int)(ptr_int_t)arg;
        dr_mutex_unlock(mutex);
        dr_atomic_add32_return_sum(&sum, 1);
    }
    void *memory = dr_thread_alloc(dr_get_current_drcontext(), 100);
    dr_thread_free(dr_get_current_drcontext(), memory, 100);
    if (dr_atomic_add32_return_sum(&ended, 1) == THREADS)
        dr_event_signal(done);
}

/* Still there when the process ends. */
static void sleeper(void *arg)
{
    (void)arg;
    in_wait = 1;
    dr_event_wait(go);
    dr_fprintf(STDERR, "woken\n");
    for (;;)
        dr_sleep(1000);
}

static void look_at_arguments(void)
{
    dr_app_arg_t args[16];
    char text[100];
    int n = dr_num_app_args();
    dr_fprintf(STDERR, "arguments %d", n);
    n = dr_get_app_args(args, 16);
    for (int i = 1; i < n; i++)
        dr_fprintf(STDERR, " [%s]", dr_app_arg_as_cstring(&args[i], text, sizeof(text)));
    dr_fprintf(STDERR, "\n");
    dr_fprintf(STDERR, "too small: %d, too few: %d\n", n > 1 && dr_app_arg_as_cstring(&args[1], text, 2) == NULL,
               dr_get_app_args(args, 1));
}

static void look_at_context(void *drcontext)
{
    static CONTEXT c __attribute__((aligned(16)));
    static dr_mcontext_t mc __attribute__((aligned(64)));
    mc.size = sizeof(mc);
    mc.flags = DR_MC_ALL;
    mc.xax = 1;
    mc.r15 = 15;
    mc.xsp = 0x1000;
    mc.pc = (byte *)0x2000;
    mc.xflags = 0x246;
    mc.simd[5].u64[0] = 0x5555;
    bool done_well = dr_mcontext_to_context(&c, &mc);
    dr_fprintf(STDERR, "context %d: %d %d %d %d %x %x\n", done_well, (int)c.Rax, (int)c.R15, (int)c.Rsp, (int)c.Rip,
               (uint)c.EFlags, (uint)c.Xmm5.Low);
    mc.flags = DR_MC_CONTROL;
    c.Rax = 77;
    c.ContextFlags = 0;
    dr_mcontext_to_context(&c, &mc);
    dr_fprintf(STDERR, "only control: %d %x\n", (int)c.Rax, (uint)c.ContextFlags);
    HANDLE h = dr_get_dr_thread_handle(drcontext);
    dr_fprintf(STDERR, "handle %d\n", h != INVALID_HANDLE_VALUE && h == dr_get_dr_thread_handle(drcontext));
}

static void on_nudge(void *drcontext, uint64 argument)
{
    (void)drcontext;
    dr_fprintf(STDERR, "nudge %d\n", (int)argument);
}

static void at_exit(void)
{
    dr_fprintf(STDERR, "threads %d, rounds %d, guarded %d\n", ended, sum, guarded);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)argc, (void)argv;
    mutex = dr_mutex_create();
    done = dr_event_create();
    go = dr_event_create();
    dr_register_exit_event(at_exit);
    dr_register_nudge_event(on_nudge, id);
    look_at_arguments();
    look_at_context(dr_get_current_drcontext());
    int made = 0;
    for (int i = 0; i < THREADS; i++)
        made += dr_create_client_thread(work, (void *)(ptr_int_t)(i + 1));
    dr_fprintf(STDERR, "made %d\n", made);
    if (made == THREADS)
        dr_event_wait(done);
    dr_create_client_thread(sleeper, NULL);
    while (!in_wait)
        dr_thread_yield();
    dr_event_signal(go);
    dr_messagebox("a %s of %d", "box", 7);
    dr_nudge_client(id, 42);
}
