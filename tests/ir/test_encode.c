/* tests/ir/test_encode.c - what is built encodes to the shortest form, or fails with a reason. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "ir/isa.h"
#include "tests/ir/same_instr.h"

DR_API void *dr_standalone_init(void);

static void *dc;
#define AT ((byte *)(ptr_uint_t)0x400000)
#define REG(r) opnd_create_reg(DR_REG_##r)
#define MEM(base, disp, size) opnd_create_base_disp(DR_REG_##base, DR_REG_NULL, 0, disp, size)
#define PC(off) opnd_create_pc(AT + (off))

/* Bytes, or the reason of a failure. */
struct row {
    const char *name;
    instr_t *made;
    const char *bytes, *why;
};

static int
begin(void **state)
{
    (void)state;
    dc = dr_standalone_init();
    return 0;
}

/* 64-bit code's addresses and macros take a 64-bit build. */
#define NATIVE_64 (sizeof(void *) == 8)

static void
set_mode(bool is_64)
{
    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
}

static void
check_bytes(const struct row *r)
{
    byte buf[32];
    char text[64] = "";
    instr_t got;

    memset(buf, 0x90, sizeof(buf));
    byte *end = instr_encode_to_copy(dc, r->made, buf, AT);
    for (byte *p = buf; end != NULL && p < end; p++)
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%02x", p == buf ? "" : " ", *p);
    if (strcmp(text, r->bytes) != 0)
        fail_msg("%s: '%s' instead of '%s' (%s)", r->name, text, r->bytes,
                 end == NULL ? ir_why_not_encodable(r->made, AT) : "");
    assert_int_equal(instr_length(dc, r->made), end - buf);
    instr_init(dc, &got);
    assert_ptr_equal(decode_from_copy(dc, buf, AT, &got), end);
    const char *differs = same_instr_difference(r->made, &got);
    if (differs != NULL)
        fail_msg("%s: decodes with another %s", r->name, differs);
    instr_free(dc, &got);
}

static void
check_rows(const struct row *rows, size_t count)
{
    byte buf[32];

    for (size_t i = 0; i < count; i++) {
        const struct row *r = &rows[i];
        if (r->bytes != NULL)
            check_bytes(r);
        else {
            if (instr_encode_to_copy(dc, r->made, buf, AT) != NULL)
                fail_msg("%s: encodes", r->name);
            const char *why = ir_why_not_encodable(r->made, AT);
            if (why == NULL || strstr(why, r->why) == NULL)
                fail_msg("%s: fails because '%s', not '%s'", r->name, why == NULL ? "" : why, r->why);
        }
        instr_destroy(dc, r->made);
    }
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows[0]))

