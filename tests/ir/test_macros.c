/* tests/ir/test_macros.c - every INSTR_CREATE_ macro with every kind of operand that encodes. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: test_macros 64|32 KINDS_NOT_MADE [-list]
 * All combinations of a set of operands are tried, and for every row of the decoder's tables the
 * operands that it has. What encodes must decode to the same opcode and operands; each macro must
 * encode with some combination in one of the two modes; and of all kinds of operands in the decoder's
 * tables those and no others must not have come up that the file gives a reason for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_macros.h"
#include "dr_proc.h"
#include "ir/isa.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/x86/convert.h"
#include "tests/ir/operand_kinds.h"
#include "tests/ir/operands_for.h"
#include "tests/ir/same_instr.h"

DR_API void *dr_standalone_init(void);

#define MAX_ARGS 6
#define ORIG ((byte *)(ptr_uint_t)0x400000)

typedef instr_t *(*make_t)(void *dc, int op, const opnd_t *a);

#define M(name, kinds, has_op, call)                     \
    static instr_t *make_##name(void *dc, int op, const opnd_t *a) \
    {                                                    \
        (void)op;                                        \
        (void)a;                                         \
        return call;                                     \
    }
#include "macros_under_test.inc"
#undef M

static const struct {
    const char *name, *kinds;
    int has_op;
    make_t make;
} macros[] = {
#define M(name, kinds, has_op, call) { #name, kinds, has_op, make_##name },
#include "macros_under_test.inc"
#undef M
};

static void *dc;
static bool is_64;
static unsigned long encoded, failures;
static const char *current;
static bool want_evex;

/* The opcodes that a macro makes. */
#define MAX_OPCODES 20
static unsigned opcodes[MAX_OPCODES], num_opcodes;

static void
note_opcode(unsigned op)
{
    for (unsigned i = 0; i < num_opcodes; i++) {
        if (opcodes[i] == op)
            return;
    }
    if (num_opcodes < MAX_OPCODES)
        opcodes[num_opcodes++] = op;
}

/* ---- operands to try ---- */

static opnd_t any[80], usual[80], memory[40], registers[40], vector_registers[16];
static int num_any, num_usual, num_memory, num_registers, num_vector;

/* HIGH: vector registers that only EVEX can name. */
static void
prepare(bool high)
{
    num_any = num_usual = num_memory = num_registers = num_vector = 0;
    static const opnd_size_t sizes[] = { OPSZ_1,  OPSZ_2,  OPSZ_4,  OPSZ_8,  OPSZ_16, OPSZ_32,
                                         OPSZ_64, OPSZ_10, OPSZ_6,  OPSZ_lea, OPSZ_28, OPSZ_108,
                                         OPSZ_512, OPSZ_xsave };
    static const reg_id_t regs[] = { DR_REG_CL,   DR_REG_DX,   DR_REG_EBX,  DR_REG_RSI, DR_REG_MM2,
                                     DR_SEG_DS,   DR_REG_CR0,  DR_REG_K3,   DR_REG_BND1, DR_REG_ST2,
                                     DR_REG_ST0,  DR_REG_TMM1, DR_REG_XMM3, DR_REG_YMM4, DR_REG_ZMM5,
                                     DR_REG_DR7,  DR_REG_XMM7, DR_REG_YMM7, DR_REG_AL, DR_REG_AX, DR_REG_EAX, DR_REG_RAX };
    reg_id_t base = is_64 ? DR_REG_RBX : DR_REG_EBX;

    for (unsigned i = 0; i < sizeof(regs) / sizeof(regs[0]); i++) {
        reg_id_t r = regs[i];
        if (!is_64 && reg_is_64bit(r))
            continue;
        if (high && reg_is_vector_simd(r))
            r = (reg_id_t)(r + 16);
        registers[num_registers++] = any[num_any++] = opnd_create_reg(r);
        if (reg_vector_number(r) >= 0 || reg_is_opmask(r) || reg_is_mmx(r) || reg_is_32bit(r))
            vector_registers[num_vector++] = opnd_create_reg(r);
    }
    registers[num_registers++] = OPND_CREATE_INT8(2);
    for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
        memory[num_memory++] = opnd_create_base_disp(base, DR_REG_NULL, 0, 0x10, sizes[i]);
    for (int v = 0; v < 3; v++) {
        static const reg_id_t index[] = { DR_REG_XMM6, DR_REG_YMM6, DR_REG_ZMM6 };
        memory[num_memory++] = opnd_create_base_disp(base, index[v], 4, 0, OPSZ_4);
        memory[num_memory++] = opnd_create_base_disp(base, index[v], 8, 0, OPSZ_8);
    }
    for (int i = 0; i < num_memory; i++)
        any[num_any++] = memory[i];
    any[num_any++] = OPND_CREATE_INT8(5);
    any[num_any++] = OPND_CREATE_INT32(0x12345);
    for (int i = 0; i < num_any; i++) { /* what instructions with three operands can have */
        uint bytes = opnd_size_in_bytes(opnd_get_size(any[i]));
        if (!opnd_is_memory_reference(any[i]) || (bytes != 0 && bytes <= 64 && (bytes & (bytes - 1)) == 0))
            usual[num_usual++] = any[i];
    }
}

