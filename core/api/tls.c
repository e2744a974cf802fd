/* core/api/tls.c - what clients keep for each thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/rt/lock.h"
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

static bool is_taken[TLS_RAW_COUNT]; /* guarded by lock_client */

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
is_free(unsigned slot, uint count)
{
    for (unsigned i = 0; i < count; i++)
        if (slot + i >= TLS_RAW_COUNT || is_taken[slot + i])
            return false;
    return true;
}

static void
clear_in_all_threads(unsigned slot, uint count)
{
    lock_acquire(&lock_threads);
    for (struct thread *t = thread_list; t != NULL; t = t->list_next)
        for (unsigned i = 0; i < count; i++)
            t->tls[TLS_RAW + slot + i] = 0;
    lock_release(&lock_threads);
}

DR_API bool
dr_raw_tls_calloc(reg_id_t *tls_register, uint *offset, uint num_slots, uint alignment)
{
    unsigned slot = 0;
    bool found = false;

    if (tls_register == NULL || offset == NULL || num_slots > TLS_RAW_COUNT)
        return false;
    lock_acquire(&lock_client);
    for (; slot < TLS_RAW_COUNT && !found; slot += !found)
        found = (alignment == 0 || offset_of(slot) % alignment == 0) && is_free(slot, num_slots);
    for (unsigned i = 0; found && i < num_slots; i++)
        is_taken[slot + i] = true;
    lock_release(&lock_client);
    if (!found)
        return false;
    clear_in_all_threads(slot, num_slots);
    *tls_register = tls_segment();
    *offset = offset_of(slot);
    return true;
}

DR_API bool
dr_raw_tls_cfree(uint offset, uint num_slots)
{
    unsigned slot = (unsigned)((offset - ABI_TLS_BASE) / sizeof(uintptr_t)) - TLS_RAW;
    bool ok = true;

    if (slot >= TLS_RAW_COUNT || num_slots > TLS_RAW_COUNT - slot)
        return false;
    lock_acquire(&lock_client);
    for (unsigned i = 0; i < num_slots; i++) {
        ok = ok && is_taken[slot + i];
        is_taken[slot + i] = false;
    }
    lock_release(&lock_client);
    return ok;
}

DR_API void *
dr_get_dr_segment_base(reg_id_t tls_register)
{
    return tls_register == tls_segment() ? (byte *)thread_self()->tls - ABI_TLS_BASE : NULL;
}
