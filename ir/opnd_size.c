/* ir/opnd_size.c - operand sizes in bytes and bits, and which can stand for which. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/opnd.h"

/* Bits in 32-bit and in 64-bit mode. */
static const ushort bits_of[OPSZ_AFTER_LAST_][2] = {
#define X(name, bits, bits64) [name] = { bits, bits64 },
    DR_OPERAND_SIZES_(X)
#undef X
};

/* The further values (in bytes) of sizes with alternatives; 0 ends a row. */
static const byte also[OPSZ_AFTER_LAST_][2] = {
    [OPSZ_1_reg4] = { 4 },           [OPSZ_2_reg4] = { 4 },
    [OPSZ_2_short1] = { 1 },         [OPSZ_4_of_32_evex64] = { 64, 32 },
    [OPSZ_4_reg16] = { 16 },         [OPSZ_4_rex8] = { 8 },
    [OPSZ_4_rex8_short2] = { 8, 2 }, [OPSZ_4_short2] = { 2 },
    [OPSZ_4_short2xi4] = { 2 },      [OPSZ_4x8_short2] = { 2 },
    [OPSZ_4x8_short2xi8] = { 2 },    [OPSZ_6_irex10_short4] = { 10, 4 },
    [OPSZ_8_of_32_evex64] = { 64, 32 }, [OPSZ_8_rex16] = { 16 },
    [OPSZ_8_rex16_short4] = { 16, 4 },  [OPSZ_8_short2] = { 2 },
    [OPSZ_8_short4] = { 4 },         [OPSZ_12_rex40_short6] = { 40, 6 },
    [OPSZ_16_of_32_evex64] = { 64, 32 }, [OPSZ_16_vex32] = { 32 },
    [OPSZ_16_vex32_evex64] = { 32, 64 }, [OPSZ_28_short14] = { 14 },
    [OPSZ_32_of_64] = { 64 },        [OPSZ_32_short16] = { 16 },
    [OPSZ_108_short94] = { 94 },     [OPSZ_vex32_evex64] = { 64, 16 },
};

uint
opnd_size_in_bits(opnd_size_t size)
{
    return size < OPSZ_AFTER_LAST_ ? bits_of[size][IF_X64_ELSE(1, 0)] : 0;
}

uint
opnd_size_bytes_in(opnd_size_t size, bool is_64)
{
    return size < OPSZ_AFTER_LAST_ ? ((uint)bits_of[size][is_64] + 7) / 8 : 0;
}

uint
opnd_size_in_bytes(opnd_size_t size)
{
    return opnd_size_bytes_in(size, IF_X64_ELSE(true, false));
}

/* Sizes without alternatives by bytes. */
static const byte by_bytes[] = {
    [1] = OPSZ_1,    [2] = OPSZ_2,     [3] = OPSZ_3,     [4] = OPSZ_4,     [6] = OPSZ_6,
    [8] = OPSZ_8,    [10] = OPSZ_10,   [12] = OPSZ_12,   [14] = OPSZ_14,   [15] = OPSZ_15,
    [16] = OPSZ_16,  [20] = OPSZ_20,   [24] = OPSZ_24,   [28] = OPSZ_28,   [32] = OPSZ_32,
    [36] = OPSZ_36,  [40] = OPSZ_40,   [44] = OPSZ_44,   [48] = OPSZ_48,   [52] = OPSZ_52,
    [56] = OPSZ_56,  [60] = OPSZ_60,   [64] = OPSZ_64,   [68] = OPSZ_68,   [72] = OPSZ_72,
    [76] = OPSZ_76,  [80] = OPSZ_80,   [84] = OPSZ_84,   [88] = OPSZ_88,   [92] = OPSZ_92,
    [94] = OPSZ_94,  [96] = OPSZ_96,   [100] = OPSZ_100, [104] = OPSZ_104, [108] = OPSZ_108,
    [112] = OPSZ_112, [116] = OPSZ_116, [120] = OPSZ_120, [124] = OPSZ_124, [128] = OPSZ_128,
    [192] = OPSZ_192,
};

opnd_size_t
opnd_size_from_bytes(uint bytes)
{
    if (bytes == 0)
        return OPSZ_0;
    if (bytes == 256)
        return OPSZ_256;
    if (bytes == 512)
        return OPSZ_512;
    if (bytes < sizeof(by_bytes) && by_bytes[bytes] != 0)
        return by_bytes[bytes];
    return OPSZ_NA;
}

opnd_size_t
opnd_size_from_bits(uint bits)
{
    return bits % 8 == 0 ? opnd_size_from_bytes(bits / 8) : OPSZ_NA;
}

bool
opnd_size_is_open(opnd_size_t size)
{
    return opnd_size_from_bytes(opnd_size_in_bytes(size)) != size;
}

bool
opnd_size_allows(opnd_size_t size, uint bytes, bool is_64)
{
    if (size >= OPSZ_AFTER_LAST_)
        return false;
    if (opnd_size_bytes_in(size, is_64) == bytes)
        return true;
    return bytes != 0 && (also[size][0] == bytes || also[size][1] == bytes);
}

uint
opnd_size_to_shift_amount(opnd_size_t size)
{
    uint bytes = opnd_size_in_bytes(size);

    return bytes == 0 ? 0 : (uint)__builtin_ctz(bytes);
}

bool
opnd_same_sizes_ok(opnd_size_t s1, opnd_size_t s2, bool is_reg)
{
    (void)is_reg;
    return s1 == s2 || opnd_size_allows(s1, opnd_size_in_bytes(s2), IF_X64_ELSE(true, false)) ||
        opnd_size_allows(s2, opnd_size_in_bytes(s1), IF_X64_ELSE(true, false));
}
