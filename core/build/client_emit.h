/* core/build/client_emit.h - a list of instructions to a fragment, inside core/build/ only.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_BUILD_CLIENT_EMIT_H
#define CORE_BUILD_CLIENT_EMIT_H
#include "core/build/writer.h"
#include "dr_ir_instrlist.h"

/* Emits the list at the writer's place.  [tag, fall_through) is the application's code that it was
 * made from; control that runs off the list's end goes to fall_through.  False: it does not fit. */
bool client_emit(struct writer *w, void *drcontext, instrlist_t *list, app_addr fall_through);

#endif
