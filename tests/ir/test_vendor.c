/* tests/ir/test_vendor.c - what processors of Intel and AMD decode differently. */
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
#include "dr_ir_encode.h"
#include "dr_ir_macros.h"
#include "dr_proc.h"
#include "ir/fast.h"
#include "tests/ir/same_instr.h"

DR_API void *dr_standalone_init(void);

static void *dc;

/* Where the bytes belong: AT in the first 64 KB, and HIGH with the same low bits. */
#define AT 0x4000
#define HIGH (0x7000000000ULL + AT)

enum { INTEL = VENDOR_INTEL, AMD = VENDOR_AMD };

/* Bytes, and for a vendor: the length; what ir_scan says; the direct target when they stand at HIGH;
 * the size of the operand that tells (the last source), in bytes. */
static const struct row {
    const char *bytes;
    int vendor, mode, length, opcode, kind;
    uint64_t target;
    unsigned size;
} rows[] = {
#define HEX16 "\x00\x20\x00\x00\x00\x00\x00\x00\x00\x00"
    { "\x66\xe9" HEX16, INTEL, 64, 6, OP_jmp, IR_JMP, HIGH + 6 + 0x2000, 0 },
    { "\x66\xe9" HEX16, AMD, 64, 4, OP_jmp, IR_JMP, AT + 4 + 0x2000, 0 },
    { "\x66\xe9\x00\x80", AMD, 64, 4, OP_jmp, IR_JMP, 0xc004, 0 },
    { "\x66\xe8" HEX16, INTEL, 64, 6, OP_call, IR_CALL, HIGH + 6 + 0x2000, 0 },
    { "\x66\xe8" HEX16, AMD, 64, 4, OP_call, IR_NARROW, AT + 4 + 0x2000, 0 },
    { "\x66\x0f\x8c" HEX16, INTEL, 64, 7, OP_jl, IR_JCC, HIGH + 7 + 0x2000, 0 },
    { "\x66\x0f\x8c" HEX16, AMD, 64, 5, OP_jl, IR_JCC, AT + 5 + 0x2000, 0 },
    { "\xf2\x66\xe9" HEX16, INTEL, 64, 7, OP_jmp, IR_JMP, HIGH + 7 + 0x2000, 0 },
    { "\xf2\x66\xe9" HEX16, AMD, 64, 5, OP_jmp, IR_JMP, AT + 5 + 0x2000, 0 },
    { "\x66\x66\xe9" HEX16, AMD, 64, 5, OP_jmp, IR_JMP, AT + 5 + 0x2000, 0 },
    { "\x48\x66\xe9" HEX16, AMD, 64, 5, OP_jmp, IR_JMP, AT + 5 + 0x2000, 0 },
    { "\x66\x48\xe9" HEX16, INTEL, 64, 7, OP_jmp, IR_JMP, HIGH + 7 + 0x2000, 0 },
    { "\x66\x48\xe9" HEX16, AMD, 64, 7, OP_jmp, IR_JMP, HIGH + 7 + 0x2000, 0 },
    { "\x66\x48\xe8" HEX16, AMD, 64, 7, OP_call, IR_CALL, HIGH + 7 + 0x2000, 0 },
    { "\x66\xeb\x20", INTEL, 64, 3, OP_jmp_short, IR_JMP, HIGH + 3 + 0x20, 0 },
    { "\x66\xeb\x20", AMD, 64, 3, OP_jmp_short, IR_JMP, AT + 3 + 0x20, 0 },
    { "\x66\x75\x80", INTEL, 64, 3, OP_jnz_short, IR_JCC, HIGH + 3 - 0x80, 0 },
    { "\x66\x75\x80", AMD, 64, 3, OP_jnz_short, IR_JCC, AT + 3 - 0x80, 0 },
    { "\x66\xe2\x20", INTEL, 64, 3, OP_loop, IR_LOOP, HIGH + 3 + 0x20, 8 },
    { "\x66\xe2\x20", AMD, 64, 3, OP_loop, IR_NARROW, AT + 3 + 0x20, 8 },
    { "\x66\x67\xe3\x20", INTEL, 64, 4, OP_jecxz, IR_LOOP, HIGH + 4 + 0x20, 4 },
    { "\x66\x67\xe3\x20", AMD, 64, 4, OP_jecxz, IR_NARROW, AT + 4 + 0x20, 4 },
    { "\x66\xc3", INTEL, 64, 2, OP_ret, IR_RET, 0, 8 },
    { "\x66\xc3", AMD, 64, 2, OP_ret, IR_NARROW, 0, 2 },
    { "\x66\x48\xc3", AMD, 64, 3, OP_ret, IR_RET, 0, 8 },
    { "\x66\xc2\x10\x00", AMD, 64, 4, OP_ret, IR_NARROW, 0, 2 },
    { "\x66\xff\xe1", INTEL, 64, 3, OP_jmp_ind, IR_JMP_IND, 0, 8 },
    { "\x66\xff\xe1", AMD, 64, 3, OP_jmp_ind, IR_NARROW, 0, 2 },
    { "\x66\x41\xff\x24\x24", AMD, 64, 5, OP_jmp_ind, IR_NARROW, 0, 2 },
    { "\x66\xff\x25\x00\x01\x00\x00", AMD, 64, 7, OP_jmp_ind, IR_NARROW, 0, 2 },
    { "\x66\x41\xff\xd7", AMD, 64, 4, OP_call_ind, IR_NARROW, 0, 8 /* rsp */ },
    { "\x66\xff\x53\x10", AMD, 64, 4, OP_call_ind, IR_NARROW, 0, 8 },
    { "\x66\xff\x54\x24\xfe", AMD, 64, 5, OP_call_ind, IR_NARROW, 0, 8 },
    { "\x66\xc7\xf8\x00\x20", INTEL, 64, 5, OP_xbegin, IR_XBEGIN, HIGH + 5 + 0x2000, 0 },
    { "\x66\xc7\xf8\x00\x20", AMD, 64, 5, OP_xbegin, IR_XBEGIN, HIGH + 5 + 0x2000, 0 },
    { "\x48\x0f\xb2\x03", INTEL, 64, 4, OP_lss, IR_SEG, 0, 10 },
    { "\x48\x0f\xb2\x03", AMD, 64, 4, OP_lss, IR_SEG, 0, 6 },
    { "\x0f\xb2\x03", AMD, 64, 3, OP_lss, IR_SEG, 0, 6 },
    { "\x66\x0f\xb5\x03", AMD, 64, 4, OP_lgs, IR_SEG, 0, 4 },
    { "\x48\xff\x2b", INTEL, 64, 3, OP_jmp_far_ind, IR_FAR, 0, 10 },
    { "\x48\xff\x2b", AMD, 64, 3, OP_jmp_far_ind, IR_FAR, 0, 6 },
    { "\x66\xff\x2b", AMD, 64, 3, OP_jmp_far_ind, IR_FAR, 0, 4 },
    { "\x48\xff\x1b", AMD, 64, 3, OP_call_far_ind, IR_FAR, 0, 8 },
    { "\xf0\x0f\x20\xc0", INTEL, 64, 0, OP_INVALID, IR_INVALID, 0, 0 },
    { "\xf0\x0f\x20\xc0", AMD, 64, 4, OP_mov_priv, IR_HLT, 0, 0 },
    { "\x48\xf0\xf0\x41\x0f\x22\xc7", AMD, 64, 7, OP_mov_priv, IR_HLT, 0, 8 },
    { "\xf0\x44\x0f\x20\xc0", AMD, 64, 0, OP_INVALID, IR_INVALID, 0, 0 },
    { "\xf0\x0f\x20\xd0", AMD, 64, 0, OP_INVALID, IR_INVALID, 0, 0 },
    { "\xf0\x0f\x20\xc3", AMD, 32, 4, OP_mov_priv, IR_HLT, 0, 0 },
    { "\xf0\x0f\x22\xc3", AMD, 32, 4, OP_mov_priv, IR_HLT, 0, 4 },
    { "\xf0\x0f\x22\xc3", INTEL, 32, 0, OP_INVALID, IR_INVALID, 0, 0 },
    { "\xf0\x0f\x00\x2d\x00\x10\x00\x00", AMD, 64, 8, OP_verw, IR_OTHER, 0, 2 },
    { "\xf0\x48\x0f\x00\x6b\x7f", AMD, 64, 6, OP_verw, IR_OTHER, 0, 2 },
    { "\xf0\x0f\x00\x2d\x00\x10\x00\x00", INTEL, 64, 0, OP_INVALID, IR_INVALID, 0, 0 },
    { "\xf0\x0f\x00\xe8", AMD, 64, 0, OP_INVALID, IR_INVALID, 0, 0 },
    { "\xf0\x0f\x00\x23", AMD, 64, 0, OP_INVALID, IR_INVALID, 0, 0 },
    /* bounds that do not exist, and bndldx with a pc-relative operand: nops */
    { "\x66\x0f\x1a\xe8", INTEL, 64, 4, OP_nop_modrm, IR_OTHER, 0, 0 },
    { "\x0f\x1b\x35\x8e\x5f\x7c\xa5", AMD, 64, 7, OP_nop_modrm, IR_OTHER, 0, 0 },
    { "\x67\x0f\x1a\x2e", AMD, 64, 4, OP_nop_modrm, IR_OTHER, 0, 0 },
    { "\x66\x0f\x1a\xe8", INTEL, 32, 4, OP_nop_modrm, IR_OTHER, 0, 0 },
    { "\x66\xe9\x00\x20", INTEL, 32, 4, OP_jmp, IR_JMP, AT + 4 + 0x2000, 0 },
    { "\x66\xe9\x00\x20", AMD, 32, 4, OP_jmp, IR_JMP, AT + 4 + 0x2000, 0 },
    /* the operand belongs to it, although AMD's processors do not fetch it */
    { "\x0f\xb9\x40\x10", AMD, 64, 4, OP_ud1, IR_UD, 0, 4 },
    { "\x0f\xff\xc1", AMD, 64, 3, OP_ud0, IR_UD, 0, 4 },
};

