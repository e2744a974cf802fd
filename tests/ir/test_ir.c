/* tests/ir/test_ir.c - operands, registers, instructions and lists through the client interface. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "dr_proc.h"

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

static void
registers(void **state)
{
    (void)state;
    assert_int_equal(reg_to_pointer_sized(DR_REG_AH), DR_REG_XAX);
    assert_int_equal(reg_resize_to_opsz(DR_REG_XCX, OPSZ_2), DR_REG_CX);
    assert_int_equal(reg_resize_to_opsz(DR_REG_EDX, OPSZ_1), DR_REG_DL);
    assert_int_equal(reg_32_to_64(DR_REG_ESI), DR_REG_RSI);
    assert_true(reg_overlap(DR_REG_AL, DR_REG_EAX));
    assert_false(reg_overlap(DR_REG_AL, DR_REG_AH));
    assert_true(reg_overlap(DR_REG_AH, DR_REG_AX));
    assert_true(reg_overlap(DR_REG_XMM3, DR_REG_ZMM3));
    assert_false(reg_overlap(DR_REG_XMM3, DR_REG_YMM4));
    assert_false(reg_overlap(DR_REG_NULL, DR_REG_NULL));
    assert_string_equal(get_register_name(DR_REG_R8D), "r8d");
    assert_int_equal(reg_get_size(DR_REG_YMM7), OPSZ_32);
    assert_true(reg_is_gpr(DR_REG_DIL));
    assert_false(reg_is_gpr(DR_REG_MM0));

    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    mc.xax = 0x11223344;
    assert_int_equal(reg_get_value(DR_REG_AH, &mc), 0x33);
    reg_set_value(DR_REG_AH, &mc, 0x99);
    assert_int_equal(mc.xax, 0x11229944);
    reg_set_value(DR_REG_AX, &mc, 0x5678);
    assert_int_equal(mc.xax, 0x11225678);
    byte v[64], w[64];
    memset(v, 0xa5, sizeof(v));
    assert_true(reg_set_value_ex(DR_REG_XMM2, &mc, v));
    assert_true(reg_get_value_ex(DR_REG_XMM2, &mc, w));
    assert_memory_equal(v, w, 16);
}

static void
operands(void **state)
{
    (void)state;
    opnd_t m = opnd_create_far_base_disp(DR_SEG_GS, DR_REG_XBX, DR_REG_XSI, 4, -8, OPSZ_4);
    assert_true(opnd_is_far_base_disp(m));
    assert_true(opnd_is_memory_reference(m));
    assert_int_equal(opnd_num_regs_used(m), 3);
    assert_int_equal(opnd_get_reg_used(m, 1), DR_REG_XSI);
    assert_true(opnd_uses_reg(m, DR_REG_BL));
    assert_false(opnd_uses_reg(m, DR_REG_XCX));
    assert_true(opnd_replace_reg_resize(&m, DR_REG_ESI, DR_REG_EDI));
    assert_int_equal(opnd_get_index(m), DR_REG_XDI);
    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    mc.xbx = 0x1000;
    mc.xdi = 3;
    assert_ptr_equal(opnd_compute_address(m, &mc), (app_pc)0x1004);
    opnd_t i = OPND_CREATE_INT32(-5);
    assert_int_equal(opnd_get_immed_int(i), -5);
    assert_int_equal(opnd_get_size(i), OPSZ_4);
    assert_true(opnd_same(i, OPND_CREATE_INT32(-5)));
    assert_false(opnd_same(i, OPND_CREATE_INT8(-5)));
    assert_int_equal(opnd_get_immed_int64(OPND_CREATE_INT64(0x123456789abLL)), 0x123456789abLL);
    assert_true(opnd_get_immed_float(opnd_create_immed_float(1.5f)) == 1.5f);
    assert_true(opnd_get_immed_double(opnd_create_immed_double(-2.25)) == -2.25);
    assert_true(opnd_defines_use(REG(EAX), opnd_create_base_disp(DR_REG_XAX, DR_REG_NULL, 0, 0, OPSZ_4)));
    assert_int_equal(opnd_size_in_bytes(OPSZ_4_short2), 4);
    assert_int_equal(opnd_size_from_bytes(16), OPSZ_16);
    assert_true(opnd_is_abs_addr(opnd_create_abs_addr((void *)0x1234, OPSZ_4)));
}

/* Encodes LIST at its own place and returns the bytes. */
static size_t
encode(instrlist_t *list, byte *buf, byte *at)
{
    byte *end = instrlist_encode_to_copy(dc, list, buf, at, buf + 256, true);
    assert_non_null(end);
    return (size_t)(end - buf);
}

