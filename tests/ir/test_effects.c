/* tests/ir/test_effects.c - what the processor changes must be what the IR says is written. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: test_effects COUNT [-list]
 * COUNT random encodings of user-mode instructions run natively, one at a time, from random states of
 * the general, flag, vector, mask, x87 and MMX registers. Afterwards
 *   - a register or flag that changed must be a destination,
 *   - with every register and flag changed that the IR says is not read, the results are the same.
 * The x87 registers turn with the stack: a destination st(n) is meant before the instruction or
 * behind it. Branches lead to what follows them. Instructions that enter the kernel, load segments,
 * wait, change what memory may be accessed or load a whole state of the unit, and those that this
 * machine lacks (SIGILL) are not run or not counted. -list names the opcodes that ran. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"
#include "ir/fast.h"
#include "ir/flags.h"
#include "ir/opclass.h"
#include "ir/reg.h"
#include "tests/ir/effects_frame.h"

DR_API void *dr_standalone_init(void);

#define in frame_in
#define out frame_out
#ifdef __x86_64__
#    define MODE IR_ISA_AMD64
#    define GPR_BITS (~0ULL)
#    define NUM_VECTORS (frame_has_512 ? 32 : 16)
#else
#    define MODE IR_ISA_IA32
#    define GPR_BITS 0xffffffffULL
#    define NUM_VECTORS 8
#endif
#define VECTOR_BYTES (frame_has_512 ? 64U : 32U)

static void *dc;
static unsigned long ran, faulted, failures;
static unsigned char shown[OP_AFTER_LAST], seen[OP_AFTER_LAST];
static uint64 rng = 0x9e3779b97f4a7c15ULL;

static uint64
next_random(void)
{
    rng ^= rng << 13;
    rng ^= rng >> 7;
    rng ^= rng << 17;
    return rng;
}

/* ---- what must have been announced ---- */

static const struct {
    uint write, mask;
} flag_bits[] = { { EFLAGS_WRITE_CF, EFLAGS_CF }, { EFLAGS_WRITE_PF, EFLAGS_PF },
                  { EFLAGS_WRITE_AF, EFLAGS_AF }, { EFLAGS_WRITE_ZF, EFLAGS_ZF },
                  { EFLAGS_WRITE_SF, EFLAGS_SF }, { EFLAGS_WRITE_DF, EFLAGS_DF },
                  { EFLAGS_WRITE_OF, EFLAGS_OF } };
#define NUM_FLAGS (sizeof(flag_bits) / sizeof(flag_bits[0]))

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

static bool
writes(instr_t *i, reg_id_t reg)
{
    return instr_writes_to_reg(i, reg, DR_QUERY_INCLUDE_ALL);
}

static bool
reads(instr_t *i, reg_id_t reg)
{
    return instr_reads_from_reg(i, reg, DR_QUERY_INCLUDE_ALL);
}

/* Whether it writes an x87 register, as a part of the stack or as an MMX register. */
static bool
writes_x87(instr_t *i, uint physical)
{
    return writes(i, (reg_id_t)(DR_REG_MM0 + physical)) ||
        writes(i, (reg_id_t)(DR_REG_ST0 + ((physical - frame_top(&in)) & 7))) ||
        writes(i, (reg_id_t)(DR_REG_ST0 + ((physical - frame_top(&out)) & 7)));
}

static bool
reads_x87(instr_t *i, uint physical)
{
    return reads(i, (reg_id_t)(DR_REG_MM0 + physical)) ||
        reads(i, (reg_id_t)(DR_REG_ST0 + ((physical - frame_top(&in)) & 7)));
}

