/* tests/ir/fuzz_ir.c - libFuzzer targets: FUZZ_DECODE, FUZZ_ENCODE, FUZZ_DISASSEMBLE. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_instrlist.h"
#include "ir/fast.h"
#include "ir/flags.h"
#include "tests/ir/same_instr.h"

DR_API void *dr_standalone_init(void);
int LLVMFuzzerTestOneInput(const byte *data, size_t size);

#define CHECK(c) \
    do {         \
        if (!(c)) \
            abort(); \
    } while (0)

#ifdef FUZZ_DECODE
/* Any bytes: levels of detail agree, and nothing behind the instruction is needed. */
static void
fuzz(void *dc, const byte *data, size_t size, ir_isa mode)
{
    struct ir_scan s;
    byte *exact;
    instr_t i;

    int n = ir_scan(data, size, mode, &s);
    CHECK(n <= 15 && (size_t)n <= size);
    if (s.kind == IR_INVALID || n == 0)
        return;
    /* in a block of exactly its length: the sanitizer sees any further read */
    exact = malloc((size_t)n);
    memcpy(exact, data, (size_t)n);
    CHECK(ir_scan(exact, (size_t)n, mode, &s) == n);
    instr_init(dc, &i);
    instr_set_raw_bits(&i, exact, (uint)n);
    CHECK(instr_get_opcode(&i) != OP_INVALID);
    (void)instr_num_srcs(&i);
    (void)instr_get_eflags(&i, DR_QUERY_INCLUDE_ALL);
    (void)instr_is_mov_constant(&i, NULL);
    (void)instr_is_nop(&i);
    (void)instr_get_category(&i);
    dr_mcontext_t mc;
    memset(&mc, 0x5a, sizeof(mc));
    for (uint k = 0; k < 20; k++) {
        app_pc addr;
        bool write;
        (void)instr_compute_address_ex(&i, &mc, k, &addr, &write);
    }
    instr_t *c = instr_clone(dc, &i);
    CHECK(instr_same(c, &i));
    instr_destroy(dc, c);
    instr_free(dc, &i);
    free(exact);
}
#endif

#ifdef FUZZ_ENCODE
/* Operands of any kind, taken from the bytes. */
struct source {
    const byte *at, *end;
};

static void
take_bytes(struct source *s, byte *out, size_t n)
{
    size_t left = (size_t)(s->end - s->at);

    memset(out, 0, n);
    memcpy(out, s->at, left < n ? left : n);
    s->at += left < n ? left : n;
}

static opnd_t
take(struct source *s, instr_t *target)
{
    byte b[13];
    int disp;

    take_bytes(s, b, sizeof(b));
    memcpy(&disp, b + 6, 4);
    reg_id_t r = (reg_id_t)((b[1] | b[11] << 8) % DR_REG_AFTER_LAST_VALID_ENUM);
    reg_id_t x = (reg_id_t)((b[2] | b[12] << 8) % DR_REG_AFTER_LAST_VALID_ENUM);
    switch (b[0] % 9) {
    case 0: return opnd_create_reg(r);
    case 1: return opnd_create_immed_int((ptr_int_t)((ptr_uint_t)(ptr_int_t)disp << (b[5] & 31)), b[3] % OPSZ_LAST);
    case 2:
        return opnd_create_far_base_disp_ex((reg_id_t)(b[4] % 2 ? DR_SEG_FS : 0), r, x, 1 << (b[5] & 3),
                                            disp, b[3] % OPSZ_LAST, b[10] & 1, b[10] & 2, b[10] & 4);
    case 3: return opnd_create_pc((app_pc)(ptr_int_t)disp);
    case 4: return opnd_create_rel_addr((void *)(ptr_int_t)disp, b[3] % OPSZ_LAST);
    case 5: return opnd_create_abs_addr((void *)((ptr_uint_t)(uint)disp << (b[5] & 31)), b[3] % OPSZ_LAST);
    case 6: return opnd_create_far_pc(b[4], (app_pc)(ptr_int_t)disp);
    case 7: return opnd_create_instr(target);
    default: return opnd_create_mem_instr(target, (short)disp, b[3] % OPSZ_LAST);
    }
}

/* Any opcode with any operands. */
static instr_t *
build(void *dc, struct source *s, instr_t *target)
{
    byte head[4];

    take_bytes(s, head, sizeof(head));
    int op = (head[0] | head[1] << 8) % OP_AFTER_LAST;
    if (op == OP_LABEL || op == OP_UNDECODED)
        op = OP_add;
    instr_t *i = instr_build(dc, op, head[2] % 5, head[3] % 7);
    for (uint k = 0; k < i->num_dsts; k++)
        instr_set_dst(i, k, take(s, target));
    for (uint k = 0; k < i->num_srcs; k++)
        instr_set_src(i, k, take(s, target));
    return i;
}

