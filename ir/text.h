/* ir/text.h - text into a buffer of limited size. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_TEXT_H
#define IR_TEXT_H

#include "dr_ir_instr.h"

struct text {
    char *buf;
    size_t room; /* of buf, the final zero included */
    size_t at;   /* length so far; what does not fit is dropped */
    bool is_64;
    const byte *base; /* addresses of instructions are relative to this; NULL: not known */
};

void text_add(struct text *t, const char *s);
void text_hex(struct text *t, uint64 v, uint digits); /* 0x and at least DIGITS digits */
void text_signed_hex(struct text *t, int64 v, uint digits);
void text_decimal(struct text *t, int64 v);
void text_pad(struct text *t, size_t column);

/* One instruction or operand in a style: ir/x86/syntax.c. */
void syntax_instr(struct text *t, instr_t *instr, uint style);
void syntax_opnd(struct text *t, opnd_t opnd, uint style);

#endif