static void
judge(instr_t *i, const byte *bytes, int n)
{
    uint eflags = instr_get_eflags(i, DR_QUERY_INCLUDE_ALL);

    for (int r = 0; r < 16; r++) {
        if (out.gpr[r] != in.gpr[r] && !writes(i, (reg_id_t)(DR_REG_RAX + r)))
            report("general register", r, i, bytes, n);
    }
    for (size_t f = 0; f < NUM_FLAGS; f++) {
        if (((in.flags ^ out.flags) & flag_bits[f].mask) != 0 && (eflags & flag_bits[f].write) == 0)
            report("flag", (int)f, i, bytes, n);
    }
    for (int v = 0; v < NUM_VECTORS; v++) {
        if (memcmp(in.vec[v], out.vec[v], VECTOR_BYTES) != 0 && i->opcode != OP_vzeroall &&
            i->opcode != OP_vzeroupper && !writes(i, (reg_id_t)(DR_REG_ZMM0 + v)))
            report("vector register", v, i, bytes, n);
    }
    for (int k = 0; frame_has_512 && k < 8; k++) {
        if (in.k[k] != out.k[k] && !writes(i, (reg_id_t)(DR_REG_K0 + k)))
            report("mask register", k, i, bytes, n);
    }
    for (uint p = 0; p < 8; p++) {
        if (memcmp(frame_x87(&in, p), frame_x87(&out, p), 10) != 0 && !writes_x87(i, p))
            report("x87 register", (int)p, i, bytes, n);
    }
}

/* ---- what must not matter ---- */

/* Where another run may give something else although the registers that are read are the same:
 * time, randomness, the processor's and x87's own state. */
static bool
is_repeatable(uint op)
{
    static const ushort not[] = { OP_rdtsc, OP_rdtscp, OP_rdrand, OP_rdseed, OP_rdpid, OP_rdpmc,
                                  OP_cpuid, OP_rdpru };
    for (size_t i = 0; i < sizeof(not) / sizeof(not[0]); i++) {
        if (not[i] == op)
            return false;
    }
    return true;
}

/* Turns over whatever the instruction is said not to read. */
static void
disturb(instr_t *i)
{
    uint eflags = instr_get_eflags(i, DR_QUERY_INCLUDE_ALL);

    for (int r = 0; r < 16; r++) {
        if (r != 4 && !reads(i, (reg_id_t)(DR_REG_RAX + r)))
            in.gpr[r] = ~in.gpr[r];
    }
    for (size_t f = 0; f < NUM_FLAGS; f++) {
        if ((eflags & EFLAGS_WRITE_TO_READ(flag_bits[f].write)) == 0 && flag_bits[f].mask != EFLAGS_DF)
            in.flags ^= flag_bits[f].mask;
    }
    for (int v = 0; v < NUM_VECTORS; v++) {
        for (uint b = 0; !reads(i, (reg_id_t)(DR_REG_ZMM0 + v)) && b < VECTOR_BYTES; b++)
            in.vec[v][b] ^= 0x15;
    }
    for (int k = 0; k < 8; k++) {
        if (!reads(i, (reg_id_t)(DR_REG_K0 + k)))
            in.k[k] = ~in.k[k];
    }
    for (uint p = 0; p < 8; p++) {
        byte *x87 = (byte *)frame_x87(&in, p);
        for (int b = 0; !reads_x87(i, p) && b < 7; b++) /* the number's fraction only */
            x87[b] ^= 0x15;
    }
}

/* Bits of general register R that are surely written. */
static uint64
written_bits(instr_t *i, int r)
{
    if (instr_writes_to_exact_reg(i, (reg_id_t)(DR_REG_RAX + r), DR_QUERY_INCLUDE_ALL))
        return GPR_BITS;
    if (instr_writes_to_exact_reg(i, (reg_id_t)(DR_REG_AX + r), DR_QUERY_INCLUDE_ALL))
        return 0xffff;
    if (r < 4 && instr_writes_to_exact_reg(i, (reg_id_t)(DR_REG_AH + r), DR_QUERY_INCLUDE_ALL))
        return 0xff00;
    return writes(i, (reg_id_t)(DR_REG_RAX + r)) ? 0xff : 0;
}

