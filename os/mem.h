/* os/mem.h - memory from the kernel, for the runtime's own use.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Nothing here is ever seen by the application's allocator.  Addresses are chosen by the
 * caller when they matter (code within reach of a module) and by the kernel otherwise.
 */
#ifndef OS_MEM_H
#define OS_MEM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OS_PROT_NONE = 0, OS_PROT_READ = 1, OS_PROT_WRITE = 2, OS_PROT_EXEC = 4 };

struct mem_facts {
    size_t page;       /* protection granularity, bytes */
    size_t granule;    /* allocation granularity, bytes */
    uintptr_t lowest;  /* first address that can be mapped */
    uintptr_t highest; /* first address past user space */
    uintptr_t low_near; /* downwards from here, below 2 GB, no library has an address that it is linked for */
    bool maps_unasked; /* the kernel maps code for the application without a call for that */
};
const struct mem_facts *os_mem_facts(void);

/* Fresh zeroed memory, rounded up to pages; NULL when the kernel refuses. */
void *os_mem_alloc(size_t size, int prot);

/* The same at exactly `where`; NULL when anything is mapped there already. */
void *os_mem_alloc_at(uintptr_t where, size_t size, int prot);

/* The same somewhere inside [lo, hi), as near to `near` as is found quickly. */
void *os_mem_alloc_within(uintptr_t lo, uintptr_t hi, uintptr_t near, size_t size, int prot);

void os_mem_free(void *p, size_t size);
bool os_mem_protect(void *p, size_t size, int prot);

/* How much address space the process may have (`ulimit -v`): what is only reserved counts, too.
 * SIZE_MAX: all that there is. */
size_t os_mem_limit(void);

/* From now on the range counts as the application's, which sees it. */
void os_mem_give_away(void *p, size_t size);

/* Makes the pages present at once, where the kernel can: cheaper than a fault for each of them, for
 * pages that will be written soon.  Only a wish. */
void os_mem_populate(void *p, size_t size);

/* Gives the contents back to the kernel; the range stays mapped and reads as zero. */
void os_mem_discard(void *p, size_t size);

/* The first range of the runtime's own that ends after FROM: its image, and what these functions
 * and os_map_* have mapped and not freed. False: there is none.
 * Context: any */
bool os_mem_find_own(uintptr_t from, uintptr_t *start, uintptr_t *end);

#endif
