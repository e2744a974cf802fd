/* core/client/client_malloc.c - the malloc family for clients, on the runtime's heap. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/client_malloc.h"

#include "core/rt/heap.h"
#include "os/base/assert.h"
#include "os/base/string.h"

/* Stands right before what the client gets. */
struct header {
    size_t size;   /* what was asked for */
    size_t before; /* from the block's start to the client's part */
};

enum {
    ALIGNMENT = 16, /* of the heap, and of what malloc promises */
    BEFORE = 16,    /* room for the header that keeps the alignment */
    INVALID = 22,   /* EINVAL */
};

STATIC_ASSERT(sizeof(struct header) <= BEFORE);

/* Sizes above it cannot be had, and sums with it do not overflow. */
#define MOST (SIZE_MAX / 4)

static struct header *
header_of(void *p)
{
    return (struct header *)p - 1;
}

static void *
take(size_t before, size_t size)
{
    uint8_t *block, *p;

    if (size > MOST)
        return NULL;
    block = heap_alloc(before + size);
    p = block + before;
    *header_of(p) = (struct header){ size, before };
    return p;
}

void *
client_malloc(size_t size)
{
    return take(BEFORE, size);
}

void
client_free(void *p)
{
    struct header h;

    if (p == NULL)
        return;
    h = *header_of(p);
    if (h.before < BEFORE || h.size > MOST)
        FATAL("a client frees %p, which was not allocated or has been overwritten", p);
    header_of(p)->before = 0; /* so that freeing it again is noticed */
    heap_free((uint8_t *)p - h.before, h.before + h.size);
}

void *
client_calloc(size_t count, size_t size)
{
    size_t all;
    void *p;

    if (__builtin_mul_overflow(count, size, &all))
        return NULL;
    p = client_malloc(all);
    return p == NULL ? NULL : memset(p, 0, all);
}

void *
client_realloc(void *p, size_t size)
{
    size_t old;
    void *fresh;

    if (p == NULL)
        return client_malloc(size);
    if (size == 0) {
        client_free(p);
        return NULL;
    }
    old = header_of(p)->size;
    if (size <= old && old - size < 64)
        return p; /* the header keeps the block's size */
    fresh = client_malloc(size);
    if (fresh == NULL)
        return NULL;
    memcpy(fresh, p, MIN(old, size));
    client_free(p);
    return fresh;
}

void *
client_reallocarray(void *p, size_t count, size_t size)
{
    size_t all;

    return __builtin_mul_overflow(count, size, &all) ? NULL : client_realloc(p, all);
}

void *
client_memalign(size_t align, size_t size)
{
    uint8_t *block, *p;

    if (!is_pow2(align) || align > MOST || size > MOST)
        return NULL;
    if (align <= ALIGNMENT)
        return client_malloc(size);
    block = heap_alloc(align + BEFORE + size);
    p = (uint8_t *)align_up((uintptr_t)block + BEFORE, align);
    /* The tail that is not used counts as the client's, so that the sum is the block's size. */
    *header_of(p) = (struct header){ align + BEFORE + size - (size_t)(p - block), (size_t)(p - block) };
    return p;
}

int
client_posix_memalign(void **p, size_t align, size_t size)
{
    if (!is_pow2(align) || align % sizeof(void *) != 0)
        return INVALID;
    *p = client_memalign(align, size);
    return *p == NULL ? INVALID : 0;
}

size_t
client_malloc_usable_size(void *p)
{
    return p == NULL ? 0 : header_of(p)->size;
}

char *
client_strndup(const char *s, size_t max)
{
    size_t n = strnlen(s, max);
    char *copy = client_malloc(n + 1);

    memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *
client_strdup(const char *s)
{
    return client_strndup(s, MOST - 1);
}
