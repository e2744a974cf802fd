/* core/run/windows/client_exception.c - clients are asked about each exception.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/client_signal.h"

void
client_signal(struct thread *t, int *sig, struct mcontext *mc, const struct os_signal_facts *facts)
{
    UNUSED(t);
    UNUSED(sig);
    UNUSED(mc);
    UNUSED(facts);
}
