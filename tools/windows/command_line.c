/* tools/windows/command_line.c - taking a Windows command line apart, as C programs do.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Blanks outside quotes separate words.  2n backslashes before a quote are n backslashes, and the quote
 * begins or ends a quoted part; 2n+1 are n and a quote that is text.  Inside quotes two of them are one
 * that is text.  Elsewhere backslashes are themselves.
 */
#include "tools/windows/command_line.h"

struct word {
    wchar_t *text;
    size_t n, room;
};

static void
put(struct word *w, wchar_t c, size_t times)
{
    for (; times > 0; times--) {
        if (w->n + 1 < w->room)
            w->text[w->n++] = c;
    }
}

static int
is_blank(wchar_t c)
{
    return c == L' ' || c == L'\t';
}

static const wchar_t *
read_name(const wchar_t *p, struct word *w)
{
    for (int quoted = 0; *p != 0 && (quoted || !is_blank(*p)); p++) {
        if (*p == L'"')
            quoted = !quoted;
        else
            put(w, *p, 1);
    }
    return p;
}

static const wchar_t *
read_word(const wchar_t *p, struct word *w)
{
    int quoted = 0;
    while (*p != 0 && (quoted || !is_blank(*p))) {
        size_t slashes = 0;
        for (; *p == L'\\'; p++)
            slashes++;
        if (*p != L'"') {
            put(w, L'\\', slashes);
            if (*p != 0 && (quoted || !is_blank(*p)))
                put(w, *p++, 1);
            continue;
        }
        put(w, L'\\', slashes / 2);
        p++;
        if (slashes % 2 != 0)
            put(w, L'"', 1);
        else if (quoted && *p == L'"')
            put(w, *p++, 1);
        else
            quoted = !quoted;
    }
    return p;
}

const wchar_t *
command_line_next(const wchar_t **rest, int is_first, wchar_t *word, size_t room)
{
    struct word w = { word, 0, room };
    const wchar_t *start = *rest;
    while (!is_first && is_blank(*start))
        start++;
    if (*start == 0)
        return NULL;
    const wchar_t *p = is_first ? read_name(start, &w) : read_word(start, &w);
    word[w.n] = 0;
    while (is_blank(*p))
        p++;
    *rest = p;
    return start;
}
