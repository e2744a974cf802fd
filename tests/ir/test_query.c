/* tests/ir/test_query.c - what instructions are said to be, to read and to write. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "dr_proc.h"
#include "ir/context.h"

DR_API void *dr_standalone_init(void);

static void *dc;
#define REG(r) opnd_create_reg(DR_REG_##r)

static int
begin(void **state)
{
    (void)state;
    dc = dr_standalone_init();
    dr_set_isa_mode(dc, sizeof(void *) == 8 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    return 0;
}

/* The instruction of some hexadecimal bytes, which stay where they are. */
static instr_t *
from_hex(const char *hex)
{
    static byte room[64][32];
    static int next;
    byte *b = room[next++ % 64];
    instr_t *i = instr_create(dc);
    int n = 0;

    memset(b, 0, 32);
    for (const char *s = hex; *s != '\0'; s += s[2] == ' ' ? 3 : 2)
        b[n++] = (byte)strtoul((char[]){ s[0], s[1], 0 }, NULL, 16);
    if (decode(dc, b, i) != b + n)
        fail_msg("%s does not decode", hex);
    return i;
}

/* ---- kinds ---- */

static bool
is_constant(instr_t *i)
{
    return instr_is_mov_constant(i, NULL);
}

#define Q(name) { #name, instr_is_##name }
static const struct {
    const char *name;
    bool (*holds)(instr_t *i);
} queries[] = {
    Q(cti), Q(cbr), Q(ubr), Q(near_ubr), Q(mbr), Q(call), Q(call_direct), Q(near_call_direct),
    Q(call_indirect), Q(return), Q(far_cti), Q(far_abs_cti), Q(cti_short), Q(cti_loop),
    Q(exit_cti), Q(jump_mem), Q(interrupt), Q(syscall), Q(undefined), Q(string_op),
    Q(rep_string_op), Q(prefetch), Q(gather), Q(scatter), Q(xsave), Q(xrstor), Q(mov), Q(opmask),
    Q(nop), Q(label), Q(mmx), Q(sse), Q(sse2), Q(sse_or_sse2), Q(sse3), Q(ssse3), Q(sse41),
    Q(sse42), Q(sse4A), Q(3DNow), Q(floating), Q(predicated), Q(mov_imm_to_tos),
    Q(wow64_syscall), Q(exclusive_load), Q(exclusive_store), Q(meta), Q(app),
    { "constant", is_constant }, { "zeroes_ymmh", instr_zeroes_ymmh },
    { "zeroes_zmmh", instr_zeroes_zmmh }, { "reads", instr_reads_memory },
    { "writes", instr_writes_memory }, { "relative", instr_has_rel_addr_reference },
    { "fp_reg", instr_uses_fp_reg },
};

