/* core/build/client_emit.h - a list of instructions to a fragment, inside core/build/ only.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_BUILD_CLIENT_EMIT_H
#define CORE_BUILD_CLIENT_EMIT_H
#include "core/build/grow.h"
#include "dr_ir_instrlist.h"

/* Emits the list, which was made from the application's code up to b->pc, at the writer's place.
 * *NEXT says how the fragment goes on where control leaves the list's end.  False: it does not
 * fit. */
bool client_emit(struct builder *b, void *drcontext, instrlist_t *list, enum step *next);

#endif