static const opnd_t pcs[] = { { .kind = PC_kind, .value.pc = ORIG + 0x40 },
                              { .kind = FAR_PC_kind, .aux.far_pc_seg_selector = 0x23,
                                .value.pc = (byte *)0x1000 } };

/* The operands that a parameter of the given name can be; WIDE: it is one of the first two. */
static const opnd_t *
choices(char kinds[][8], int position, int count, int *n)
{
    const char *kind = kinds[position];
    static opnd_t one[3];

    if (strcmp(kind, "k") == 0) {
        one[0] = opnd_create_reg(DR_REG_K1);
        *n = 1;
        return one;
    }
    if (kind[0] == 'i') {
        static opnd_t imm[2];
        imm[0] = OPND_CREATE_INT8(3);
        imm[1] = OPND_CREATE_INT32(0x1234);
        *n = strcmp(kind, "i") == 0 && count <= 2 ? 2 : 1;
        return imm;
    }
    if (strcmp(kind, "t") == 0 && position == 0) {
        *n = num_any;
        return any;
    }
    if (strcmp(kind, "m") == 0) {
        *n = num_memory;
        return memory;
    }
    if (strcmp(kind, "f") == 0) {
        static opnd_t st[2];
        st[0] = opnd_create_reg(DR_REG_ST0);
        st[1] = opnd_create_reg(DR_REG_ST3);
        *n = 2;
        return st;
    }
    if (strcmp(kind, "ri") == 0) {
        static opnd_t ri[4];
        ri[0] = OPND_CREATE_INT8(4);
        ri[1] = opnd_create_reg(DR_REG_CL);
        ri[2] = opnd_create_reg(DR_REG_EBX);
        ri[3] = OPND_CREATE_INT8(1);
        *n = 4;
        return ri;
    }
    bool before_immediate = count == 4 && position == 2 && kinds[3][0] == 'i';
    if (count > 2 && position < count - 1 && position > 0 && !before_immediate &&
        strstr(current, "gather") == NULL) {
        *n = num_registers;
        return registers; /* an immediate is the last of them */
    }
    if (count > 2) {
        *n = num_usual;
        return usual;
    }
    *n = num_any;
    return any;
}

/* ---- kinds of operands that came up ---- */

static void
meet(const byte *bytes, int n)
{
    struct decoding d;

    if (decoding_of(&d, bytes, (size_t)n, (ptr_uint_t)ORIG, is_64))
        kind_meet(kind_of(d.zi.mnemonic, (uint)d.zi.encoding, d.ctx.definition));
}

/* ---- comparing ---- */

static void
report(const char *name, const char *what, instr_t *made, instr_t *got, const byte *bytes, int n)
{
    char text[512];

    static char last[64];

    failures++;
    if (strcmp(last, name) == 0)
        return; /* one for each macro */
    snprintf(last, sizeof(last), "%s", name);
    instr_disassemble_to_buffer(dc, made, text, sizeof(text));
    printf("%s: %s: %s |", name, what, text);
    for (int i = 0; i < n; i++)
        printf(" %02x", bytes[i]);
    if (got != NULL) {
        instr_disassemble_to_buffer(dc, got, text, sizeof(text));
        printf(" | %s", text);
    }
    printf("\n");
}

static bool
has_wide_register(instr_t *instr)
{
    for (int i = 0; i < instr_num_srcs(instr) + instr_num_dsts(instr); i++) {
        opnd_t o = i < instr_num_srcs(instr) ? instr_get_src(instr, (uint)i)
                                             : instr_get_dst(instr, (uint)(i - instr_num_srcs(instr)));
        for (int k = 0; k < opnd_num_regs_used(o); k++) {
            if (reg_is_64bit(opnd_get_reg_used(o, k)))
                return true;
        }
    }
    return false;
}

