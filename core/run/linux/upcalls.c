/* core/run/linux/upcalls.c - the way back from handlers; upcalls that this operating system never makes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/client_events.h"
#include "core/run/signal.h"
#include "os/base/assert.h"

void
signal_thread_begins(const struct mcontext *mc)
{
    UNUSED(mc);
    ASSERT_NOT_REACHED();
}

void
signal_callback_begins(const struct mcontext *mc)
{
    UNUSED(mc);
    ASSERT_NOT_REACHED();
}

void
signal_callback_ends(void)
{
    ASSERT_NOT_REACHED();
}

void
signal_resumed(struct thread *t, const struct mcontext *before)
{
    client_kernel_xfer(t, DR_XFER_SIGNAL_RETURN, before, 0);
}

void
signal_moved(enum os_move why, const struct mcontext *before, const struct mcontext *mc)
{
    UNUSED(why);
    UNUSED(before);
    UNUSED(mc);
    ASSERT_NOT_REACHED();
}
