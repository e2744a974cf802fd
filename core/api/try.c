/* core/api/try.c - the ends of DR_TRY_EXCEPT. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/try.h"

#include "core/rt/drcontext.h"
#include "core/rt/heap.h"
#include "dr_os_utils.h"

/* Entered before dr_try_start() has noted the registers: nothing can fault in between. */
DR_API void
dr_try_setup(void *drcontext, void **try_cxt)
{
    struct drcontext *c = drcontext_from(drcontext);
    struct try_frame *f = heap_zalloc(sizeof *f);

    f->outer = c->tries;
    c->tries = f;
    *try_cxt = f;
}

/* After a fault the frame has been left already. */
DR_API void
dr_try_stop(void *drcontext, void *try_cxt)
{
    struct drcontext *c = drcontext_from(drcontext);
    struct try_frame *f = try_cxt;

    if (c->tries == f)
        c->tries = f->outer;
    heap_free(f, sizeof *f);
}
