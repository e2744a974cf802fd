/* tests/apps/fresh.c - several threads run the same new code for the first time, at the same time.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The code is a chain of pieces, each with calls, returns, indirect jumps and branches both ways:
 * while one thread still translates a piece, others find it by one way or another.
 */
#include "probe.h"

enum { THREADS = 4, PIECES = 600, PIECE_SIZE = 96, ROUNDS = 12 };
static char *code;
static pthread_barrier_t barrier;

/* rdi: sum, rsi: number of the piece; ends with a jump to the next piece. */
asm(".text\n"
    "piece: lea (%rsi,%rdi,2), %rdi\n"
    " call 1f\n"
    " test $1, %edi\n jz 2f\n"
    " add $3, %rdi\n"
    "2: call 3f\n"
    " lea 4f(%rip), %rax\n jmp *%rax\n ud2\n"
    "1: xor $0x55, %rdi\n ret\n"
    "3: cmp $1000, %rsi\n jb 5f\n inc %rdi\n"
    "5: mov %rdi, %rcx\n ror $7, %rdi\n ret\n"
    "4: inc %rsi\n"
    "piece_end:\n");
extern char piece[], piece_end[];

static void make_code(void)
{
    size_t size = (size_t)(piece_end - piece);
    NEED(size <= PIECE_SIZE - 1);
    NEED(mprotect(code, PIECES * PIECE_SIZE, PROT_READ | PROT_WRITE) == 0);
    memset(code, 0x90, PIECES * PIECE_SIZE);
    for (int i = 0; i < PIECES; i++)
        memcpy(code + i * PIECE_SIZE, piece, size);
    code[PIECES * PIECE_SIZE - 1] = (char)0xc3;
    NEED(mprotect(code, PIECES * PIECE_SIZE, PROT_READ | PROT_EXEC) == 0);
}

static void *run(void *arg)
{
    uint64_t *sum = arg;
    pthread_barrier_wait(&barrier);
    uint64_t s = *sum, n = 0;
    void *target = code;
    asm volatile("lea -256(%%rsp), %%rsp; call *%2; lea 256(%%rsp), %%rsp" : "+D"(s), "+S"(n), "+r"(target)::"rax", "rcx", "memory", "cc");
    *sum = s + n;
    return NULL;
}

int main(void)
{
    int wrong = 0;
    uint64_t total = 0;
    for (int round = 0; round < ROUNDS; round++) {
        pthread_t t[THREADS];
        uint64_t sum[THREADS];
        code = mmap(NULL, PIECES * PIECE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        make_code();
        pthread_barrier_init(&barrier, NULL, THREADS);
        for (int i = 0; i < THREADS; i++) {
            sum[i] = (uint64_t)round;
            NEED(pthread_create(&t[i], NULL, run, &sum[i]) == 0);
        }
        for (int i = 0; i < THREADS; i++) {
            pthread_join(t[i], NULL);
            wrong += sum[i] != sum[0];
        }
        total += sum[0];
        munmap(code, PIECES * PIECE_SIZE);
    }
    fact("total %lx, wrong %d", total, wrong);
    return 0;
}
