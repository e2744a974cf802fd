/* tests/ir/effects_frame.c - one instruction run natively from a given state. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/effects_frame.h"
#include "tests/ir/frame_code.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "dr_proc.h"

struct state frame_in, frame_out;
byte *frame_arena;
bool frame_has_512;

#define CODE_SIZE 65536
#ifdef MAP_32BIT
#    define LOW MAP_32BIT
#else
#    define LOW 0 /* everything is */
#endif
static byte *code, *place;
static sigjmp_buf escape;
static volatile sig_atomic_t running;
uint64 frame_saved_sp, frame_temp_ax;
uint frame_saved_mxcsr;

static void
on_signal(int sig, siginfo_t *info, void *uc)
{
    (void)sig;
    (void)info;
    (void)uc;
    /* popf may have turned alignment checks on, which C code does not stand */
#ifdef __x86_64__
    __asm__ volatile("pushfq\n\tandl $0xfffbffff, (%%rsp)\n\tpopfq" : : : "cc", "memory");
#else
    __asm__ volatile("pushfl\n\tandl $0xfffbffff, (%%esp)\n\tpopfl" : : : "cc", "memory");
#endif
    if (running)
        siglongjmp(escape, 1);
    _exit(3);
}

bool
frame_init(void)
{
    struct sigaction sa = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK };
    static byte alt[65536];
    stack_t ss = { .ss_sp = alt, .ss_size = sizeof(alt) };
    static const int signals[] = { SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP };

    if (!proc_avx_enabled())
        return false;
    frame_has_512 = proc_avx512_enabled();
    /* below 2 GB, so that 32-bit registers can hold addresses */
    code = mmap(NULL, CODE_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS | LOW, -1, 0);
    frame_arena = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | LOW, -1, 0);
    if (code == MAP_FAILED || frame_arena == MAP_FAILED)
        return false;
    sigaltstack(&ss, NULL);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        sigaction(signals[i], &sa, NULL);
    __asm__ volatile("fninit\n\tfxsave %0\n\tstmxcsr %1" : "=m"(frame_in.fx), "=m"(frame_saved_mxcsr));
    return true;
}

byte *
frame_build(const byte *bytes, int n)
{
    place = frame_code_before(code);
    memcpy(place, bytes, (size_t)n);
    byte *next = place + n;
    frame_code_behind(next);
    return next;
}

byte *
frame_place(void)
{
    return place == NULL ? frame_code_before(code) : place;
}

bool
frame_run(void)
{
    if (sigsetjmp(escape, 1) != 0) {
        running = 0;
        __asm__ volatile("fninit\n\tldmxcsr %0" : : "m"(frame_saved_mxcsr));
        return false;
    }
    /* What this mode does not have stays as it is. */
    frame_out = frame_in;
    frame_temp_ax = frame_in.gpr[0];
    running = 1;
    ((void (*)(void))(ptr_uint_t)code)();
    running = 0;
    frame_out.gpr[0] = frame_temp_ax;
    return true;
}
