/* core/cache/places.c - what stands where in a fragment, packed.
 * SPDX-License-Identifier: Apache-2.0
 *
 * One place is
 *     LEN                           a copy that is as long as the instruction, 0 to 15
 *     KIND, AUX_AND_LEN, SIZE       any other: its bytes in the cache, 7 bits in each byte
 * and before it, where it does not follow the one before in the application,
 *     NEAR, 4 bytes                 the distance from there
 *     FAR, 8 bytes                  its address
 */
#include "core/cache/places.h"
#include "os/base/assert.h"
#include "os/base/string.h"

enum { KIND = 0x10, NEAR = 0x40, FAR = 0x41 };

static uint8_t *
put_jump(uint8_t *out, app_addr from, app_addr to)
{
    intptr_t distance = (intptr_t)((uintptr_t)to - (uintptr_t)from);
    int32_t near = (int32_t)distance;
    if (near == distance) {
        *out++ = NEAR;
        memcpy(out, &near, sizeof(near));
        return out + sizeof(near);
    }
    *out++ = FAR;
    memcpy(out, &to, sizeof(to));
    return out + sizeof(to);
}

static uint8_t *
put_size(uint8_t *out, uint32_t size)
{
    for (; size > 0x7f; size >>= 7)
        *out++ = (uint8_t)(size | 0x80);
    *out++ = (uint8_t)size;
    return out;
}

static uint32_t
get_size(const uint8_t **at)
{
    uint32_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint8_t b = *(*at)++;
        size |= (uint32_t)(b & 0x7f) << shift;
        if ((b & 0x80) == 0)
            return size;
    }
}

size_t
places_pack(const struct place *p, unsigned n, app_addr tag, uint32_t code_size, uint8_t *out)
{
    uint8_t *start = out;
    app_addr pc = tag;
    ASSERT(1, n == 0 || p[0].offset == 0);
    for (unsigned i = 0; i < n; i++) {
        uint32_t size = (i + 1 < n ? p[i + 1].offset : code_size) - p[i].offset;
        ASSERT(1, p[i].app_len < 16 && p[i].aux < 16);
        if (p[i].pc != pc)
            out = put_jump(out, pc, p[i].pc);
        if (p[i].kind == XL_COPY && p[i].aux == 0 && size == p[i].app_len) {
            *out++ = p[i].app_len;
        } else {
            *out++ = KIND | p[i].kind;
            *out++ = (uint8_t)(p[i].aux << 4 | p[i].app_len);
            out = put_size(out, size);
        }
        pc = p[i].pc + p[i].app_len;
    }
    return (size_t)(out - start);
}

static void
jump(struct place_cursor *c)
{
    if (*c->at == NEAR) {
        int32_t near;
        memcpy(&near, c->at + 1, sizeof(near));
        c->pc += near;
        c->at += 1 + sizeof(near);
    } else {
        memcpy(&c->pc, c->at + 1, sizeof(c->pc));
        c->at += 1 + sizeof(c->pc);
    }
}

bool
place_next(struct place_cursor *c, struct place *out)
{
    if (c->at == c->end)
        return false;
    if (*c->at >= NEAR)
        jump(c);
    uint8_t first = *c->at++;
    *out = (struct place){ .pc = c->pc, .offset = c->offset, .kind = XL_COPY, .app_len = first };
    uint32_t size = first;
    if (first >= KIND) {
        out->kind = first & 15;
        out->aux = *c->at >> 4;
        out->app_len = *c->at & 15;
        c->at++;
        size = get_size(&c->at);
    }
    c->pc += out->app_len;
    c->offset += size;
    return true;
}