/* Bytes of vector register V that are surely written: legacy instructions leave what is above
 * their operand as it was, and so do masks that merge. */
static uint
written_bytes(instr_t *i, int v)
{
    for (int d = 0; d < instr_num_dsts(i); d++) {
        opnd_t o = instr_get_dst(i, (uint)d);
        if (!opnd_is_reg(o) || reg_vector_number(opnd_get_reg(o)) != v)
            continue;
        if ((i->prefixes & IR_PREFIX_EVEX) != 0 && instr_num_srcs(i) > 0 &&
            opnd_is_reg(instr_get_src(i, 0)) && reg_is_opmask(opnd_get_reg(instr_get_src(i, 0))) &&
            opnd_get_reg(instr_get_src(i, 0)) != DR_REG_K0 && (i->evex & IR_EVEX_ZEROING) == 0)
            return 0;
        if (i->opcode == OP_movhps || i->opcode == OP_movhpd)
            return 0; /* the upper half */
        return opnd_size_in_bytes(opnd_get_size(o));
    }
    return 0;
}

/* Changes what the IR says is not read, and expects the same in what is written. */
static void
judge_sources(instr_t *i, const byte *bytes, int n)
{
    static struct state first, was;

    first = out;
    was = in;
    disturb(i);
    bool ok = frame_run();
    if (!ok) {
        in = was;
        report("a register that is not read decides about a fault", 0, i, bytes, n);
        return;
    }
    for (int r = 0; r < 16; r++) {
        if (r != 4 && ((out.gpr[r] ^ first.gpr[r]) & written_bits(i, r)) != 0)
            report("depends on what is not read: register", r, i, bytes, n);
    }
    for (int v = 0; v < NUM_VECTORS; v++) {
        if (memcmp(out.vec[v], first.vec[v], written_bytes(i, v)) != 0)
            report("depends on what is not read: vector", v, i, bytes, n);
    }
    for (int k = 0; frame_has_512 && k < 8; k++) {
        if (out.k[k] != first.k[k] && writes(i, (reg_id_t)(DR_REG_K0 + k)))
            report("depends on what is not read: mask", k, i, bytes, n);
    }
    for (uint p = 0; p < 8; p++) {
        /* only what really was written: the stack turns, and with it the names */
        if (memcmp(frame_x87(&out, p), frame_x87(&first, p), 8) != 0 && writes_x87(i, p) &&
            memcmp(frame_x87(&was, p), frame_x87(&first, p), 10) != 0)
            report("depends on what is not read: x87", (int)p, i, bytes, n);
    }
    in = was;
}

/* ---- which instructions ---- */

static bool
is_kind_to_run(uint kind)
{
    return kind == IR_OTHER || kind == IR_CPUID || kind == IR_PUSHF || kind == IR_POPF ||
        kind == IR_SEG || kind == IR_RDTSC || kind == IR_JCC || kind == IR_LOOP || kind == IR_JMP ||
        kind == IR_CALL || kind == IR_JMP_IND || kind == IR_CALL_IND || kind == IR_RET ||
        kind == IR_RDFSBASE || kind == IR_RDGSBASE;
}

static bool
is_tame(const struct ir_scan *s, instr_t *i)
{
    static const ushort wild[] = {
        /* load a state of the unit that is no operand */
        OP_xrstor32, OP_xrstor64, OP_fxrstor32, OP_fxrstor64, OP_frstor,
        /* enter a hypervisor, wait, or are told apart by the kernel */
        OP_vmcall, OP_vmmcall, OP_umwait, OP_tpause, OP_mwaitx, OP_mcommit, OP_smsw, OP_sldt, OP_str,
        OP_xend, OP_xtest,
        /* what memory may be accessed */
        OP_wrpkru, OP_xsetbv,
        /* writes bounds, which are not looked at */
        OP_bndmk,
    };
    if (!is_kind_to_run(s->kind) || (s->flags & (IR_PRIVILEGED | IR_USES_FS | IR_USES_GS)) != 0 ||
        s->seg_write != 0)
        return false;
    for (size_t k = 0; k < sizeof(wild) / sizeof(wild[0]); k++) {
        if (wild[k] == i->opcode)
            return false;
    }
    return true;
}

