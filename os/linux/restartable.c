/* os/linux/restartable.c - rseq: areas, descriptors of the application's and ours.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/restartable.h"
#include "os/base/types.h"
#include "os/linux/restartable.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include "os/safe.h"

enum { UNREGISTER = 1, ARENA = 1 << 20, LONGEST = 4096, MARK_SIZE = 4 };

struct k_rseq_cs {
    uint32_t version, flags;
    uint64_t start_ip, post_commit_offset, abort_ip;
};
STATIC_ASSERT(sizeof(struct k_rseq_cs) == 32);

static bool is_registered; /* by any thread */
static uint32_t mark;      /* all threads use the same */

/* Reserved whole: whether a pointer is ours shows in its value.  Guarded by the builder's lock. */
static struct k_rseq_cs *arena;
static uint32_t used;

intptr_t
restartable_call(const uintptr_t *args, uintptr_t *area)
{
    intptr_t r = sys4(__NR_rseq, args[0], args[1], args[2], args[3]);
    if (r != 0)
        return r;
    bool ends = (args[2] & UNREGISTER) != 0;
    *area = ends ? 0 : args[0];
    if (!ends) {
        mark = (uint32_t)args[3];
        is_registered = true;
    }
    return r;
}

bool
os_section_read(uintptr_t descriptor, struct os_section *out)
{
    struct k_rseq_cs cs;
    uint32_t found;
    if (!is_registered || !IS_ALIGNED(descriptor, sizeof(cs)) ||
        !os_safe_read((const void *)descriptor, sizeof(cs), &cs))
        return false;
    if (cs.version != 0 || cs.flags != 0 || cs.start_ip == 0 || cs.post_commit_offset == 0 ||
        cs.post_commit_offset > LONGEST || cs.abort_ip - cs.start_ip < cs.post_commit_offset ||
        !os_safe_read((const void *)(cs.abort_ip - MARK_SIZE), MARK_SIZE, &found) || found != mark)
        return false;
    *out = (struct os_section){ cs.start_ip, cs.start_ip + cs.post_commit_offset, cs.abort_ip };
    return true;
}

uint32_t
os_section_mark(void)
{
    return mark;
}

uintptr_t
os_section_describe(void)
{
    if (arena == NULL)
        arena = os_mem_alloc(ARENA, OS_PROT_READ | OS_PROT_WRITE);
    if (arena == NULL || used == ARENA / sizeof(*arena))
        return 0;
    return (uintptr_t)&arena[used++];
}

void
os_section_fill(uintptr_t descriptor, const struct os_section *s)
{
    struct k_rseq_cs *cs = (struct k_rseq_cs *)descriptor;
    cs->start_ip = s->start;
    cs->post_commit_offset = s->end - s->start;
    cs->abort_ip = s->abort;
}

void
os_section_forget(uintptr_t area)
{
    uint64_t pointer;
    static const uint64_t none;
    void *field = (void *)(area + OS_SECTION_FIELD);
    if (area != 0 && os_safe_read(field, sizeof(pointer), &pointer) &&
        pointer - (uintptr_t)arena < ARENA)
        os_safe_write(field, sizeof(none), &none);
}

bool
os_section_is_used(void)
{
    return used != 0;
}
