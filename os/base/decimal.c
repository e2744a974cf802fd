/* os/base/decimal.c - exact decimal numbers: shifts by powers of two, rounding. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A binary fraction has as many decimal digits as it has bits, so a number of limbs that is fixed by
 * the type's exponent range holds every value exactly, and rounding looks at real digits only.
 * Dividing a limb by 2^9 is exact in base 10^9 = 2^9 * 5^9: the remainder moves into the next limb
 * and at most one limb is added per step.
 */
#include "os/base/decimal.h"

#include "os/base/string.h"

static const uint32_t powers[10] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, DECIMAL_BASE };

void
decimal_init(struct decimal *d, uint32_t *limbs, int room, int point)
{
    d->limb = limbs;
    d->room = room;
    d->point = point;
    d->first = d->last = point;
    d->lost = false;
}

/* Which limb holds 10^exponent; *place is its power within the limb. */
static int
limb_of(const struct decimal *d, int exponent, int *place)
{
    int above = exponent >= 0 ? exponent / 9 : -((8 - exponent) / 9);

    *place = exponent - above * 9;
    return d->point - 1 - above;
}

static void
trim(struct decimal *d)
{
    while (d->first < d->last && d->limb[d->first] == 0)
        d->first++;
    while (d->first < d->last && d->limb[d->last - 1] == 0)
        d->last--;
}

void
decimal_add_digit(struct decimal *d, int exponent, unsigned digit)
{
    int place, i = limb_of(d, exponent, &place);

    if (i >= d->room) {
        d->lost |= digit != 0;
        return;
    }
    if (d->first == d->last)
        d->first = d->last = i;
    while (d->last <= i)
        d->limb[d->last++] = 0;
    d->limb[i] += digit * powers[place];
}

void
decimal_set(struct decimal *d, uint64_t value)
{
    d->first = d->last = d->point;
    for (; value != 0; value /= DECIMAL_BASE)
        d->limb[--d->first] = (uint32_t)(value % DECIMAL_BASE);
}

void
decimal_shift_up(struct decimal *d, unsigned bits)
{
    uint64_t carry = 0;

    for (int i = d->last; i-- > d->first;) {
        uint64_t x = ((uint64_t)d->limb[i] << bits) + carry;
        d->limb[i] = (uint32_t)(x % DECIMAL_BASE);
        carry = x / DECIMAL_BASE;
    }
    if (carry != 0)
        d->limb[--d->first] = (uint32_t)carry;
    trim(d);
}

void
decimal_shift_down(struct decimal *d, unsigned bits)
{
    uint64_t rest = 0;

    for (int i = d->first; i < d->last; i++) {
        uint64_t x = d->limb[i] + rest * DECIMAL_BASE;
        d->limb[i] = (uint32_t)(x >> bits);
        rest = x & ((1u << bits) - 1);
    }
    if (rest != 0 && d->last < d->room)
        d->limb[d->last++] = (uint32_t)(rest * DECIMAL_BASE >> bits);
    else if (rest != 0)
        d->lost = true;
    trim(d);
}

void
decimal_scale(struct decimal *d, int exponent)
{
    for (; exponent > 0; exponent -= MIN(exponent, 29))
        decimal_shift_up(d, (unsigned)MIN(exponent, 29));
    for (; exponent < 0; exponent += MIN(-exponent, 9))
        decimal_shift_down(d, (unsigned)MIN(-exponent, 9));
}

uint32_t
decimal_limb(const struct decimal *d, int i)
{
    return i >= d->first && i < d->last ? d->limb[i] : 0;
}

bool
decimal_is_zero(const struct decimal *d)
{
    return d->first == d->last;
}

/* Whether what comes behind UNIT in limb I is more than half a unit, or half with ODD before it. */
static bool
rounds_up(const struct decimal *d, int i, uint32_t unit)
{
    uint32_t low = decimal_limb(d, i) % unit;
    bool more = d->last > i + 1 || d->lost; /* the last limb is never zero */
    uint32_t before = unit < DECIMAL_BASE ? decimal_limb(d, i) / unit : decimal_limb(d, i - 1);

    if (low != unit / 2)
        return low > unit / 2;
    return more || before % 2 != 0;
}

void
decimal_round(struct decimal *d, int places)
{
    int place, i = limb_of(d, -places, &place);
    uint32_t unit;
    bool up;

    /* From here on `unit` is the value in limb i of the last digit that stays; when that digit is
     * the last of the limb before, it is a whole limb. */
    if (place == 0) {
        i++;
        unit = DECIMAL_BASE;
    } else {
        unit = powers[place];
    }
    if (i >= d->last)
        return;
    up = rounds_up(d, i, unit);
    while (d->first > i)
        d->limb[--d->first] = 0;
    d->limb[i] -= d->limb[i] % unit;
    d->last = i + 1;
    d->lost = false;
    if (up) {
        d->limb[i] += unit;
        for (; d->limb[i] >= DECIMAL_BASE; d->limb[i]++) {
            d->limb[i] -= DECIMAL_BASE;
            if (--i < d->first)
                d->limb[--d->first] = 0;
        }
    }
    trim(d);
}

int
decimal_exponent(const struct decimal *d)
{
    int digits = 1;

    if (decimal_is_zero(d))
        return 0;
    while (digits < 9 && d->limb[d->first] >= powers[digits])
        digits++;
    return (d->point - 1 - d->first) * 9 + digits - 1;
}

unsigned
decimal_digit(const struct decimal *d, int exponent)
{
    int place, i = limb_of(d, exponent, &place);

    return decimal_limb(d, i) / powers[place] % 10;
}
