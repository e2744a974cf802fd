/* tests/apps/smc.c - code that changes: in the next instruction, the same block, the same page, elsewhere.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

typedef long (*fn)(long);
static char *code;

/* mov eax, imm; ret */
static void put(char *at, int value)
{
    at[0] = (char)0xb8;
    memcpy(at + 1, &value, 4);
    at[5] = (char)0xc3;
}

static void from_outside(void)
{
    long sum = 0;
    for (int i = 0; i < 500; i++) {
        put(code, i);
        sum += ((fn)code)(0);
    }
    fact("rewritten, called: %ld", sum);
    sum = 0;
    for (int i = 0; i < 300; i++) {
        char *at = code + 64 * (i % 60);
        put(at, i);
        sum = sum * 3 + ((fn)at)(0) + ((fn)(code + 64 * (i % 7)))(0);
    }
    fact("many on one page: %ld", sum);
    sum = 0; /* only the immediate, a byte, two halves */
    put(code, 0);
    for (int i = 0; i < 300; i++) {
        code[1] = (char)i;
        sum += ((fn)code)(0);
        *(short *)(code + 2) = (short)(i * 5);
        sum += ((fn)code)(0);
        __atomic_add_fetch((int *)(code + 1), 3, __ATOMIC_SEQ_CST);
        sum += ((fn)code)(0);
        memset(code + 1, i, 4);
        sum += ((fn)code)(0);
    }
    fact("parts: %ld", sum);
    /* data beside code on the same page: must stay right, and is written often */
    volatile long *data = (volatile long *)(code + 2048);
    put(code, 5);
    *data = 0;
    for (int i = 0; i < 3000; i++)
        *data += ((fn)code)(0);
    fact("data beside code: %ld", *data);
}

/* Instructions that overwrite what follows them. */
static long run(const unsigned char *bytes, size_t n, long arg)
{
    memcpy(code, bytes, n);
    return ((fn)code)(arg);
}
static void by_itself(void)
{
    long sum = 0;
    for (int i = 0; i < 50; i++) {
        /* movb $7, 1(next); mov eax, 1 -> mov eax, 7 */
        static const unsigned char next[] = {0xc6, 0x05, 0x01, 0, 0, 0, 7, 0xb8, 1, 0, 0, 0, 0xc3};
        sum += run(next, sizeof next, 0);
    }
    fact("next instruction: %ld", sum);
    sum = 0;
    for (int i = 0; i < 50; i++) {
        /* mov ecx, edi; movb cl -> imm of a later instruction in the same block */
        static const unsigned char later[] = {0x89, 0xf9, 0x88, 0x0d, 4, 0, 0, 0, 0x31, 0xc0, 0x90, 0xb8, 1, 0, 0, 0, 0xc3};
        sum = sum * 3 + run(later, sizeof later, i);
    }
    fact("same block: %ld", sum);
    /* a loop whose body counts up its own immediate: add eax, imm8; inc byte[imm]; dec edi; jnz */
    static const unsigned char loop[] = {0x31, 0xc0, 0x83, 0xc0, 1, 0xfe, 0x05, 0xf9, 0xff, 0xff, 0xff, 0xff, 0xcf, 0x75, 0xf3, 0xc3};
    fact("loop: %ld", run(loop, sizeof loop, 100));
    /* overwrites an earlier instruction, then jumps back to it: nop -> ret */
    static const unsigned char back[] = {0xb8, 3, 0, 0, 0, 0x90, 0xff, 0xc0, 0xc6, 0x05, 0xf6, 0xff, 0xff, 0xff, 0xc3, 0xeb, 0xf4};
    fact("earlier: %ld", run(back, sizeof back, 0));
    /* rep movsb over the instruction after it: copies "mov eax, 9" over "mov eax, 1" */
    static const unsigned char rep[] = {0x48, 0x8d, 0x35, 0x15, 0, 0, 0, 0x48, 0x8d, 0x3d, 0x07, 0, 0, 0, 0xb9, 5, 0, 0, 0, 0xf3, 0xa4,
                                        0xb8, 1, 0, 0, 0, 0xc3, 0x90, 0xb8, 9, 0, 0, 0};
    fact("rep movsb: %ld", run(rep, sizeof rep, 0));
    /* push writes into code: rsp points behind the next instruction's immediate */
    static const unsigned char call_self[] = {0xe8, 0, 0, 0, 0, 0x58, 0xc6, 0x40, 0x08, 0x2a, 0xeb, 0x01, 0xcc, 0xb8, 0, 0, 0, 0, 0xc3};
    unsigned char copy[sizeof call_self];
    memcpy(copy, call_self, sizeof copy);
    copy[8] = 9; /* pop's address + 9 = the immediate of mov eax */
    fact("through call/pop: %ld", run(copy, sizeof copy, 0));
}