/* The names of all queries that hold, in the order above; every instruction is the application's. */
static const struct {
    const char *hex, *names;
} kinds[] = {
    { "90", "nop" },
    { "0f 1f 00", "nop" },
    { "48 89 c0", "mov nop" },
    { "89 c0", "mov" },
    { "48 87 c0", "nop" },
    { "48 8d 00", "nop" },
    { "01 d8", "" },
    { "f0 01 18", "reads writes" },
    { "48 31 c0", "constant" },
    { "b8 05 00 00 00", "mov constant" },
    { "c7 04 24 05 00 00 00", "mov mov_imm_to_tos constant writes" },
    { "8b 05 00 01 00 00", "mov reads relative" },
    { "48 89 1d 00 01 00 00", "mov writes relative" },
    { "8e d8", "mov" },
    { "0f 20 c0", "mov" },
    { "74 10", "cti cbr cti_short exit_cti" },
    { "0f 84 10 00 00 00", "cti cbr exit_cti" },
    { "eb 10", "cti ubr near_ubr cti_short exit_cti" },
    { "e9 10 00 00 00", "cti ubr near_ubr exit_cti" },
    { "e2 10", "cti cbr cti_loop exit_cti" },
    { "e3 10", "cti cbr cti_loop exit_cti" },
    { "e8 10 00 00 00", "cti call call_direct near_call_direct writes" },
    { "ff d0", "cti mbr call call_indirect writes" },
    { "ff 10", "cti mbr call call_indirect reads writes" },
    { "ff e0", "cti mbr" },
    { "ff 20", "cti mbr jump_mem reads" },
    { "ff 18", "cti mbr call call_indirect far_cti reads writes" },
    { "ff 28", "cti mbr far_cti reads" },
    { "c3", "cti mbr return reads" },
    { "c2 08 00", "cti mbr return reads" },
    { "cb", "cti mbr return far_cti reads" },
    { "cf", "cti mbr return far_cti reads" },
    { "cd 80", "interrupt syscall" },
    { "cd 21", "interrupt" },
    { "cc", "interrupt" },
    { "f1", "interrupt" },
    { "0f 05", "syscall" },
    { "0f 34", "syscall" },
    { "0f 0b", "undefined" },
    { "0f ff c0", "undefined" },
    { "a4", "string_op reads writes" },
    { "f3 a4", "rep_string_op reads writes" },
    { "a6", "string_op reads" },
    { "f2 ae", "rep_string_op reads" },
    { "6c", "string_op writes" },
    { "0f 18 00", "prefetch sse sse_or_sse2" },
    { "0f 0d 08", "prefetch" },
    { "c4 e2 69 92 04 0b", "gather floating predicated zeroes_ymmh zeroes_zmmh reads" },
    { "62 f2 7d 49 92 04 0b", "gather floating predicated reads" },
    { "62 f2 7d 49 a2 04 0b", "scatter floating predicated writes" },
    { "0f ae 20", "xsave floating writes" },
    { "0f ae 28", "xrstor floating reads" },
    { "48 0f c7 20", "xsave floating writes" },
    { "c5 fc 41 c2", "opmask" },
    { "c5 f8 90 c8", "opmask" },
    { "0f fc c1", "mmx" },
    { "0f 77", "mmx floating" },
    { "0f 58 c1", "sse sse_or_sse2 floating" },
    { "66 0f 58 c1", "sse2 sse_or_sse2 floating" },
    { "f2 0f 7c c1", "sse3 floating" },
    { "0f 38 00 c1", "mmx ssse3" },
    { "66 0f 38 00 c1", "ssse3" },
    { "66 0f 38 40 c1", "sse41" },
    { "66 0f 38 37 c1", "sse42" },
    { "f2 0f 78 c1 02 03", "sse4A" },
    { "0f 0f c1 9e", "mmx 3DNow floating" },
    { "d8 c1", "floating fp_reg" },
    { "d9 00", "floating reads fp_reg" },
    { "dd 18", "floating writes fp_reg" },
    { "df e0", "floating" },
    { "d9 2c 24", "floating reads" },
    { "f2 0f 2a c0", "sse2 sse_or_sse2 floating" },
    { "66 0f ef c0", "sse2 sse_or_sse2 constant" },
    { "c5 f8 58 c1", "floating zeroes_ymmh zeroes_zmmh" },
    { "c5 fc 58 c1", "floating zeroes_zmmh" },
    { "c5 f8 77", "zeroes_ymmh zeroes_zmmh" },
    { "c5 fc 77", "zeroes_ymmh zeroes_zmmh" },
    { "62 f1 7c 48 58 c1", "floating" },
    { "62 f1 7c 28 58 c1", "floating zeroes_zmmh" },
    { "62 f1 7c 08 58 c1", "floating zeroes_ymmh zeroes_zmmh" },
    { "0f 44 c1", "predicated" },
    { "0f bc c1", "predicated" },
    { "d9 ee", "floating fp_reg" },
    { "da c1", "floating predicated fp_reg" },
    { "c7 f8 00 00 00 00", "predicated" },
    { "0f c7 08", "reads writes" },
    { "50", "writes" },
    { "58", "reads" },
    { "6a 01", "writes" },
    { "66 0f e7 00", "sse2 sse_or_sse2 writes" },
    { "0f f7 c1", "mmx predicated writes" },
    { "c4 e2 71 2c 00", "floating predicated zeroes_ymmh zeroes_zmmh reads" },
    { "62 f1 7e 4b 6f 00", "reads" },
    { "0f c3 00", "sse2 sse_or_sse2 writes" },
    { "f4", "" },
    { "0f a2", "" },
    { "0f 31", "" },
    { "0f 01 f9", "" },
};

