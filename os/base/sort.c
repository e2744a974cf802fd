/* os/base/sort.c - qsort and bsearch. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Heap sort: no memory, no recursion, no bad case. Clients sort a few thousand entries at exit; the
 * factor to quicksort does not matter there.
 */
#include "os/base/fmt.h"

static void
swap(unsigned char *a, unsigned char *b, size_t size)
{
    for (; size > 0; size--, a++, b++) {
        unsigned char t = *a;
        *a = *b;
        *b = t;
    }
}

struct array {
    unsigned char *base;
    size_t size;
    int (*compare)(const void *, const void *);
};

static unsigned char *
at(const struct array *a, size_t i)
{
    return a->base + i * a->size;
}

/* Lets element I sink to where no child is greater. */
static void
sink(const struct array *a, size_t i, size_t count)
{
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= count)
            return;
        if (child + 1 < count && a->compare(at(a, child), at(a, child + 1)) < 0)
            child++;
        if (a->compare(at(a, i), at(a, child)) >= 0)
            return;
        swap(at(a, i), at(a, child), a->size);
        i = child;
    }
}

void
qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    struct array a = { base, size, compare };

    if (count < 2 || size == 0)
        return;
    for (size_t i = count / 2; i-- > 0;)
        sink(&a, i, count);
    for (size_t i = count - 1; i > 0; i--) {
        swap(at(&a, 0), at(&a, i), size);
        sink(&a, 0, i);
    }
}

void *
bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    const unsigned char *p = base;

    while (count > 0) {
        const unsigned char *middle = p + count / 2 * size;
        int order = compare(key, middle);
        if (order == 0)
            return (void *)(uintptr_t)middle;
        if (order > 0) {
            p = middle + size;
            count -= count / 2 + 1;
        } else {
            count /= 2;
        }
    }
    return NULL;
}
