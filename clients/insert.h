/* clients/insert.h - pieces of inserted code that several clients share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_INSERT_H
#define CLIENTS_INSERT_H

#include "dr_api.h"

/* Whether nothing from INSTR on, in its block, needs the arithmetic flags that are there before it.
 * The code behind the block is taken to need them. */
bool
flags_are_dead(instr_t *instr);

/* The first application instruction of the block; NULL if it has none. */
instr_t *
first_app(instrlist_t *bb);

/* Inserts code before WHERE that adds VALUE to the eight bytes at OPND, a memory operand without
 * registers. Changes no register and no flag. */
void
insert_add(void *drcontext, instrlist_t *bb, instr_t *where, opnd_t memory, int value);

/* Number of application instructions in the block. */
int
count_app(instrlist_t *bb);

#endif