/* An instruction that decodes, with some of its operands changed; the same operand changes
 * everywhere. NULL when the bytes are none. */
static instr_t *
change(void *dc, struct source *s, instr_t *target)
{
    byte code[15], pick[2];

    take_bytes(s, code, sizeof(code));
    instr_t *i = instr_create(dc);
    if (decode_from_copy(dc, code, (byte *)0x10000, i) == NULL) {
        instr_destroy(dc, i);
        return NULL;
    }
    instr_set_raw_bits_valid(i, false);
    take_bytes(s, pick, sizeof(pick));
    int n = instr_num_srcs(i) + instr_num_dsts(i);
    if (n == 0)
        return i;
    int at = pick[0] % n;
    opnd_t old = at < instr_num_srcs(i) ? instr_get_src(i, (uint)at)
                                        : instr_get_dst(i, (uint)(at - instr_num_srcs(i)));
    opnd_t new = old;
    if (pick[1] % 4 == 0 && opnd_is_reg(old))
        new = opnd_create_reg((reg_id_t)((opnd_get_reg(old) + pick[1] / 4) % DR_REG_AFTER_LAST_VALID_ENUM));
    else if (pick[1] % 4 == 1 && (opnd_is_memory_reference(old) || opnd_is_immed_int(old)))
        opnd_set_size(&new, (opnd_size_t)(pick[1] / 4 % OPSZ_LAST));
    else
        new = take(s, target);
    for (int k = 0; k < instr_num_srcs(i); k++) {
        if (opnd_same(instr_get_src(i, (uint)k), old))
            instr_set_src(i, (uint)k, new);
    }
    for (int k = 0; k < instr_num_dsts(i); k++) {
        if (opnd_same(instr_get_dst(i, (uint)k), old))
            instr_set_dst(i, (uint)k, new);
    }
    return i;
}

/* What encodes decodes to the same instruction. */
static void
fuzz(void *dc, const byte *data, size_t size, ir_isa mode)
{
    struct source s = { data + 1, data + size };
    byte buf[64];

    (void)mode;
    if (size < 6)
        return;
    instr_t *target = instr_create_0dst_0src(dc, OP_LABEL);
    instr_t *i = data[0] & 0x80 ? change(dc, &s, target) : build(dc, &s, target);
    if (i != NULL) {
        if ((data[0] & 0x40) != 0)
            instr_set_prefixes(i, data[0] & 31U);
        memset(buf, 0x90, sizeof(buf));
        byte *e = instr_encode_to_copy(dc, i, buf, (byte *)0x10000);
        if (e != NULL && e != buf) {
            instr_t got;
            CHECK(e - buf <= MAX_INSTR_LENGTH);
            instr_init(dc, &got);
            CHECK(decode_from_copy(dc, buf, (byte *)0x10000, &got) == e);
            CHECK(same_instr_difference(i, &got) == NULL);
            instr_free(dc, &got);
        }
        (void)instr_length(dc, i);
        instr_destroy(dc, i);
    }
    instr_destroy(dc, target);
}
#endif

#ifdef FUZZ_DISASSEMBLE
/* Any bytes, any style, any room. */
static void
fuzz(void *dc, const byte *data, size_t size, ir_isa mode)
{
    byte window[32] = { 0 };
    size_t room = size > 0 ? data[0] : 0;
    char *text = malloc(room + 1);
    int n = 0;

    (void)mode;
    memcpy(window, data, size < 16 ? size : 16);
    disassemble_set_syntax((dr_disasm_flags_t)(data[size > 1] & 3));
    disassemble_to_buffer(dc, window, window, data[size > 1] & 4, data[size > 1] & 8, text, room, &n);
    CHECK((size_t)n <= room);
    if (room > 0)
        CHECK(strlen(text) == (size_t)n);
    free(text);
}
#endif

int
LLVMFuzzerTestOneInput(const byte *data, size_t size)
{
    void *dc = dr_standalone_init();

    if (size < 2)
        return 0;
    bool is_64 = (data[size - 1] & 1) != 0;
    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    fuzz(dc, data, size - 1, is_64 ? IR_ISA_AMD64 : IR_ISA_IA32);
    return 0;
}
