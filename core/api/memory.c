/* core/api/memory.c - the application's memory for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/code_pages.h"
#include "core/app/map.h"
#include "core/app/module.h"
#include "core/client/library.h"
#include "core/rt/drcontext.h"
#include "core/rt/lock.h"
#include "core/run/consistency.h"
#include "dr_os_utils.h"
#include "os/app_maps.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/thread.h"

DR_API size_t
dr_page_size(void)
{
    return os_mem_facts()->page;
}

DR_API bool
dr_safe_read(const void *base, size_t size, void *out_buf, size_t *bytes_read)
{
    size_t n = os_safe_copy(out_buf, base, size);

    if (bytes_read != NULL)
        *bytes_read = n;
    return n == size;
}

DR_API bool
dr_safe_write(void *base, size_t size, const void *in_buf, size_t *bytes_written)
{
    struct drcontext *c = drcontext_self();
    size_t n = os_safe_copy(base, in_buf, size);

    if (n < size && c != NULL && !c->in_block_event) { /* perhaps it is we who protect the rest, as code */
        consistency_before_write((uintptr_t)base + n, size - n);
        n += os_safe_copy((byte *)base + n, (const byte *)in_buf + n, size - n);
    }
    if (bytes_written != NULL)
        *bytes_written = n;
    return n == size;
}

/* The application's: as if it had asked itself. In a block event its thread has the locks. */
static bool
protect_app(uintptr_t start, uintptr_t end, int prot)
{
    struct drcontext *c = drcontext_self();
    bool is_locked = c != NULL && c->in_block_event;
    bool done;

    if (!is_locked) {
        lock_acquire(&lock_memory);
        lock_acquire(&lock_build);
    }
    done = os_mem_protect((void *)start, end - start, prot);
    if (done) {
        app_map_protect(start, end, prot);
        consistency_protected(start, end);
    }
    if (!is_locked) {
        lock_release(&lock_build);
        lock_release(&lock_memory);
    }
    return done;
}

DR_API bool
dr_memory_protect(void *base, size_t size, uint new_prot)
{
    int prot = (int)(new_prot & (DR_MEMPROT_READ | DR_MEMPROT_WRITE | DR_MEMPROT_EXEC));
    uintptr_t page = os_mem_facts()->page;
    uintptr_t start = align_down((uintptr_t)base, page), end = align_up((uintptr_t)base + size, page);
    struct app_region region;

    if (app_map_find(start, &region))
        return protect_app(start, end, prot);
    return os_mem_protect((void *)start, end - start, prot);
}

/* What the kernel says, for what is not in the application's map. */
struct kernel_query {
    uintptr_t pc;
    uintptr_t below; /* end of the last mapping below pc */
    uintptr_t above; /* start of the first mapping above pc; 0: none */
    struct os_map_line found;
    bool is_found, is_file, is_vdso;
};

static void
look(const struct os_map_line *m, void *arg)
{
    struct kernel_query *q = arg;

    if (m->end <= q->pc) {
        q->below = m->end;
    } else if (m->start > q->pc) {
        if (q->above == 0)
            q->above = m->start;
    } else {
        q->found = *m;
        q->is_found = true;
        q->is_file = m->path[0] == '/';
        q->is_vdso = strcmp(m->path, "[vdso]") == 0 || strcmp(m->path, "[vvar]") == 0;
    }
}

static void
fill_from_kernel(const struct kernel_query *q, dr_mem_info_t *info)
{
    uintptr_t end = q->above != 0 ? q->above : os_mem_facts()->highest;

    if (q->is_found) {
        info->base_pc = (byte *)q->found.start;
        info->size = q->found.end - q->found.start;
        info->prot = (uint)q->found.prot | (q->is_vdso ? DR_MEMPROT_VDSO : 0);
        info->type = q->is_vdso || (q->is_file && (q->found.prot & OS_PROT_EXEC) != 0) ? DR_MEMTYPE_IMAGE : DR_MEMTYPE_DATA;
    } else {
        info->base_pc = (byte *)q->below;
        info->size = end - q->below;
        info->prot = DR_MEMPROT_NONE;
        info->type = DR_MEMTYPE_FREE;
    }
}

static bool
is_own(uintptr_t pc)
{
    uintptr_t start, end;

    return os_mem_find_own(pc, &start, &end) && pc >= start && pc < end;
}

static bool
is_pretended(uintptr_t pc, int prot)
{
    enum { MOST_TRIES = 1000 };
    struct drcontext *c = drcontext_self();
    bool is_protected;

    if ((prot & OS_PROT_WRITE) == 0)
        return false;
    if (c != NULL && c->in_block_event) /* its thread has the lock */
        return code_pages_is_protected(pc);
    /* Who has it may be a block event that waits for a lock of the client's, which the caller has. */
    for (int i = 0; !lock_try(&lock_build); i++) {
        if (i == MOST_TRIES)
            return false;
        os_thread_yield();
    }
    is_protected = code_pages_is_protected(pc);
    lock_release(&lock_build);
    return is_protected;
}

DR_API bool
dr_query_memory_ex(const byte *pc, dr_mem_info_t *info)
{
    struct kernel_query q = { .pc = (uintptr_t)pc };
    struct app_region region;

    if (app_map_find((uintptr_t)pc, &region)) {
        module_data_t *module = module_data_at((uintptr_t)pc);
        info->base_pc = (byte *)region.start;
        info->size = region.end - region.start;
        info->prot = (uint)region.prot | (is_pretended((uintptr_t)pc, region.prot) ? DR_MEMPROT_PRETEND_WRITE : 0);
        info->type = module != NULL ? DR_MEMTYPE_IMAGE : DR_MEMTYPE_DATA;
        module_data_free(module);
        return true;
    }
    if ((uintptr_t)pc >= os_mem_facts()->highest) {
        info->type = DR_MEMTYPE_ERROR;
        return false;
    }
    if (is_own((uintptr_t)pc))
        os_maps_iterate_own(look, &q);
    else
        os_maps_iterate(look, &q);
    fill_from_kernel(&q, info);
    return true;
}

DR_API bool
dr_query_memory(const byte *pc, byte **base_pc, size_t *size, uint *prot)
{
    dr_mem_info_t info;

    if (!dr_query_memory_ex(pc, &info) || info.type == DR_MEMTYPE_FREE)
        return false;
    if (base_pc != NULL)
        *base_pc = info.base_pc;
    if (size != NULL)
        *size = info.size;
    if (prot != NULL)
        *prot = info.prot;
    return true;
}

DR_API bool
dr_memory_is_readable(const byte *pc, size_t size)
{
    uintptr_t start = (uintptr_t)pc, end = start + size, page = os_mem_facts()->page;
    uint8_t byte_read;

    if (end < start)
        return false;
    for (uintptr_t at = start; at < end; at = align_down(at, page) + page)
        if (!os_safe_read((const void *)at, 1, &byte_read))
            return false;
    return true;
}

DR_API bool
dr_memory_is_dr_internal(const byte *pc)
{
    return is_own((uintptr_t)pc);
}

DR_API bool
dr_memory_is_in_client(const byte *pc)
{
    return library_at((uintptr_t)pc) != NULL;
}
