/* core/api/hashtable.c - the hash table for clients that do not use an extension's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/heap.h"
#include "dr_tools.h"
#include "os/base/hash.h"

struct entry {
    struct entry *next;
    ptr_uint_t key;
    void *payload;
};

struct table {
    struct entry **bucket;
    uint bits;
    uint load_percent;
    size_t count;
    void *lock; /* NULL without synchronization */
    void (*free_payload)(void *, void *);
};

static struct entry **
new_buckets(uint bits)
{
    return heap_zalloc(sizeof(struct entry *) << bits);
}

static struct entry **
bucket_of(struct entry **bucket, uint bits, ptr_uint_t key)
{
    return &bucket[hash_index(key, bits)];
}

static void
enter(struct table *t)
{
    if (t->lock != NULL)
        dr_mutex_lock(t->lock);
}

static void
leave(struct table *t)
{
    if (t->lock != NULL)
        dr_mutex_unlock(t->lock);
}

DR_API void *
dr_hashtable_create(void *drcontext, uint bits, uint load_factor_percent, bool synch, void (*free_payload_func)(void *, void *))
{
    struct table *t = heap_zalloc(sizeof *t);

    UNUSED(drcontext);
    t->bits = MAX(MIN(bits, 24U), 2U);
    t->load_percent = load_factor_percent == 0 ? 80 : load_factor_percent;
    t->bucket = new_buckets(t->bits);
    t->free_payload = free_payload_func;
    t->lock = synch ? dr_mutex_create() : NULL;
    return t;
}

static void
remove_all(void *drcontext, struct table *t)
{
    for (size_t i = 0; i < (size_t)1 << t->bits; i++)
        while (t->bucket[i] != NULL) {
            struct entry *e = t->bucket[i];
            t->bucket[i] = e->next;
            if (t->free_payload != NULL)
                t->free_payload(drcontext, e->payload);
            heap_free(e, sizeof *e);
        }
    t->count = 0;
}

DR_API void
dr_hashtable_clear(void *drcontext, void *htable)
{
    enter(htable);
    remove_all(drcontext, htable);
    leave(htable);
}

DR_API void
dr_hashtable_destroy(void *drcontext, void *htable)
{
    struct table *t = htable;

    remove_all(drcontext, t);
    heap_free(t->bucket, sizeof(struct entry *) << t->bits);
    if (t->lock != NULL)
        dr_mutex_destroy(t->lock);
    heap_free(t, sizeof *t);
}

static struct entry **
find(struct table *t, ptr_uint_t key)
{
    struct entry **link = bucket_of(t->bucket, t->bits, key);

    while (*link != NULL && (*link)->key != key)
        link = &(*link)->next;
    return link;
}

DR_API void *
dr_hashtable_lookup(void *drcontext, void *htable, ptr_uint_t key)
{
    struct table *t = htable;
    struct entry *e;
    void *payload;

    UNUSED(drcontext);
    enter(t);
    e = *find(t, key);
    payload = e == NULL ? NULL : e->payload;
    leave(t);
    return payload;
}

static void
grow(struct table *t)
{
    struct entry **bucket;

    if (t->count * 100 <= ((size_t)t->load_percent << t->bits) || t->bits >= 28)
        return;
    bucket = new_buckets(t->bits + 1);
    for (size_t i = 0; i < (size_t)1 << t->bits; i++)
        while (t->bucket[i] != NULL) {
            struct entry *e = t->bucket[i], **to = bucket_of(bucket, t->bits + 1, e->key);
            t->bucket[i] = e->next;
            e->next = *to;
            *to = e;
        }
    heap_free(t->bucket, sizeof(struct entry *) << t->bits);
    t->bucket = bucket;
    t->bits++;
}

DR_API void
dr_hashtable_add(void *drcontext, void *htable, ptr_uint_t key, void *payload)
{
    struct table *t = htable;
    struct entry *e;

    enter(t);
    e = *find(t, key);
    if (e != NULL) {
        if (t->free_payload != NULL && e->payload != payload)
            t->free_payload(drcontext, e->payload);
        e->payload = payload;
    } else {
        struct entry **to = bucket_of(t->bucket, t->bits, key);
        e = heap_alloc(sizeof *e);
        *e = (struct entry){ *to, key, payload };
        *to = e;
        t->count++;
        grow(t);
    }
    leave(t);
}

DR_API bool
dr_hashtable_remove(void *drcontext, void *htable, ptr_uint_t key)
{
    struct table *t = htable;
    struct entry **link, *e;

    enter(t);
    link = find(t, key);
    e = *link;
    if (e != NULL) {
        *link = e->next;
        t->count--;
        if (t->free_payload != NULL)
            t->free_payload(drcontext, e->payload);
        heap_free(e, sizeof *e);
    }
    leave(t);
    return e != NULL;
}
