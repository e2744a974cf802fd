/* tests/ir/operand_kinds.c - which kinds of operands of the decoder's tables have come up. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/operand_kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 65536
static uint64 met[SLOTS]; /* a hash table; 0: free */

static uint64 *
slot_of(uint64 kind)
{
    uint64 h = kind * 0x9e3779b97f4a7c15ULL >> 48;

    while (met[h % SLOTS] != 0 && met[h % SLOTS] != kind)
        h++;
    return &met[h % SLOTS];
}

uint64
kind_of(ZydisMnemonic m, uint encoding, const ZydisInstructionDefinition *def)
{
    const ZydisOperandDefinition *ops = ZydisGetOperandDefinitions(def);
    uint64 k = (uint64)m * 8 + encoding;

    for (uint i = 0; i < def->operand_count_visible; i++)
        k = k * 64 + ops[i].type + 1;
    return k;
}

bool
kind_is_met(uint64 kind)
{
    return *slot_of(kind) != 0;
}

void
kind_meet(uint64 kind)
{
    *slot_of(kind) = kind;
}

void
kinds_of_mnemonic(ZydisMnemonic m, bool is_64, kind_visitor f)
{
    const ZydisEncodableInstruction *forms;
    const ZydisInstructionDefinition *def;
    uint64 seen[64];
    uint num_seen = 0, count = m == ZYDIS_MNEMONIC_INVALID ? 0 : ZydisGetEncodableInstructions(m, &forms);

    for (uint i = 0; i < count; i++) {
        if ((forms[i].modes & (is_64 ? ZYDIS_WIDTH_64 : ZYDIS_WIDTH_32)) == 0 ||
            forms[i].encoding == ZYDIS_INSTRUCTION_ENCODING_MVEX)
            continue;
        ZydisGetInstructionDefinition(forms[i].encoding, forms[i].instruction_reference, &def);
        if (def->isa_ext >= ZYDIS_ISA_EXT_KNC && def->isa_ext <= ZYDIS_ISA_EXT_KNCV)
            continue; /* no instruction for us: see zy_is_foreign() */
        uint64 kind = kind_of(m, forms[i].encoding, def);
        uint k = 0;
        while (k < num_seen && seen[k] != kind)
            k++;
        if (k < num_seen)
            continue;
        if (num_seen == sizeof(seen) / sizeof(seen[0]))
            abort();
        seen[num_seen++] = kind;
        f(m, forms[i].encoding, def, kind);
    }
}

/* ---- the file ---- */

enum { MOST = 2000 };
static struct {
    char *row;
    bool is_whole; /* all kinds of the mnemonic */
    bool is_used;
} expected[MOST];
static unsigned num_expected, num_all, num_met, num_known, failures;
static bool in_64, listing;

static const char *
type_name(uint type)
{
    static const char *const names[] = {
        [ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_REG] = "implied", [ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_MEM] = "implied-mem",
        [ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_IMM1] = "1", [ZYDIS_SEMANTIC_OPTYPE_GPR8] = "r8",
        [ZYDIS_SEMANTIC_OPTYPE_GPR16] = "r16", [ZYDIS_SEMANTIC_OPTYPE_GPR32] = "r32",
        [ZYDIS_SEMANTIC_OPTYPE_GPR64] = "r64", [ZYDIS_SEMANTIC_OPTYPE_GPR16_32_64] = "rv",
        [ZYDIS_SEMANTIC_OPTYPE_GPR32_32_64] = "ry", [ZYDIS_SEMANTIC_OPTYPE_GPR16_32_32] = "rz",
        [ZYDIS_SEMANTIC_OPTYPE_GPR_ASZ] = "ra", [ZYDIS_SEMANTIC_OPTYPE_FPR] = "st",
        [ZYDIS_SEMANTIC_OPTYPE_MMX] = "mm", [ZYDIS_SEMANTIC_OPTYPE_XMM] = "xmm",
        [ZYDIS_SEMANTIC_OPTYPE_YMM] = "ymm", [ZYDIS_SEMANTIC_OPTYPE_ZMM] = "zmm",
        [ZYDIS_SEMANTIC_OPTYPE_TMM] = "tmm", [ZYDIS_SEMANTIC_OPTYPE_BND] = "bnd",
        [ZYDIS_SEMANTIC_OPTYPE_SREG] = "sreg", [ZYDIS_SEMANTIC_OPTYPE_CR] = "cr",
        [ZYDIS_SEMANTIC_OPTYPE_DR] = "dr", [ZYDIS_SEMANTIC_OPTYPE_MASK] = "k",
        [ZYDIS_SEMANTIC_OPTYPE_MEM] = "mem", [ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBX] = "vsibx",
        [ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBY] = "vsiby", [ZYDIS_SEMANTIC_OPTYPE_MEM_VSIBZ] = "vsibz",
        [ZYDIS_SEMANTIC_OPTYPE_IMM] = "imm", [ZYDIS_SEMANTIC_OPTYPE_REL] = "rel",
        [ZYDIS_SEMANTIC_OPTYPE_PTR] = "ptr", [ZYDIS_SEMANTIC_OPTYPE_AGEN] = "agen",
        [ZYDIS_SEMANTIC_OPTYPE_MOFFS] = "moffs", [ZYDIS_SEMANTIC_OPTYPE_MIB] = "mib",
    };
    const char *n = type < sizeof(names) / sizeof(names[0]) ? names[type] : NULL;

    return n != NULL ? n : "?";
}

