/* tests/ir/test_effects.c - what the processor changes must be what the IR says is written. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: test_effects PERCENT [MAX]
 * Random encodings of user-mode instructions run natively, one at a time, from random states of
 * the general, flag, vector and mask registers. Afterwards
 *   - a register or flag that changed must be a destination,
 *   - with one source register changed that the IR says is not read, the results are the same.
 * Instructions that leave the straight path (branches, system calls, interrupts), that touch
 * segments or memory outside of the arena, and those that this machine lacks (SIGILL) are not
 * run or not counted. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"
#include "ir/fast.h"
#include "ir/opclass.h"
#include "ir/reg.h"

DR_API void *dr_standalone_init(void);

struct state {
    uint64 gpr[16]; /* machine's numbering; [4] is not loaded */
    uint64 flags;
    uint64 k[8];
    byte vec[32][64] __attribute__((aligned(64)));
};

static void *dc;
static bool has_512;
static byte *code, *arena;
static sigjmp_buf escape;
static volatile sig_atomic_t running;
static unsigned long ran, faulted, failures;
static unsigned char shown[OP_AFTER_LAST], seen[OP_AFTER_LAST];
static uint64 rng = 0x9e3779b97f4a7c15ULL;

#define ARENA_SIZE 0x20000

static uint64
next_random(void)
{
    rng ^= rng << 13;
    rng ^= rng >> 7;
    rng ^= rng << 17;
    return rng;
}

static void
on_signal(int sig, siginfo_t *info, void *uc)
{
    (void)sig;
    (void)info;
    (void)uc;
    if (running)
        siglongjmp(escape, 1);
    _exit(3);
}

/* ---- the frame around the instruction: loads the state, runs it, stores the state ---- */

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

