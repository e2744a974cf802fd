/* tests/windows/stop_client.c - stops all other threads again and again, and looks at the state of each.
 * SPDX-License-Identifier: Apache-2.0
 *
 * For apps/stopped.c, whose loop the client finds by name.
 */
#include "dr_api.h"

enum { ROUNDS = 60, THREADS = 6, MARK = 0x51110000, SUM = 0x7777, MOST_TRIES = 3000 };

static app_pc loop_begin, loop_middle, loop_end;
static volatile int *done, *turns, *waiting;
static int looked, left, wrong_pc, wrong_sum, moved, in_loop[THREADS], in_system, stood, wrong_own;
static module_data_t *program;

static uint read_turns(void)
{
    uint sum = 0;
    for (int i = 0; i < THREADS; i++)
        sum += (uint)turns[i];
    return sum;
}

/* In the loop the sum says where: between its two halves it is one more. */
static void look_at_loop(const dr_mcontext_t *mc)
{
    int number = (int)(mc->r13 - MARK);
    ptr_uint_t sum = mc->r12 + mc->r14;
    if (number >= 0 && number < THREADS)
        in_loop[number]++;
    bool is_middle = mc->pc == loop_middle;
    wrong_sum += number < 0 || number >= THREADS || sum != (ptr_uint_t)(SUM + is_middle);
}

static void look_at(void *drcontext)
{
    dr_mcontext_t mc = {.size = sizeof(mc), .flags = DR_MC_CONTROL | DR_MC_INTEGER};
    looked++;
    if (!dr_get_mcontext(drcontext, &mc) || mc.pc == NULL || dr_memory_is_dr_internal(mc.pc)) {
        wrong_pc++;
        return;
    }
    if (mc.pc >= loop_begin && mc.pc < loop_end)
        look_at_loop(&mc);
    in_system += mc.pc < program->start || mc.pc >= program->end;
    wrong_own += dr_memory_is_dr_internal((byte *)mc.xsp);
}

static void look_at_all(int round)
{
    void **contexts;
    uint count, missed;
    bool ok = round % 2 == 0 ? dr_suspend_all_other_threads(&contexts, &count, &missed)
                             : dr_suspend_all_other_threads_ex(&contexts, &count, &missed, DR_SUSPEND_NATIVE);
    if (!ok) {
        left += 1000;
        return;
    }
    left += (int)missed;
    uint before = read_turns();
    for (uint i = 0; i < count; i++)
        look_at(contexts[i]);
    if (round % 10 == 0)
        dr_sleep(2);
    moved += read_turns() != before;
    stood += count == THREADS + 1; /* the program's main thread is the other one */
    if (!dr_resume_all_other_threads(contexts, count))
        left += 1000;
}

static bool are_all_there(void)
{
    int n = 0;
    for (int i = 0; i < THREADS; i++)
        n += turns[i] != 0 || waiting[i] != 0;
    return n == THREADS;
}

/* In between the threads go on: each of the loops has turned since the last time. */
static bool wait_for_turns(uint before)
{
    for (int i = 0; i < MOST_TRIES; i++) {
        if (read_turns() != before)
            return true;
        dr_sleep(1);
    }
    return false;
}

static void stopper(void *arg)
{
    int stuck = 0;
    (void)arg;
    for (int i = 0; i < MOST_TRIES && !are_all_there(); i++)
        dr_sleep(10);
    for (int i = 0; i < ROUNDS; i++) {
        look_at_all(i);
        stuck += !wait_for_turns(read_turns());
    }
    dr_fprintf(STDERR, "stopped all %d, left %d, moved %d, stuck %d\n", stood, left, moved, stuck);
    dr_fprintf(STDERR, "wrong pc %d, stack %d, sum %d\n", wrong_pc, wrong_own, wrong_sum);
    dr_fprintf(STDERR, "in loops %d %d %d, in the system %d\n", in_loop[0] > 0, in_loop[1] > 0, in_loop[4] > 0, in_system > ROUNDS);
    *done = 1;
}

static app_pc find(const char *name)
{
    app_pc at = (app_pc)dr_get_proc_address(program->handle, name);
    if (at == NULL)
        dr_abort();
    return at;
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    program = dr_get_main_module();
    loop_begin = find("loop_begin"), loop_middle = find("loop_middle"), loop_end = find("loop_end");
    done = (volatile int *)find("is_done");
    turns = (volatile int *)find("turns");
    waiting = (volatile int *)find("waiting");
    if (!dr_create_client_thread(stopper, NULL))
        dr_abort();
}