static void
labels(void **state)
{
    (void)state;
    instrlist_t *l = instrlist_create(dc);
    instr_t *top = INSTR_CREATE_label(dc), *out = INSTR_CREATE_label(dc);
    byte buf[256], *at = (byte *)0x10000;

    instrlist_append(l, top);
    instrlist_append(l, INSTR_CREATE_dec(dc, REG(ECX)));
    instrlist_append(l, INSTR_CREATE_jcc_short(dc, OP_jz_short, opnd_create_instr(out)));
    instrlist_append(l, INSTR_CREATE_jmp(dc, opnd_create_instr(top)));
    instrlist_append(l, out);
    instrlist_append(l, INSTR_CREATE_ret(dc));
    size_t n = encode(l, buf, at);
    instr_t in;
    instr_init(dc, &in);
    byte *pc = decode_from_copy(dc, buf, at, &in); /* dec */
    instr_reset(dc, &in);
    byte *next = decode_from_copy(dc, pc, at + (pc - buf), &in);
    assert_int_equal(instr_get_opcode(&in), OP_jz_short);
    assert_ptr_equal(instr_get_branch_target_pc(&in), at + n - 1);
    instr_reset(dc, &in);
    decode_from_copy(dc, next, at + (next - buf), &in);
    assert_int_equal(instr_get_opcode(&in), OP_jmp);
    assert_ptr_equal(instr_get_branch_target_pc(&in), at);
    instr_free(dc, &in);

    /* a clone's branches lead into the clone */
    instrlist_t *c = instrlist_clone(dc, l);
    instrlist_clear_and_destroy(dc, l);
    byte again[256];
    assert_int_equal(encode(c, again, at), n);
    assert_memory_equal(buf, again, n);
    instrlist_clear_and_destroy(dc, c);
}

static void
reach(void **state)
{
    (void)state;
    byte buf[32];
    instr_t *far = INSTR_CREATE_jmp_short(dc, opnd_create_pc((app_pc)0x2000));
    assert_null(instr_encode_to_copy(dc, far, buf, (byte *)0x1000));
    assert_non_null(instr_encode_to_copy(dc, far, buf, (byte *)0x1ff0));
    instr_destroy(dc, far);
    instr_t *bad = INSTR_CREATE_add(dc, REG(EAX), REG(XMM1));
    assert_false(instr_is_encoding_possible(bad));
    instr_destroy(dc, bad);
}

static void
moved_relative(void **state)
{
    (void)state;
    if (sizeof(void *) == 4)
        return;
    /* lea rax, [rip + 0x100]; call +0x20 */
    static byte code[512] = { 0x48, 0x8d, 0x05, 0x00, 0x01, 0x00, 0x00, 0xe8, 0x20, 0x00, 0x00, 0x00 };
    byte buf[32];
    instr_t *i = instr_create(dc);
    assert_ptr_equal(decode(dc, code, i), code + 7);
    app_pc target;
    assert_true(instr_get_rel_addr_target(i, &target));
    assert_ptr_equal(target, code + 7 + 0x100);
    assert_ptr_equal(instr_encode_to_copy(dc, i, buf, code + 64), buf + 7);
    int disp;
    memcpy(&disp, buf + 3, 4);
    assert_int_equal(disp, 0x100 - 64);
    instr_destroy(dc, i);
    /* raw bits only: the displacement moves all the same */
    i = instr_create(dc);
    instr_set_raw_bits(i, code + 7, 5);
    assert_ptr_equal(instr_encode_to_copy(dc, i, buf, code + 7 + 16), buf + 5);
    memcpy(&disp, buf + 1, 4);
    assert_int_equal(disp, 0x20 - 16);
    assert_true(instr_is_call_direct(i));
    instr_destroy(dc, i);
}