/* Vector register N to (LOAD false) or from [rax + 64 n]; rax is the base. */
static byte *
vector_move(byte *p, int n, bool load)
{
    int disp = n * 64;
    if (has_512) { /* vmovdqu64 zmmN, [rax + disp32] */
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
gpr_move(byte *p, int n, size_t off, bool load)
{
    int disp = (int)off;
    *p++ = (byte)(0x48 | (n & 8 ? 4 : 0));
    *p++ = load ? 0x8b : 0x89;
    *p++ = (byte)(0x80 | (n & 7) << 3);
    memcpy(p, &disp, 4);
    return p + 4;
}

/* The stack pointer is the arena's while the instruction runs; ours waits in SAVED. */
static uint64 saved_rsp, temp_rax;
static struct state in, out;

static void
build(const byte *bytes, int n)
{
    byte *p = code;
    int vectors = has_512 ? 32 : 16;

    PUT("\x53\x55\x41\x54\x41\x55\x41\x56\x41\x57"); /* push rbx rbp r12..r15 */
    PUT("\x48\xb8");                                 /* mov rax, &saved_rsp; mov [rax], rsp */
    p = put64(p, &saved_rsp);
    PUT("\x48\x89\x20");
    PUT("\x48\xb8");
    p = put64(p, in.vec);
    for (int i = 0; i < vectors; i++)
        p = vector_move(p, i, true);
    PUT("\x48\xb8");
    p = put64(p, in.k);
    for (int i = 0; has_512 && i < 8; i++) { /* kmovq k, [rax + 8i] */
        PUT("\xc4\xe1\xf8\x90");
        *p++ = (byte)(0x40 | i << 3);
        *p++ = (byte)(8 * i);
    }
    PUT("\x48\xb8");
    p = put64(p, &in);
    PUT("\xff\xb0"); /* push qword [rax + flags]; popfq */
    int off = (int)offsetof(struct state, flags);
    p = put(p, (char *)&off, 4);
    PUT("\x9d");
    for (int i = 1; i < 16; i++)
        p = gpr_move(p, i, (size_t)i * 8, true);
    p = gpr_move(p, 0, 0, true);
    p = put(p, (const char *)bytes, (size_t)n);
    /* movabs [temp_rax], rax; then rax is free; flags by pushfq on our own stack */
    PUT("\x48\xa3");
    p = put64(p, &temp_rax);
    PUT("\x48\xb8");
    p = put64(p, &out);
    for (int i = 1; i < 16; i++)
        p = gpr_move(p, i, (size_t)i * 8, false);
    PUT("\x48\xb8");
    p = put64(p, &saved_rsp);
    PUT("\x48\x8b\x20"); /* mov rsp, [rax] */
    PUT("\x9c\x48\xb8"); /* pushfq; mov rax, &out */
    p = put64(p, &out);
    PUT("\x8f\x80");
    p = put(p, (char *)&off, 4);
    PUT("\xfc"); /* cld: the C code needs it */
    PUT("\x48\xb8");
    p = put64(p, out.vec);
    for (int i = 0; i < vectors; i++)
        p = vector_move(p, i, false);
    PUT("\x48\xb8");
    p = put64(p, out.k);
    for (int i = 0; has_512 && i < 8; i++) {
        PUT("\xc4\xe1\xf8\x91");
        *p++ = (byte)(0x40 | i << 3);
        *p++ = (byte)(8 * i);
    }
    PUT("\xc5\xf8\x77\xdb\xe3"); /* vzeroupper; fninit */
    PUT("\x41\x5f\x41\x5e\x41\x5d\x41\x5c\x5d\x5b\xc3");
}

static bool
run(void)
{
    if (sigsetjmp(escape, 1) != 0) {
        running = 0;
        return false;
    }
    running = 1;
    ((void (*)(void))(ptr_uint_t)code)();
    running = 0;
    out.gpr[0] = temp_rax;
    return true;
}

/* ---- judging ---- */

static const struct {
    uint write, mask;
} flag_bits[] = { { EFLAGS_WRITE_CF, EFLAGS_CF }, { EFLAGS_WRITE_PF, EFLAGS_PF },
                  { EFLAGS_WRITE_AF, EFLAGS_AF }, { EFLAGS_WRITE_ZF, EFLAGS_ZF },
                  { EFLAGS_WRITE_SF, EFLAGS_SF }, { EFLAGS_WRITE_DF, EFLAGS_DF },
                  { EFLAGS_WRITE_OF, EFLAGS_OF } };

static void
report(const char *what, int which, instr_t *i, const byte *bytes, int n)
{
    char text[300];

    failures++;
    if (shown[i->opcode]++ > 0)
        return;
    instr_disassemble_to_buffer(dc, i, text, sizeof(text));
    printf("%s %d:", what, which);
    for (int k = 0; k < n; k++)
        printf(" %02x", bytes[k]);
    printf("  %s\n", text);
}

static void
judge(instr_t *i, const byte *bytes, int n)
{
    uint eflags = instr_get_eflags(i, DR_QUERY_INCLUDE_ALL);

    for (int r = 0; r < 16; r++) {
        reg_id_t reg = (reg_id_t)(DR_REG_RAX + r);
        if (out.gpr[r] != in.gpr[r] && !instr_writes_to_reg(i, reg, DR_QUERY_INCLUDE_ALL))
            report("general register", r, i, bytes, n);
    }
    for (size_t f = 0; f < sizeof(flag_bits) / sizeof(flag_bits[0]); f++) {
        if (((in.flags ^ out.flags) & flag_bits[f].mask) != 0 && (eflags & flag_bits[f].write) == 0)
            report("flag", (int)f, i, bytes, n);
    }
    for (int v = 0; v < (has_512 ? 32 : 16); v++) {
        if (memcmp(in.vec[v], out.vec[v], has_512 ? 64 : 32) != 0 && i->opcode != OP_vzeroall &&
            i->opcode != OP_vzeroupper &&
            !instr_writes_to_reg(i, (reg_id_t)(DR_REG_ZMM0 + v), DR_QUERY_INCLUDE_ALL))
            report("vector register", v, i, bytes, n);
    }
    for (int k = 0; has_512 && k < 8; k++) {
        if (in.k[k] != out.k[k] &&
            !instr_writes_to_reg(i, (reg_id_t)(DR_REG_K0 + k), DR_QUERY_INCLUDE_ALL))
            report("mask register", k, i, bytes, n);
    }
}

/* Where another run may give something else although the registers that are read are the same:
 * time, randomness, the processor's and x87's own state. */
static bool
is_repeatable(uint op)
{
    static const ushort not[] = { OP_rdtsc, OP_rdtscp, OP_rdrand, OP_rdseed, OP_rdpid, OP_rdpmc,
                                  OP_cpuid, OP_rdpru, OP_stmxcsr, OP_vstmxcsr, OP_fnstsw,
                                  OP_fnstcw, OP_xgetbv };
    for (size_t i = 0; i < sizeof(not) / sizeof(not[0]); i++) {
        if (not[i] == op)
            return false;
    }
    return true;
}

/* Changes what the IR says is not read, and expects the same in what is written. */
static void
judge_sources(instr_t *i, const byte *bytes, int n)
{
    static struct state first, was;
    uint eflags = instr_get_eflags(i, DR_QUERY_INCLUDE_ALL);
    bool kept[16];

    first = out;
    was = in;
    for (int r = 0; r < 16; r++) {
        reg_id_t reg = (reg_id_t)(DR_REG_RAX + r);
        kept[r] = r == 4 || instr_reads_from_reg(i, reg, DR_QUERY_INCLUDE_ALL);
        if (!kept[r])
            in.gpr[r] = ~in.gpr[r];
    }
    for (size_t f = 0; f < sizeof(flag_bits) / sizeof(flag_bits[0]); f++) {
        if ((eflags & EFLAGS_WRITE_TO_READ(flag_bits[f].write)) == 0 && flag_bits[f].mask != EFLAGS_DF)
            in.flags ^= flag_bits[f].mask;
    }
    bool ok = run();
    struct state changed = in;
    in = was;
    if (!ok) {
        report("a register that is not read decides about a fault", 0, i, bytes, n);
        return;
    }
    for (int r = 0; r < 16; r++) {
        reg_id_t reg = (reg_id_t)(DR_REG_RAX + r);
        if (r == 4 || out.gpr[r] == first.gpr[r] || out.gpr[r] == changed.gpr[r])
            continue; /* the same, or not written: conditionally or not at all */
        uint64 mask = instr_writes_to_exact_reg(i, reg, DR_QUERY_INCLUDE_ALL) ? ~0ULL : 0xff;
        if (instr_writes_to_exact_reg(i, (reg_id_t)(DR_REG_AX + r), DR_QUERY_INCLUDE_ALL))
            mask = mask == ~0ULL ? mask : 0xffff;
        else if (mask == 0xff && r < 4 &&
                 instr_writes_to_exact_reg(i, (reg_id_t)(DR_REG_AH + r), DR_QUERY_INCLUDE_ALL))
            mask = 0xff00;
        if (((out.gpr[r] ^ first.gpr[r]) & mask) != 0)
            report("depends on what is not read: register", r, i, bytes, n);
    }
}

/* ---- which instructions ---- */

static bool
is_tame(const struct ir_scan *s, instr_t *i)
{
    if (s->kind != IR_OTHER || (s->flags & (IR_PRIVILEGED | IR_USES_FS | IR_USES_GS)) != 0 ||
        instr_is_cti(i) || instr_is_gather(i) || instr_is_scatter(i))
        return false;
    static const ushort wild[] = {
        OP_xrstor32, OP_xrstor64, OP_fxrstor32, OP_fxrstor64, OP_ldmxcsr, OP_vldmxcsr, OP_fldcw,
        OP_fldenv, OP_frstor, OP_wrpkru, OP_xsetbv, OP_std, OP_enter, OP_leave, OP_vmcall,
        OP_vmmcall, OP_umwait, OP_tpause, OP_mwaitx, OP_monitorx, OP_xend, OP_xtest, OP_clzero,
        OP_mcommit, OP_rdpmc, OP_smsw, OP_sldt, OP_str, /* the last three are emulated */ OP_emms, OP_femms, OP_bndmk,
    };
    for (size_t k = 0; k < sizeof(wild) / sizeof(wild[0]); k++) {
        if (wild[k] == i->opcode)
            return false;
    }
    if ((s->seg_write | s->seg_read) != 0)
        return false;
    /* the stack pointer may be read and moved, but not taken from arbitrary values */
    if (instr_writes_to_reg(i, DR_REG_RSP, DR_QUERY_INCLUDE_ALL) && !(s->flags & IR_STACK))
        return false;
    return true;
}

/* Registers that addresses are made of point into the arena; index registers are small. */
static void
prepare_state(instr_t *i)
{
    for (int r = 0; r < 16; r++) {
        uint64 v = next_random();
        in.gpr[r] = r % 3 == 0 ? v & 0xff : v;
    }
    in.gpr[4] = (uint64)(ptr_uint_t)arena + ARENA_SIZE / 2;
    for (int n = 0; n < instr_num_srcs(i) + instr_num_dsts(i); n++) {
        opnd_t o = n < instr_num_srcs(i) ? instr_get_src(i, (uint)n)
                                         : instr_get_dst(i, (uint)(n - instr_num_srcs(i)));
        if (!opnd_is_base_disp(o))
            continue;
        int b = reg_gpr_number(opnd_get_base(o)), x = reg_gpr_number(opnd_get_index(o));
        if (x >= 0 && x != 4)
            in.gpr[x] = 16;
        if (b >= 0)
            in.gpr[b] = (uint64)(ptr_uint_t)arena + ARENA_SIZE / 2 - (uint64)(int64)opnd_get_disp(o);
    }
    if (opclass_has(i->opcode, OPCLASS_REP))
        in.gpr[1] = 3;
    in.gpr[4] = (uint64)(ptr_uint_t)arena + ARENA_SIZE / 2;
    /* arithmetic flags at random; direction forward */
    in.flags = 0x202 | (next_random() & EFLAGS_ARITH);
    for (int k = 0; k < 8; k++)
        in.k[k] = next_random();
    for (int v = 0; v < 32; v++) {
        for (int w = 0; w < 8; w++) {
            uint64 x = next_random() & 0x3fffffff3fffffffULL; /* mostly normal numbers */
            memcpy(in.vec[v] + 8 * w, &x, 8);
        }
        if (!has_512)
            memset(in.vec[v] + 32, 0, 32);
    }
}

static void
try_bytes(const byte *b)
{
    instr_noalloc_t n;
    struct ir_scan s;

    int len = ir_scan(b, 15, IR_ISA_AMD64, &s);
    if (len == 0 || s.kind == IR_INVALID)
        return;
    instr_noalloc_init(dc, &n);
    if (decode(dc, (byte *)b, &n.instr) == NULL || !is_tame(&s, &n.instr))
        return;
    if (instr_has_rel_addr_reference(&n.instr))
        return;
    prepare_state(&n.instr);
    build(b, len);
    if (!run()) {
        faulted++;
        return;
    }
    ran++;
    seen[n.instr.opcode] = 1;
    judge(&n.instr, b, len);
    /* memory is not put back between the two runs */
    if (is_repeatable(n.instr.opcode) && !instr_writes_memory(&n.instr) && !instr_is_predicated(&n.instr))
        judge_sources(&n.instr, b, len);
}

static void
random_bytes(byte *b)
{
    static const byte prefixes[] = { 0x66, 0xf2, 0xf3, 0xf0, 0x67 };
    int k = 0;

    for (int i = 0; i < 16; i++)
        b[i] = (byte)next_random();
    uint shape = (uint)(next_random() % 16);
    if (shape < 9) {
        if (next_random() % 3 == 0)
            b[k++] = prefixes[next_random() % 5];
        if (next_random() % 2 == 0)
            b[k++] = (byte)(0x40 | (next_random() & 15));
        if (shape >= 3)
            b[k++] = 0x0f;
        if (shape == 7)
            b[k++] = 0x38;
        if (shape == 8)
            b[k++] = 0x3a;
    } else if (shape < 12) {
        b[0] = 0xc4;
        b[1] = (byte)((b[1] & 0xe0) | (1 + next_random() % 3));
        if (shape == 9)
            b[2] |= 0x78;
    } else {
        b[0] = 0x62;
        b[1] = (byte)((b[1] & 0xf0) | (1 + next_random() % 3));
        b[2] |= 4;
        b[3] |= 8;
    }
}

int
main(int argc, char **argv)
{
    struct sigaction sa = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK };
    static byte alt[65536];
    stack_t ss = { .ss_sp = alt, .ss_size = sizeof(alt) };
    static const int signals[] = { SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP };
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 0) : 100000, opcodes = 0;

    if (sizeof(void *) == 4 || !proc_avx_enabled()) {
        printf("1 passed, 0 failed, 1 skipped\n");
        return 0; /* the frame is written for 64-bit mode with AVX */
    }
    dc = dr_standalone_init();
    has_512 = proc_avx512_enabled();
    code = mmap(NULL, 65536, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    arena = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code == MAP_FAILED || arena == MAP_FAILED)
        return 2;
    sigaltstack(&ss, NULL);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        sigaction(signals[i], &sa, NULL);
    for (unsigned long i = 0; i < count; i++) {
        byte b[24] = { 0 };
        random_bytes(b);
        try_bytes(b);
    }
    for (int i = 0; i < OP_AFTER_LAST; i++)
        opcodes += seen[i];
    printf("%lu instructions of %lu opcodes ran, %lu faulted\n%lu passed, %lu failed\n", ran, opcodes,
           faulted, ran - (failures < ran ? failures : 0), failures);
    return failures == 0 ? 0 : 1;
}
