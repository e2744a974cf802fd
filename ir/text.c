/* ir/text.c - text into a buffer of limited size. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/text.h"

void
text_add(struct text *t, const char *s)
{
    for (; *s != '\0'; s++) {
        if (t->at + 1 < t->room)
            t->buf[t->at++] = *s;
    }
    if (t->room > 0)
        t->buf[t->at] = '\0';
}

void
text_hex(struct text *t, uint64 v, uint digits)
{
    char s[20];
    uint n = sizeof(s);

    s[--n] = '\0';
    do {
        s[--n] = "0123456789abcdef"[v & 15];
        v >>= 4;
        digits -= digits > 0;
    } while (v != 0 || (digits > 0 && n > 2));
    s[--n] = 'x';
    s[--n] = '0';
    text_add(t, s + n);
}

void
text_signed_hex(struct text *t, int64 v, uint digits)
{
    if (v < 0)
        text_add(t, "-");
    text_hex(t, v < 0 ? 0 - (uint64)v : (uint64)v, digits);
}

void
text_decimal(struct text *t, int64 v)
{
    char s[24];
    uint n = sizeof(s);
    uint64 u = v < 0 ? 0 - (uint64)v : (uint64)v;

    s[--n] = '\0';
    do {
        s[--n] = (char)('0' + u % 10);
        u /= 10;
    } while (u != 0);
    if (v < 0)
        s[--n] = '-';
    text_add(t, s + n);
}

void
text_pad(struct text *t, size_t column)
{
    do
        text_add(t, " ");
    while (t->at < column && t->at + 1 < t->room);
}