static void
shortest_64(void **state)
{
    (void)state;
    if (!NATIVE_64)
        skip();
    set_mode(true);
    const struct row rows[] = {
        { "imm8", INSTR_CREATE_add(dc, REG(EBX), OPND_CREATE_INT32(5)), "83 c3 05", NULL },
        { "imm8 negative", INSTR_CREATE_add(dc, REG(RAX), OPND_CREATE_INT32(-1)), "48 83 c0 ff", NULL },
        { "accumulator", INSTR_CREATE_add(dc, REG(EAX), OPND_CREATE_INT32(0x1234)), "05 34 12 00 00", NULL },
        { "imm32", INSTR_CREATE_add(dc, REG(EBX), OPND_CREATE_INT32(0x1234)), "81 c3 34 12 00 00", NULL },
        { "255 is not -1", INSTR_CREATE_add(dc, REG(EBX), OPND_CREATE_INT8(0xff)), "81 c3 ff 00 00 00", NULL },
        { "unsigned 32", INSTR_CREATE_and(dc, REG(EBX), OPND_CREATE_INT32(0xfffffff0)), "83 e3 f0", NULL },
        { "unsigned 8", INSTR_CREATE_cmp(dc, REG(CL), OPND_CREATE_INT8(0x80)), "80 f9 80", NULL },
        { "imul imm8", INSTR_CREATE_imul_imm(dc, REG(EAX), REG(EBX), OPND_CREATE_INT32(3)), "6b c3 03", NULL },
        { "mov imm sign-extended", INSTR_CREATE_mov_imm(dc, REG(RCX), OPND_CREATE_INT64(1)), "48 c7 c1 01 00 00 00", NULL },
        { "mov imm64", INSTR_CREATE_mov_imm(dc, REG(RCX), OPND_CREATE_INT64(0x123456789aLL)), "48 b9 9a 78 56 34 12 00 00 00", NULL },
        { "mov imm32", INSTR_CREATE_mov_imm(dc, REG(ECX), OPND_CREATE_INT32(1)), "b9 01 00 00 00", NULL },
        { "push imm8", INSTR_CREATE_push_imm(dc, OPND_CREATE_INT32(1)), "6a 01", NULL },
        { "push imm32", INSTR_CREATE_push_imm(dc, OPND_CREATE_INT32(300)), "68 2c 01 00 00", NULL },
        { "push reg", INSTR_CREATE_push(dc, REG(R9)), "41 51", NULL },
        { "push 16 bits", INSTR_CREATE_push(dc, REG(CX)), "66 51", NULL },
        { "shift by one", INSTR_CREATE_shl(dc, REG(EAX), OPND_CREATE_INT8(1)), "d1 e0", NULL },
        { "xchg with rax", INSTR_CREATE_xchg(dc, REG(RBX), REG(RAX)), "48 93", NULL },
        { "xchg eax, eax", INSTR_CREATE_xchg(dc, REG(EAX), REG(EAX)), "87 c0", NULL },
        { "no displacement", INSTR_CREATE_lea(dc, REG(RAX), MEM(RBX, 0, OPSZ_lea)), "48 8d 03", NULL },
        { "bp has one", INSTR_CREATE_lea(dc, REG(RAX), MEM(RBP, 0, OPSZ_lea)), "48 8d 45 00", NULL },
        { "disp8", INSTR_CREATE_mov_ld(dc, REG(EAX), MEM(RBX, 0x10, OPSZ_4)), "8b 43 10", NULL },
        { "disp32", INSTR_CREATE_mov_ld(dc, REG(EAX), MEM(RBX, 0x80, OPSZ_4)), "8b 83 80 00 00 00", NULL },
        { "low absolute", INSTR_CREATE_mov_st(dc, opnd_create_abs_addr((void *)0x1234, OPSZ_4), REG(EAX)), "89 04 25 34 12 00 00", NULL },
        { "negative absolute", INSTR_CREATE_mov_ld(dc, REG(EAX), opnd_create_abs_addr((void *)-16LL, OPSZ_4)), "8b 04 25 f0 ff ff ff", NULL },
        { "absolute below 4 GB", INSTR_CREATE_mov_st(dc, opnd_create_abs_addr((void *)0xffffffc4LL, OPSZ_1), REG(AL)), "a2 c4 ff ff ff 00 00 00 00", NULL },
        { "absolute of 64 bits", INSTR_CREATE_mov_ld(dc, REG(AX), opnd_create_abs_addr((void *)0x1122334455667788LL, OPSZ_2)), "66 a1 88 77 66 55 44 33 22 11", NULL },
        { "relative", INSTR_CREATE_mov_ld(dc, REG(RAX), opnd_create_rel_addr(AT + 0x107, OPSZ_8)), "48 8b 05 00 01 00 00", NULL },
        { "two-byte VEX", INSTR_CREATE_vaddps(dc, REG(XMM0), REG(XMM1), REG(XMM2)), "c5 f0 58 c2", NULL },
        { "three-byte VEX", INSTR_CREATE_vaddps(dc, REG(XMM0), REG(XMM1), REG(XMM8)), "c4 c1 70 58 c0", NULL },
        { "EVEX by wish", instr_set_encoding_hint(INSTR_CREATE_vpextrd(dc, REG(EAX), REG(XMM1), OPND_CREATE_INT8(1)), DR_ENCODING_HINT_X86_EVEX), "62 f3 7d 08 16 c8 01", NULL },
        { "EVEX, short displacement", INSTR_CREATE_vmovdqa32_mask(dc, REG(ZMM1), REG(K1), MEM(RBX, 0x40, OPSZ_64)), "62 f1 7d 49 6f 4b 01", NULL },
        { "broadcast", INSTR_CREATE_vaddps_mask(dc, REG(ZMM1), REG(K1), REG(ZMM2), MEM(RBX, 4, OPSZ_4)), "62 f1 6c 59 58 4b 01", NULL },
        { "displacement of 0 by wish", INSTR_CREATE_mov_ld(dc, REG(EAX), opnd_create_base_disp_ex(DR_REG_RBX, DR_REG_NULL, 0, 0, OPSZ_4, true, false, false)), "8b 43 00", NULL },
        { "long displacement by wish", INSTR_CREATE_mov_ld(dc, REG(EAX), opnd_create_base_disp_ex(DR_REG_RBX, DR_REG_NULL, 0, 1, OPSZ_4, false, true, false)), "8b 83 01 00 00 00", NULL },
        { "the same under EVEX", INSTR_CREATE_vmovdqa32_mask(dc, REG(ZMM1), REG(K1), opnd_create_base_disp_ex(DR_REG_RBX, DR_REG_NULL, 0, 0x40, OPSZ_64, false, true, false)), "62 f1 7d 49 6f 8b 40 00 00 00", NULL },
        { "short address by wish", INSTR_CREATE_mov_ld(dc, REG(EAX), opnd_create_base_disp_ex(DR_REG_NULL, DR_REG_NULL, 0, 0x1234, OPSZ_4, false, false, true)), "67 a1 34 12 00 00", NULL },
        { "loop counts narrow", instr_create_1dst_2src(dc, OP_loop, REG(ECX), PC(3), REG(ECX)), "67 e2 00", NULL },
        { "far call", INSTR_CREATE_call_far_ind(dc, MEM(RBX, 0, OPSZ_6)), "ff 1b", NULL },
        { "iret", INSTR_CREATE_iret(dc), "48 cf", NULL },
    };
    CHECK_ROWS(rows);
}

