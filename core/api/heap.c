/* core/api/heap.c - memory for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/heap.h"

#include "core/app/map.h"
#include "core/client/client_malloc.h"
#include "core/rt/drcontext.h"
#include "dr_os_utils.h"
#include "dr_tools.h"
#include "os/mem.h"

/* DR_MEMPROT_ bits and the contract's are the same where both have them. */
STATIC_ASSERT(DR_MEMPROT_READ == OS_PROT_READ && DR_MEMPROT_WRITE == OS_PROT_WRITE && DR_MEMPROT_EXEC == OS_PROT_EXEC);

enum { LOW_FIRST = 0x10000000 };
#define LOW_END ((uintptr_t)0x7fff0000)

static int
os_prot(uint prot)
{
    return (int)(prot & (DR_MEMPROT_READ | DR_MEMPROT_WRITE | DR_MEMPROT_EXEC));
}

DR_API void *
dr_thread_alloc(void *drcontext, size_t size)
{
    UNUSED(drcontext);
    return heap_alloc(size);
}

DR_API void
dr_thread_free(void *drcontext, void *mem, size_t size)
{
    UNUSED(drcontext);
    if (mem != NULL)
        heap_free(mem, size);
}

DR_API void *
dr_global_alloc(size_t size)
{
    return heap_alloc(size);
}

DR_API void
dr_global_free(void *mem, size_t size)
{
    if (mem != NULL)
        heap_free(mem, size);
}

/* What every part of the cache reaches: an address of 31 bits. Elsewhere if there is no more room. */
static void *
alloc_reachable(size_t size, uint prot)
{
    void *p = os_mem_alloc_within(LOW_FIRST, LOW_END, os_mem_facts()->low_near, size, os_prot(prot));

    return p != NULL ? p : os_mem_alloc(size, os_prot(prot));
}

DR_API void *
dr_nonheap_alloc(size_t size, uint prot)
{
    return alloc_reachable(size, prot);
}

DR_API void
dr_nonheap_free(void *mem, size_t size)
{
    if (mem != NULL)
        os_mem_free(mem, size);
}

/* Makes fresh pages the application's. */
static void
give_to_app(void *p, size_t size, uint prot)
{
    os_mem_give_away(p, size);
    app_map_add((uintptr_t)p, align_up((uintptr_t)p + size, os_mem_facts()->page), os_prot(prot), false);
}

DR_API void *
dr_raw_mem_alloc(size_t size, uint prot, void *addr)
{
    void *p = addr != NULL ? os_mem_alloc_at((uintptr_t)addr, size, os_prot(prot)) : os_mem_alloc(size, os_prot(prot));

    if (p != NULL)
        give_to_app(p, size, prot);
    return p;
}

DR_API bool
dr_raw_mem_free(void *addr, size_t size)
{
    os_mem_free(addr, size);
    app_map_remove((uintptr_t)addr, align_up((uintptr_t)addr + size, os_mem_facts()->page));
    return true;
}

static void *
alloc_pages(dr_alloc_flags_t flags, size_t size, uint prot, void *addr)
{
    void *p;

    if ((flags & DR_ALLOC_FIXED_LOCATION) != 0)
        p = os_mem_alloc_at((uintptr_t)addr, size, os_prot(prot));
    else if ((flags & DR_ALLOC_LOW_2GB) != 0)
        p = os_mem_alloc_within(LOW_FIRST, LOW_END, os_mem_facts()->low_near, size, os_prot(prot));
    else if ((flags & DR_ALLOC_CACHE_REACHABLE) != 0)
        p = alloc_reachable(size, prot);
    else
        p = os_mem_alloc(size, os_prot(prot));
    if (p != NULL && (flags & DR_ALLOC_NON_DR) != 0)
        give_to_app(p, size, prot);
    return p;
}

DR_API void *
dr_custom_alloc(void *drcontext, dr_alloc_flags_t flags, size_t size, uint prot, void *addr)
{
    UNUSED(drcontext);
    if ((flags & (DR_ALLOC_RESERVE_ONLY | DR_ALLOC_COMMIT_ONLY)) != 0)
        return NULL;
    if ((flags & DR_ALLOC_NON_HEAP) != 0)
        return alloc_pages(flags, size, prot, addr);
    if ((flags & (DR_ALLOC_LOW_2GB | DR_ALLOC_FIXED_LOCATION | DR_ALLOC_NON_DR)) != 0)
        return NULL; /* these are for whole pages */
    if ((flags & DR_ALLOC_CACHE_REACHABLE) != 0)
        return alloc_reachable(size, DR_MEMPROT_READ | DR_MEMPROT_WRITE);
    return heap_alloc(size);
}

DR_API bool
dr_custom_free(void *drcontext, dr_alloc_flags_t flags, void *addr, size_t size)
{
    UNUSED(drcontext);
    if ((flags & (DR_ALLOC_NON_HEAP | DR_ALLOC_CACHE_REACHABLE)) != 0) {
        os_mem_free(addr, size);
        if ((flags & DR_ALLOC_NON_DR) != 0)
            app_map_remove((uintptr_t)addr, align_up((uintptr_t)addr + size, os_mem_facts()->page));
    } else {
        heap_free(addr, size);
    }
    return true;
}

DR_API void *
__wrap_malloc(size_t size)
{
    return client_malloc(size);
}

DR_API void *
__wrap_calloc(size_t nmemb, size_t size)
{
    return client_calloc(nmemb, size);
}

DR_API void *
__wrap_realloc(void *mem, size_t size)
{
    return client_realloc(mem, size);
}

DR_API void
__wrap_free(void *mem)
{
    client_free(mem);
}

DR_API char *
__wrap_strdup(const char *str)
{
    return client_strdup(str);
}
