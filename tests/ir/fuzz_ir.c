/* tests/ir/fuzz_ir.c - libFuzzer targets: FUZZ_DECODE, FUZZ_ENCODE, FUZZ_DISASSEMBLE. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_ir_instrlist.h"
#include "ir/fast.h"
#include "ir/flags.h"

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
/* Any opcode with any operands: encodes to at most 17 bytes that decode, or fails. */
static opnd_t
take(const byte **p, const byte *end, instr_t *target)
{
    byte b[16] = { 0 };
    size_t n = (size_t)(end - *p) < 12 ? (size_t)(end - *p) : 12;
    int disp;

    memcpy(b, *p, n);
    *p += n;
    memcpy(&disp, b + 6, 4);
    reg_id_t r = (reg_id_t)(b[1] % DR_REG_AFTER_LAST_VALID_ENUM);
    reg_id_t x = (reg_id_t)(b[2] % DR_REG_AFTER_LAST_VALID_ENUM);
    switch (b[0] % 9) {
    case 0: return opnd_create_reg(r);
    case 1: return opnd_create_immed_int(disp, b[3] % OPSZ_LAST);
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

static void
fuzz(void *dc, const byte *data, size_t size, ir_isa mode)
{
    const byte *p = data + 5, *end = data + size;
    byte buf[64];

    (void)mode;
    if (size < 6)
        return;
    instr_t *target = instr_create_0dst_0src(dc, OP_LABEL);
    int op = (data[0] | data[1] << 8) % OP_AFTER_LAST;
    if (op == OP_LABEL || op == OP_UNDECODED)
        op = OP_add;
    instr_t *i = instr_build(dc, op, data[2] % 5, data[3] % 7);
    for (uint k = 0; k < i->num_dsts; k++)
        i->dsts[k] = take(&p, end, target);
    for (uint k = 0; k < i->num_srcs; k++) {
        opnd_t o = take(&p, end, target);
        if (k == 0)
            i->src0 = o;
        else
            i->srcs[k - 1] = o;
    }
    instr_set_prefixes(i, data[4] & 31U);
    byte *e = instr_encode_to_copy(dc, i, buf, (byte *)0x10000);
    if (e != NULL) {
        CHECK(e - buf <= MAX_INSTR_LENGTH);
        CHECK(decode_next_pc(dc, buf) != NULL || e == buf);
    }
    (void)instr_length(dc, i);
    instr_destroy(dc, i);
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