static void
shortest_32(void **state)
{
    (void)state;
    set_mode(false);
    const struct row rows[] = {
        { "inc", INSTR_CREATE_inc(dc, REG(ECX)), "41", NULL },
        { "absolute", INSTR_CREATE_mov_ld(dc, REG(EAX), opnd_create_abs_addr((void *)0x1234, OPSZ_4)), "a1 34 12 00 00", NULL },
        { "at the end of 4 GB", INSTR_CREATE_setcc(dc, OP_setz, opnd_create_rel_addr((void *)(ptr_uint_t)0xffffffde, OPSZ_1)), "0f 94 05 de ff ff ff", NULL },
        { "16-bit address", INSTR_CREATE_mov_ld(dc, REG(EAX), MEM(BX, 0x10, OPSZ_4)), "67 8b 47 10", NULL },
        { "pusha", INSTR_CREATE_pusha(dc), "60", NULL },
        { "popa", INSTR_CREATE_popa(dc), "61", NULL },
        { "far jump", INSTR_CREATE_jmp_far(dc, opnd_create_far_pc(0x23, (app_pc)0x1000)), "ea 00 10 00 00 23 00", NULL },
    };
    CHECK_ROWS(rows);
}

static void
failures_64(void **state)
{
    (void)state;
    if (!NATIVE_64)
        skip();
    set_mode(true);
    const opnd_t label = opnd_create_mem_instr(NULL, 0, OPSZ_4);
    const struct row rows[] = {
        { "kinds", INSTR_CREATE_add(dc, REG(EAX), REG(XMM1)), NULL, "no encoding" },
        { "sizes", INSTR_CREATE_add(dc, REG(EAX), REG(BX)), NULL, "no encoding" },
        { "size of memory", INSTR_CREATE_add(dc, REG(EAX), MEM(RBX, 0, OPSZ_8)), NULL, "no encoding" },
        { "an address only", INSTR_CREATE_add(dc, REG(RAX), MEM(RBX, 0, OPSZ_lea)), NULL, "no encoding" },
        { "immediate of 33 bits", INSTR_CREATE_add(dc, REG(RAX), OPND_CREATE_INT64(0x180000000LL)), NULL, "no encoding" },
        { "not sign-extended", INSTR_CREATE_add(dc, REG(RAX), OPND_CREATE_INT64(0xffffffffLL)), NULL, "no encoding" },
        { "immediate for a byte", INSTR_CREATE_shl(dc, REG(EAX), OPND_CREATE_INT32(0x1ff)), NULL, "no encoding" },
        { "tied operands", instr_create_1dst_2src(dc, OP_add, REG(EAX), REG(EBX), REG(ECX)), NULL, "operands are not" },
        /* a destination in memory whose source is no register at all: found by fuzzing */
        { "tied to nothing", instr_create_1dst_2src(dc, OP_adc, MEM(RBX, 0, OPSZ_4), OPND_CREATE_INT32(0x304), opnd_create_reg(DR_REG_NULL)), NULL, "operands are not" },
        { "tied, other sizes", instr_create_1dst_2src(dc, OP_add, MEM(RBX, 0, OPSZ_4), REG(EBX), MEM(RBX, 0, OPSZ_8)), NULL, "operands are not" },
        { "implied register", instr_create_4dst_2src(dc, OP_cpuid, REG(EAX), REG(EBX), REG(ECX), REG(EDX), REG(EAX), REG(ESI)), NULL, "operands are not" },
        { "implied width", INSTR_CREATE_jecxz(dc, PC(0)), "e3 fe", NULL },
        { "implied slot", instr_create_2dst_2src(dc, OP_push, REG(RSP), MEM(RSP, -16, OPSZ_8), REG(RAX), REG(RSP)), NULL, "implies" },
        { "implied slot's size", instr_create_2dst_2src(dc, OP_push, REG(RSP), MEM(RSP, -8, OPSZ_4), REG(RAX), REG(RSP)), NULL, "implies" },
        { "implied pointer", instr_create_1dst_2src(dc, OP_ret, REG(RSP), REG(RSP), MEM(RSP, 8, OPSZ_8)), NULL, "implies" },
        { "call without a slot", instr_create_2dst_2src(dc, OP_call, REG(RSP), MEM(RSP, 0, OPSZ_8), PC(0), REG(RSP)), NULL, "beside the target" },
        { "branch to memory", instr_create_0dst_1src(dc, OP_jmp, label), NULL, "needs an address" },
        { "short branch", INSTR_CREATE_jmp_short(dc, PC(0x100)), NULL, "out of reach" },
        { "loop", INSTR_CREATE_loop(dc, PC(-0x100)), NULL, "out of reach" },
        { "far away", INSTR_CREATE_jmp(dc, opnd_create_pc((app_pc)0x7f0000000000)), NULL, "2 GB" },
        { "memory far away", INSTR_CREATE_add(dc, REG(EAX), opnd_create_rel_addr((void *)0x7f0000000000, OPSZ_4)), NULL, "2 GB" },
        { "no such base", INSTR_CREATE_mov_ld(dc, REG(EAX), MEM(INVALID, 0, OPSZ_4)), NULL, "no instruction takes" },
        { "high byte and REX", INSTR_CREATE_add(dc, REG(AH), REG(R8L)), NULL, "no encoding" },
        { "esp as index", INSTR_CREATE_lea(dc, REG(RAX), opnd_create_base_disp(DR_REG_RBX, DR_REG_RSP, 1, 0, OPSZ_lea)), NULL, "no encoding" },
        { "scale", INSTR_CREATE_lea(dc, REG(RAX), opnd_create_base_disp(DR_REG_RBX, DR_REG_RCX, 3, 0, OPSZ_lea)), NULL, "no encoding" },
        { "no destination", instr_build(dc, OP_mov_ld, 0, 5), NULL, "operands are not" },
        { "32-bit address beyond 4 GB", instr_create_1dst_2src(dc, OP_movdir64b, opnd_create_far_base_disp(DR_SEG_ES, DR_REG_ECX, DR_REG_NULL, 0, 0, OPSZ_64), opnd_create_rel_addr((void *)-0x20eb2f30LL, OPSZ_64), REG(ECX)), NULL, "no instruction takes" },
        { "16 bytes", instr_set_prefix_flag(LOCK(INSTR_CREATE_and(dc, opnd_create_far_base_disp_ex(DR_SEG_FS, DR_REG_NULL, DR_REG_NULL, 0, -2, OPSZ_8, false, false, true), OPND_CREATE_INT32(0x7c020001))), PREFIX_XACQUIRE), NULL, "longer than 15" },
        { "nop with an operand", instr_create_0dst_1src(dc, OP_nop, MEM(RBX, 0, OPSZ_4)), NULL, "operands are not" },
        { "mode", INSTR_CREATE_aaa(dc), NULL, "no encoding" },
        { "lock without memory", LOCK(INSTR_CREATE_add(dc, REG(EAX), REG(EBX))), NULL, "no encoding" },
    };
    CHECK_ROWS(rows);
}