/* Registers that addresses are made of point into the arena; index registers are small, those of
 * gathers are zero. */
static void
prepare_addresses(instr_t *i)
{
    const uint64 middle = (uint64)(ptr_uint_t)frame_arena + ARENA_SIZE / 2;

    in.gpr[4] = middle;
    for (int n = 0; n < instr_num_srcs(i) + instr_num_dsts(i); n++) {
        opnd_t o = n < instr_num_srcs(i) ? instr_get_src(i, (uint)n)
                                         : instr_get_dst(i, (uint)(n - instr_num_srcs(i)));
        if (!opnd_is_base_disp(o))
            continue;
        int b = reg_gpr_number(opnd_get_base(o)), x = reg_gpr_number(opnd_get_index(o));
        if (x >= 0 && x != 4)
            in.gpr[x] = 16;
        if (reg_vector_number(opnd_get_index(o)) >= 0)
            memset(in.vec[reg_vector_number(opnd_get_index(o))], 0, 64);
        if (b >= 0)
            in.gpr[b] = middle - (uint64)(int64)opnd_get_disp(o);
    }
    if (opclass_has(i->opcode, OPCLASS_REP))
        in.gpr[1] = 3;
    if (i->opcode == OP_clzero || i->opcode == OP_monitorx)
        in.gpr[0] = middle;
    if (i->opcode == OP_enter || i->opcode == OP_leave)
        in.gpr[5] = middle;
    in.gpr[4] = middle;
}

static void
prepare_x87(void)
{
    in.fx[3] = (byte)((next_random() & 7) << 3);                          /* top of the stack */
    in.fx[4] = next_random() % 4 == 0 ? (byte)next_random() : (byte)0xff; /* which are in use */
    for (int r = 0; r < 8; r++) {
        byte *reg = in.fx + 32 + 16 * r;
        uint64 fraction = next_random() | 1ULL << 63;
        ushort exponent = (ushort)((next_random() & 0x8000) | (0x3ff0 + next_random() % 32));
        memcpy(reg, &fraction, 8);
        memcpy(reg + 8, &exponent, 2);
    }
}

static void
prepare_state(instr_t *i)
{
    for (int r = 0; r < 16; r++) {
        uint64 v = next_random();
        in.gpr[r] = r % 3 == 0 ? v & 0xff : v;
    }
    /* arithmetic flags at random; direction forward */
    in.flags = 0x202 | (next_random() & EFLAGS_ARITH);
    for (int k = 0; k < 8; k++)
        in.k[k] = next_random();
    for (int v = 0; v < 32; v++) {
        for (int w = 0; w < 8; w++) {
            uint64 x = next_random() & 0x3fffffff3fffffffULL; /* mostly normal numbers */
            memcpy(in.vec[v] + 8 * w, &x, 8);
        }
        if (!frame_has_512)
            memset(in.vec[v] + 32, 0, 32);
    }
    prepare_x87();
    prepare_addresses(i);
}

/* Branches go to NEXT, the instruction behind them. */
static void
lead_back(instr_t *i, byte *next)
{
    ptr_uint_t to = (ptr_uint_t)next;

    if (i->opcode == OP_popf) { /* neither a trap nor alignment checks */
        uint64 flags = 0x202 | (next_random() & EFLAGS_ARITH);
        memcpy((void *)(ptr_uint_t)in.gpr[4], &flags, 8);
    } else if (instr_is_return(i))
        memcpy((void *)(ptr_uint_t)in.gpr[4], &to, sizeof(to));
    else if (instr_is_mbr(i)) {
        opnd_t target = instr_get_target(i);
        if (opnd_is_reg(target))
            in.gpr[reg_gpr_number(opnd_get_reg(target))] = to;
        else
            memcpy(frame_arena + ARENA_SIZE / 2, &to, sizeof(to));
    }
}

