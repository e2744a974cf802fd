/* tests/ir/walk.c - byte strings of all opcode maps x prefixes x ModRM. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/ir/walk.h"

static bool long_mode;
static unsigned percent;
static void (*visit)(const byte *bytes);
static uint64 rng;

static unsigned
next_random(void)
{
    rng ^= rng << 13;
    rng ^= rng >> 7;
    rng ^= rng << 17;
    return (unsigned)(rng >> 32);
}

static const byte prefixes[][4] = {
    { 0 },          { 0x66 },       { 0xf2 },       { 0xf3 },       { 0xf0 },
    { 0x67 },       { 0x64 },       { 0x2e },       { 0x48 },       { 0x41 },
    { 0x44 },       { 0x4f },       { 0x66, 0x48 }, { 0xf3, 0x48 }, { 0xf2, 0x48 },
    { 0x66, 0xf2 }, { 0x66, 0xf3 }, { 0x66, 0x67 }, { 0xf0, 0x48 }, { 0x65, 0x66, 0x4d },
};

/* Whether the next string is taken. */
static bool
chosen(void)
{
    return percent >= 100 || next_random() % 100 < percent;
}

static void
fill(byte *b)
{
    for (int i = 0; i < 24; i++)
        b[i] = (byte)next_random();
}

static void
walk_legacy(void)
{
    static const byte escapes[][2] = { { 0 }, { 0x0f }, { 0x0f, 0x38 }, { 0x0f, 0x3a } };
    byte b[24];

    for (size_t p = 0; p < sizeof(prefixes) / sizeof(prefixes[0]); p++) {
        for (int map = 0; map < 4; map++) {
            for (int op = 0; op < 256 * 256; op++) {
                int k = 0;
                if (!chosen())
                    continue;
                fill(b);
                for (int i = 0; i < 4 && prefixes[p][i] != 0; i++)
                    b[k++] = prefixes[p][i];
                for (int i = 0; i < 2 && escapes[map][i] != 0; i++)
                    b[k++] = escapes[map][i];
                b[k++] = (byte)(op >> 8);
                b[k++] = (byte)op;
                visit(b);
            }
        }
    }
}

/* VEX with both forms of vvvv, all of W, L, pp; XOP likewise. */
static void
walk_vex(int first, int map_from, int map_to)
{
    byte b[24];

    for (int map = map_from; map <= map_to; map++) {
        for (int bits = 0; bits < 32; bits++) {
            for (int op = 0; op < 256 * 256; op++) {
                if (!chosen())
                    continue;
                fill(b);
                b[0] = (byte)first;
                b[1] = (byte)((b[1] & 0xe0) | map);
                if (!long_mode)
                    b[1] |= 0xc0;
                b[2] = (byte)((bits & 7) | (bits & 8) << 4 | (bits & 16 ? 0x78 : b[2] & 0x78));
                b[3] = (byte)(op >> 8);
                b[4] = (byte)op;
                visit(b);
            }
        }
    }
}

static void
walk_evex(void)
{
    byte b[24];

    for (int map = 1; map <= 6; map++) {
        for (int bits = 0; bits < 128; bits++) {
            for (int op = 0; op < 256 * 256; op++) {
                if (!chosen())
                    continue;
                fill(b);
                b[0] = 0x62;
                b[1] = (byte)((b[1] & 0xf0) | map);
                if (!long_mode)
                    b[1] |= 0xc0;
                b[2] = (byte)(4 | (bits & 3) | (bits & 4) << 5 | (bits & 8 ? 0x78 : b[2] & 0x78));
                /* z and the mask by chance, L'L and b all of them, V' mostly set */
                b[3] = (byte)((b[3] & 0x87) | (bits >> 4 & 7) << 4 | 8);
                b[4] = (byte)(op >> 8);
                b[5] = (byte)op;
                visit(b);
            }
        }
    }
}

void
walk_all(bool is_64, unsigned how_many, void (*f)(const byte *bytes))
{
    long_mode = is_64;
    percent = how_many;
    visit = f;
    rng = 88172645463325252ULL;
    walk_legacy();
    walk_vex(0xc4, 1, 3);
    walk_vex(0x8f, 8, 10);
    walk_evex();
}
