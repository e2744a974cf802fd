/* os/windows/path.c - file names as the NT kernel wants them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/path.h"
#include "os/windows/utf.h"

struct name {
    uint16_t *text;
    size_t n, room;
    size_t root; /* units that ".." must not take away */
    bool is_full;
};

static void
put(struct name *o, uint16_t c)
{
    if (o->n + 1 < o->room)
        o->text[o->n++] = c;
    else
        o->is_full = true;
}

static void
put_text(struct name *o, const char *s)
{
    for (; *s != '\0'; s++)
        put(o, (uint8_t)*s);
}

static bool
is_slash(uint16_t c)
{
    return c == '\\' || c == '/';
}

static bool
is_letter(uint16_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void
put_part(struct name *o, const uint16_t *p, size_t n)
{
    if (n == 0 || (n == 1 && p[0] == '.'))
        return;
    if (n == 2 && p[0] == '.' && p[1] == '.') {
        while (o->n > o->root && o->text[o->n - 1] != '\\')
            o->n--;
        if (o->n > o->root)
            o->n--;
        return;
    }
    if (o->n > 0 && o->text[o->n - 1] != '\\')
        put(o, '\\');
    for (size_t i = 0; i < n; i++)
        put(o, p[i]);
}

static void
put_parts(struct name *o, const uint16_t *p, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i <= n; i++) {
        if (i == n || is_slash(p[i])) {
            put_part(o, p + from, i - from);
            from = i + 1;
        }
    }
}

/* The beginning of an absolute path; units of p that it takes, 0: it is relative. */
static size_t
put_root(struct name *o, const uint16_t *p, size_t n)
{
    put_text(o, "\\??\\");
    if (n >= 3 && is_letter(p[0]) && p[1] == ':' && is_slash(p[2])) {
        put(o, p[0]);
        put_text(o, ":\\");
        o->root = o->n;
        return 3;
    }
    if (n >= 4 && is_slash(p[0]) && is_slash(p[1]) && (p[2] == '?' || p[2] == '.') && is_slash(p[3])) {
        o->root = o->n;
        return 4;
    }
    if (n >= 3 && is_slash(p[0]) && is_slash(p[1])) {
        put_text(o, "UNC");
        o->root = o->n;
        return 2;
    }
    o->n = 0;
    return 0;
}

size_t
path_to_nt(const char *path, const uint16_t *current, size_t current_units, uint16_t *out, size_t room)
{
    uint16_t p[PATH_UNITS];
    struct name o = { .text = out, .room = room };
    size_t n = utf_to_16(path, p, PATH_UNITS), used;
    if (n >= PATH_UNITS || n == 0)
        return 0;
    used = put_root(&o, p, n);
    if (used == 0) {
        used = put_root(&o, current, current_units);
        if (used == 0)
            return 0;
        if (!is_slash(p[0])) /* otherwise from the root of the current drive */
            put_parts(&o, current + used, current_units - used);
        used = 0;
    }
    put_parts(&o, p + used, n - used);
    out[o.n] = 0;
    return o.is_full ? 0 : o.n;
}
