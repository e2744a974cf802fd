/* tests/ir/frame_code_32.c - the code around the instruction, 32-bit mode. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/frame_code.h"

#include <stddef.h>
#include <string.h>

#define PUT(s) p = put(p, s, sizeof(s) - 1)

static byte *
put(byte *p, const void *bytes, size_t n)
{
    memcpy(p, bytes, n);
    return p + n;
}

static byte *
put_address(byte *p, const void *v)
{
    return put(p, &v, 4);
}

/* mov eax, V */
#define PUT_EAX(v)               \
    do {                         \
        PUT("\xb8");             \
        p = put_address(p, (v)); \
    } while (0)

/* Vector register N to (LOAD false) or from [eax + 64 n]. */
static byte *
vector_move(byte *p, int n, bool load)
{
    int disp = n * 64;
    if (frame_has_512)
        PUT("\x62\xf1\xfe\x48"); /* vmovdqu64 zmmN */
    else
        PUT("\xc5\xfe"); /* vmovdqu ymmN */
    *p++ = load ? 0x6f : 0x7f;
    *p++ = (byte)(0x80 | n << 3);
    return put(p, &disp, 4);
}

static byte *
vectors_and_masks(byte *p, struct state *s, bool load)
{
    PUT_EAX(s->vec);
    for (int i = 0; i < 8; i++)
        p = vector_move(p, i, load);
    PUT_EAX(s->k);
    for (int i = 0; frame_has_512 && i < 8; i++) { /* kmovq k, [eax + 8i] */
        PUT("\xc4\xe1\xf8");
        *p++ = load ? 0x90 : 0x91;
        *p++ = (byte)(0x40 | i << 3);
        *p++ = (byte)(8 * i);
    }
    return p;
}

/* General register N to or from [eax + 8 n]. */
static byte *
gpr_move(byte *p, int n, bool load)
{
    *p++ = load ? 0x8b : 0x89;
    *p++ = (byte)(0x40 | n << 3);
    *p++ = (byte)(8 * n);
    return p;
}

/* The stack pointer is the arena's while the instruction runs; ours waits in frame_saved_sp. */
byte *
frame_code_before(byte *p)
{
    int off = (int)offsetof(struct state, flags);

    PUT("\x53\x55\x56\x57"); /* push ebx ebp esi edi */
    PUT_EAX(&frame_saved_sp);
    PUT("\x89\x20"); /* mov [eax], esp */
    PUT_EAX(frame_in.fx);
    PUT("\x0f\xae\x08"); /* fxrstor [eax] */
    p = vectors_and_masks(p, &frame_in, true);
    PUT_EAX(&frame_in);
    PUT("\xff\xb0"); /* push dword [eax + flags]; popfd */
    p = put(p, &off, 4);
    PUT("\x9d");
    for (int i = 1; i < 8; i++)
        p = gpr_move(p, i, true);
    return gpr_move(p, 0, true);
}

byte *
frame_code_behind(byte *p)
{
    int off = (int)offsetof(struct state, flags);

    PUT("\xa3"); /* mov [frame_temp_ax], eax; then eax is free */
    p = put_address(p, &frame_temp_ax);
    PUT_EAX(&frame_out);
    for (int i = 1; i < 8; i++)
        p = gpr_move(p, i, false);
    PUT_EAX(&frame_saved_sp);
    PUT("\x8b\x20"); /* mov esp, [eax] */
    PUT("\x9c");     /* pushfd, on our own stack */
    PUT_EAX(&frame_out);
    PUT("\x8f\x80");
    p = put(p, &off, 4);
    PUT("\x68\x02\x02\x00\x00\x9d"); /* push 0x202; popfd: what C code relies on */
    p = vectors_and_masks(p, &frame_out, false);
    PUT_EAX(frame_out.fx);
    PUT("\x0f\xae\x00"); /* fxsave [eax] */
    PUT_EAX(&frame_saved_mxcsr);
    PUT("\x0f\xae\x10");         /* ldmxcsr [eax] */
    PUT("\xc5\xf8\x77\xdb\xe3"); /* vzeroupper; fninit */
    PUT("\x5f\x5e\x5d\x5b\xc3");
    return p;
}
