/* tests/ir/golden_rows.c - picks byte strings of every opcode for golden_make.py. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: golden_rows 64|32
 * Prints lines of: bytes, TAB, Intel syntax, TAB, DR syntax. Up to three forms of each opcode, which
 * differ in the kinds of their operands. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"

DR_API void *dr_standalone_init(void);

static uint64 rng = 0x2545f4914f6cdd1dULL;
static unsigned forms[OP_AFTER_LAST][3];

static unsigned
next_random(void)
{
    rng ^= rng << 13;
    rng ^= rng >> 7;
    rng ^= rng << 17;
    return (unsigned)(rng >> 32);
}

static unsigned
form_of(instr_t *i)
{
    unsigned f = 1;

    for (int n = 0; n < instr_num_srcs(i) + instr_num_dsts(i); n++) {
        opnd_t o = n < instr_num_srcs(i) ? instr_get_src(i, (uint)n)
                                         : instr_get_dst(i, (uint)(n - instr_num_srcs(i)));
        f = f * 31 + o.kind * 7u + opnd_get_size(o);
    }
    return f;
}

static void
make(byte *b, bool is_64)
{
    static const byte prefixes[] = { 0x66, 0xf2, 0xf3 };
    int k = 0;

    for (int i = 0; i < 16; i++)
        b[i] = (byte)next_random();
    unsigned shape = next_random() % 20;
    if (shape < 10) {
        if (next_random() % 2 == 0)
            b[k++] = prefixes[next_random() % 3];
        if (is_64 && next_random() % 2 == 0)
            b[k++] = (byte)(0x48 | (next_random() & 7));
        if (shape >= 3)
            b[k++] = 0x0f;
        if (shape == 7)
            b[k++] = 0x38;
        if (shape >= 8)
            b[k++] = 0x3a;
    } else if (shape < 14) {
        b[0] = 0xc4;
        b[1] = (byte)((b[1] & 0xe0) | (is_64 ? 0 : 0xc0) | (1 + next_random() % 3));
        b[2] = shape < 12 ? b[2] | 0x78 : b[2];
    } else if (shape < 19) {
        b[0] = 0x62;
        b[1] = (byte)((b[1] & 0xf0) | (is_64 ? 0 : 0xc0) | (1 + next_random() % 6));
        b[2] |= 4 | (shape < 16 ? 0x78 : 0);
        b[3] |= 8;
    } else {
        b[0] = 0x8f;
        b[1] = (byte)((b[1] & 0xe0) | (is_64 ? 0 : 0xc0) | (8 + next_random() % 3));
    }
}

int
main(int argc, char **argv)
{
    void *dc = dr_standalone_init();
    proc_set_vendor(VENDOR_INTEL); /* the rows are those of Intel's processors */
    bool is_64 = argc < 2 || atoi(argv[1]) == 64;

    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    for (long n = 0; n < 6000000; n++) {
        byte b[24] = { 0 };
        instr_t i;
        char text[512];
        make(b, is_64);
        instr_init(dc, &i);
        byte *end = decode_from_copy(dc, b, (byte *)0, &i);
        if (end != NULL) {
            unsigned f = form_of(&i), *have = forms[instr_get_opcode(&i)];
            for (int k = 0; k < 3; k++) {
                if (have[k] == f)
                    break;
                if (have[k] != 0)
                    continue;
                have[k] = f;
                for (byte *p = b; p < end; p++)
                    printf("%02x", *p);
                disassemble_set_syntax(DR_DISASM_INTEL);
                instr_disassemble_to_buffer(dc, &i, text, sizeof(text));
                printf("\t%s", text);
                disassemble_set_syntax(DR_DISASM_DR);
                instr_disassemble_to_buffer(dc, &i, text, sizeof(text));
                printf("\t%s\n", text);
                break;
            }
        }
        instr_free(dc, &i);
    }
    return 0;
}
