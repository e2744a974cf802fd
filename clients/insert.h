/* clients/insert.h - pieces of inserted code that several clients share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_INSERT_H
#define CLIENTS_INSERT_H

#include "dr_api.h"

/* Whether nothing from INSTR on, an application instruction of the block, needs the arithmetic flags
 * that are there before it. The code behind the block is taken to need them. */
bool
flags_are_dead(instrlist_t *bb, instr_t *instr);

/* Needs ahead_init(). Inserts code into the block that adds VALUE, once each time the block is executed, to the eight
 * bytes at MEMORY, an operand without registers. The application's registers and flags stay. */
void
insert_add(void *drcontext, instrlist_t *bb, opnd_t memory, int value);

/* Number of application instructions in the block. */
int
count_app(instrlist_t *bb);

#endif
