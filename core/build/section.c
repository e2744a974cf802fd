/* core/build/section.c - sections of the application that the kernel may abort.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/section.h"
#include "os/base/log.h"
#include "os/restartable.h"

/* A program has a handful; the oldest are forgotten.  Guarded by lock_build. */
enum { MOST_SECTIONS = 256 };

struct section {
    uintptr_t descriptor;
    struct os_section range;
};
static struct section sections[MOST_SECTIONS];
static unsigned count, next;

void
section_notice(uintptr_t at)
{
    struct os_section s;
    if (!os_section_read(at, &s))
        return;
    for (unsigned i = 0; i < count; i++) {
        if (sections[i].descriptor == at) {
            sections[i].range = s;
            return;
        }
    }
    sections[next] = (struct section){ at, s };
    next = (next + 1) % MOST_SECTIONS;
    count = MAX(count, next);
    LOG(FRAGMENT, 1, "restartable section %p to %p\n", (void *)s.start, (void *)s.end);
}

/* The section may be gone, and something else be there. */
static const struct section *
find(app_addr end)
{
    struct os_section now;
    for (unsigned i = 0; i < count; i++) {
        const struct section *s = &sections[i];
        if (s->range.end == (uintptr_t)end && os_section_read(s->descriptor, &now) &&
            now.end == s->range.end)
            return s;
    }
    return NULL;
}

bool
section_ends_at(app_addr end)
{
    return count != 0 && find(end) != NULL;
}

bool
section_begin_commit(struct writer *w, app_addr pc, app_addr end, struct section_code *c)
{
    const struct section *s = find(end);
    c->ours = os_section_describe();
    if (s == NULL || c->ours == 0)
        return false;
    app_addr abort = (app_addr)s->range.abort;
    writer_place(w, pc, XL_META, XL_META_MAY_FAULT, 0);
    uint8_t *over = arch_emit_section_mark(&w->e, os_section_mark());
    c->abort = (uintptr_t)w->e.hot;
    writer_place(w, abort, XL_ABORT, 0, 0);
    arch_emit_section_restore(&w->e);
    writer_exit(w, abort, NULL, 0);
    arch_emit_section_over(&w->e, over);
    writer_place(w, pc, XL_META, XL_META_MAY_FAULT, 0);
    c->start = arch_emit_section_arm(&w->e, s->descriptor, c->ours, (uint8_t *)c->abort);
    return true;
}

void
section_end_commit(struct writer *w, const struct section_code *c)
{
    const struct os_section s = { (uintptr_t)c->start, (uintptr_t)w->e.hot, c->abort };
    os_section_fill(c->ours, &s);
}