static void
set_up(const struct row *r)
{
    proc_set_vendor((uint)r->vendor);
    dr_set_isa_mode(dc, r->mode == 64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
}

static byte *
orig_of(const struct row *r)
{
    return (byte *)(ptr_uint_t)(r->mode == 64 && sizeof(void *) == 8 ? HIGH : AT);
}

static void
copy_of(const struct row *r, byte bytes[32])
{
    memset(bytes, 0, 32);
    memcpy(bytes, r->bytes, r->length != 0 ? (size_t)r->length : strlen(r->bytes));
}

#define CHECK(i, got, want)                                                                         \
    do {                                                                                            \
        if ((unsigned long long)(got) != (unsigned long long)(want))                                \
            fail_msg("row %zu: %s is %#llx, not %#llx", i, #got, (unsigned long long)(got),         \
                     (unsigned long long)(want));                                                   \
    } while (0)

static void
scans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct row *r = &rows[i];
        ir_isa mode = r->mode == 64 ? IR_ISA_AMD64 : IR_ISA_IA32;
        struct ir_scan s;
        byte b[32];

        set_up(r);
        copy_of(r, b);
        CHECK(i, ir_length(b, 15, mode), r->length);
        CHECK(i, ir_scan_copy(b, r->mode == 64 ? HIGH : AT, 15, mode, &s), r->length);
        CHECK(i, s.kind, r->kind);
        if (r->target != 0)
            CHECK(i, s.target, r->target);
        if (r->length != 0) {
            CHECK(i, ir_scan_whole(b, r->mode == 64 ? HIGH : AT, (size_t)r->length, mode, &s), r->length);
            CHECK(i, s.kind, r->kind);
            CHECK(i, ir_length(b, (size_t)r->length - 1, mode), 0);
        }
    }
}

