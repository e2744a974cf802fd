/* os/base/decimal.h - exact decimal numbers, for floating-point values to and from text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_DECIMAL_H
#define OS_BASE_DECIMAL_H

#include "os/base/types.h"

#define DECIMAL_BASE 1000000000u /* nine digits in a limb */

/* The sum of limb[i] * DECIMAL_BASE^(point - 1 - i) for first <= i < last; limbs outside are zero.
 * There must be room before `first` for what shifting up needs. */
struct decimal {
    uint32_t *limb;
    int room;
    int point;
    int first, last;
    bool lost; /* digits other than zero were dropped at the end */
};

void
decimal_init(struct decimal *d, uint32_t *limbs, int room, int point);
/* Adds DIGIT at 10^exponent; what lies beyond the end sets `lost`. For building from the top down. */
void
decimal_add_digit(struct decimal *d, int exponent, unsigned digit);
void
decimal_set(struct decimal *d, uint64_t value);
/* Multiplies by 2^bits, bits <= 29. */
void
decimal_shift_up(struct decimal *d, unsigned bits);
/* Divides by 2^bits, bits <= 9, exactly while there is room. */
void
decimal_shift_down(struct decimal *d, unsigned bits);
/* Multiplies by 2^exponent. */
void
decimal_scale(struct decimal *d, int exponent);
/* Rounds to PLACES digits behind the point, ties to even. */
void
decimal_round(struct decimal *d, int places);
/* Of the first digit that is not zero; 0 for zero. */
int
decimal_exponent(const struct decimal *d);
/* The digit at 10^exponent. */
unsigned
decimal_digit(const struct decimal *d, int exponent);
bool
decimal_is_zero(const struct decimal *d);
/* Limb I, zero outside. */
uint32_t
decimal_limb(const struct decimal *d, int i);

#endif
