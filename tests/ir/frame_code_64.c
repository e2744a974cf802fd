/* tests/ir/frame_code_64.c - the code around the instruction, 64-bit mode. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/frame_code.h"

#include <stddef.h>
#include <string.h>

static byte *
put(byte *p, const char *bytes, size_t n)
{
    memcpy(p, bytes, n);
    return p + n;
}
#define PUT(s) p = put(p, s, sizeof(s) - 1)

static byte *
put64(byte *p, const void *v)
{
    memcpy(p, &v, 8);
    return p + 8;
}

/* mov rax, V */
#define PUT_RAX(v)         \
    do {                   \
        PUT("\x48\xb8");   \
        p = put64(p, (v)); \
    } while (0)

/* Vector register N to (LOAD false) or from [rax + 64 n]; rax is the base. */
static byte *
vector_move(byte *p, int n, bool load)
{
    int disp = n * 64;
    if (frame_has_512) { /* vmovdqu64 zmmN, [rax + disp32] */
        *p++ = 0x62;
        *p++ = (byte)(0x61 | (n & 8 ? 0 : 0x80) | (n & 16 ? 0 : 0x10));
        PUT("\xfe\x48");
        *p++ = load ? 0x6f : 0x7f;
    } else { /* vmovdqu ymmN */
        *p++ = 0xc5;
        *p++ = (byte)(0x7e | (n & 8 ? 0 : 0x80));
        *p++ = load ? 0x6f : 0x7f;
    }
    *p++ = (byte)(0x80 | (n & 7) << 3);
    memcpy(p, &disp, 4);
    return p + 4;
}

static byte *
vectors_and_masks(byte *p, struct state *s, bool load)
{
    PUT_RAX(s->vec);
    for (int i = 0; i < (frame_has_512 ? 32 : 16); i++)
        p = vector_move(p, i, load);
    PUT_RAX(s->k);
    for (int i = 0; frame_has_512 && i < 8; i++) { /* kmovq k, [rax + 8i] */
        PUT("\xc4\xe1\xf8");
        *p++ = load ? 0x90 : 0x91;
        *p++ = (byte)(0x40 | i << 3);
        *p++ = (byte)(8 * i);
    }
    return p;
}

static byte *
gpr_move(byte *p, int n, size_t off, bool load)
{
    int disp = (int)off;
    *p++ = (byte)(0x48 | (n & 8 ? 4 : 0));
    *p++ = load ? 0x8b : 0x89;
    *p++ = (byte)(0x80 | (n & 7) << 3);
    memcpy(p, &disp, 4);
    return p + 4;
}

/* The stack pointer is the arena's while the instruction runs; ours waits in frame_saved_sp. */
byte *
frame_code_before(byte *p)
{
    int off = (int)offsetof(struct state, flags);

    PUT("\x53\x55\x41\x54\x41\x55\x41\x56\x41\x57"); /* push rbx rbp r12..r15 */
    PUT_RAX(&frame_saved_sp);
    PUT("\x48\x89\x20"); /* mov [rax], rsp */
    PUT_RAX(frame_in.fx);
    PUT("\x48\x0f\xae\x08"); /* fxrstor64 [rax] */
    p = vectors_and_masks(p, &frame_in, true);
    PUT_RAX(&frame_in);
    PUT("\xff\xb0"); /* push qword [rax + flags]; popfq */
    p = put(p, (char *)&off, 4);
    PUT("\x9d");
    for (int i = 1; i < 16; i++)
        p = gpr_move(p, i, (size_t)i * 8, true);
    return gpr_move(p, 0, 0, true);
}

byte *
frame_code_behind(byte *p)
{
    int off = (int)offsetof(struct state, flags);

    PUT("\x48\xa3"); /* mov [frame_temp_ax], rax; then rax is free */
    p = put64(p, &frame_temp_ax);
    PUT_RAX(&frame_out);
    for (int i = 1; i < 16; i++)
        p = gpr_move(p, i, (size_t)i * 8, false);
    PUT_RAX(&frame_saved_sp);
    PUT("\x48\x8b\x20"); /* mov rsp, [rax] */
    PUT("\x9c");         /* pushfq, on our own stack */
    PUT_RAX(&frame_out);
    PUT("\x8f\x80");
    p = put(p, (char *)&off, 4);
    PUT("\x68\x02\x02\x00\x00\x9d"); /* push 0x202; popfq: what C code relies on */
    p = vectors_and_masks(p, &frame_out, false);
    PUT_RAX(frame_out.fx);
    PUT("\x48\x0f\xae\x00"); /* fxsave64 [rax] */
    PUT_RAX(&frame_saved_mxcsr);
    PUT("\x0f\xae\x10");         /* ldmxcsr [rax] */
    PUT("\xc5\xf8\x77\xdb\xe3"); /* vzeroupper; fninit */
    PUT("\x41\x5f\x41\x5e\x41\x5d\x41\x5c\x5d\x5b\xc3");
    return p;
}
