/* tests/apps/remap.c - code mappings that come, go and change: mprotect, mmap over, munmap, mremap, madvise, brk.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>
#include <sys/prctl.h>

typedef long (*fn)(long);
static sigjmp_buf back;
static void on_fault(int s, siginfo_t *i, void *u)
{
    siglongjmp(back, 1000 * s + i->si_code + ((void *)GREG(u, RIP) == i->si_addr ? 100 : 0));
}
static long call(char *at)
{
    int r = sigsetjmp(back, 1);
    return r ? -r : ((fn)at)(0);
}
static void put(char *at, int value)
{
    at[0] = (char)0xb8;
    memcpy(at + 1, &value, 4);
    at[5] = (char)0xc3;
}
#define RW (PROT_READ | PROT_WRITE)
#define RX (PROT_READ | PROT_EXEC)
static char *anon(int prot) { return mmap(NULL, 2 * PAGE, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }

int main(void)
{
    handle(SIGSEGV, on_fault, 0);
    handle(SIGBUS, on_fault, 0);
    char *c = anon(RW);
    long sum = 0;
    for (int i = 0; i < 100; i++) { /* W^X */
        mprotect(c, PAGE, RW);
        put(c + 32 * (i % 9), i);
        mprotect(c, PAGE, RX);
        sum = sum * 3 + call(c + 32 * (i % 9));
    }
    fact("W^X by mprotect: %ld", sum);
    fact("executable: %ld", call(c));
    mprotect(c, PAGE, PROT_READ);
    fact("no longer: %ld", call(c));
    mprotect(c, PAGE, PROT_NONE);
    fact("not even readable: %ld", call(c));
    mprotect(c, PAGE, PROT_EXEC);
    fact("again: %ld", call(c));
    mprotect(c, PAGE, RX);
    *(volatile char *)&sum = 0;
    int r = sigsetjmp(back, 1);
    if (!r)
        *(volatile char *)c = 1;
    fact("a write to it: %d", r);
    munmap(c, PAGE);
    fact("unmapped: %ld", call(c));
    for (int i = 0; i < 20; i++) { /* the address is used again */
        char *d = mmap(c, PAGE, RW | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        put(d, 100 + i);
        sum += call(d);
        if (i & 1)
            munmap(d, PAGE);
    }
    fact("reused: %ld", sum);
    char *e = anon(RW | PROT_EXEC);
    put(e, 7);
    put(e + PAGE, 8);
    fact("before mremap: %ld %ld", call(e), call(e + PAGE));
    char *g = mremap(e, 2 * PAGE, 4 * PAGE, MREMAP_MAYMOVE);
    put(g + 3 * PAGE, 9);
    fact("after mremap: %ld %ld, old %d", call(g), call(g + 3 * PAGE), g == e || call(e) < 0);
    char *h = anon(PROT_NONE);
    h = mremap(g, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, h);
    fact("mremap to a fixed place: %ld %ld, old %ld", call(h), call(h + PAGE), call(g));
    put(h, 77);
    fact("changed there: %ld", call(h));
    madvise(h, PAGE, MADV_DONTNEED); /* zero bytes: add %al,(%rax) */
    r = sigsetjmp(back, 1);
    if (!r)
        r = (int)((fn)h)(0) & 0;
    fact("after MADV_DONTNEED: signal %d", r / 1000);
    put(h, 78);
    fact("written again: %ld", call(h));
    /* a file, private and shared, then truncated */
    int f = open("code", O_RDWR | O_CREAT, 0600);
    char page[4096] = {0};
    put(page, 21);
    for (int i = 0; i < 3; i++)
        write(f, page, PAGE);
    char *m = mmap(NULL, 3 * PAGE, RX, MAP_SHARED, f, 0), *p = mmap(NULL, 3 * PAGE, RX, MAP_PRIVATE, f, 0);
    fact("file: %ld %ld", call(m + PAGE), call(p));
    put(page, 22);
    pwrite(f, page, 16, 0);
    fact("file written: %ld", call(m));
    ftruncate(f, PAGE);
    fact("file truncated: %ld", call(m + 2 * PAGE));
    mmap(m, PAGE, RX, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    r = sigsetjmp(back, 1);
    if (!r)
        r = (int)((fn)m)(0) & 0;
    fact("mapped over: signal %d", r / 1000);
    unlink("code");
    /* part of a region changes protection while a block spans both pages */
    char *s = anon(RW | PROT_EXEC);
    memset(s, 0x90, 2 * PAGE);
    put(s + PAGE + 10, 5);
    fact("spans pages: %ld", call(s + PAGE - 20));
    put(s + PAGE + 10, 6);
    fact("second page changed: %ld", call(s + PAGE - 20));
    mprotect(s + PAGE, PAGE, PROT_READ);
    fact("second page not executable: %ld", call(s + PAGE - 20));
    mprotect(s + PAGE, PAGE, RX);
    fact("executable again: %ld", call(s + PAGE - 20));
    /* code on the brk heap that goes away */
    char *b = sbrk(0);
    b = (char *)(((uintptr_t)b + PAGE - 1) & ~(PAGE - 1));
    NEED(brk(b + PAGE) == 0);
    mprotect(b, PAGE, RW | PROT_EXEC);
    put(b, 31);
    fact("on the heap: %ld", call(b));
    brk(b);
    fact("heap shrunk: %d", call(b) < 0);
    brk(b + PAGE);
    fact("heap grown, not executable: %ld", call(b));
    /* a null page is not there, odd requests fail as natively */
    fact("mmap at 0: %d", mmap(NULL, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED || errno);
    r = mprotect((void *)1, PAGE, RX);
    fact("mprotect misaligned: %d errno %d", r, errno);
    r = mprotect((void *)PAGE, PAGE, RX);
    fact("mprotect of nothing: %d errno %d", r, errno);
    r = munmap((void *)1, PAGE);
    fact("munmap misaligned: %d errno %d", r, errno);
    r = munmap((void *)0x7f0000000000 - 0x10000000, 0);
    fact("munmap of size 0: %d errno %d", r, errno);
    void *n = mmap(s, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    fact("MAP_FIXED_NOREPLACE on something: %d errno %d", n == MAP_FAILED, errno);
    char *low = mmap(NULL, PAGE, RW | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    put(low, 41);
    fact("MAP_32BIT: low %d %ld", (uintptr_t)low < 0x80000000ul, call(low));
    void *big = mmap(NULL, 1ul << 42, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    fact("4 TB reserved: %d", big != MAP_FAILED);
    munmap(big, 1ul << 42);
    return 0;
}
