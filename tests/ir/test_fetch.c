/* tests/ir/test_fetch.c - lengths and validity against what the processor fetches and refuses. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: test_fetch PERCENT EVERY
 * Of the walk's strings in 64-bit mode (PERCENT of them, of those one of EVERY):
 *   - an instruction whose last byte lies on a page that is not there is not executed: the processor
 *     asks for that page, or knows without it that there is no such instruction. So nothing has
 *     fewer bytes than the decoder says;
 *   - what neither the decoder nor the scanner gives a length for raises "invalid opcode".
 * That nothing has more bytes shows where instructions run: test_effects. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "ir/fast.h"
#include "tests/ir/walk.h"

DR_API void *dr_standalone_init(void);

/* Far from everything else, so that no displacement leads there. */
#define CODE 0x1000000000ul
#define DATA 0x1100000000ul
enum { PAGE = 4096, DATA_SIZE = 1 << 20, LONGEST = 15, ROOM = 64 };

static void *dc;
static unsigned long every, total, fetched, refused_early, refused, failures;
static sigjmp_buf after;
static volatile int signal_number;
static volatile ptr_uint_t signal_pc, signal_address;
static ptr_uint_t start;
static byte alternate[65536];

static void
on_signal(int number, siginfo_t *info, void *context)
{
    ucontext_t *u = context;
    enum { RIP = 16 }; /* its name is taken by dr_ir_regs_x86.h */
    ptr_uint_t pc = (ptr_uint_t)u->uc_mcontext.gregs[RIP];

    if (number == SIGTRAP && pc == start) { /* the single step that the trampoline itself has ended */
        start = 0;
        return;
    }
    signal_number = number;
    signal_pc = pc;
    signal_address = (ptr_uint_t)info->si_addr;
    siglongjmp(after, 1);
}

/* One step at `at`, with all registers in the middle of the data. */
static void
step(ptr_uint_t at)
{
    static ptr_uint_t sp, data;

    start = at;
    data = DATA + DATA_SIZE / 2;
    sp = data;
    signal_number = 0;
    if (sigsetjmp(after, 0) == 0)
        __asm__ volatile("mov %[sp], %%rsp; push %[at]; push $0x302\n\t"
                         "mov %[data], %%rax; mov %%rax, %%rbx; mov %%rax, %%rsi; mov %%rax, %%rdi\n\t"
                         "mov %%rax, %%rdx; mov %%rax, %%r8; mov %%rax, %%r9; mov %%rax, %%r10\n\t"
                         "mov %%rax, %%r11; mov %%rax, %%r12; mov %%rax, %%r13; mov %%rax, %%r14\n\t"
                         "mov %%rax, %%r15; mov $1, %%ecx; popfq; ret"
                         :
                         : [sp] "m"(sp), [data] "m"(data), [at] "m"(start)
                         : "memory", "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11",
                           "r12", "r13", "r14", "r15");
}

static void
report(const char *what, const byte *bytes, int n)
{
    if (failures++ > 20)
        return;
    printf("%s (signal %d, pc %+ld):", what, signal_number, (long)(signal_pc - CODE - PAGE));
    for (int i = 0; i < n; i++)
        printf(" %02x", bytes[i]);
    printf("\n");
    fflush(stdout);
}

static void
check_valid(const byte *bytes, int length)
{
    ptr_uint_t at = CODE + PAGE - (ptr_uint_t)(length - 1);

    if (length == 1)
        return;
    memcpy((void *)at, bytes, (size_t)length - 1);
    step(at);
    if (signal_number == SIGSEGV && signal_address == CODE + PAGE && signal_pc == at)
        fetched++;
    else if (signal_number == SIGILL && signal_pc == at)
        refused_early++;
    else
        report("runs without its last byte", bytes, length);
}

static void
check_invalid(const byte *bytes)
{
    ptr_uint_t at = CODE + PAGE - ROOM;

    memcpy((void *)at, bytes, LONGEST);
    step(at);
    if (signal_number == SIGILL && signal_pc == at)
        refused++;
    else
        report("is an instruction of this processor", bytes, LONGEST);
}

static void
check(const byte *bytes)
{
    byte copy[32] = { 0 };
    struct ir_scan s;
    instr_noalloc_t n;

    if (++total % every != 0)
        return;
    memcpy(copy, bytes, LONGEST);
    instr_noalloc_init(dc, &n);
    byte *end = decode_from_copy(dc, copy, (byte *)CODE, &n.instr);
    if (end != NULL)
        check_valid(copy, (int)(end - copy));
    else if (ir_scan_copy(copy, CODE, LONGEST, IR_ISA_AMD64, &s) == 0)
        check_invalid(copy);
}

static void
map(ptr_uint_t at, size_t size, int prot)
{
    if (mmap((void *)at, size, prot, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != (void *)at) {
        perror("test_fetch: mmap");
        _exit(2);
    }
}

static int
run(unsigned percent)
{
    static const int signals[] = { SIGTRAP, SIGSEGV, SIGILL, SIGBUS, SIGFPE };
    stack_t stack = { .ss_sp = alternate, .ss_size = sizeof(alternate) };
    struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER };

    map(CODE, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC);
    map(CODE + PAGE, PAGE, PROT_NONE);
    map(DATA, DATA_SIZE, PROT_READ | PROT_WRITE);
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        sigaction(signals[i], &action, NULL);
    dc = dr_standalone_init();
    walk_all(true, percent, check);
    printf("%lu instructions fetched to their last byte, %lu refused before; %lu byte strings refused\n",
           fetched, refused_early, refused);
    printf("%lu passed, %lu failed\n", fetched + refused_early + refused, failures);
    return failures != 0 || fetched == 0 || refused == 0;
}

/* In a child: what should be no instruction might be one that ends the program. */
int
main(int argc, char **argv)
{
    int status;

    if (argc != 3 || (every = strtoul(argv[2], NULL, 10)) == 0) {
        fprintf(stderr, "usage: test_fetch PERCENT EVERY\n");
        return 2;
    }
    pid_t child = fork();
    if (child == 0) {
        int result = run((unsigned)atoi(argv[1]));
        fflush(stdout);
        _exit(result);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 2;
    if (WIFSIGNALED(status))
        printf("ended by signal %d\n", WTERMSIG(status));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
