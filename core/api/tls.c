/* core/api/tls.c - what clients keep for each thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/rt/raw_tls.h"
#include "core/rt/thread.h"
#include "dr_tools.h"

DR_API void *
dr_get_current_drcontext(void)
{
    return drcontext_self();
}

DR_API thread_id_t
dr_get_thread_id(void *drcontext)
{
    const struct drcontext *c = drcontext_from(drcontext);

    return c == NULL ? (thread_id_t)os_thread_id() : (thread_id_t)c->thread->tid;
}

DR_API void *
dr_get_tls_field(void *drcontext)
{
    const struct drcontext *c = drcontext_from(drcontext);

    return c == NULL ? NULL : c->tls_field;
}

DR_API void
dr_set_tls_field(void *drcontext, void *value)
{
    struct drcontext *c = drcontext_from(drcontext);

    if (c != NULL)
        c->tls_field = value;
}

DR_API dr_error_code_t
dr_get_error_code(void *drcontext)
{
    const struct drcontext *c = drcontext_from(drcontext);

    return c == NULL ? (dr_error_code_t)0 : c->error;
}

/* ---- slots in the thread's page that generated code reaches by the segment register ---- */

/* The register that leads to the slots: 64-bit Linux applications use fs, 32-bit ones gs. */
static reg_id_t
tls_segment(void)
{
    return sizeof(void *) == 8 ? DR_SEG_GS : DR_SEG_FS;
}

static uint
offset_of(unsigned slot)
{
    return (uint)(ABI_TLS_BASE + (TLS_RAW + slot) * sizeof(uintptr_t));
}

static bool
is_aligned(unsigned first, void *arg)
{
    const uint alignment = *(const uint *)arg;

    return alignment == 0 || offset_of(first) % alignment == 0;
}

DR_API bool
dr_raw_tls_calloc(reg_id_t *tls_register, uint *offset, uint num_slots, uint alignment)
{
    if (tls_register == NULL || offset == NULL)
        return false;
    int first = raw_tls_take(num_slots, is_aligned, &alignment);
    if (first < 0)
        return false;
    *tls_register = tls_segment();
    *offset = offset_of((unsigned)first);
    return true;
}

DR_API bool
dr_raw_tls_cfree(uint offset, uint num_slots)
{
    return raw_tls_give_back((unsigned)((offset - ABI_TLS_BASE) / sizeof(uintptr_t)) - TLS_RAW, num_slots);
}

DR_API void *
dr_get_dr_segment_base(reg_id_t tls_register)
{
    return tls_register == tls_segment() ? (byte *)thread_self()->tls - ABI_TLS_BASE : NULL;
}
