/* tests/apps/rseqload.c - restartable sequences under preemption and signals: none is ever half done.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <sys/rseq.h>
#include <sys/time.h>

static struct rseq *area(void) { return (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset); }
static struct { long count; char pad[56]; } slots[256];

/* The loop inside makes interruptions likely between the load and the store. */
static int add_one(struct rseq *r, unsigned cpu, long *p, long spin)
{
    asm goto(".pushsection __rseq_cs, \"aw\"; .balign 32; 3: .long 0, 0; .quad 1f, 2f-1f, 4f; .popsection;"
             "lea 3b(%%rip), %%rax; mov %%rax, %[cs]; 1: cmp %[cpu], %[id]; jnz 4f; mov %[p], %%rdx; mov %[spin], %%rcx; 7: dec %%rcx; jg 7b; inc %%rdx; mov %%rdx, %[p]; 2: jmp 5f;"
             ".byte 0x0f, 0xb9, 0x3d; .long 0x53053053; 4: jmp %l[aborted]; 5:"
             ::[cs] "m"(r->rseq_cs), [id] "m"(r->cpu_id), [cpu] "r"(cpu), [p] "m"(*p), [spin]"r"(spin) : "rax", "rcx","rdx","memory", "cc" : aborted);
    return 1;
aborted:
    return 0;
}
static void on_alarm(int s) { (void)s; }

static void *run(void *rounds)
{
    struct rseq *r = area();
    for (long done = 0; done < (long)rounds;) {
        unsigned cpu = *(volatile unsigned *)&r->cpu_id_start;
        done += add_one(r, cpu, &slots[cpu].count, done % 64 == 0 ? 2000 : 1);
    }
    return NULL;
}

int main(void)
{
    enum { THREADS = 6, ROUNDS = 30000 };
    pthread_t t[THREADS];
    struct itimerval often = {{0, 500}, {0, 500}}, never = {{0, 0}, {0, 0}};
    signal(SIGALRM, on_alarm);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, run, (void *)(long)ROUNDS);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    setitimer(ITIMER_REAL, &never, NULL);
    long sum = 0;
    for (int i = 0; i < 256; i++)
        sum += slots[i].count;
    fact("sum %ld of %ld", sum, (long)THREADS * ROUNDS);
    return 0;
}
