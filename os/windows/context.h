/* os/windows/context.h - the kernel's form of a thread's registers, and ours.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_CONTEXT_H
#define OS_WINDOWS_CONTEXT_H
#include "os/mcontext.h"
#include "os/windows/nt.h"

/* Registers between the two forms. */
void context_to_mc(const struct nt_context *c, struct mcontext *mc);
void context_from_mc(struct nt_context *c, const struct mcontext *mc);

/* What the context does not speak of stays as it is. */
void context_merge(struct mcontext *mc, const struct nt_context *c);

/* What a context that was read says of the application, in the parts that it has. */
void context_show(struct nt_context *c, const struct mcontext *app);

/* The segment registers, as they are. */
void context_selectors(struct nt_context *c);

#endif
