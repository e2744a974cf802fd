/* core/rt/heap.c - size classes over pages from the kernel.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/rt/stats.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/mem.h"

enum {
    STEP = 16,           /* smallest class and their distance up to SMALL */
    SMALL = 512,         /* beyond: four classes per power of two */
    LARGE = 64 * 1024,   /* beyond: straight from the kernel */
    CHUNK = 512 * 1024,  /* what is asked of the kernel at a time */
    READY = 64 * 1024,   /* what is made present at a time */
    CLASSES = SMALL / STEP + 4 * 7 + 1,
};

struct free_block {
    struct free_block *next;
};

static struct free_block *free_lists[CLASSES];
static char *chunk_cur, *chunk_ready, *chunk_end;

/* The class of a size and the size of its blocks. */
static unsigned
class_of(size_t size, size_t *block)
{
    if (size <= SMALL) {
        unsigned c = size == 0 ? 0 : (unsigned)((size - 1) / STEP);
        *block = (size_t)(c + 1) * STEP;
        return c;
    }
    unsigned top = 63u - (unsigned)__builtin_clzll((unsigned long long)(size - 1)); /* >= 9 */
    size_t quarter = (size_t)1 << (top - 2);
    unsigned part = (unsigned)((size - 1 - ((size_t)1 << top)) / quarter);
    *block = ((size_t)1 << top) + (part + 1) * quarter;
    return SMALL / STEP + (top - 9) * 4 + part;
}

/* Large enough to go on with for a while. */
enum { RESERVE = 2 * 1024 * 1024 };
static void *reserve;
volatile uint32_t heap_low;

void
heap_keep_reserve(void)
{
    reserve = os_mem_alloc(RESERVE, OS_PROT_READ | OS_PROT_WRITE);
}

bool
heap_take_low(void)
{
    if (__atomic_exchange_n(&heap_low, 0, __ATOMIC_SEQ_CST) == 0)
        return false;
    if (reserve == NULL)
        heap_keep_reserve();
    return true;
}

static void *
use_reserve(size_t size)
{
    void *r = __atomic_exchange_n(&reserve, NULL, __ATOMIC_SEQ_CST);
    if (r == NULL)
        return NULL;
    os_mem_free(r, RESERVE);
    heap_low = 1;
    return os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
}

static void *
from_kernel(size_t size)
{
    void *p = os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
    if (p == NULL)
        p = use_reserve(size);
    if (p == NULL)
        FATAL("out of memory: the kernel refused %zu bytes for the runtime", size);
    return p;
}

static void *
carve(size_t block)
{
    if ((size_t)(chunk_end - chunk_cur) < block) {
        chunk_cur = chunk_ready = from_kernel(CHUNK);
        chunk_end = chunk_cur + CHUNK;
    }
    void *p = chunk_cur;
    chunk_cur += block;
    while (chunk_cur > chunk_ready) {
        os_mem_populate(chunk_ready, READY);
        chunk_ready += READY;
    }
    return p;
}

void *
heap_alloc(size_t size)
{
    if (size > LARGE)
        return from_kernel(size);
    size_t block;
    unsigned c = class_of(size, &block);
    lock_acquire(&lock_heap);
    struct free_block *b = free_lists[c];
    if (b != NULL)
        free_lists[c] = b->next;
    else
        b = carve(block);
    stats.heap_bytes += block;
    lock_release(&lock_heap);
    return b;
}

void *
heap_zalloc(size_t size)
{
    /* What comes from the kernel is zero, and need not be present yet. */
    return size > LARGE ? from_kernel(size) : memset(heap_alloc(size), 0, size);
}

void
heap_free(void *p, size_t size)
{
    if (p == NULL)
        return;
    if (size > LARGE) {
        os_mem_free(p, size);
        return;
    }
    size_t block;
    unsigned c = class_of(size, &block);
    lock_acquire(&lock_heap);
    struct free_block *b = p;
    b->next = free_lists[c];
    free_lists[c] = b;
    stats.heap_bytes -= block;
    lock_release(&lock_heap);
}

void *
heap_resize(void *p, size_t old_size, size_t new_size)
{
    void *q = heap_alloc(new_size);
    if (p != NULL) {
        memcpy(q, p, old_size < new_size ? old_size : new_size);
        heap_free(p, old_size);
    }
    return q;
}