static void
detail(void **state)
{
    (void)state;
    static byte code[] = { 0x01, 0xd8, 0x90, 0x90 };
    instr_t *i = instr_create(dc);
    instr_set_raw_bits(i, code, 2);
    assert_int_equal(instr_length(dc, i), 2);
    assert_false(instr_operands_valid(i));
    assert_int_equal(instr_get_opcode(i), OP_add);
    assert_false(instr_operands_valid(i));
    assert_int_equal(instr_num_srcs(i), 2);
    assert_true(instr_operands_valid(i));
    assert_true(opnd_same(instr_get_dst(i, 0), REG(EAX)));
    assert_true(opnd_same(instr_get_src(i, 0), REG(EBX)));
    assert_false(instr_needs_encoding(i));
    assert_int_equal(instr_get_arith_flags(i, DR_QUERY_DEFAULT), EFLAGS_WRITE_6);
    instr_set_src(i, 0, REG(ECX));
    assert_true(instr_needs_encoding(i));
    byte buf[16];
    assert_ptr_equal(instr_encode(dc, i, buf), buf + 2);
    assert_int_equal(buf[1], 0xc8);
    assert_true(instr_writes_to_reg(i, DR_REG_AL, DR_QUERY_DEFAULT));
    assert_true(instr_reads_from_reg(i, DR_REG_CL, DR_QUERY_DEFAULT));
    assert_ptr_equal(instr_get_app_pc(instr_set_translation(i, (app_pc)0x77)), (app_pc)0x77);
    instr_destroy(dc, i);
}

static void
displacements(void **state)
{
    (void)state;
    byte buf[32];
    static const struct {
        bool zero, full;
        int length;
    } rows[] = { { false, false, 2 }, { true, false, 3 }, { false, true, 6 } };
    for (int k = 0; k < 3; k++) {
        instr_t *i = INSTR_CREATE_mov_ld(
            dc, REG(EAX), opnd_create_base_disp_ex(DR_REG_XBX, DR_REG_NULL, 0, 0, OPSZ_4,
                                                   rows[k].zero, rows[k].full, false));
        assert_ptr_equal(instr_encode(dc, i, buf), buf + rows[k].length);
        instr_t d;
        instr_init(dc, &d);
        assert_ptr_equal(decode(dc, buf, &d), buf + rows[k].length);
        assert_int_equal(opnd_get_disp(instr_get_src(&d, 0)), 0);
        assert_int_equal(opnd_get_base(instr_get_src(&d, 0)), DR_REG_XBX);
        instr_free(dc, &d);
        instr_destroy(dc, i);
    }
}

static void
predicates(void **state)
{
    (void)state;
    instr_t *i = INSTR_CREATE_cmovcc(dc, OP_cmovz, REG(EAX), REG(ECX));
    dr_mcontext_t mc = { .size = sizeof(mc), .flags = DR_MC_ALL };
    assert_true(instr_is_predicated(i));
    mc.xflags = EFLAGS_ZF;
    assert_int_equal(instr_predicate_triggered(i, &mc), DR_PRED_TRIGGER_MATCH);
    mc.xflags = 0;
    assert_int_equal(instr_predicate_triggered(i, &mc), DR_PRED_TRIGGER_MISMATCH);
    assert_false(instr_writes_to_reg(i, DR_REG_EAX, DR_QUERY_DEFAULT));
    assert_true(instr_writes_to_reg(i, DR_REG_EAX, DR_QUERY_INCLUDE_ALL));
    instr_destroy(dc, i);
    instr_t *s = INSTR_CREATE_shl(dc, REG(EAX), REG(CL));
    assert_int_equal(instr_get_arith_flags(s, DR_QUERY_DEFAULT) & EFLAGS_WRITE_6, 0);
    assert_int_not_equal(instr_get_arith_flags(s, DR_QUERY_INCLUDE_ALL) & EFLAGS_WRITE_6, 0);
    instr_destroy(dc, s);
}

static void
lists(void **state)
{
    (void)state;
    instrlist_t *l = instrlist_create(dc);
    instr_t *a = INSTR_CREATE_nop(dc), *b = INSTR_CREATE_nop(dc), *m = INSTR_CREATE_label(dc);
    instrlist_append(l, a);
    instrlist_append(l, b);
    instrlist_meta_preinsert(l, b, m);
    assert_ptr_equal(instr_get_next(a), m);
    assert_ptr_equal(instr_get_next_app(a), b);
    assert_ptr_equal(instrlist_last_app(l), b);
    assert_ptr_equal(instrlist_first_nonlabel(l), a);
    instr_set_note(m, (void *)7);
    assert_ptr_equal(instr_get_note(m), (void *)7);
    instr_get_label_data_area(m)->data[3] = 9;
    instr_t *n = INSTR_CREATE_int3(dc);
    instr_destroy(dc, instrlist_replace(l, a, n));
    assert_ptr_equal(instrlist_first(l), n);
    instrlist_remove(l, b);
    assert_ptr_equal(instrlist_last(l), m);
    instr_destroy(dc, b);
    instrlist_clear_and_destroy(dc, l);
}