static void
failures_32(void **state)
{
    (void)state;
    set_mode(false);
    void *beyond = (void *)(ptr_uint_t)(0x3ffffff040ULL & ~(ptr_uint_t)0);
    const struct row rows32[] = {
        { "64-bit register", INSTR_CREATE_inc(dc, REG(R8)), NULL, "no encoding" },
        { "beyond 4 GB", INSTR_CREATE_inc(dc, opnd_create_rel_addr(beyond, OPSZ_1)), NATIVE_64 ? NULL : "fe 05 40 f0 ff ff", "no instruction takes" },
        { "beyond 64 KB", INSTR_CREATE_inc(dc, opnd_create_base_disp_ex(DR_REG_NULL, DR_REG_NULL, 0, 0x12345, OPSZ_1, false, false, true)), NULL, "no instruction takes" },
    };
    CHECK_ROWS(rows32);
}

/* A list is laid out in one go: branches of either length to labels on both sides of them. */
static void
list_of_branches(void **state)
{
    (void)state;
    byte buf[512];

    set_mode(NATIVE_64);
    for (int nops = 0; nops < 200; nops += 7) {
        instrlist_t *l = instrlist_create(dc);
        instr_t *start = INSTR_CREATE_label(dc), *end = INSTR_CREATE_label(dc);
        instrlist_append(l, start);
        instrlist_append(l, INSTR_CREATE_jmp_short(dc, opnd_create_instr(end)));
        instrlist_append(l, INSTR_CREATE_jcc(dc, OP_jb, opnd_create_instr(end)));
        for (int i = 0; i < nops; i++)
            instrlist_append(l, INSTR_CREATE_nop(dc));
        instrlist_append(l, INSTR_CREATE_jcc_short(dc, OP_jz_short, opnd_create_instr(start)));
        instrlist_append(l, end);
        byte *e = instrlist_encode_to_copy(dc, l, buf, AT, buf + sizeof(buf), true);
        /* from behind the short jump to the end; from behind the short jz to the start */
        bool reach = 6 + nops + 2 <= 127 && 2 + 6 + nops + 2 <= 128;
        assert_int_equal(e != NULL, reach);
        if (reach) {
            assert_int_equal(e - buf, 10 + nops);
            assert_int_equal(buf[1], 8 + nops);
            assert_int_equal(buf[4], nops + 2);
            assert_int_equal((signed char)e[-1], -(10 + nops));
        }
        instrlist_clear_and_destroy(dc, l);
    }
    /* no room: nothing is written behind it */
    instrlist_t *l = instrlist_create(dc);
    instrlist_append(l, INSTR_CREATE_nop(dc));
    instrlist_append(l, INSTR_CREATE_push_imm(dc, OPND_CREATE_INT32(300)));
    buf[4] = 0x55;
    assert_null(instrlist_encode_to_copy(dc, l, buf, AT, buf + 4, false));
    assert_int_equal(buf[4], 0x55);
    instrlist_clear_and_destroy(dc, l);
}