static void by_the_kernel(void)
{
    long sum = 0;
    int p[2];
    NEED(pipe(p) == 0);
    for (int i = 0; i < 50; i++) {
        char text[6];
        put(text, i * 3);
        write(p[1], text, 6);
        NEED(read(p[0], code, 6) == 6);
        sum += ((fn)code)(0);
    }
    fact("read() into code: %ld", sum);
    sum = 0;
    int f = memfd_create("x", 0);
    for (int i = 0; i < 50; i++) {
        char text[6];
        put(text, i * 5);
        pwrite(f, text, 6, 0);
        NEED(pread(f, code, 6, 0) == 6);
        sum += ((fn)code)(0);
    }
    fact("pread() into code: %ld", sum);
    /* a mapped file that is written to */
    ftruncate(f, PAGE);
    char *m = mmap(NULL, PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, f, 0);
    sum = 0;
    for (int i = 0; i < 50; i++) {
        char text[6];
        put(text, i * 7);
        pwrite(f, text, 6, 0);
        sum += ((fn)m)(0);
    }
    fact("write() to a mapped file: %ld", sum);
    munmap(m, PAGE);
    close(f);
}

static void dual(void)
{
    int f = memfd_create("dual", 0);
    ftruncate(f, 2 * PAGE);
    char *w = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, f, 0);
    char *x = mmap(NULL, 2 * PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, f, 0);
    long sum = 0;
    for (int i = 0; i < 200; i++) {
        put(w + 16 * (i % 50), i);
        sum = sum * 3 + ((fn)(x + 16 * (i % 50)))(0) + ((fn)x)(0);
    }
    fact("written through another mapping: %ld", sum);
    munmap(w, 2 * PAGE);
    munmap(x, 2 * PAGE);
    close(f);
}

/* While a page with translated code is writable, the kernel's writes to it are watched for: the
 * registers of a call may look like addresses near the end of the address space. */
static void guarded_page(void)
{
    char *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    put(p, 4);
    long sum = ((fn)p)(0);
    for (long odd = -3 * (long)PAGE; odd < 0; odd += 1022)
        sum += syscall(SYS_getuid, odd, odd, odd, odd, odd, odd);
    fact("odd arguments: %ld", sum);
    /* The content of the page goes: the next write finds a page that is not present. */
    for (int i = 0; i < 5; i++) {
        NEED(madvise(p, PAGE, MADV_DONTNEED) == 0);
        put(p, i);
        sum = sum * 3 + ((fn)p)(0);
    }
    fact("content thrown away: %ld", sum);
    munmap(p, PAGE);
}

static volatile int stage;
static void *writer(void *p)
{
    for (int i = 1; i <= 200; i++) {
        while (stage != 2 * i - 1)
            usleep(1);
        put(code, i);
        __atomic_store_n(&stage, 2 * i, __ATOMIC_SEQ_CST);
    }
    return p;
}
static void by_threads(void)
{
    put(code, 0);
    long sum = ((fn)code)(0);
    pthread_t t;
    pthread_create(&t, NULL, writer, NULL);
    for (int i = 1; i <= 200; i++) {
        __atomic_store_n(&stage, 2 * i - 1, __ATOMIC_SEQ_CST);
        while (stage != 2 * i)
            usleep(1);
        asm volatile("cpuid" ::"a"(0) : "rbx", "rcx", "rdx"); /* serialises, as the manuals ask */
        sum += ((fn)code)(0);
    }
    pthread_join(t, NULL);
    fact("written by another thread: %ld", sum);
}

static void in_children(void)
{
    put(code, 1);
    long a = ((fn)code)(0);
    pid_t p = fork();
    if (p == 0) {
        put(code, 2);
        _exit((int)((fn)code)(0));
    }
    const char *e = wait_for(p);
    fact("child's copy: %s, mine %ld %ld", e, a, ((fn)code)(0));
}

int main(void)
{
    for (int where = 0; where < 3; where++) {
        static const char *const names[] = {"mmap", "heap", "stack"};
        char on_stack[3 * PAGE];
        char *base = where == 0 ? mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                     : where == 1 ? malloc(3 * PAGE) : on_stack;
        code = (char *)(((uintptr_t)base + PAGE - 1) & ~(PAGE - 1));
        NEED(mprotect(code, where == 2 ? PAGE : 2 * PAGE, PROT_READ | PROT_WRITE | PROT_EXEC) == 0);
        fact("on %s", names[where]);
        from_outside();
        by_itself();
        by_the_kernel();
        by_threads();
        stage = 0;
        in_children();
        if (where == 1)
            mprotect(code, 2 * PAGE, PROT_READ | PROT_WRITE), free(base);
    }
    dual();
    guarded_page();
    return 0;
}
