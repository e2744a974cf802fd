/* clients/ahead.h - whether the code that a block jumps to needs the flags. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_AHEAD_H
#define CLIENTS_AHEAD_H

#include "dr_api.h"

/* Registers module events; call it once, in dr_client_main(). */
void
ahead_init(void);

/* Whether the block ends with a direct jump or call to code that writes all arithmetic flags before
 * anything can read them. */
bool
ahead_flags_are_dead(void *drcontext, instrlist_t *bb);

#endif