static void
print_row(char *out, size_t size, ZydisMnemonic m, uint encoding, const ZydisInstructionDefinition *def)
{
    static const char *const encodings[] = { "legacy", "3dnow", "xop", "vex", "evex", "mvex" };
    const ZydisOperandDefinition *ops = ZydisGetOperandDefinitions(def);
    size_t n = (size_t)snprintf(out, size, "%d\t%s\t%s", in_64 ? 64 : 32, ZydisMnemonicGetString(m),
                                encodings[encoding]);

    for (uint i = 0; i < def->operand_count_visible; i++)
        n += (size_t)snprintf(out + n, size - n, " %s", type_name(ops[i].type));
}

static bool
is_in_row(unsigned i, const char *row)
{
    if (!expected[i].is_whole)
        return strcmp(expected[i].row, row) == 0;
    return strncmp(expected[i].row, row, strlen(expected[i].row)) == 0;
}

static void
look_up(ZydisMnemonic m, uint encoding, const ZydisInstructionDefinition *def, uint64 kind)
{
    char row[200];

    bool is_met = kind_is_met(kind), is_listed = false;

    num_all++;
    num_met += is_met;
    print_row(row, sizeof(row), m, encoding, def);
    if (listing && !is_met)
        printf("%s\n", row);
    for (unsigned i = 0; i < num_expected; i++) {
        if (!is_in_row(i, row))
            continue;
        expected[i].is_used = is_listed = true;
    }
    num_known += is_listed;
    if (is_met == is_listed) {
        failures++;
        printf(is_met ? "a macro makes it, although it is listed: %s\n" : "no macro makes it: %s\n", row);
    }
}

static void
expect(const char *mnemonic, const char *operands)
{
    char row[200];
    bool is_whole = strcmp(operands, "*") == 0;

    snprintf(row, sizeof(row), "%d\t%s\t%s", in_64 ? 64 : 32, mnemonic, is_whole ? "" : operands);
    expected[num_expected].is_whole = is_whole;
    expected[num_expected++].row = strdup(row);
}

static bool
is_for_us(const char *mode)
{
    if (strcmp(mode, "32by64") == 0)
        return !in_64 && sizeof(void *) == 8;
    return strcmp(mode, "both") == 0 || strcmp(mode, in_64 ? "64" : "32") == 0;
}

static void
read_rows(const char *path)
{
    char line[500];
    FILE *f = fopen(path, "r");

    if (f == NULL) {
        perror(path);
        exit(2);
    }
    while (fgets(line, sizeof(line), f) != NULL) {
        char *field[4], *rest = line;
        if (line[0] == '#')
            continue;
        for (int i = 0; i < 4; i++)
            field[i] = strsep(&rest, "\t\n");
        if (field[3] == NULL || field[3][0] == 0 || num_expected == MOST) {
            printf("%s: no reason: %s\n", path, line);
            failures++;
        } else if (is_for_us(field[0]))
            expect(field[1], field[2]);
    }
    fclose(f);
}

unsigned
kinds_compare(const char *path, bool is_64, bool list)
{
    in_64 = is_64;
    listing = list;
    read_rows(path);
    for (uint m = 1; m <= ZYDIS_MNEMONIC_MAX_VALUE; m++)
        kinds_of_mnemonic((ZydisMnemonic)m, is_64, look_up);
    for (unsigned i = 0; i < num_expected; i++) {
        if (!expected[i].is_used) {
            failures++;
            printf("listed, but there is no such kind: %s\n", expected[i].row);
        }
        free(expected[i].row);
    }
    printf("%u of %u kinds of operands, %u not for a reason\n", num_met, num_all, num_known);
    return failures;
}