static void
what_it_is(void **state)
{
    (void)state;
    if (sizeof(void *) != 8)
        skip(); /* the rows are 64-bit code */
    for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        char names[600] = "";
        instr_t *i = from_hex(kinds[k].hex);
        for (size_t q = 0; q < sizeof(queries) / sizeof(queries[0]); q++) {
            if (queries[q].holds(i) && strcmp(queries[q].name, "app") != 0) {
                strcat(names, names[0] == '\0' ? "" : " ");
                strcat(names, queries[q].name);
            }
        }
        if (strcmp(names, kinds[k].names) != 0)
            fail_msg("%s is '%s', not '%s'", kinds[k].hex, names, kinds[k].names);
        assert_true(instr_is_app(i) && !instr_is_meta(i) && instr_valid(i));
        instr_destroy(dc, i);
    }
}

/* ---- registers and flags ---- */

static void
conditional_operands(void **state)
{
    (void)state;
    const dr_opnd_query_flags_t all = DR_QUERY_INCLUDE_ALL, none = (dr_opnd_query_flags_t)0;
    instr_t *i = from_hex("0f 44 c1"); /* cmovz eax, ecx */

    assert_true(instr_writes_to_reg(i, DR_REG_EAX, all));
    assert_false(instr_writes_to_reg(i, DR_REG_EAX, DR_QUERY_DEFAULT));
    assert_true(instr_reads_from_reg(i, DR_REG_ECX, DR_QUERY_DEFAULT));
    assert_false(instr_reads_from_reg(i, DR_REG_ECX, none));
    assert_int_equal(instr_get_eflags(i, DR_QUERY_DEFAULT), EFLAGS_READ_ZF);
    instr_destroy(dc, i);
    i = from_hex("89 c8"); /* mov eax, ecx: without a condition the query does not matter */
    assert_true(instr_writes_to_reg(i, DR_REG_EAX, none) && instr_reads_from_reg(i, DR_REG_ECX, none));
    assert_true(instr_writes_to_exact_reg(i, DR_REG_EAX, none));
    assert_int_equal(instr_writes_to_exact_reg(i, DR_REG_RAX, none), sizeof(void *) == 8);
    assert_false(instr_writes_to_exact_reg(i, DR_REG_AX, none));
    assert_true(instr_writes_to_reg(i, DR_REG_AH, none));
    assert_true(instr_reads_from_exact_reg(i, DR_REG_ECX, none));
    assert_false(instr_reads_from_exact_reg(i, DR_REG_CX, none));
    instr_destroy(dc, i);
    i = from_hex("89 43 08"); /* mov [rbx + 8], eax: address registers are read */
    assert_true(instr_reads_from_reg(i, DR_REG_XBX, none) && instr_uses_reg(i, DR_REG_BL));
    assert_true(instr_reg_in_dst(i, DR_REG_XBX) && !instr_reg_in_src(i, DR_REG_XBX));
    assert_false(instr_writes_to_reg(i, DR_REG_XBX, all));
    assert_true(instr_is_opnd_store_source(i, 0));
    assert_false(instr_is_opnd_store_source(i, 1));
    instr_destroy(dc, i);
}

