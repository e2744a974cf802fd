/* os/windows/utf.c - text between UTF-8 and UTF-16.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/utf.h"

enum { REPLACEMENT = 0xfffd };

/* Takes one character from *p. */
static uint32_t
next_8(const uint8_t **p)
{
    uint32_t c = *(*p)++;
    unsigned more = c < 0x80 ? 0 : c >= 0xf0 && c < 0xf8 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 4;
    if (more == 0)
        return c;
    if (more == 4 || c >= 0xf8)
        return REPLACEMENT;
    c &= 0x3fu >> more;
    for (; more > 0; more--) {
        if ((**p & 0xc0) != 0x80)
            return REPLACEMENT;
        c = c << 6 | (*(*p)++ & 0x3fu);
    }
    return c > 0x10ffff ? REPLACEMENT : c;
}

size_t
utf_to_16(const char *from, uint16_t *to, size_t room)
{
    const uint8_t *p = (const uint8_t *)from;
    size_t n = 0;
    while (*p != '\0') {
        uint32_t c = next_8(&p);
        unsigned units = c >= 0x10000 ? 2 : 1;
        if (n + units < room) {
            if (units == 2) {
                to[n] = (uint16_t)(0xd800 + ((c - 0x10000) >> 10));
                to[n + 1] = (uint16_t)(0xdc00 + ((c - 0x10000) & 0x3ff));
            } else
                to[n] = (uint16_t)c;
        }
        n += units;
    }
    if (room > 0)
        to[n < room ? n : room - 1] = 0;
    return n;
}

size_t
utf_to_8(const uint16_t *from, size_t count, char *to, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = from[i];
        if ((c & 0xfc00) == 0xd800 && i + 1 < count && (from[i + 1] & 0xfc00) == 0xdc00)
            c = 0x10000 + ((c & 0x3ff) << 10) + (from[++i] & 0x3ffu);
        unsigned bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        static const uint8_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
        if (n + bytes < room) {
            for (unsigned k = bytes; k-- > 1; c >>= 6)
                to[n + k] = (char)(0x80 | (c & 0x3f));
            to[n] = (char)(lead[bytes] | c);
        }
        n += bytes;
    }
    if (room > 0)
        to[n < room ? n : room - 1] = '\0';
    return n;
}
