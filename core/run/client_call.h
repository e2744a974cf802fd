/* core/run/client_call.h - from the runtime to client code and back. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Client code is compiled like any program: it may use vector registers, which hold the
 * application's values while the runtime runs, and its stack protector reads a word at the thread
 * pointer, which a young application has not set. Between client_call_begin and client_call_end both
 * are in order. They may be nested.
 */
#ifndef CORE_RUN_CLIENT_CALL_H
#define CORE_RUN_CLIENT_CALL_H

#include "core/rt/drcontext.h"

/* For the calling thread, which has a context.
 * Context: runtime
 */
void
client_call_begin(struct drcontext *c);
void
client_call_end(struct drcontext *c);

/* What client_call_begin needs; the opposite frees it. */
void
client_call_prepare(struct drcontext *c);
void
client_call_dispose(struct drcontext *c);

#endif