/* Flags as sets of letters: those read, then those surely written, then those perhaps written. */
static void
flags(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        uint reads, surely, perhaps;
    } rows[] = {
        { "01 d8", 0, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH },
        { "11 d8", EFLAGS_READ_CF, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH },
        { "ff c0", 0, EFLAGS_WRITE_ARITH & ~EFLAGS_WRITE_CF, EFLAGS_WRITE_ARITH & ~EFLAGS_WRITE_CF },
        { "89 d8", 0, 0, 0 },
        { "d3 e0", 0, 0, EFLAGS_WRITE_ARITH },                          /* shl eax, cl */
        { "c1 e0 00", 0, 0, EFLAGS_WRITE_ARITH },                       /* shl eax, 0 */
        { "c1 e0 05", 0, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH },
        { "f3 a6", EFLAGS_READ_DF | EFLAGS_READ_ZF, 0, EFLAGS_WRITE_ARITH }, /* rep cmps */
        { "a6", EFLAGS_READ_DF, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH },
        { "9d", 0, EFLAGS_WRITE_ALL & ~(EFLAGS_WRITE_RF), EFLAGS_WRITE_ALL & ~(EFLAGS_WRITE_RF) },
        { "9f", EFLAGS_READ_ARITH & ~EFLAGS_READ_OF, 0, 0 },            /* lahf */
        { "fc", 0, EFLAGS_WRITE_DF, EFLAGS_WRITE_DF },
        { "f5", EFLAGS_READ_CF, EFLAGS_WRITE_CF, EFLAGS_WRITE_CF },     /* cmc */
        { "0f 92 c0", EFLAGS_READ_CF, 0, 0 },                           /* setb */
        { "0f 97 c0", EFLAGS_READ_CF | EFLAGS_READ_ZF, 0, 0 },          /* seta */
        { "0f 9f c0", EFLAGS_READ_ZF | EFLAGS_READ_SF | EFLAGS_READ_OF, 0, 0 },
        { "66 0f 38 17 c1", 0, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH }, /* ptest */
        { "0f 2f c1", 0, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH },       /* comiss */
        { "df f1", 0, EFLAGS_WRITE_ARITH, EFLAGS_WRITE_ARITH },          /* fcomip */
        { "0f a2", 0, 0, 0 },
    };
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        uint usage = 0;
        instr_t *i = from_hex(rows[k].hex);
        uint all = instr_get_eflags(i, DR_QUERY_INCLUDE_ALL);
        uint sure = instr_get_eflags(i, DR_QUERY_DEFAULT);
        const uint mask = EFLAGS_READ_ARITH | EFLAGS_READ_DF | EFLAGS_WRITE_ARITH | EFLAGS_WRITE_DF;
        if ((all & mask) != ((rows[k].reads | rows[k].perhaps) & mask) ||
            (sure & mask) != ((rows[k].reads | rows[k].surely) & mask))
            fail_msg("%s: flags %x, surely %x", rows[k].hex, all, sure);
        assert_int_equal(instr_get_arith_flags(i, DR_QUERY_INCLUDE_ALL), all & (EFLAGS_READ_ARITH | EFLAGS_WRITE_ARITH));
        assert_non_null(decode_eflags_usage(dc, instr_get_raw_bits(i), &usage, DR_QUERY_INCLUDE_ALL));
        assert_int_equal(usage, all);
        instr_destroy(dc, i);
    }
}

/* ---- predicates ---- */

static bool
condition(int cc, reg_t f)
{
    bool cf = f & 1, pf = f >> 2 & 1, zf = f >> 6 & 1, sf = f >> 7 & 1, of = f >> 11 & 1;
    switch (cc / 2) {
    case 0: return of != (cc & 1);
    case 1: return cf != (cc & 1);
    case 2: return zf != (cc & 1);
    case 3: return (cf | zf) != (cc & 1);
    case 4: return sf != (cc & 1);
    case 5: return pf != (cc & 1);
    case 6: return (sf ^ of) != (cc & 1);
    default: return ((sf ^ of) | zf) != (cc & 1);
    }
}