/* Decoded, encoded again, decoded: the same, in as many bytes where none is idle. */
static void
decodes_and_encodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct row *r = &rows[i];
        byte b[32], out[32];
        instr_t in, again;

        if (r->mode == 64 && sizeof(void *) == 4 && r->target != 0)
            continue; /* a 32-bit build has no such addresses */
        set_up(r);
        copy_of(r, b);
        instr_init(dc, &in);
        instr_init(dc, &again);
        byte *end = decode_from_copy(dc, b, orig_of(r), &in);
        CHECK(i, end == NULL ? 0 : end - b, r->length);
        CHECK(i, instr_get_opcode(&in), r->opcode);
        if (r->length == 0)
            continue;
        if (r->target != 0)
            CHECK(i, (ptr_uint_t)opnd_get_pc(instr_get_target(&in)), r->target);
        if (r->size != 0)
            CHECK(i, opnd_size_in_bytes(opnd_get_size(instr_get_src(&in, (uint)instr_num_srcs(&in) - 1))),
                  r->size);
        instr_set_raw_bits_valid(&in, false);
        memset(out, 0x90, sizeof(out));
        byte *e = instr_encode_to_copy(dc, &in, out, orig_of(r));
        if (e == NULL)
            fail_msg("row %zu does not encode", i);
        CHECK(i, e - out <= r->length || r->opcode == OP_xbegin, true); /* always 32 bits */
        CHECK(i, decode_from_copy(dc, out, orig_of(r), &again) == e, true);
        const char *differs = same_instr_difference(&in, &again);
        if (differs != NULL)
            fail_msg("row %zu comes back otherwise: %s", i, differs);
        instr_free(dc, &in);
        instr_free(dc, &again);
    }
}

