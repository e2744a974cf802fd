/* core/run/client_mcontext.h - registers in the form that clients see.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RUN_CLIENT_MCONTEXT_H
#define CORE_RUN_CLIENT_MCONTEXT_H
#include "dr_defines.h"
#include "os/mcontext.h"

void client_mcontext_get(const struct mcontext *mc, dr_mcontext_t *out);
void client_mcontext_set(const dr_mcontext_t *in, struct mcontext *mc);

#endif