static void
conditions(void **state)
{
    (void)state;
    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    static const uint bits[] = { EFLAGS_CF, EFLAGS_PF, EFLAGS_AF, EFLAGS_ZF, EFLAGS_SF, EFLAGS_OF };

    for (int cc = 0; cc < 16; cc++) {
        instr_t *cmov = INSTR_CREATE_cmovcc(dc, OP_cmovo + cc, REG(EAX), REG(ECX));
        instr_t *jcc = INSTR_CREATE_jcc(dc, OP_jo + cc, opnd_create_pc(NULL));
        instr_t *jcc_short = INSTR_CREATE_jcc_short(dc, OP_jo_short + cc, opnd_create_pc(NULL));
        instr_t *any = instr_set_predicate(INSTR_CREATE_nop(dc), (dr_pred_type_t)(DR_PRED_O + cc));
        for (uint set = 0; set < 64; set++) {
            mc.xflags = 0;
            for (int b = 0; b < 6; b++)
                mc.xflags |= (set >> b & 1) != 0 ? bits[b] : 0;
            bool holds = condition(cc, mc.xflags);
            dr_pred_trigger_t want = holds ? DR_PRED_TRIGGER_MATCH : DR_PRED_TRIGGER_MISMATCH;
            assert_int_equal(instr_predicate_triggered(cmov, &mc), want);
            assert_int_equal(instr_predicate_triggered(any, &mc), want);
            assert_int_equal(instr_cmovcc_triggered(cmov, mc.xflags), holds);
            assert_int_equal(instr_jcc_taken(jcc, mc.xflags), holds);
            assert_int_equal(instr_jcc_taken(jcc_short, mc.xflags), holds);
            instr_invert_cbr(jcc);
            assert_int_equal(instr_jcc_taken(jcc, mc.xflags), !holds);
            instr_invert_cbr(jcc);
        }
        assert_int_equal(instr_cmovcc_to_jcc(OP_cmovo + cc), OP_jo + cc);
        dr_pred_type_t pred = instr_get_predicate(cmov), other = instr_invert_predicate(pred);
        assert_true(pred == DR_PRED_O + (dr_pred_type_t)cc && instr_predicate_is_cond(pred));
        assert_true(other != pred && instr_invert_predicate(other) == pred);
        assert_string_equal(instr_predicate_name(pred), decode_opcode_name(OP_cmovo + cc) + 4);
        instr_destroy(dc, cmov);
        instr_destroy(dc, jcc);
        instr_destroy(dc, jcc_short);
        instr_destroy(dc, any);
    }
    instr_t *i = from_hex("0f bc c1"); /* bsf eax, ecx: writes unless ecx is 0 */
    mc.xcx = 0;
    assert_int_equal(instr_predicate_triggered(i, &mc), DR_PRED_TRIGGER_MISMATCH);
    mc.xcx = 8;
    assert_int_equal(instr_predicate_triggered(i, &mc), DR_PRED_TRIGGER_MATCH);
    instr_destroy(dc, i);
    i = from_hex("c4 e2 71 2c 00"); /* vmaskmovps: by a mask */
    assert_int_equal(instr_predicate_triggered(i, &mc), DR_PRED_TRIGGER_UNKNOWN);
    instr_destroy(dc, i);
    i = from_hex("89 c8");
    assert_int_equal(instr_predicate_triggered(i, &mc), DR_PRED_TRIGGER_NOPRED);
    instr_destroy(dc, i);
}

/* What a list gives to meta instructions that are added while it is set. */
static void
auto_predicate(void **state)
{
    (void)state;
    instrlist_t *l = instrlist_create(dc);
    instr_t *app = INSTR_CREATE_nop(dc), *meta = INSTR_CREATE_nop(dc), *label = INSTR_CREATE_label(dc);
    instr_t *branch = INSTR_CREATE_jmp(dc, opnd_create_instr(label)), *after = INSTR_CREATE_nop(dc);

    assert_int_equal(instrlist_get_auto_predicate(l), DR_PRED_NONE);
    instrlist_set_auto_predicate(l, DR_PRED_Z);
    assert_int_equal(instrlist_get_auto_predicate(l), DR_PRED_Z);
    instrlist_append(l, app);
    instrlist_meta_append(l, meta);
    instrlist_meta_append(l, label);
    instrlist_meta_append(l, branch);
    instrlist_set_auto_predicate(l, DR_PRED_NONE);
    instrlist_meta_append(l, after);
    assert_int_equal(instr_get_predicate(meta), DR_PRED_Z);
    assert_int_equal(instr_get_predicate(app), DR_PRED_NONE);
    assert_int_equal(instr_get_predicate(label), DR_PRED_NONE);
    assert_int_equal(instr_get_predicate(branch), DR_PRED_NONE);
    assert_int_equal(instr_get_predicate(after), DR_PRED_NONE);
    instrlist_clear_and_destroy(dc, l);
}

/* ---- memory ---- */

