/* tests/apps/vdso.c - the vdso: present, its functions callable, its clock the kernel's.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <elf.h>
#include <link.h>
#include <sched.h>
#include <sys/auxv.h>
#include <sys/time.h>

static void *vdso_symbol(const char *name)
{
    ElfW(Ehdr) *e = (void *)getauxval(AT_SYSINFO_EHDR);
    ElfW(Phdr) *p = (void *)((char *)e + e->e_phoff);
    ElfW(Dyn) *d = NULL;
    uintptr_t base = 0;
    for (int i = 0; i < e->e_phnum; i++)
        if (p[i].p_type == PT_LOAD)
            base = (uintptr_t)e - p[i].p_vaddr + p[i].p_offset;
        else if (p[i].p_type == PT_DYNAMIC)
            d = (void *)((char *)e + p[i].p_offset);
    ElfW(Sym) *symbols = NULL;
    const char *strings = NULL;
    Elf32_Word *hash_table = NULL;
    for (; d->d_tag; d++)
        switch (d->d_tag) {
        case DT_SYMTAB: symbols = (void *)(base + d->d_un.d_ptr); break;
        case DT_STRTAB: strings = (void *)(base + d->d_un.d_ptr); break;
        case DT_HASH: hash_table = (void *)(base + d->d_un.d_ptr); break;
        }
    for (Elf32_Word i = 0; hash_table && i < hash_table[1]; i++)
        if (strcmp(strings + symbols[i].st_name, name) == 0)
            return (void *)(base + symbols[i].st_value);
    return NULL;
}

static int64_t ns(struct timespec t) { return t.tv_sec * 1000000000ll + t.tv_nsec; }

int main(void)
{
    fact("vdso at page start %d", getauxval(AT_SYSINFO_EHDR) % PAGE == 0);
    int (*gettime)(clockid_t, struct timespec *) = vdso_symbol("__vdso_clock_gettime");
    int (*getres)(clockid_t, struct timespec *) = vdso_symbol("__vdso_clock_getres");
    int (*getday)(struct timeval *, void *) = vdso_symbol("__vdso_gettimeofday");
    time_t (*gettimes)(time_t *) = vdso_symbol("__vdso_time");
    int (*getcpu_)(unsigned *, unsigned *, void *) = vdso_symbol("__vdso_getcpu");
    fact("symbols %d %d %d %d %d", !!gettime, !!getres, !!getday, !!gettimes, !!getcpu_);
    static const int clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_BOOTTIME,
                                 CLOCK_REALTIME_COARSE, CLOCK_MONOTONIC_COARSE,
                                 CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, 99};
    for (size_t i = 0; i < COUNT(clocks); i++) {
        struct timespec before = {0}, by_vdso = {0}, after = {0}, res = {0};
        long a = syscall(SYS_clock_gettime, clocks[i], &before);
        int b = gettime(clocks[i], &by_vdso);
        syscall(SYS_clock_gettime, clocks[i], &after);
        int c = getres(clocks[i], &res);
        /* A coarse clock may be read a tick apart by the two ways. */
        int64_t slack = 20000000;
        fact("clock %d: %ld %d %d, in order %d, resolution %ld", clocks[i], a ? -1l : 0, b ? -1 : 0,
             c ? -1 : 0, ns(before) <= ns(by_vdso) + slack && ns(by_vdso) <= ns(after) + slack, res.tv_nsec);
    }
    struct timeval tv;
    fact("gettimeofday %d %d", getday(&tv, NULL), labs(tv.tv_sec - time(NULL)) <= 1);
    fact("time %d", labs(gettimes(NULL) - time(NULL)) <= 1);
    unsigned cpu = 99999;
    fact("getcpu %d in range %d", getcpu_(&cpu, NULL, NULL), cpu < 4096);
    struct timespec last = {0};
    int backwards = 0;
    for (int i = 0; i < 100000; i++) {
        struct timespec t;
        gettime(CLOCK_MONOTONIC, &t);
        backwards += ns(t) < ns(last);
        last = t;
    }
    fact("monotonic went backwards %d times", backwards);
    return 0;
}