/* A short meta branch turned long, and a loop that jumps over a jump. */
static void
short_to_long(void **state)
{
    (void)state;
    byte buf[512];

    set_mode(NATIVE_64);
    instrlist_t *l = instrlist_create(dc);
    instr_t *far = INSTR_CREATE_label(dc);
    instr_t *jz = INSTR_CREATE_jcc_short(dc, OP_jz_short, opnd_create_instr(far));
    instr_t *loop = INSTR_CREATE_loop(dc, opnd_create_instr(far));
    instrlist_meta_append(l, jz);
    instrlist_meta_append(l, loop);
    for (int i = 0; i < 200; i++)
        instrlist_append(l, INSTR_CREATE_nop(dc));
    instrlist_append(l, far);
    assert_null(instrlist_encode_to_copy(dc, l, buf, AT, buf + sizeof(buf), true));
    assert_ptr_equal(instr_convert_short_meta_jmp_to_long(dc, l, jz), jz);
    assert_int_equal(instr_get_opcode(jz), OP_jz);
    instr_t *jmp = instr_convert_short_meta_jmp_to_long(dc, l, loop);
    assert_int_equal(instr_get_opcode(jmp), OP_jmp);
    byte *e = instrlist_encode_to_copy(dc, l, buf, AT, buf + sizeof(buf), true);
    assert_non_null(e);
    /* jz rel32; loop +2; jmp +5; jmp rel32; 200 nops */
    static const byte head[] = { 0x0f, 0x84, 0xd1, 0, 0, 0, 0xe2, 0x02, 0xeb, 0x05, 0xe9, 0xc8, 0, 0, 0 };
    assert_memory_equal(buf, head, sizeof(head));
    assert_true(instr_is_cti_short_rewrite(NULL, buf + 6));
    assert_false(instr_is_cti_short_rewrite(NULL, buf));
    instrlist_clear_and_destroy(dc, l);
}