static bool
try_one(const char *name, make_t make, int op, const opnd_t *a)
{
    byte buf[64];
    instr_noalloc_t got;
    instr_t *made = make(dc, op, a);

    if (want_evex)
        instr_set_encoding_hint(made, DR_ENCODING_HINT_X86_EVEX);
    note_opcode((uint)instr_get_opcode(made));
    if (!is_64 && has_wide_register(made))
        instr_shrink_to_32_bits(made); /* the macros' implied operands are this build's */
    byte *end = instr_encode_to_copy(dc, made, buf, ORIG);
    bool ok = end != NULL;
    if (ok) {
        encoded++;
        meet(buf, (int)(end - buf));
        memset(end, 0x90, 16);
        instr_noalloc_init(dc, &got);
        byte *e = decode_from_copy(dc, buf, ORIG, &got.instr);
        const char *differs = e != end ? "length" : same_instr_difference(made, &got.instr);
        if (differs != NULL)
            report(name, differs, made, e == NULL ? NULL : &got.instr, buf, (int)(end - buf));
    }
    instr_destroy(dc, made);
    return ok;
}

/* Tries all choices of the parameters from POSITION on. */
static unsigned long
try_all(const char *name, make_t make, int op, char kinds[][8], int count, int position, opnd_t *a)
{
    unsigned long ok = 0;
    int n;

    if (position == count)
        return try_one(name, make, op, a);
    const opnd_t *c = choices(kinds, position, count, &n);
    for (int i = 0; i < n; i++) {
        a[position] = c[i];
        /* vectors: what a destination is, the sources mostly are */
        if (count > 3 && position >= 2 && opnd_is_reg(c[i]) && strcmp(kinds[position], "k") != 0 &&
            opnd_is_reg(a[0]) && reg_vector_number(opnd_get_reg(a[0])) < 0 &&
            reg_vector_number(opnd_get_reg(c[i])) < 0 && opnd_get_reg(a[0]) != opnd_get_reg(c[i]) &&
            !reg_is_opmask(opnd_get_reg(a[0])))
            continue;
        ok += try_all(name, make, op, kinds, count, position + 1, a);
    }
    if (strcmp(kinds[position], "t") == 0) {
        for (unsigned i = 0; i < 2; i++) {
            a[position] = pcs[i];
            ok += try_all(name, make, op, kinds, count, position + 1, a);
        }
    }
    return ok;
}

/* Macros for instructions of one mode only, or whose operands have no encoding as they are. */
static bool
is_excused(const char *name)
{
    static const char *const only_32[] = {
        "aaa", "aad", "aam", "aas", "arpl", "bound", "call_far", "daa", "das", "into", "jmp_far",
        "jcxz", "lds", "les", "popa", "pusha", "salc",
    };
    static const char *const only_64[] = {
        "swapgs", "movsxd", "rdfsbase", "rdgsbase", "wrfsbase", "wrgsbase", "fxsave64", "fxrstor64",
        "xsave64", "xrstor64", "xsaveopt64", "xsavec64", "xsaves64", "xrstors64", "erets", "eretu",
        "lkgs", "lods_8", "stos_8", "cmpxchg_8", "syscall", "sysret", "vpextrq", "vpinsrq",
    };
    const char *const *list = is_64 ? only_32 : only_64;
    unsigned n = is_64 ? sizeof(only_32) / sizeof(only_32[0]) : sizeof(only_64) / sizeof(only_64[0]);

    for (unsigned i = 0; i < n; i++) {
        if (strcmp(name + strlen("INSTR_CREATE_"), list[i]) == 0)
            return true;
    }
    /* shrinking a 64-bit build's operands narrows its memory too */
    if (!is_64 && sizeof(void *) == 8 && strcmp(name, "INSTR_CREATE_maskmovq") == 0)
        return true;
    return false;
}

/* Parameters of a macro, and the range of opcodes for those that take one. */
struct signature {
    char kinds[MAX_ARGS][8];
    int count, first, last;
};

static struct signature
signature_of(unsigned m)
{
    static const struct {
        const char *name;
        int first, last;
    } ops[] = {
        { "INSTR_CREATE_jcc", OP_jo, OP_jnle }, { "INSTR_CREATE_jcc_short", OP_jo_short, OP_jnle_short },
        { "INSTR_CREATE_setcc", OP_seto, OP_setnle }, { "INSTR_CREATE_cmovcc", OP_cmovo, OP_cmovnle },
        { "INSTR_CREATE_fcmovcc", OP_fcmovb, OP_fcmovu },
    };
    struct signature s = { 0 };
    int n = sscanf(macros[m].kinds, "%7s %7s %7s %7s %7s %7s", s.kinds[0], s.kinds[1], s.kinds[2],
                   s.kinds[3], s.kinds[4], s.kinds[5]);

    s.count = n < 0 ? 0 : n;
    for (unsigned i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
        if (strcmp(ops[i].name, macros[m].name) == 0) {
            s.first = ops[i].first;
            s.last = ops[i].last;
        }
    }
    return s;
}

