/* core/run/client_call.c - from the runtime to client code and back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/run/client_call.h"

#include "core/arch.h"
#include "core/rt/heap.h"
#include "os/base/assert.h"
#include "os/tls.h"

enum { AREA_ALIGN = 64 };

/* What the thread pointer points to while the application has none: both sides can be read. */
static uint8_t no_tls[1024] ALIGNED(64);

static size_t
block_size(void)
{
    return arch_vector()->size + AREA_ALIGN;
}

void
client_call_prepare(struct drcontext *c)
{
    c->vector_block = heap_zalloc(block_size());
    c->vector_area = (void *)align_up((uintptr_t)c->vector_block, AREA_ALIGN);
}

void
client_call_dispose(struct drcontext *c)
{
    heap_free(c->vector_block, block_size());
    c->vector_block = c->vector_area = NULL;
}

void
client_call_begin(struct drcontext *c)
{
    if (c->call_depth++ > 0)
        return;
    arch_vector()->save(c->vector_area);
    if (!c->has_app_tls) {
        c->has_app_tls = os_tls_app_base() != 0;
        if (!c->has_app_tls)
            os_tls_set_app_base((uintptr_t)no_tls + sizeof no_tls / 2);
    }
}

void
client_call_end(struct drcontext *c)
{
    ASSERT(1, c->call_depth > 0);
    if (--c->call_depth > 0)
        return;
    if (!c->has_app_tls)
        os_tls_set_app_base(0);
    arch_vector()->restore(c->vector_area);
}
