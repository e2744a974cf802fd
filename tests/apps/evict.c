/* tests/apps/evict.c - a thread inside code that another thread replaces, protects or unmaps; and one that never leaves.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>

/* Fills a buffer for long, looks at a flag, and returns a number, or begins again. All of it is one
 * piece of straight code: whoever has seen the flag must run the number that stood there before
 * the flag was set. */
asm(".text\n.balign 16\n"
    "piece: mov %rdi, %r8\n push %rbx\n"
    "1: mov %r8, %rdi\n mov %rdx, %rcx\n rep stosb\n mov (%rsi), %ebx\n mov $1, %eax\n test %ebx, %ebx\n jz 1b\n pop %rbx\n ret\n"
    "piece_end:\n"
    ".balign 16\nspin: incl (%rdi)\n jmp spin\nspin_end:\n");
extern char piece[], piece_end[], spin[], spin_end[];
typedef int (*fn)(void *buffer, volatile int *flag, size_t size);

#define RX (PROT_READ | PROT_EXEC)
static char *code;
static char buffer[1 << 22];
static volatile int flag, started;
static int file;
static __thread sigjmp_buf back;

static void on_fault(int s, siginfo_t *i, void *u)
{
    siglongjmp(back, i->si_addr >= (void *)code && i->si_addr < (void *)(code + PAGE) && s == SIGSEGV ? 100 + i->si_code : 200);
}

static void *run_piece(void *unused)
{
    started = 1;
    return (void *)(intptr_t)((fn)code)(buffer, &flag, sizeof buffer);
}

static void *run_spin(void *unused)
{
    int r = sigsetjmp(back, 1);
    if (r == 0)
        ((void (*)(volatile int *))code)(&started);
    return (void *)(intptr_t)r;
}

/* A page with the given code; what `mov $1, %eax` loads becomes `number`. */
static void fill_file(const char *from, const char *end, int number)
{
    char page[PAGE];
    memset(page, 0xcc, sizeof page);
    memcpy(page, from, (size_t)(end - from));
    for (long i = 0; i < end - from; i++)
        if (memcmp(page + i, "\xb8\1\0\0\0", 5) == 0)
            page[i + 1] = (char)number;
    NEED(pwrite(file, page, sizeof page, 0) == PAGE);
}

static void map_code(void)
{
    NEED(mmap(code, PAGE, RX, MAP_PRIVATE | MAP_FIXED, file, 0) == code);
}

static pthread_t start(void *(*f)(void *))
{
    pthread_t t;
    flag = started = 0;
    NEED(pthread_create(&t, NULL, f, NULL) == 0);
    while (started == 0)
        ;
    return t;
}

static int end_of(pthread_t t)
{
    void *r;
    NEED(pthread_join(t, &r) == 0);
    return (int)(intptr_t)r;
}

static void replaced(void)
{
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        fill_file(piece, piece_end, 10);
        map_code();
        pthread_t t = start(run_piece);
        usleep(2000);
        int other = memfd_create("other", 0), old = file;
        NEED(ftruncate(other, PAGE) == 0);
        file = other;
        fill_file(piece, piece_end, 50 + i);
        map_code();
        flag = 1;
        sum += end_of(t);
        close(old);
    }
    fact("mapped over: %d", sum);
}

static void cut_off(void)
{
    fill_file(spin, spin_end, 0);
    map_code();
    pthread_t t = start(run_spin);
    NEED(mprotect(code, PAGE, PROT_READ) == 0);
    fact("not executable: %d", end_of(t));
    map_code();
    t = start(run_spin);
    NEED(munmap(code, PAGE) == 0);
    fact("unmapped: %d", end_of(t));
    map_code();
}

static void *compute(void *p)
{
    started = 1;
    asm volatile("1: cmpl $0, (%0); je 1b" ::"r"(p) : "cc", "memory");
    return NULL;
}

static long resident(void)
{
    char text[200] = "";
    int f = open("/proc/self/statm", O_RDONLY);
    NEED(read(f, text, sizeof text - 1) > 0);
    close(f);
    return strtol(strchr(text, ' '), NULL, 10) * (long)PAGE;
}

/* New code again and again while another thread never leaves its loop: nothing may pile up. */
static void never_leaves(void)
{
    static const char number[] = {(char)0xb8, 0, 0, 0, 0, (char)0xc3};
    pthread_t t;
    long sum = 0, before = 0;
    flag = started = 0;
    NEED(pthread_create(&t, NULL, compute, (void *)&flag) == 0);
    while (started == 0)
        ;
    for (int i = 0; i < 400; i++) {
        char *p = mmap(NULL, 16 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        for (char *at = p; at < p + 16 * PAGE; at += 256) {
            memcpy(at, number, sizeof number);
            at[1] = (char)i;
        }
        NEED(mprotect(p, 16 * PAGE, RX) == 0);
        for (char *at = p; at < p + 16 * PAGE; at += 256)
            sum += ((int (*)(void))at)();
        munmap(p, 16 * PAGE);
        if (i == 100)
            before = resident();
    }
    long grown = resident() - before;
    flag = 1;
    pthread_join(t, NULL);
    fact("while one computes: %ld, grown %s", sum, grown < (8 << 20) ? "little" : "much");
}

int main(void)
{
    handle(SIGSEGV, on_fault, 0);
    code = mmap(NULL, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    file = memfd_create("code", 0);
    NEED(file >= 0 && ftruncate(file, PAGE) == 0);
    replaced();
    cut_off();
    never_leaves();
    return 0;
}
