/* tests/apps/rseqs.c - restartable sequences: registration as natively, sections are never half done.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <sched.h>
#include <sys/rseq.h>

static struct rseq *area(void) { return (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset); }
static struct { long count; char pad[56]; } slots[256];

/* Adds one to this processor's counter without atomics; 0 when it was aborted. */
static int add_one(struct rseq *r, unsigned cpu, long *p)
{
    asm goto(".pushsection __rseq_cs, \"aw\"; .balign 32; 3: .long 0, 0; .quad 1f, 2f-1f, 4f; .popsection;"
             "lea 3b(%%rip), %%rax; mov %%rax, %[cs]; 1: cmp %[cpu], %[id]; jnz 4f; addq $1, %[p]; 2: jmp 5f;"
             ".byte 0x0f, 0xb9, 0x3d; .long 0x53053053; 4: jmp %l[aborted]; 5:"
             ::[cs] "m"(r->rseq_cs), [id] "m"(r->cpu_id), [cpu] "r"(cpu), [p] "m"(*p) : "rax", "memory", "cc" : aborted);
    return 1;
aborted:
    return 0;
}
static void *count(void *unused)
{
    struct rseq *r = area();
    long done = 0;
    while (done < 100000) {
        unsigned cpu = *(volatile unsigned *)&r->cpu_id_start;
        done += add_one(r, cpu, &slots[cpu].count);
    }
    return unused;
}

int main(void)
{
    fact("registered %d, cpu known %d", __rseq_size > 0, (int)area()->cpu_id >= 0);
    fact("agrees with getcpu %d", ({ unsigned c; int ok = 0; for (int i = 0; i < 100 && !ok; i++) { syscall(SYS_getcpu, &c, NULL, NULL); ok = c == area()->cpu_id; } ok; }));
    pthread_t t[6];
    for (int i = 0; i < 6; i++)
        pthread_create(&t[i], NULL, count, NULL);
    for (int i = 0; i < 6; i++)
        pthread_join(t[i], NULL);
    long sum = 0;
    for (int i = 0; i < 256; i++)
        sum += slots[i].count;
    fact("sum %ld", sum);
    long e = syscall(SYS_rseq, area(), 32, 0, 0x53053053);
    fact("registering again: %ld errno %d", e, errno);
    return 0;
}
