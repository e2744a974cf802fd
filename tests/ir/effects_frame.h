/* tests/ir/effects_frame.h - one instruction run natively from a given state. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_IR_EFFECTS_FRAME_H
#define TESTS_IR_EFFECTS_FRAME_H

#include "dr_ir_instr.h"

/* What a program sees of the processor. The x87 and MMX part is as fxsave lays it out. */
struct state {
    uint64 gpr[16]; /* machine's numbering */
    uint64 flags;
    uint64 k[8];
    byte vec[32][64] __attribute__((aligned(64)));
    byte fx[512] __attribute__((aligned(64)));
};

/* Loaded before the instruction, stored behind it. */
extern struct state frame_in, frame_out;

/* Memory that instructions may touch; the stack pointer is in its middle while one runs. */
#define ARENA_SIZE 0x20000
extern byte *frame_arena;
extern bool frame_has_512;

/* Maps code and arena, catches signals. False: this processor lacks AVX, or no memory. */
bool frame_init(void);

/* Puts N bytes of an instruction into the frame. Returns the address behind them. */
byte *frame_build(const byte *bytes, int n);

/* Where frame_build() will put the instruction. */
byte *frame_place(void);

/* Runs it; false when it faulted. */
bool frame_run(void);

/* The x87 registers by their own numbers, which do not turn with the stack. */
static inline uint
frame_top(const struct state *s)
{
    return (uint)s->fx[3] >> 3 & 7;
}

static inline const byte *
frame_x87(const struct state *s, uint physical)
{
    return s->fx + 32 + 16 * ((physical - frame_top(s)) & 7);
}

#endif