/* A branch that is moved reaches its 16-bit target from anywhere, and no other. */
static void
moves(void **state)
{
    static const byte jump[] = { 0x66, 0xe9, 0x00, 0x20 }, call[] = { 0x66, 0xe8, 0x00, 0x20 };
    static const byte *const codes[] = { jump, call };
    byte out[32];
    instr_t in;

    (void)state;
    if (sizeof(void *) == 4)
        return;
    proc_set_vendor(VENDOR_AMD);
    dr_set_isa_mode(dc, DR_ISA_AMD64, NULL);
    for (unsigned i = 0; i < 2; i++) {
        instr_init(dc, &in);
        assert_non_null(decode_from_copy(dc, (byte *)codes[i], (byte *)(ptr_uint_t)HIGH, &in));
        instr_set_translation(&in, (byte *)(ptr_uint_t)HIGH);
        for (ptr_uint_t at = 0x10; at < 1ULL << 40; at = at * 7 + 5) {
            byte *end = instr_encode_to_copy(dc, &in, out, (byte *)at);
            assert_ptr_equal(end, out + 4);
            short disp;
            memcpy(&disp, out + 2, 2);
            assert_int_equal((at + 4 + (ptr_uint_t)(ptr_int_t)disp) & 0xffff, AT + 4 + 0x2000);
        }
        instr_set_target(&in, opnd_create_pc((byte *)(ptr_uint_t)0x12345));
        assert_null(instr_encode_to_copy(dc, &in, out, (byte *)(ptr_uint_t)HIGH));
        instr_free(dc, &in);
    }
}

/* Made by hand: what the vendor's processors do not have is refused. */
static void
makes(void **state)
{
    opnd_t cx = opnd_create_reg(DR_REG_CX), m6 = opnd_create_base_disp(DR_REG_RBX, DR_REG_NULL, 0, 0, OPSZ_6);
    opnd_t m10 = opnd_create_base_disp(DR_REG_RBX, DR_REG_NULL, 0, 0, OPSZ_10);
    byte out[32];

    (void)state;
    if (sizeof(void *) == 4)
        return;
    dr_set_isa_mode(dc, DR_ISA_AMD64, NULL);
    for (int vendor = 0; vendor < 2; vendor++) {
        bool amd = vendor == 1;
        const struct {
            instr_t *made;
            int length;
        } all[] = {
            { INSTR_CREATE_jmp_ind(dc, cx), amd ? 3 : 0 },
            { INSTR_CREATE_lss(dc, opnd_create_reg(DR_REG_RAX), m10), amd ? 0 : 4 },
            { INSTR_CREATE_lss(dc, opnd_create_reg(DR_REG_RAX), m6), amd ? 4 : 0 },
            { INSTR_CREATE_lss(dc, opnd_create_reg(DR_REG_EAX), m6), 3 },
            { INSTR_CREATE_jmp_far_ind(dc, m6), 2 },
            { INSTR_CREATE_jmp_far_ind(dc, m10), amd ? 0 : 3 },
        };
        proc_set_vendor(amd ? VENDOR_AMD : VENDOR_INTEL);
        for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
            byte *end = instr_encode(dc, all[i].made, out);
            CHECK(i, end == NULL ? 0 : end - out, all[i].length);
            instr_destroy(dc, all[i].made);
        }
    }
}

/* The vendor can be set to those two, and is told. */
static void
can_be_set(void **state)
{
    (void)state;
    proc_set_vendor(VENDOR_INTEL);
    assert_int_equal(proc_set_vendor(VENDOR_AMD), VENDOR_INTEL);
    assert_int_equal(proc_get_vendor(), VENDOR_AMD);
    assert_int_equal(proc_set_vendor(VENDOR_UNKNOWN), -1);
    assert_int_equal(proc_get_vendor(), VENDOR_AMD);
}

static int
begin(void **state)
{
    (void)state;
    dc = dr_standalone_init();
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(scans), cmocka_unit_test(decodes_and_encodes),
                                        cmocka_unit_test(moves), cmocka_unit_test(makes),
                                        cmocka_unit_test(can_be_set) };
    return cmocka_run_group_tests(tests, begin, NULL);
}
