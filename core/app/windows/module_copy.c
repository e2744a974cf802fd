/* core/app/windows/module_copy.c - copies of what is known of one module, for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module.h"

#include "core/rt/heap.h"
#include "os/base/string.h"

/* One block: this, then the strings. */
struct copy {
    module_data_t data;
    size_t size;
};

static size_t
string_size(const char *s)
{
    return s == NULL ? 0 : strlen(s) + 1;
}

static char *
place(char **at, const char *s)
{
    size_t n = string_size(s);
    char *to = *at;

    if (s == NULL)
        return NULL;
    *at += n;
    return memcpy(to, s, n);
}

/* Both kinds of slash stand in paths. */
static const char *
file_part(const char *path)
{
    const char *last = path;

    for (const char *p = path; *p != '\0'; p++)
        if (*p == '\\' || *p == '/')
            last = p + 1;
    return last;
}

static module_data_t *
build(const module_data_t *values, const char *path, const char *module_name)
{
    size_t size = sizeof(struct copy) + string_size(path) + string_size(module_name);
    struct copy *c = heap_zalloc(size);
    char *at = (char *)(c + 1);

    c->size = size;
    c->data = *values;
    c->data.full_path = place(&at, path);
    c->data.names.module_name = place(&at, module_name);
    c->data.names.file_name = path == NULL ? NULL : file_part(c->data.full_path);
    return &c->data;
}

module_data_t *
module_data_create(const struct module *m)
{
    module_data_t values;

    memset(&values, 0, sizeof values);
    values.start = (app_pc)m->start;
    values.end = (app_pc)m->end;
    values.entry_point = (app_pc)m->entry;
    values.module_internal_size = m->end - m->start;
    values.file_version.version = MODULE_FILE_VERSION_INVALID;
    values.product_version.version = MODULE_FILE_VERSION_INVALID;
    values.preferred_base = (app_pc)m->preferred;
    return build(&values, m->path, m->soname);
}

module_data_t *
module_data_copy(const module_data_t *data)
{
    return build(data, data->full_path, data->names.module_name);
}

void
module_data_free(module_data_t *data)
{
    if (data != NULL)
        heap_free(data, ((struct copy *)data)->size);
}