/* In 32-bit mode an address without a base register may well be one of ours. */
static bool
may_go_anywhere(instr_t *i)
{
    int srcs = instr_num_srcs(i), all = srcs + instr_num_dsts(i);
    for (int n = 0; MODE == IR_ISA_IA32 && n < all; n++) {
        opnd_t o = n < srcs ? instr_get_src(i, (uint)n) : instr_get_dst(i, (uint)(n - srcs));
        if (opnd_is_abs_addr(o) || (opnd_is_base_disp(o) && opnd_get_base(o) == DR_REG_NULL))
            return true;
    }
    return false;
}

static void
try_bytes(byte *b)
{
    instr_noalloc_t n;
    struct ir_scan s;

    int len = ir_scan(b, 15, MODE, &s);
    if (len == 0 || s.kind == IR_INVALID)
        return;
    if (s.kind == IR_JCC || s.kind == IR_LOOP || s.kind == IR_JMP || s.kind == IR_CALL)
        memset(b + s.imm_off, 0, s.imm_size);
    instr_noalloc_init(dc, &n);
    if (decode_from_copy(dc, b, frame_place(), &n.instr) == NULL || !is_tame(&s, &n.instr))
        return;
    if (instr_has_rel_addr_reference(&n.instr) || may_go_anywhere(&n.instr))
        return;
    prepare_state(&n.instr);
    lead_back(&n.instr, frame_build(b, len));
    if (!frame_run()) {
        faulted++;
        return;
    }
    ran++;
    seen[n.instr.opcode] = 1;
    judge(&n.instr, b, len);
    /* memory is not put back between the two runs */
    if (is_repeatable(n.instr.opcode) && !instr_writes_memory(&n.instr) &&
        !instr_is_predicated(&n.instr) && !instr_is_cti(&n.instr))
        judge_sources(&n.instr, b, len);
}

static void
random_bytes(byte *b)
{
    static const byte prefixes[] = { 0x66, 0xf2, 0xf3, 0xf0, 0x67 };
    int k = 0;

    for (int i = 0; i < 16; i++)
        b[i] = (byte)next_random();
    uint shape = (uint)(next_random() % 17);
    if (shape == 16) { /* x87 */
        b[0] = (byte)(0xd8 | (b[0] & 7));
        b[1] |= next_random() % 2 == 0 ? 0xc0 : 0;
    } else if (shape < 9) {
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
        b[1] = (byte)((b[1] & 0xe0) | (MODE == IR_ISA_IA32 ? 0xc0 : 0) | (1 + next_random() % 3));
        if (shape == 9)
            b[2] |= 0x78;
    } else {
        b[0] = 0x62;
        b[1] = (byte)((b[1] & 0xf0) | (MODE == IR_ISA_IA32 ? 0xc0 : 0) | (1 + next_random() % 6));
        b[2] |= 4;
        b[3] |= 8;
    }
}

int
main(int argc, char **argv)
{
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 0) : 100000, opcodes = 0;

    if (!frame_init()) {
        printf("1 passed, 0 failed, 1 skipped\n");
        return 0; /* the frame is written for processors with AVX */
    }
    dc = dr_standalone_init();
    for (unsigned long i = 0; i < count; i++) {
        byte b[24] = { 0 };
        random_bytes(b);
        try_bytes(b);
    }
    for (int i = 0; i < OP_AFTER_LAST; i++) {
        opcodes += seen[i];
        if (argc > 2 && seen[i])
            printf("%s\n", decode_opcode_name(i));
    }
    printf("%lu instructions of %lu opcodes ran, %lu faulted\n%lu passed, %lu failed\n", ran, opcodes,
           faulted, ran - (failures < ran ? failures : 0), failures);
    return failures == 0 ? 0 : 1;
}