static void
addresses(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        ptr_uint_t addr[2]; /* of operand 0 and 1; 0: none */
        bool write[2];
        uint size, reads, writes;
    } rows[] = {
        { "8b 44 8b 10", { 0x10000 + 4 * 0x20 + 0x10, 0 }, { false, false }, 4, 1, 0 },
        { "88 43 f0", { 0x10000 - 0x10, 0 }, { true, false }, 1, 0, 1 },
        { "01 03", { 0x10000, 0x10000 }, { false, true }, 4, 1, 1 },
        { "ff 33", { 0x10000, 0x7000 - sizeof(void *) }, { false, true }, sizeof(void *), 1, 1 },
        { "a4", { 0x2000, 0x3000 }, { false, true }, 1, 1, 1 },
        { "66 a7", { 0x2000, 0x3000 }, { false, false }, 2, 2, 0 },
        { "8d 04 8b", { 0x10000 + 4 * 0x20, 0 }, { false, false }, 0, 0, 0 },
        { "0f ae 03", { 0x10000, 0 }, { true, false }, 512, 0, 1 },
        { "0f 18 03", { 0, 0 }, { false, false }, 1, 0, 0 }, /* a prefetch accesses nothing */
        { "89 c8", { 0, 0 }, { false, false }, 0, 0, 0 },
    };
    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    mc.xbx = 0x10000, mc.xcx = 0x20, mc.xsp = 0x7000, mc.xsi = 0x2000, mc.xdi = 0x3000;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        instr_t *i = from_hex(rows[k].hex);
        app_pc addr;
        bool write;
        uint pos;
        for (uint n = 0; n < 2; n++) {
            bool have = instr_compute_address_ex_pos(i, &mc, n, &addr, &write, &pos);
            assert_int_equal(have, rows[k].addr[n] != 0);
            if (!have)
                continue;
            assert_int_equal((ptr_uint_t)addr, rows[k].addr[n]);
            assert_int_equal(write, rows[k].write[n]);
            assert_true(opnd_is_memory_reference(write ? instr_get_dst(i, pos) : instr_get_src(i, pos)));
        }
        assert_false(instr_compute_address_ex(i, &mc, 2, &addr, &write));
        assert_ptr_equal(instr_compute_address(i, &mc), (app_pc)rows[k].addr[0]);
        assert_int_equal(instr_num_memory_read_access(i), rows[k].reads);
        assert_int_equal(instr_num_memory_write_access(i), rows[k].writes);
        assert_int_equal(instr_memory_reference_size(i), rows[k].size);
        uint size = 99;
        assert_non_null(decode_memory_reference_size(dc, instr_get_raw_bits(i), &size));
        assert_int_equal(size, rows[k].size);
        instr_destroy(dc, i);
    }
}

/* Gathers and scatters: one address for each element that the mask has. */
static void
vector_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        uint index_size, elements;
        bool opmask, write;
        int scale, disp;
    } rows[] = {
        { "c4 e2 69 92 44 8b 10", 4, 4, false, false, 4, 0x10 },  /* vgatherdps xmm0, [rbx+xmm1*4+16], xmm2 */
        { "c4 e2 ed 92 04 0b", 4, 4, false, false, 1, 0 },        /* vgatherdpd ymm0, [rbx+xmm1], ymm2 */
        { "c4 e2 69 93 04 4b", 8, 2, false, false, 2, 0 },        /* vgatherqps xmm0, [rbx+xmm1*2], xmm2 */
        { "c4 e2 6d 93 04 4b", 8, 4, false, false, 2, 0 },        /* vgatherqps xmm0, [rbx+ymm1*2], xmm2 */
        { "62 f2 7d 49 92 04 8b", 4, 16, true, false, 4, 0 },     /* vgatherdps zmm0{k1}, [rbx+zmm1*4] */
        { "62 f2 fd 49 93 04 cb", 8, 8, true, false, 8, 0 },      /* vgatherqpd zmm0{k1}, [rbx+zmm1*8] */
        { "62 f2 7d 49 a2 44 8b 01", 4, 16, true, true, 4, 4 },   /* vscatterdps [rbx+zmm1*4+4]{k1}, zmm0 */
        { "62 f2 7d 49 93 04 cb", 8, 8, true, false, 8, 0 },      /* vgatherqps ymm0{k1}, [rbx+zmm1*8] */
    };
    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    if (MCXT_NUM_SIMD_SLOTS < 3 || sizeof(mc.simd[0]) < 64)
        skip();
    mc.xbx = 0x100000;
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        instr_t *i = from_hex(rows[k].hex);
        uint data_size = opnd_size_in_bytes(opnd_get_size(
            rows[k].write ? instr_get_dst(i, 0) : instr_get_src(i, rows[k].opmask ? 1 : 0)));
        for (uint mask = 0; mask < 1U << rows[k].elements && mask < 300; mask += mask < 20 ? 1 : 37) {
            uint seen = 0;
            memset(mc.simd, 0, sizeof(mc.simd));
            for (uint e = 0; e < rows[k].elements; e++) {
                int64 index = e % 2 == 0 ? (int64)e * 0x1000 : -(int64)e * 8;
                memcpy((byte *)&mc.simd[1] + e * rows[k].index_size, &index, rows[k].index_size);
                if ((mask >> e & 1) != 0) /* VEX: the sign of each element of the mask register */
                    ((byte *)&mc.simd[2])[e * data_size + data_size - 1] = 0x80;
            }
            memset(mc.opmask, 0, sizeof(mc.opmask));
            memcpy(&mc.opmask[1], &mask, sizeof(mask));
            for (uint e = 0; e < rows[k].elements; e++) {
                app_pc addr = NULL;
                bool write = !rows[k].write;
                if ((mask >> e & 1) == 0)
                    continue;
                int64 index = e % 2 == 0 ? (int64)e * 0x1000 : -(int64)e * 8;
                assert_true(instr_compute_address_ex(i, &mc, seen, &addr, &write));
                assert_int_equal((ptr_uint_t)addr, (ptr_uint_t)(0x100000 + index * rows[k].scale + rows[k].disp));
                assert_int_equal(write, rows[k].write);
                seen++;
            }
            assert_false(instr_compute_address_ex(i, &mc, seen, &(app_pc){ NULL }, NULL));
        }
        instr_destroy(dc, i);
    }
}