/* ---- operands by the decoder's tables ---- */

/* Gives the operands to the macro in every order that its parameters allow, until one encodes. */
static bool
try_orders(unsigned m, const struct signature *s, int op, const opnd_t *shown, unsigned used, int position,
           opnd_t *a)
{
    if (position == s->count)
        return try_one(macros[m].name, macros[m].make, op, a) != 0;
    for (int i = 0; i < s->count; i++) {
        char kind = s->kinds[position][0];
        bool is_imm = opnd_is_immed(shown[i]);
        if ((used >> i & 1) != 0 || (kind == 'k' && !opnd_is_reg(shown[i])) ||
            (is_imm && position == 0 && s->count > 1))
            continue;
        a[position] = shown[i];
        if (try_orders(m, s, op, shown, used | 1U << i, position + 1, a))
            return true;
    }
    return false;
}

static unsigned this_macro;
static struct signature this_signature;
static int this_op;

/* Makes the macro's instruction with operands of the row, if that has not come up yet. */
static void
try_row(ZydisMnemonic m, uint encoding, const ZydisInstructionDefinition *def, uint64 kind)
{
    const ZydisOperandDefinition *ops = ZydisGetOperandDefinitions(def);
    opnd_t shown[MAX_ARGS], a[MAX_ARGS];

    uint count = (uint)this_signature.count, visible = def->operand_count_visible;
    (void)m;
    if (visible != count && visible != count + 1)
        return;
    for (uint left_out = count; left_out <= count; left_out--) { /* the macro may have it by itself */
        for (unsigned v = 0; v < 6 && !kind_is_met(kind); v++) {
            bool fits = true;
            for (uint i = 0, k = 0; fits && i < visible; i++) {
                if (visible == count || i != left_out)
                    fits = operand_for(&ops[i], i, v % 3, v >= 3 && is_64, is_64, &shown[k++]);
            }
            want_evex = encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX && v < 3;
            if (fits)
                try_orders(this_macro, &this_signature, this_op, shown, 0, 0, a);
        }
    }
    want_evex = false;
}

/* Mnemonics besides an opcode's own. */
static const struct {
    unsigned op;
    ZydisMnemonic mnemonic;
} widths[] = {
#define OPCODE_WIDTH(op, mnemonic) { op, ZYDIS_MNEMONIC_##mnemonic },
#include "dr_ir_opcode_list_x86.h"
};

/* The rows of all opcodes that the macro makes. */
static void
run_rows_of(unsigned m)
{
    this_macro = m;
    this_signature = signature_of(m);
    for (this_op = this_signature.first; this_op <= this_signature.last; this_op++)
        for (unsigned i = 0; i < num_opcodes; i++) {
            kinds_of_mnemonic(opcode_to_mnemonic(opcodes[i]), is_64, try_row);
            for (unsigned w = 0; w < sizeof(widths) / sizeof(widths[0]); w++) {
                if (widths[w].op == opcodes[i])
                    kinds_of_mnemonic(widths[w].mnemonic, is_64, try_row);
            }
        }
}

/* All macros (HIGH: those of AVX and later); returns how many encode. */
static unsigned long
run_macros(bool high)
{
    unsigned long done = 0;

    prepare(high);
    for (unsigned m = 0; m < sizeof(macros) / sizeof(macros[0]); m++) {
        if (high && macros[m].name[strlen("INSTR_CREATE_")] != 'v')
            continue;
        struct signature s = signature_of(m);
        opnd_t a[MAX_ARGS];
        unsigned long ok = 0;
        current = macros[m].name;
        num_opcodes = 0;
        for (int op = s.first; op <= s.last; op++)
            ok += try_all(macros[m].name, macros[m].make, op, s.kinds, s.count, 0, a);
        run_rows_of(m);
        if (ok == 0 && !high && !is_excused(macros[m].name)) {
            failures++;
            printf("%s: no operands encode\n", macros[m].name);
        }
        done += ok != 0 && !high;
    }
    return done;
}

int
main(int argc, char **argv)
{
    unsigned long done = 0;

    if (argc < 3)
        return 2;
    dc = dr_standalone_init();
    proc_set_vendor(VENDOR_INTEL); /* whose instructions Zydis's tables have */
    is_64 = atoi(argv[1]) == 64;
    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    done = run_macros(false);
    if (is_64)
        run_macros(true);
    failures += kinds_compare(argv[2], is_64, argc > 3);
    printf("%lu of %zu macros encode in this mode, %lu instructions\n%lu passed, %lu failed\n", done,
           sizeof(macros) / sizeof(macros[0]), encoded, encoded - (failures < encoded ? failures : 0),
           failures);
    return failures == 0 ? 0 : 1;
}
