/* tests/ir/test_quick.c - frequent instructions encoded by hand are those of the encoder proper. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_encode.h"
#include "dr_ir_macros.h"
#include "ir/x86/quick.h"

DR_API void *dr_standalone_init(void);

static void *dc;
static long quick_count, total, failures;

static void
print_bytes(const byte *b, int n)
{
    for (int i = 0; i < n; i++)
        printf(" %02x", b[i]);
    printf("\n");
}

/* Frees it. */
static void
check(instr_t *i)
{
    byte quick[32], full[32];
    const char *why;
    int n = encode_quick(i, quick);

    total++;
    if (n != 0) {
        int m = isa_encode_in_full(i, full, full, true, &why);
        quick_count++;
        if (m != n || memcmp(quick, full, (size_t)n) != 0) {
            if (failures++ < 20) {
                instr_disassemble(dc, i, STDOUT);
                printf("\n  quick");
                print_bytes(quick, n);
                printf("  full ");
                print_bytes(full, m);
            }
        }
    }
    instr_destroy(dc, i);
}

static const int numbers[] = { 0, 1, 3, 4, 5, 7, 8, 9, 12, 13, 15 };
#define NUMBERS (sizeof(numbers) / sizeof(numbers[0]))
static const ptr_int_t constants[] = { 0,
                                       1,
                                       -1,
                                       127,
                                       -128,
                                       128,
                                       255,
                                       0x1234,
                                       0x7fffffff,
                                       -0x80000000LL,
                                       0xffffffff,
                                       0x80000000LL,
                                       0x123456789LL };
static const int disps[] = { 0, 1, -128, 127, 128, 0x1234, -0x7fffffff - 1, 0x7fffffff };
static opnd_t registers[64], memories[40000], immediates[16];
static int num_registers, num_memories, num_immediates;

static void
make_memories(opnd_size_t size)
{
    static const reg_id_t segments[] = { DR_REG_NULL, DR_SEG_FS, DR_SEG_GS };
    num_memories = 0;
    for (int s = 0; s < 3; s++)
        for (unsigned d = 0; d < sizeof(disps) / sizeof(disps[0]); d++) {
            opnd_t o =
                opnd_create_far_base_disp(segments[s], DR_REG_NULL, DR_REG_NULL, 0, disps[d], size);
            memories[num_memories++] = o;
            for (unsigned b = 0; b < NUMBERS; b++) {
                reg_id_t base = (reg_id_t)(DR_REG_RAX + numbers[b]);
                memories[num_memories++] =
                    opnd_create_far_base_disp(segments[s], base, DR_REG_NULL, 0, disps[d], size);
                for (unsigned x = 0; x < NUMBERS; x++) {
                    reg_id_t index = (reg_id_t)(DR_REG_RAX + numbers[x]);
                    if (index != DR_REG_RSP && (x + b + d) % 3 == 0)
                        memories[num_memories++] = opnd_create_far_base_disp(
                            segments[s], base, index, 1 << (x + b) % 4, disps[d], size);
                }
            }
        }
}

static void
make_operands(opnd_size_t size)
{
    reg_id_t first = size == OPSZ_8 ? DR_REG_RAX
        : size == OPSZ_4            ? DR_REG_EAX
        : size == OPSZ_2            ? DR_REG_AX
                                    : DR_REG_AL;
    num_registers = num_immediates = 0;
    for (int n = 0; n < (size == OPSZ_1 ? 20 : 16); n++)
        registers[num_registers++] = opnd_create_reg((reg_id_t)(first + n));
    for (unsigned i = 0; i < sizeof(constants) / sizeof(constants[0]); i++)
        immediates[num_immediates++] =
            opnd_create_immed_int(constants[i], size == OPSZ_8 ? OPSZ_4 : size);
    make_memories(size);
}

/* Runs the statement behind it with each operand of an array. */
#define EACH(array, o)                                                                             \
    for (int i_##array = 0; i_##array < num_##array; i_##array++)                                  \
        for (opnd_t o = array[i_##array], *o##_once = &o; o##_once != NULL; o##_once = NULL)

static void
two_operands(int opcode, bool has_result)
{
#define MAKE(a, b)                                                                                 \
    has_result ? instr_create_1dst_2src(dc, opcode, a, b, a)                                       \
               : instr_create_0dst_2src(dc, opcode, a, b)
    EACH(registers, a)
    {
        for (int k = 0; k < num_registers; k++)
            check(MAKE(a, registers[k]));
        EACH(immediates, b)
        check(MAKE(a, b));
    }
    EACH(memories, a)
    {
        check(MAKE(a, registers[i_memories % num_registers]));
        check(MAKE(registers[i_memories % num_registers], a));
        EACH(immediates, b)
        check(MAKE(a, b));
    }
}

static void
moves(void)
{
    EACH(registers, a)
    {
        EACH(immediates, b)
        check(INSTR_CREATE_mov_imm(dc, a, b));
        for (int k = 0; k < num_registers; k++)
            check(INSTR_CREATE_mov_ld(dc, a, registers[k]));
    }
    EACH(memories, m)
    {
        for (int k = i_memories % 3; k < num_registers; k += 3) {
            opnd_t r = registers[k], address = m;
            check(INSTR_CREATE_mov_ld(dc, r, m));
            check(INSTR_CREATE_mov_st(dc, m, r));
            opnd_set_size(&address, OPSZ_lea);
            check(INSTR_CREATE_lea(dc, r, address));
        }
        EACH(immediates, b)
        check(INSTR_CREATE_mov_st(dc, m, b));
    }
}

static void
one_operand(int opcode, bool reads)
{
#define MAKE1(a)                                                                                   \
    reads ? instr_create_1dst_1src(dc, opcode, a, a) : instr_create_1dst_0src(dc, opcode, a)
    EACH(registers, a)
    check(MAKE1(a));
    EACH(memories, a)
    check(MAKE1(a));
}

static void
all_of_mode(bool is_64)
{
    static const opnd_size_t sizes[] = { OPSZ_1, OPSZ_2, OPSZ_4, OPSZ_8 };
    static const int arith[] = { OP_add, OP_or, OP_adc, OP_sbb, OP_and, OP_sub, OP_xor };
    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    quick_count = total = 0;
    for (unsigned s = 0; s < 4; s++) {
        make_operands(sizes[s]);
        for (unsigned i = 0; i < sizeof(arith) / sizeof(arith[0]); i++)
            two_operands(arith[i], true);
        two_operands(OP_cmp, false);
        two_operands(OP_test, false);
        moves();
        for (int op = OP_seto; op <= OP_setnle; op++)
            one_operand(op, false);
        one_operand(OP_inc, true);
        one_operand(OP_dec, true);
        one_operand(OP_not, true);
        one_operand(OP_neg, true);
    }
    printf("%d-bit code: %ld of %ld instructions encoded by hand, %ld differ\n", is_64 ? 64 : 32, quick_count,
           total, failures);
}

/* 32-bit code is left to the encoder proper altogether. */
int
main(void)
{
    dc = dr_standalone_init();
    all_of_mode(true);
    bool enough = quick_count >= total / 3;
    all_of_mode(false);
    return failures != 0 || !enough || quick_count != 0;
}
