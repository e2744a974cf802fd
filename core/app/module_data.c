/* core/app/module_data.c - finds modules for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module.h"

#include "core/rt/heap.h"
#include "os/base/string.h"
#include "os/file.h"

struct wanted {
    uintptr_t address;
    const char *name;
    bool is_main;
    module_data_t *found;
};

static bool
take_if_wanted(struct module *m, void *arg)
{
    struct wanted *w = arg;
    const char *own = m->soname != NULL ? m->soname : os_file_name(m->path);

    if (w->is_main ? m->is_main : w->name != NULL ? strcmp(own, w->name) == 0 : w->address >= m->start && w->address < m->end)
        w->found = module_data_create(m);
    return w->found == NULL;
}

static module_data_t *
find(struct wanted w)
{
    modules_visit(take_if_wanted, &w);
    return w.found;
}

module_data_t *
module_data_at(uintptr_t address)
{
    return find((struct wanted){ .address = address });
}

module_data_t *
module_data_by_name(const char *name)
{
    return find((struct wanted){ .name = name });
}

module_data_t *
module_data_main(void)
{
    return find((struct wanted){ .is_main = true });
}

struct all {
    module_data_t **data;
    size_t count, room;
};

static bool
take_all(struct module *m, void *arg)
{
    struct all *a = arg;

    if (a->count == a->room) {
        size_t room = a->room == 0 ? 32 : a->room * 2;
        a->data = a->data == NULL ? heap_alloc(room * sizeof *a->data) : heap_resize(a->data, a->room * sizeof *a->data, room * sizeof *a->data);
        a->room = room;
    }
    a->data[a->count++] = module_data_create(m);
    return true;
}

module_data_t **
module_data_all(size_t *count)
{
    struct all a = { NULL, 0, 0 };

    modules_visit(take_all, &a);
    *count = a.count;
    if (a.data != NULL)
        a.data = heap_resize(a.data, a.room * sizeof *a.data, MAX(a.count, 1U) * sizeof *a.data);
    return a.data;
}