/* ---- categories and extensions ---- */

static void
categories(void **state)
{
    (void)state;
    enum {
        LOAD = DR_INSTR_CATEGORY_LOAD, STORE = DR_INSTR_CATEGORY_STORE,
        BRANCH = DR_INSTR_CATEGORY_BRANCH, MATH = DR_INSTR_CATEGORY_MATH,
        SIMD = DR_INSTR_CATEGORY_SIMD, FP = DR_INSTR_CATEGORY_FP, MOVE = DR_INSTR_CATEGORY_MOVE,
        CONVERT = DR_INSTR_CATEGORY_CONVERT, STATE = DR_INSTR_CATEGORY_STATE, OTHER = DR_INSTR_CATEGORY_OTHER,
    };
    static const struct {
        const char *hex;
        uint category;
        const char *feature;
    } rows[] = {
        { "01 d8", MATH, "I86" },
        { "01 03", MATH | LOAD | STORE, "I86" },
        { "8b 03", MOVE | LOAD, "I86" },
        { "89 03", MOVE | STORE, "I86" },
        { "8d 03", OTHER, "I86" },
        { "74 00", BRANCH, "I86" },
        { "c3", BRANCH | LOAD, "I86" },
        { "0f 58 c1", SIMD | FP | MATH, "SSE" },
        { "0f 58 03", SIMD | FP | MATH | LOAD, "SSE" },
        { "0f 28 c1", SIMD | FP | MOVE, "SSE" },
        { "d8 c1", FP | MATH, "X87" },
        { "d9 03", FP | MOVE | LOAD, "X87" },
        { "db 03", FP | CONVERT | LOAD, "X87" },
        { "d9 2b", FP | STATE | LOAD, "X87" },
        { "f2 0f 2a c0", SIMD | FP | CONVERT, "SSE2" },
        { "0f 77", SIMD | FP | STATE, "PENTIUMMMX" },
        { "66 0f ef c1", SIMD | MATH, "SSE2" },
        { "0f ef c1", SIMD | MATH, "PENTIUMMMX" },
        { "66 0f 6f c1", SIMD | MOVE, "SSE2" },
        { "c5 f8 58 c1", SIMD | FP | MATH, "AVX" },
        { "c4 e2 7d 58 c1", SIMD | MOVE, "AVX2" },
        { "62 f1 7c 48 58 c1", SIMD | FP | MATH, "AVX512F_512" },
        { "62 f1 7d 48 fe c1", SIMD | MATH, "AVX512F_512" },
        { "0f a2", OTHER, "I486REAL" },
        { "0f ae 23", FP | STATE | STORE, "XSAVE" },
    };
    for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
        instr_t *i = from_hex(rows[k].hex);
        const char *name = instr_get_isa_feature_name(instr_get_isa_feature(NULL, i));
        if (instr_get_category(i) != rows[k].category || strcmp(name, rows[k].feature) != 0)
            fail_msg("%s: category %x, feature %s", rows[k].hex, instr_get_category(i), name);
        assert_int_equal(instr_get_isa_feature(instr_get_raw_bits(i), i), instr_get_isa_feature(NULL, i));
        /* the same for one that was built */
        instr_t *c = instr_clone(dc, i);
        instr_set_raw_bits_valid(c, false);
        name = instr_get_isa_feature_name(instr_get_isa_feature(NULL, c));
        if (strcmp(name, rows[k].feature) != 0)
            fail_msg("%s: feature %s when it is built", rows[k].hex, name);
        instr_set_category(c, OTHER);
        assert_int_equal(instr_get_category(c), OTHER);
        instr_destroy(dc, c);
        instr_destroy(dc, i);
    }
    assert_string_equal(instr_get_category_name(DR_INSTR_CATEGORY_LOAD), "load");
    assert_int_equal(instr_get_isa_feature((byte *)"\x0f\x04\x90\x90", NULL), 0 /* ISA_FEAT_INVALID */);
}

