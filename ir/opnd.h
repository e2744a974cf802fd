/* ir/opnd.h - operands as the rest of ir/ sees them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_OPND_H
#define IR_OPND_H

#include <limits.h>

#include "dr_ir_opnd.h"

/* Keeps a register number within its bit field. */
#define REG_BITS ((1U << REG_SPECIFIER_BITS) - 1)

/* Bytes of a size in a given mode; sizes with alternatives give their default. */
uint opnd_size_bytes_in(opnd_size_t size, bool is_64);
/* The OPSZ of a number of bits; OPSZ_NA when there is none. */
opnd_size_t opnd_size_from_bits(uint bits);
/* Whether a size has alternatives, or depends on the mode. */
bool opnd_size_is_open(opnd_size_t size);
/* Whether a size with alternatives (or without) can be BYTES. */
bool opnd_size_allows(opnd_size_t size, uint bytes, bool is_64);

#endif
