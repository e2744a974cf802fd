/* tests/ir/effects_frame.c - one instruction run natively from a given state. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/effects_frame.h"

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
static byte *code, *place;
static sigjmp_buf escape;
static volatile sig_atomic_t running;
static uint64 saved_rsp, temp_rax;
static uint saved_mxcsr;

static void
on_signal(int sig, siginfo_t *info, void *uc)
{
    (void)sig;
    (void)info;
    (void)uc;
    /* popf may have turned alignment checks on, which C code does not stand */
    __asm__ volatile("pushfq\n\tandl $0xfffbffff, (%%rsp)\n\tpopfq" : : : "cc", "memory");
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

    if (sizeof(void *) == 4 || !proc_avx_enabled())
        return false;
    frame_has_512 = proc_avx512_enabled();
    /* below 2 GB, so that 32-bit registers can hold addresses */
    code = mmap(NULL, CODE_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    frame_arena = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (code == MAP_FAILED || frame_arena == MAP_FAILED)
        return false;
    sigaltstack(&ss, NULL);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        sigaction(signals[i], &sa, NULL);
    __asm__ volatile("fninit\n\tfxsave %0\n\tstmxcsr %1" : "=m"(frame_in.fx), "=m"(saved_mxcsr));
    return true;
}

/* ---- making the code ---- */

static byte *
put(byte *p, const char *bytes, size_t n)
{
    memcpy(p, bytes, n);
    return p + n;
}
#define PUT(s) p = put(p, s, sizeof(s) - 1)

static byte *
put64(byte *p, const void *v)
{
    memcpy(p, &v, 8);
    return p + 8;
}

/* mov rax, V */
#define PUT_RAX(v)         \
    do {                   \
        PUT("\x48\xb8");   \
        p = put64(p, (v)); \
    } while (0)

/* Vector register N to (LOAD false) or from [rax + 64 n]; rax is the base. */
static byte *
vector_move(byte *p, int n, bool load)
{
    int disp = n * 64;
    if (frame_has_512) { /* vmovdqu64 zmmN, [rax + disp32] */
        *p++ = 0x62;
        *p++ = (byte)(0x61 | (n & 8 ? 0 : 0x80) | (n & 16 ? 0 : 0x10));
        PUT("\xfe\x48");
        *p++ = load ? 0x6f : 0x7f;
    } else { /* vmovdqu ymmN */
        *p++ = 0xc5;
        *p++ = (byte)(0x7e | (n & 8 ? 0 : 0x80));
        *p++ = load ? 0x6f : 0x7f;
    }
    *p++ = (byte)(0x80 | (n & 7) << 3);
    memcpy(p, &disp, 4);
    return p + 4;
}

static byte *
vectors_and_masks(byte *p, struct state *s, bool load)
{
    PUT_RAX(s->vec);
    for (int i = 0; i < (frame_has_512 ? 32 : 16); i++)
        p = vector_move(p, i, load);
    PUT_RAX(s->k);
    for (int i = 0; frame_has_512 && i < 8; i++) { /* kmovq k, [rax + 8i] */
        PUT("\xc4\xe1\xf8");
        *p++ = load ? 0x90 : 0x91;
        *p++ = (byte)(0x40 | i << 3);
        *p++ = (byte)(8 * i);
    }
    return p;
}

static byte *
gpr_move(byte *p, int n, size_t off, bool load)
{
    int disp = (int)off;
    *p++ = (byte)(0x48 | (n & 8 ? 4 : 0));
    *p++ = load ? 0x8b : 0x89;
    *p++ = (byte)(0x80 | (n & 7) << 3);
    memcpy(p, &disp, 4);
    return p + 4;
}

/* The stack pointer is the arena's while the instruction runs; ours waits in SAVED_RSP. */
static byte *
before(byte *p)
{
    int off = (int)offsetof(struct state, flags);

    PUT("\x53\x55\x41\x54\x41\x55\x41\x56\x41\x57"); /* push rbx rbp r12..r15 */
    PUT_RAX(&saved_rsp);
    PUT("\x48\x89\x20"); /* mov [rax], rsp */
    PUT_RAX(frame_in.fx);
    PUT("\x48\x0f\xae\x08"); /* fxrstor64 [rax] */
    p = vectors_and_masks(p, &frame_in, true);
    PUT_RAX(&frame_in);
    PUT("\xff\xb0"); /* push qword [rax + flags]; popfq */
    p = put(p, (char *)&off, 4);
    PUT("\x9d");
    for (int i = 1; i < 16; i++)
        p = gpr_move(p, i, (size_t)i * 8, true);
    return gpr_move(p, 0, 0, true);
}

static byte *
behind(byte *p)
{
    int off = (int)offsetof(struct state, flags);

    PUT("\x48\xa3"); /* mov [temp_rax], rax; then rax is free */
    p = put64(p, &temp_rax);
    PUT_RAX(&frame_out);
    for (int i = 1; i < 16; i++)
        p = gpr_move(p, i, (size_t)i * 8, false);
    PUT_RAX(&saved_rsp);
    PUT("\x48\x8b\x20"); /* mov rsp, [rax] */
    PUT("\x9c");         /* pushfq, on our own stack */
    PUT_RAX(&frame_out);
    PUT("\x8f\x80");
    p = put(p, (char *)&off, 4);
    PUT("\x68\x02\x02\x00\x00\x9d"); /* push 0x202; popfq: what C code relies on */
    p = vectors_and_masks(p, &frame_out, false);
    PUT_RAX(frame_out.fx);
    PUT("\x48\x0f\xae\x00"); /* fxsave64 [rax] */
    PUT_RAX(&saved_mxcsr);
    PUT("\x0f\xae\x10");         /* ldmxcsr [rax] */
    PUT("\xc5\xf8\x77\xdb\xe3"); /* vzeroupper; fninit */
    PUT("\x41\x5f\x41\x5e\x41\x5d\x41\x5c\x5d\x5b\xc3");
    return p;
}

byte *
frame_build(const byte *bytes, int n)
{
    place = before(code);
    byte *next = put(place, (const char *)bytes, (size_t)n);
    behind(next);
    return next;
}

byte *
frame_place(void)
{
    return place == NULL ? before(code) : place;
}

bool
frame_run(void)
{
    if (sigsetjmp(escape, 1) != 0) {
        running = 0;
        __asm__ volatile("fninit\n\tldmxcsr %0" : : "m"(saved_mxcsr));
        return false;
    }
    running = 1;
    ((void (*)(void))(ptr_uint_t)code)();
    running = 0;
    frame_out.gpr[0] = temp_rax;
    return true;
}
