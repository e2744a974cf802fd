/* tests/ir/test_scan.c - ir_scan on known instructions of both modes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ir/fast.h"

struct row {
    const char *bytes;
    int length;
    int mode; /* 64 or 32 */
    int kind;
    unsigned flags; /* must be set */
    unsigned reads, writes;
    uint32_t eflags;
    int64_t target; /* relative to the end */
};

#define W(x) EFLAGS_WRITE_##x
#define R(x) EFLAGS_READ_##x

static const struct row rows[] = {
    { "\x90", 1, 64, IR_OTHER, 0, 0, 0, 0, 0 },
    { "\x48\x01\xd8", 3, 64, IR_OTHER, 0, 0x9, 1, W(6), 0 },
    { "\x01\xd8", 2, 32, IR_OTHER, 0, 0x9, 1, W(6), 0 },
    { "\x89\xd8", 2, 64, IR_OTHER, 0, 0x8, 1, 0, 0 },
    { "\x88\xd8", 2, 64, IR_OTHER, 0, 0x9, 1, 0, 0 },
    { "\x88\xfc", 2, 64, IR_OTHER, 0, 0x9, 1, 0, 0 },
    { "\x40\x88\xfc", 3, 64, IR_OTHER, 0, 0x90, 0x10, 0, 0 },
    { "\x74\x10", 2, 64, IR_JCC, 0, 0, 0, R(ZF), 0x10 },
    { "\x0f\x85\xfc\xff\xff\xff", 6, 64, IR_JCC, 0, 0, 0, R(ZF), -4 },
    { "\xe2\xfe", 2, 64, IR_LOOP, 0, 2, 2, 0, -2 },
    { "\xe3\x05", 2, 64, IR_LOOP, 0, 2, 0, 0, 5 },
    { "\xeb\x05", 2, 64, IR_JMP, 0, 0, 0, 0, 5 },
    { "\xe9\x05\x00\x00\x00", 5, 32, IR_JMP, 0, 0, 0, 0, 5 },
    { "\xe8\x05\x00\x00\x00", 5, 64, IR_CALL, IR_WRITES_MEM | IR_STACK, 0x10, 0x10, 0, 5 },
    { "\xff\xd0", 2, 64, IR_CALL_IND, IR_WRITES_MEM, 0x11, 0x10, 0, 0 },
    { "\xff\x25\x00\x01\x00\x00", 6, 64, IR_JMP_IND, IR_READS_MEM, 0, 0, 0, 0 },
    { "\xc3", 1, 64, IR_RET, IR_READS_MEM | IR_STACK, 0x10, 0x10, 0, 0 },
    { "\xc2\x08\x00", 3, 32, IR_RET, IR_READS_MEM, 0x10, 0x10, 0, 0 },
    { "\xcb", 1, 64, IR_FAR, 0, 0x10, 0x10, 0, 0 },
    { "\x0f\x05", 2, 64, IR_SYSCALL, 0, 0, 0x802, 0, 0 },
    { "\xcd\x80", 2, 32, IR_INT, 0, 0, 0, 0, 0 },
    { "\xcc", 1, 64, IR_INT3, 0, 0, 0, 0, 0 },
    { "\x0f\x0b", 2, 64, IR_UD, 0, 0, 0, 0, 0 },
    { "\xf4", 1, 64, IR_HLT, 0, 0, 0, 0, 0 },
    { "\x0f\xa2", 2, 64, IR_CPUID, 0, 0x3, 0xf, 0, 0 },
    { "\x9d", 1, 64, IR_POPF, IR_STACK, 0x10, 0x10, W(6), 0 },
    { "\x9c", 1, 64, IR_PUSHF, IR_STACK, 0x10, 0x10, R(6), 0 },
    { "\x8e\xe8", 2, 64, IR_SEG, 0, 1, 0, 0, 0 },
    { "\x65\x48\x8b\x04\x25\x00\x00\x00\x00", 9, 64, IR_OTHER, IR_USES_GS | IR_READS_MEM, 0, 1, 0, 0 },
    { "\xf3\x48\x0f\xae\xd8", 5, 64, IR_WRGSBASE, 0, 1, 0, 0, 0 },
    { "\xd3\xe0", 2, 64, IR_OTHER, IR_COND_FLAGS, 3, 1, W(6), 0 },
    { "\xc1\xe0\x05", 3, 64, IR_OTHER, 0, 1, 1, W(6), 0 },
    { "\xf3\xa4", 2, 64, IR_OTHER, IR_REP | IR_READS_MEM | IR_WRITES_MEM, 0xc2, 0xc2, R(DF), 0 },
    { "\xf0\x0f\xb1\x0b", 4, 64, IR_OTHER, IR_LOCKED, 0xb, 1, W(6), 0 },
    { "\x66\x0f\x6f\xc1", 4, 64, IR_OTHER, IR_VECTOR, 0, 0, 0, 0 },
    { "\xc5\xf8\x58\xc1", 4, 64, IR_OTHER, IR_VECTOR, 0, 0, 0, 0 },
    { "\x0f\xff\xff", 3, 64, IR_UD, 0, 0, 0, 0, 0 },
    { "\x0f\x04", 0, 64, IR_INVALID, 0, 0, 0, 0, 0 },
    { "\x06", 0, 64, IR_INVALID, 0, 0, 0, 0, 0 },
    { "\x06", 1, 32, IR_SEG, IR_STACK, 0x10, 0x10, 0, 0 },
};

static void
check_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct row *r = &rows[i];
        struct ir_scan s;
        uint8_t buf[32] = { 0 };
        size_t max = r->length != 0 ? (size_t)r->length : 15;
        memcpy(buf, r->bytes, r->length != 0 ? (size_t)r->length : strlen(r->bytes));
        ir_isa mode = r->mode == 64 ? IR_ISA_AMD64 : IR_ISA_IA32;
        int n = ir_scan_copy(buf, 0x10000, max, mode, &s);
        if (n != r->length || s.kind != r->kind || (s.flags & r->flags) != r->flags ||
            ((s.gpr_read & r->reads) != r->reads) || s.gpr_write != r->writes ||
            (s.eflags & r->eflags) != r->eflags)
            fail_msg("row %zu: length %d kind %d flags %x reads %x writes %x eflags %x", i, n,
                     s.kind, s.flags, s.gpr_read, s.gpr_write, s.eflags);
        if (r->target != 0)
            assert_int_equal(s.target, 0x10000 + r->length + r->target);
        /* one byte less is never enough */
        if (n > 0)
            assert_int_equal(ir_scan(buf, (size_t)n - 1, mode, &s), 0);
    }
}

static void
check_layout(void **state)
{
    (void)state;
    struct ir_scan s;
    /* add qword ptr [rip+0x11223344], 0x55667788 */
    static const uint8_t b[] = "\x48\x81\x05\x44\x33\x22\x11\x88\x77\x66\x55";
    assert_int_equal(ir_scan(b, 15, IR_ISA_AMD64, &s), 11);
    assert_int_equal(s.rip_off, 3);
    assert_int_equal(s.disp_off, 3);
    assert_int_equal(s.disp_size, 4);
    assert_int_equal(s.imm_off, 7);
    assert_int_equal(s.imm_size, 4);
    assert_int_equal(s.imm, 0x55667788);
    assert_int_equal(s.modrm_off, 2);
    assert_int_equal(s.opcode_off, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(check_rows),
                                        cmocka_unit_test(check_layout) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