/* ---- no heap ---- */

static void *
no_alloc(struct ir_context *c, size_t n)
{
    (void)c;
    fail_msg("%zu bytes of heap are asked for", n);
    return NULL;
}

static void
no_free(struct ir_context *c, void *p, size_t n)
{
    (void)c;
    (void)p;
    fail_msg("%zu bytes of heap are given back", n);
}

/* Decoding, asking, changing, encoding and disassembling in an instr_noalloc_t. */
static void
without_heap(void **state)
{
    (void)state;
    struct ir_context *c = dc, saved = *c;
    uint64 rng = 88172645463325252ULL;
    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    unsigned done = 0;

    c->alloc = no_alloc;
    c->free = no_free;
    for (int k = 0; k < 200000; k++) {
        byte b[32] = { 0 }, out[32];
        char text[300];
        instr_noalloc_t n;
        for (int w = 0; w < 16; w += 8) {
            rng ^= rng << 13, rng ^= rng >> 7, rng ^= rng << 17;
            memcpy(b + w, &rng, 8);
        }
        instr_noalloc_init(dc, &n);
        instr_t *i = instr_from_noalloc(&n);
        byte *end = decode(dc, b, i);
        if (end == NULL)
            continue;
        done++;
        (void)instr_get_eflags(i, DR_QUERY_INCLUDE_ALL);
        (void)instr_get_category(i);
        (void)instr_is_nop(i);
        (void)instr_compute_address(i, &mc);
        assert_true(instr_disassemble_to_buffer(dc, i, text, sizeof(text)) > 0);
        assert_ptr_equal(instr_encode_to_copy(dc, i, out, b), out + (end - b));
        if (instr_num_srcs(i) > 0)
            instr_set_src(i, 0, instr_get_src(i, 0));
        (void)instr_encode_to_copy(dc, i, out, b);
        instr_allocate_raw_bits(dc, i, (uint)(end - b));
        instr_set_raw_bytes(i, b, (uint)(end - b));
        assert_int_equal(instr_num_srcs(i) + instr_num_dsts(i) >= 0, true);
        instr_reset(dc, i);
        assert_ptr_equal(decode(dc, b, i), end);
        instr_free(dc, i);
        uint usage;
        assert_non_null(decode_eflags_usage(dc, b, &usage, DR_QUERY_DEFAULT));
        assert_ptr_equal(decode_next_pc(dc, b), end);
    }
    *c = saved;
    assert_true(done > 20000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_is),     cmocka_unit_test(conditional_operands),
        cmocka_unit_test(flags),          cmocka_unit_test(conditions),
        cmocka_unit_test(auto_predicate), cmocka_unit_test(addresses),
        cmocka_unit_test(vector_addresses), cmocka_unit_test(categories),
        cmocka_unit_test(without_heap),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