static void
shrinking(void **state)
{
    (void)state;
    if (sizeof(void *) == 4)
        return;
    /* to 32 bits: registers, addresses, immediates and memory */
    instr_t *i = INSTR_CREATE_mov_ld(dc, REG(RAX), opnd_create_base_disp(DR_REG_RBX, DR_REG_RSI, 2, 8, OPSZ_8));
    instr_shrink_to_32_bits(i);
    opnd_t m = instr_get_src(i, 0);
    assert_true(opnd_same(instr_get_dst(i, 0), REG(EAX)));
    assert_true(opnd_get_base(m) == DR_REG_EBX && opnd_get_index(m) == DR_REG_ESI && opnd_get_size(m) == OPSZ_4);
    instr_destroy(dc, i);
    i = INSTR_CREATE_push_imm(dc, OPND_CREATE_INT64(7)); /* its slot is narrower too */
    instr_shrink_to_32_bits(i);
    instr_set_isa_mode(i, DR_ISA_IA32);
    byte buf[16];
    assert_ptr_equal(instr_encode(dc, i, buf), buf + 2);
    assert_int_equal(buf[0], 0x6a);
    instr_destroy(dc, i);
    /* to 16 bits: addresses stay, and the registers of string instructions */
    i = INSTR_CREATE_mov_ld(dc, REG(EAX), opnd_create_base_disp(DR_REG_EBX, DR_REG_NULL, 0, 8, OPSZ_4));
    instr_shrink_to_16_bits(i);
    m = instr_get_src(i, 0);
    assert_true(opnd_same(instr_get_dst(i, 0), REG(AX)) && opnd_get_base(m) == DR_REG_EBX &&
                opnd_get_size(m) == OPSZ_2);
    instr_destroy(dc, i);
    static byte movs[] = { 0x67, 0xa5 }; /* movs [edi], [esi], four bytes */
    i = instr_create(dc);
    decode(dc, movs, i);
    instr_shrink_to_16_bits(i);
    assert_true(opnd_same(instr_get_dst(i, 1), REG(ESI)) && opnd_same(instr_get_dst(i, 2), REG(EDI)));
    assert_int_equal(opnd_get_size(instr_get_dst(i, 0)), OPSZ_2);
    assert_ptr_equal(instr_encode(dc, i, buf), buf + 3); /* 66 67 a5 in some order */
    instr_destroy(dc, i);
}

static int labels_freed;

static void
label_freed(void *drcontext, instr_t *label)
{
    labels_freed += drcontext == dc && instr_get_label_data_area(label)->data[0] == 5;
}

static void
label_callbacks(void **state)
{
    (void)state;
    instr_t *l = INSTR_CREATE_label(dc), *quiet = INSTR_CREATE_label(dc), *copy;
    instr_get_label_data_area(l)->data[0] = 5;
    instr_get_label_data_area(quiet)->data[0] = 5;
    instr_set_label_callback(l, label_freed);
    instr_set_label_callback(quiet, label_freed);
    instr_clear_label_callback(quiet);
    copy = instr_clone(dc, l);
    assert_int_equal(instr_get_label_data_area(copy)->data[0], 5);
    instr_destroy(dc, copy); /* the callback is the original's */
    instr_destroy(dc, quiet);
    assert_int_equal(labels_freed, 0);
    instr_destroy(dc, l);
    assert_int_equal(labels_freed, 1);
}

/* All ways to add, take out and walk. */
static void
list_operations(void **state)
{
    (void)state;
    instrlist_t *l = instrlist_create(dc);
    instr_t *n[6];
    for (int k = 0; k < 6; k++)
        n[k] = INSTR_CREATE_nop(dc);
    instrlist_prepend(l, n[2]);
    instrlist_prepend(l, n[0]);
    instrlist_postinsert(l, n[0], n[1]);
    instrlist_append(l, n[3]);
    instrlist_meta_append(l, n[4]);
    instrlist_meta_fault_postinsert(l, n[4], n[5]);
    int k = 0;
    for (instr_t *i = instrlist_first(l); i != NULL; i = instr_get_next(i), k++) {
        assert_ptr_equal(i, n[k]);
        assert_ptr_equal(instr_get_prev(i), k == 0 ? NULL : n[k - 1]);
        assert_int_equal(instr_is_meta(i), k >= 4);
    }
    assert_int_equal(k, 6);
    assert_true(instr_is_meta_may_fault(n[5]) && !instr_is_meta_may_fault(n[4]));
    assert_ptr_equal(instrlist_last(l), n[5]);
    assert_ptr_equal(instrlist_last_app(l), n[3]);
    instrlist_cut(l, n[3]); /* three stay, three are a chain of their own */
    assert_ptr_equal(instrlist_last(l), n[2]);
    assert_null(instr_get_next(n[2]));
    assert_ptr_equal(instr_get_next(n[3]), n[4]);
    instrlist_preinsert(l, n[0], n[3]); /* the whole chain goes in front */
    assert_ptr_equal(instrlist_first(l), n[3]);
    assert_ptr_equal(instr_get_next(n[5]), n[0]);
    instrlist_set_translation_target(l, (app_pc)0x55);
    instr_t *x = INSTR_CREATE_nop(dc);
    instrlist_append(l, x);
    assert_ptr_equal(instr_get_app_pc(x), (app_pc)0x55);
    assert_null(instr_get_app_pc(n[0]));
    instrlist_clear(dc, l);
    assert_true(instrlist_first(l) == NULL && instrlist_last(l) == NULL);
    instrlist_destroy(dc, l);
}

