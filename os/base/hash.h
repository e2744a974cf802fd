/* os/base/hash.h - hash functions. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_HASH_H
#define OS_BASE_HASH_H

#include "os/base/types.h"

/* Spreads a number over 64 bits: every input bit reaches the upper half, so that the top bits index
 * a table well. 2^64 divided by the golden ratio, with a fold for what multiplying does not mix. */
static inline uint64_t
hash_u64(uint64_t x)
{
    x ^= x >> 32;
    x *= UINT64_C(0x9e3779b97f4a7c15);
    return x ^ (x >> 29);
}

/* A hash of an address or a number whose top bits are well mixed, and the first BITS (1 to 32) of
 * them as an index. */
static inline uint64_t
hash_spread(uintptr_t x)
{
    return (uint64_t)x * UINT64_C(0x9e3779b97f4a7c15);
}

static inline uint32_t
hash_top(uint64_t spread, unsigned bits)
{
    return (uint32_t)(spread >> (64 - bits));
}

static inline uint32_t
hash_index(uintptr_t x, unsigned bits)
{
    return hash_top(hash_spread(x), bits);
}

/* FNV-1a. Pass the result of an earlier call as SEED to go on with it, 0 to start. */
static inline uint64_t
hash_bytes(const void *data, size_t size, uint64_t seed)
{
    const unsigned char *p = data;
    uint64_t h = seed == 0 ? UINT64_C(0xcbf29ce484222325) : seed;

    for (size_t i = 0; i < size; i++)
        h = (h ^ p[i]) * UINT64_C(0x100000001b3);
    return h;
}

static inline uint64_t
hash_string(const char *s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (; *s != '\0'; s++)
        h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
    return h;
}

#endif