/* Code that moves keeps its targets: relative branches and data, raw or built. */
static void
moved(void **state)
{
    (void)state;
    if (!NATIVE_64)
        skip();
    static const byte code[] = { 0x48, 0x8b, 0x05, 0x10, 0, 0, 0, /* mov rax, [rip + 0x10] */
                                 0x74, 0x02,                      /* jz +2 */
                                 0xe8, 0, 1, 0, 0,                /* call +0x100 */
                                 0xe2, 0xf0 };                    /* loop back to the start */
    byte buf[64];

    set_mode(true);
    for (int level = 0; level < 3; level++) {
        instrlist_t *l = instrlist_create(dc);
        for (size_t at = 0; at < sizeof(code);) {
            instr_t *i = instr_create(dc);
            int n = decode_sizeof_ex(dc, (byte *)code + at, NULL, NULL);
            if (level == 0) /* the bits alone, and where they belong */
                instr_set_translation(i, AT + at)->bytes = NULL;
            if (level == 0) {
                instr_allocate_raw_bits(dc, i, (uint)n);
                instr_set_raw_bytes(i, (byte *)code + at, (uint)n);
            } else
                decode_from_copy(dc, (byte *)code + at, AT + at, i);
            if (level == 2)
                instr_set_raw_bits_valid(i, false);
            instrlist_append(l, i);
            at += (size_t)n;
        }
        instr_t *loop = instrlist_last(l), *jz = instr_get_next(instrlist_first(l));
        assert_ptr_equal(instr_get_branch_target_pc(loop), AT);
        assert_ptr_equal(instr_get_branch_target_pc(jz), AT + 11);
        app_pc target;
        assert_true(instr_get_rel_addr_target(instrlist_first(l), &target));
        assert_ptr_equal(target, AT + 0x17);
        /* near enough for all */
        byte *e = instrlist_encode_to_copy(dc, l, buf, AT + 0x40, NULL, false);
        assert_int_equal(e - buf, sizeof(code));
        assert_int_equal(*(int *)(void *)(buf + 3), 0x10 - 0x40);
        assert_int_equal((signed char)buf[8], 2 - 0x40);
        assert_int_equal(*(int *)(void *)(buf + 10), 0x100 - 0x40);
        assert_int_equal((signed char)buf[15], -0x10 - 0x40);
        /* too far for the short ones */
        assert_null(instrlist_encode_to_copy(dc, l, buf, AT + 0x1000, NULL, false));
        instrlist_clear_and_destroy(dc, l);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortest_64),      cmocka_unit_test(shortest_32),
        cmocka_unit_test(failures_64),      cmocka_unit_test(failures_32),      cmocka_unit_test(list_of_branches),
        cmocka_unit_test(short_to_long),    cmocka_unit_test(moved),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