static void
constants(void **state)
{
    (void)state;
    static const ptr_int_t values[] = { 0, 1, -1, 0x7fffffff, (ptr_int_t)0x123456789abcdef0ULL };
    for (size_t k = 0; k < sizeof(values) / sizeof(values[0]); k++) {
        instrlist_t *l = instrlist_create(dc);
        instr_t *first, *last;
        byte buf[256];
        instrlist_insert_mov_immed_ptrsz(dc, values[k], REG(XCX), l, NULL, &first, &last);
        assert_null(last);
        ptr_int_t got;
        assert_true(instr_is_mov_constant(first, &got));
        assert_true(got == values[k]);
        instrlist_insert_push_immed_ptrsz(dc, values[k], l, NULL, &first, &last);
        encode(l, buf, buf);
        instrlist_clear_and_destroy(dc, l);
    }
}

static void
in_place(void **state)
{
    (void)state;
    static byte code[] = { 0x0f, 0xa2, 0xf3, 0xa4 };
    instr_noalloc_t n;
    instr_noalloc_init(dc, &n);
    instr_t *i = instr_from_noalloc(&n);
    assert_ptr_equal(decode(dc, code, i), code + 2);
    assert_int_equal(instr_num_dsts(i), 4);
    instr_reset(dc, i);
    assert_ptr_equal(decode(dc, code + 2, i), code + 4);
    assert_int_equal(instr_get_opcode(i), OP_rep_movs);
    assert_true(instr_reads_memory(i) && instr_writes_memory(i));
}

static void
text(void **state)
{
    (void)state;
    static byte code[] = { 0x01, 0xd8 };
    static const struct {
        dr_disasm_flags_t style;
        const char *text;
    } rows[] = { { DR_DISASM_DR, "add    %ebx %eax -> %eax" },
                 { DR_DISASM_INTEL, "add    eax, ebx" },
                 { DR_DISASM_ATT, "add    %ebx, %eax" } };
    instr_t i;
    char buf[100];
    instr_init(dc, &i);
    decode(dc, code, &i);
    for (int k = 0; k < 3; k++) {
        disassemble_set_syntax(rows[k].style);
        instr_disassemble_to_buffer(dc, &i, buf, sizeof(buf));
        assert_string_equal(buf, rows[k].text);
        assert_int_equal(instr_disassemble_to_buffer(dc, &i, buf, 8), 7);
    }
    disassemble_set_syntax(DR_DISASM_DR);
    instr_free(dc, &i);
}

static void
processor(void **state)
{
    (void)state;
    assert_true(proc_has_feature(FEATURE_SSE2));
    assert_true(proc_get_cache_line_size() >= 16);
    assert_true(proc_is_cache_aligned((void *)0x10000));
    features_t *f = proc_get_all_feature_bits();
    assert_int_not_equal(f->flags_edx, 0);
    assert_int_not_equal(strlen(proc_get_brand_string()), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(registers),      cmocka_unit_test(operands),  cmocka_unit_test(labels),
        cmocka_unit_test(reach),          cmocka_unit_test(moved_relative),
        cmocka_unit_test(detail),         cmocka_unit_test(displacements), cmocka_unit_test(predicates), cmocka_unit_test(lists),
        cmocka_unit_test(constants),      cmocka_unit_test(in_place),  cmocka_unit_test(text),
        cmocka_unit_test(processor),      cmocka_unit_test(shrinking), cmocka_unit_test(label_callbacks),
        cmocka_unit_test(list_operations),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
