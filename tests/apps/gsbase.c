/* tests/apps/gsbase.c - the application uses gs (and changes fs) although the runtime lives there, too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <asm/prctl.h>
#include <sys/auxv.h>

static uint64_t data[64], other[64];

static int set_gs(void *p) { return (int)syscall(SYS_arch_prctl, ARCH_SET_GS, p); }
static uint64_t get_gs(void)
{
    uint64_t v = 1;
    syscall(SYS_arch_prctl, ARCH_GET_GS, &v);
    return v;
}
static uint64_t gs_load(uint64_t offset)
{
    uint64_t v;
    asm volatile("mov %%gs:(%1), %0" : "=r"(v) : "r"(offset));
    return v;
}
static void gs_store(uint64_t offset, uint64_t v) { asm volatile("mov %1, %%gs:(%0)" ::"r"(offset), "r"(v) : "memory"); }

static void use(const char *who)
{
    for (int i = 0; i < 64; i++)
        data[i] = (uint64_t)i * 100;
    uint64_t a, b, c, d, e;
    asm volatile("mov %%gs:8, %0; mov $16, %%ecx; mov %%gs:8(%%rcx,%%rcx), %1; lea 24, %2; addq $5, %%gs:64; mov %%gs:64, %3;"
                 "push %%gs:72; pop %4; addl $1, %%gs:80; movdqu %%gs:96, %%xmm0; movdqu %%xmm0, %%gs:128; xchg %4, %%gs:152; incb %%gs:160"
                 : "=&r"(a), "=&r"(b), "=&r"(c), "=&r"(d), "=&r"(e)::"rcx", "xmm0", "memory");
    fact("%s: %lu %lu %lu %lu %lu, memory %016lx", who, a, b, c, d, e, hash(data, sizeof data, 0));
}

asm(".text\ncallee: mov $5, %eax; ret\n");
extern char callee[];

static void calls_through_gs(void)
{
    data[3] = (uint64_t)callee;
    uint64_t r, total = 0;
    for (int i = 0; i < 100; i++) {
        asm volatile("lea -128(%%rsp), %%rsp; call *%%gs:24; mov %%rax, %0; lea 1f(%%rip), %%rcx; mov %%rcx, %%gs:32; jmp *%%gs:32; ud2; 1: lea 128(%%rsp), %%rsp"
                     : "=r"(r)::"rax", "rcx", "memory");
        total += r;
    }
    fact("call *gs:24 %lu", total);
}

static void *thread(void *p)
{
    fact("thread starts with its creator's gs %d", get_gs() == (uint64_t)data);
    set_gs(p);
    fact("thread reads %lu", gs_load(8));
    return NULL;
}

static volatile uint64_t in_handler;
static void on_signal(int s) { in_handler = gs_load(8) + (uint64_t)s; }

int main(void)
{
    fact("gs at start %lu", get_gs());
    uint16_t sel;
    asm volatile("mov %%gs, %0" : "=r"(sel));
    fact("selector %x", sel);
    fact("set %d", set_gs(data));
    fact("get %d", get_gs() == (uint64_t)data);
    use("arch_prctl");
    calls_through_gs();
    signal(SIGUSR1, on_signal);
    raise(SIGUSR1);
    fact("handler %lu", in_handler);
    other[1] = 4711;
    pthread_t t;
    pthread_create(&t, NULL, thread, other);
    pthread_join(t, NULL);
    fact("after thread %d", get_gs() == (uint64_t)data);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        gs_store(8, 99);
        fact("child %d %lu", get_gs() == (uint64_t)data, data[1]);
        _exit(0);
    }
    wait_for(pid);
    fact("parent %lu", gs_load(8));
    int failed = set_gs((void *)0xffff800000000000ul);
    fact("set to kernel address: %d errno %d", failed, errno);
    /* A base beyond the canonical range faults on use, at the instruction. */
    if (getauxval(AT_HWCAP2) & 2) {
        uint64_t v;
        asm volatile("wrgsbase %0" ::"r"(other));
        asm volatile("rdgsbase %0" : "=r"(v));
        fact("wrgsbase %d, prctl sees it %d, loads %lu", v == (uint64_t)other, get_gs() == (uint64_t)other, gs_load(8));
        asm volatile("wrgsbase %k0" ::"r"(other));
        asm volatile("rdgsbase %0" : "=r"(v));
        fact("wrgsbase 32 bits %d", v == (uint32_t)(uint64_t)other);
        asm volatile("rdgsbase %k0" : "=r"(v));
        fact("rdgsbase 32 bits %d", v == (uint32_t)(uint64_t)other);
        asm volatile("wrgsbase %0" ::"r"(data));
        calls_through_gs();
        /* fs: libc's, but it may be moved and put back. */
        uint64_t fs, block[16] = {0, 0, 0, 0, 0, 77}, w;
        asm volatile("rdfsbase %0; wrfsbase %3; mov %%fs:40, %1; rdfsbase %2; wrfsbase %0"
                     : "=&r"(fs), "=&r"(w), "=&r"(v) : "r"(block) : "memory");
        fact("fs moved %d read %lu", v == (uint64_t)block, w);
        uint64_t self;
        asm volatile("mov %%fs:0, %0" : "=r"(self));
        fact("fs:0 is its own address %d", self == fs);
        uint64_t by_prctl;
        syscall(SYS_arch_prctl, ARCH_GET_FS, &by_prctl);
        fact("prctl fs %d", by_prctl == fs);
    }
    /* Loading a null selector clears the base; later uses start at 0 again. */
    asm volatile("mov %0, %%gs" ::"r"((uint16_t)0));
    fact("null selector: base is 0 or kept: %d", get_gs() == 0 || get_gs() == (uint64_t)data);
    set_gs(data);
    use("again");
    set_gs(NULL);
    return 0;
}
