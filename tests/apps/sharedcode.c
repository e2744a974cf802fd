/* tests/apps/sharedcode.c - code that is changed by another way than a store to its address.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <sys/shm.h>
#include <sys/uio.h>

typedef int (*fn)(void);
enum { SIZE = 6 };

static void put(char *at, int value)
{
    at[0] = (char)0xb8;
    memcpy(at + 1, &value, 4);
    at[5] = (char)0xc3;
}
static int call(const char *at) { return ((fn)(uintptr_t)at)(); }

#define RW (PROT_READ | PROT_WRITE)
#define RX (PROT_READ | PROT_EXEC)

/* The same pages at two addresses, as just-in-time compilers have them. */
static void two_mappings(void)
{
    int file = memfd_create("code", 0);
    NEED(ftruncate(file, 2 * PAGE) == 0);
    char *w = mmap(NULL, 2 * PAGE, RW, MAP_SHARED, file, 0), *x = mmap(NULL, 2 * PAGE, RX, MAP_SHARED, file, 0), *y = mmap(NULL, 2 * PAGE, RX, MAP_SHARED, file, 0);
    int sum = 0;
    for (int i = 0; i < 2000; i++) {
        put(w + 16 * (i % 5), i);
        sum = sum * 3 + call(x + 16 * (i % 5));
    }
    fact("written at another address: %d", sum);
    for (int i = 0; i < 3; i++) {
        put(w, 70 + i);
        fact("at both: %d %d", call(x), call(y));
    }
    pid_t child = fork();
    if (child == 0) {
        put(w, 81);
        _exit(0);
    }
    NEED(waitpid(child, NULL, 0) == child);
    fact("written by a child: %d", call(x));
    char code[SIZE];
    put(code, 82);
    NEED(pwrite(file, code, SIZE, 0) == SIZE);
    fact("written to the file: %d", call(x));
    NEED(ftruncate(file, 0) == 0 && ftruncate(file, PAGE) == 0);
    put(w, 83);
    fact("after the file was emptied: %d", call(x));
}

static void attached(void)
{
    int id = shmget(IPC_PRIVATE, PAGE, 0700 | IPC_CREAT);
    NEED(id >= 0);
    char *w = shmat(id, NULL, 0), *x = shmat(id, NULL, SHM_EXEC | SHM_RDONLY);
    shmctl(id, IPC_RMID, NULL);
    if (x == (void *)-1) {
        fact("cannot be attached executable");
        return;
    }
    for (int i = 0; i < 3; i++) {
        put(w, 90 + i);
        fact("attached: %d", call(x));
    }
}

static void by_the_kernel(void)
{
    char *c = mmap(NULL, PAGE, RW | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), code[SIZE];
    int p[2];
    NEED(pipe(p) == 0);
    for (int i = 0; i < 3; i++) {
        put(code, 100 + i);
        NEED(write(p[1], code, SIZE) == SIZE && read(p[0], c, SIZE) == SIZE);
        fact("read from a pipe: %d", call(c));
    }
    put(code, 110);
    struct iovec mine = {code, SIZE}, there = {c, SIZE};
    NEED(process_vm_writev(getpid(), &mine, 1, &there, 1, 0) == SIZE);
    fact("process_vm_writev: %d", call(c));
}

/* /proc/self/mem knows no protection. */
static void by_proc(void)
{
    char *c = mmap(NULL, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), code[SIZE];
    put(c, 119);
    NEED(mprotect(c, PAGE, RX) == 0);
    int mem = open("/proc/self/mem", O_RDWR);
    NEED(mem >= 0);
    fact("before: %d", call(c));
    put(code, 120);
    NEED(pwrite(mem, code, SIZE, (off_t)(uintptr_t)c) == SIZE);
    fact("pwrite: %d", call(c));
    put(code, 121);
    NEED(lseek(mem, (off_t)(uintptr_t)c, SEEK_SET) == (off_t)(uintptr_t)c && write(mem, code, SIZE) == SIZE);
    fact("write: %d", call(c));
    put(code, 122);
    struct iovec v[2] = {{code, 3}, {code + 3, SIZE - 3}};
    NEED(pwritev(mem, v, 2, (off_t)(uintptr_t)c) == SIZE);
    fact("pwritev: %d", call(c));
    char own = (char)0x90;
    ssize_t n = pwrite(mem, &own, 1, 8);
    fact("to nothing: %zd errno %d", n, errno);
    int copy = dup(mem);
    put(code, 123);
    NEED(pwrite(copy, code, SIZE, (off_t)(uintptr_t)c) == SIZE);
    fact("by a copy of the descriptor: %d", call(c));
}

int main(void)
{
    two_mappings();
    attached();
    by_the_kernel();
    by_proc();
    return 0;
}
