/* tests/ir/bench_ir.c - nanoseconds per instruction of the IR, beside plain Zydis, in one run. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <Zydis/Zydis.h>

#include "dr_ir_decode.h"
#include "dr_ir_instrlist.h"
#include "ir/context.h"
#include "ir/fast.h"

DR_API void *dr_standalone_init(void);

/* The code that is measured is this program's own: what the compiler made of the decoder. */
extern char etext;
int main(int argc, char **argv);

#define MAX_INSTRS 60000
static byte *pcs[MAX_INSTRS];
static instr_t *instrs[MAX_INSTRS];
static int count;
static void *dc;
static unsigned long sink;
static size_t heap;
static ZydisDecoder zydis;
static struct ir_context counting;
static struct ir_context *real;

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void *
count_alloc(struct ir_context *c, size_t n)
{
    (void)c;
    heap += n;
    return real->alloc(real, n);
}

static void
count_free(struct ir_context *c, void *p, size_t n)
{
    (void)c;
    real->free(real, p, n);
}

static void
zydis_minimal(int i)
{
    ZydisDecodedInstruction zi;
    ZydisDecoder min = zydis;
    ZydisDecoderEnableMode(&min, ZYDIS_DECODER_MODE_MINIMAL, ZYAN_TRUE);
    if (ZYAN_SUCCESS(ZydisDecoderDecodeInstruction(&min, NULL, pcs[i], 15, &zi)))
        sink += zi.length;
}

static void
zydis_full(int i)
{
    ZydisDecodedInstruction zi;
    ZydisDecodedOperand ops[ZYDIS_MAX_OPERAND_COUNT];
    if (ZYAN_SUCCESS(ZydisDecoderDecodeFull(&zydis, pcs[i], 15, &zi, ops)))
        sink += zi.operand_count;
}

static void
ours_length(int i)
{
    sink += (unsigned long)(decode_next_pc(dc, pcs[i]) - pcs[i]);
}

static void
ours_scan(int i)
{
    struct ir_scan s;
    sink += (unsigned long)ir_scan(pcs[i], 15, IR_ISA_AMD64, &s);
}

static void
ours_opcode(int i)
{
    instr_noalloc_t n;
    instr_noalloc_init(dc, &n);
    instr_set_raw_bits(&n.instr, pcs[i], (uint)(pcs[i + 1] - pcs[i]));
    sink += (unsigned long)instr_get_opcode(&n.instr);
}

static void
ours_operands_noalloc(int i)
{
    instr_noalloc_t n;
    instr_noalloc_init(dc, &n);
    decode(dc, pcs[i], &n.instr);
    sink += n.instr.num_srcs;
}

static void
ours_operands(int i)
{
    instr_t in;
    instr_init(dc, &in);
    decode(dc, pcs[i], &in);
    sink += in.num_srcs;
    instr_free(dc, &in);
}

static byte out[64];

static void
ours_encode_unchanged(int i)
{
    sink += (unsigned long)(instr_encode_to_copy(dc, instrs[i], out, pcs[i]) - out);
}

static void
ours_encode_changed(int i)
{
    instr_set_raw_bits_valid(instrs[i], false);
    byte *e = instr_encode_to_copy(dc, instrs[i], out, pcs[i]);
    if (e != NULL)
        sink += (unsigned long)(e - out);
}

static const struct {
    const char *name;
    void (*run)(int i);
    double aim; /* nanoseconds; negative: times plain Zydis */
} rows[] = {
    { "Zydis, minimal (length)", zydis_minimal, 0 },
    { "Zydis, all operands", zydis_full, 0 },
    { "length", ours_length, 25 },
    { "ir_scan", ours_scan, 100 },
    { "opcode", ours_opcode, 0 },
    { "all operands, no heap", ours_operands_noalloc, -2 },
    { "all operands", ours_operands, -2 },
    { "encode, unchanged", ours_encode_unchanged, 10 },
    { "encode, changed", ours_encode_changed, 300 },
};

int
main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    dc = dr_standalone_init();
    real = dc;
    ZydisDecoderInit(&zydis, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
    byte *pc = (byte *)(ptr_uint_t)main;
    while (count < MAX_INSTRS - 1 && (ptr_uint_t)pc + 16 < (ptr_uint_t)&etext) {
        byte *next = decode_next_pc(dc, pc);
        if (next == NULL)
            break;
        pcs[count++] = pc;
        pc = next;
    }
    pcs[count] = pc;
    counting = *real;
    counting.alloc = count_alloc;
    counting.free = count_free;
    for (int i = 0; i < count; i++) {
        instrs[i] = instr_create(&counting);
        decode(&counting, pcs[i], instrs[i]);
    }
    printf("%d instructions, %.1f bytes of heap each\n", count, (double)heap / count);
    double full = 0;
    for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
        double best = 1e18;
        for (int k = 0; k < 15; k++) {
            double t = now();
            for (int i = 0; i < count; i++)
                rows[r].run(i);
            t = (now() - t) / count;
            best = t < best ? t : best;
        }
        if (rows[r].run == zydis_full)
            full = best;
        double aim = rows[r].aim < 0 ? -rows[r].aim * full : rows[r].aim;
        printf("%-26s %7.1f ns", rows[r].name, best);
        if (aim > 0)
            printf("   aim %.0f%s", aim, best > aim ? "   MISSED" : "");
        printf("\n");
    }
    return sink == 0;
}
