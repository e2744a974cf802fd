/* core/x86/indirect.h - rolling an indirect branch back.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_INDIRECT_H
#define CORE_X86_INDIRECT_H
#include "core/arch.h"

/* The application's registers before an indirect branch of this form that faulted `into` bytes
 * behind its beginning. */
void indirect_translate(unsigned aux, size_t into, const struct thread *t, struct mcontext *mc);

#endif
