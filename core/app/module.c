/* core/app/module.c - keeps the list of modules. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module.h"

#include "core/app/map.h"
#include "core/rt/events.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "os/app_maps.h"
#include "os/base/log.h"
#include "os/base/string.h"
#include "os/image.h"
#include "os/mem.h"

static struct module *modules; /* newest first; guarded by lock_modules */
static volatile uint32_t is_stale = 1;
static volatile uint32_t unannounced; /* modules in the list that no event was raised for */

void
modules_note_change(void)
{
    ATOMIC_STORE(&is_stale, 1);
}

static struct module *
find_locked(uintptr_t address)
{
    for (struct module *m = modules; m != NULL; m = m->next)
        if (address >= m->start && address < m->end)
            return m;
    return NULL;
}

/* One walk over the mappings. A module shows as a mapping of the beginning of a file, and behind it an
 * executable one of the same file (the same mapping perhaps). */
struct search {
    uintptr_t head; /* start of the last mapping that began a file */
    uint64_t inode;
    char path[4096];
    struct module *found; /* new ones, newest first */
};

static bool
is_candidate(const struct os_map_line *line)
{
    return line->inode != 0 || strcmp(line->path, "[vdso]") == 0;
}

static void
look_at(const struct os_map_line *line, void *arg)
{
    struct search *s = arg;
    struct app_region region;
    struct module *m;

    if (!is_candidate(line))
        return;
    if (line->offset == 0) {
        s->head = line->start;
        s->inode = line->inode;
        string_copy(s->path, line->path, sizeof s->path);
    }
    if ((line->prot & OS_PROT_EXEC) == 0 || s->head == 0 || line->inode != s->inode || strcmp(line->path, s->path) != 0)
        return;
    if (!app_map_find(line->start, &region))
        return; /* the runtime's own, or a client's */
    for (m = s->found; m != NULL && m->start != s->head; m = m->next)
        ;
    if (m != NULL || find_locked(s->head) != NULL)
        return;
    m = module_read(s->head, s->path, s->inode);
    if (m == NULL || m->start != s->head) {
        if (m != NULL)
            module_free(m);
        return;
    }
    m->next = s->found;
    s->found = m;
}

static void
mark_main(struct module *m)
{
    const struct app_image *image = os_image();

    if (image != NULL && image->exe_base >= m->start && image->exe_base < m->end) {
        m->is_main = true;
        m->entry = image->exe_entry;
    }
}

/* Moves what was found to the list, oldest first. */
static void
enter_found(struct search *s)
{
    struct module *oldest = NULL;

    while (s->found != NULL) { /* turn the order round */
        struct module *m = s->found;
        s->found = m->next;
        m->next = oldest;
        oldest = m;
    }
    while (oldest != NULL) {
        struct module *m = oldest;
        oldest = m->next;
        mark_main(m);
        m->next = modules;
        modules = m;
        unannounced++;
        LOG(MODULEDB, 1, "module %s at %p to %p\n", m->path, (void *)m->start, (void *)m->end);
    }
}

static void
update(void)
{
    struct search *s;

    if (ATOMIC_XCHG(&is_stale, 0) == 0)
        return;
    s = heap_zalloc(sizeof *s);
    lock_acquire(&lock_modules);
    os_maps_iterate(look_at, s);
    enter_found(s);
    lock_release(&lock_modules);
    heap_free(s, sizeof *s);
}

/* A copy of the oldest module that no event has been raised for, which is marked; NULL if none. */
static module_data_t *
next_to_announce(void)
{
    struct module *oldest = NULL;
    module_data_t *data = NULL;

    lock_acquire(&lock_modules);
    for (struct module *m = modules; m != NULL; m = m->next)
        if (!m->is_announced)
            oldest = m;
    if (oldest != NULL) {
        oldest->is_announced = true;
        unannounced--;
        data = module_data_create(oldest);
    }
    lock_release(&lock_modules);
    return data;
}

void
modules_refresh(void *drcontext)
{
    void (*f)(void *, const module_data_t *, bool);
    module_data_t *data;

    update();
    while (drcontext != NULL && (data = next_to_announce()) != NULL) {
        EVENT_FOR_EACH(module_load, f)
            f(drcontext, data, true);
        module_data_free(data);
    }
}

bool
modules_have_news(uintptr_t address)
{
    const struct module *m;
    bool is_old;

    if (ATOMIC_LOAD(&is_stale) == 0 && ATOMIC_LOAD(&unannounced) == 0)
        return false;
    lock_acquire(&lock_modules);
    m = find_locked(address);
    is_old = m != NULL && m->is_announced;
    lock_release(&lock_modules);
    return !is_old;
}

bool
modules_overlap(uintptr_t start, uintptr_t end)
{
    bool found = false;

    lock_acquire(&lock_modules);
    for (const struct module *m = modules; m != NULL && !found; m = m->next)
        found = m->start < end && start < m->end;
    lock_release(&lock_modules);
    return found;
}

/* Takes the first module out whose beginning is in [start, end): without it, it is none. */
static struct module *
take_overlapping(uintptr_t start, uintptr_t end)
{
    struct module **link = &modules, *m;

    lock_acquire(&lock_modules);
    while ((m = *link) != NULL && !(m->start >= start && m->start < end))
        link = &m->next;
    if (m != NULL) {
        *link = m->next;
        unannounced -= !m->is_announced;
    }
    lock_release(&lock_modules);
    return m;
}

void
modules_before_unmap(void *drcontext, uintptr_t start, uintptr_t end)
{
    void (*f)(void *, const module_data_t *);
    struct module *m;

    while ((m = take_overlapping(start, end)) != NULL) {
        if (drcontext != NULL && m->is_announced && event_is_wanted(EVENT_module_unload)) {
            module_data_t *data = module_data_create(m);
            EVENT_FOR_EACH(module_unload, f)
                f(drcontext, data);
            module_data_free(data);
        }
        LOG(MODULEDB, 1, "module %s is gone\n", m->path);
        module_free(m);
        modules_note_change();
    }
}

bool
modules_are_shown(uintptr_t address)
{
    struct module *m;
    bool shown;

    lock_acquire(&lock_modules);
    m = find_locked(address);
    shown = m == NULL || !m->is_skipped;
    lock_release(&lock_modules);
    return shown;
}

bool
modules_set_shown(uintptr_t start, bool is_shown)
{
    struct module *m;

    lock_acquire(&lock_modules);
    m = find_locked(start);
    if (m != NULL)
        m->is_skipped = !is_shown;
    lock_release(&lock_modules);
    return m != NULL;
}

void
modules_visit(bool (*visit)(struct module *m, void *arg), void *arg)
{
    update();
    lock_acquire(&lock_modules);
    for (struct module *m = modules; m != NULL; m = m->next)
        if (!visit(m, arg))
            break;
    lock_release(&lock_modules);
}
