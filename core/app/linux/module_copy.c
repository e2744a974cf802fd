/* core/app/linux/module_copy.c - copies of what is known of one module, for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module.h"

#include "core/rt/heap.h"
#include "os/base/string.h"

/* One block: this, the segments, the strings. */
struct copy {
    module_data_t data;
    size_t size;
};

static struct copy *
copy_of(module_data_t *data)
{
    return (struct copy *)data; /* its first member */
}

static size_t
string_size(const char *s)
{
    return s == NULL ? 0 : strlen(s) + 1;
}

/* Copies S to *AT and moves on. */
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

/* Everything that points somewhere points into the block; PATH and MODULE_NAME may be NULL. */
static module_data_t *
build(const module_data_t *values, const module_segment_data_t *segments, const char *path, const char *module_name)
{
    size_t segments_size = values->num_segments * sizeof *segments;
    size_t size = sizeof(struct copy) + segments_size + string_size(path) + string_size(module_name);
    struct copy *c = heap_zalloc(size);
    char *at = (char *)(c + 1) + segments_size;

    c->size = size;
    c->data = *values;
    c->data.segments = memcpy(c + 1, segments, segments_size);
    c->data.full_path = place(&at, path);
    c->data.names.module_name = place(&at, module_name);
    c->data.names.file_name = path == NULL ? NULL : string_basename(c->data.full_path);
    return &c->data;
}

module_data_t *
module_data_create(const struct module *m)
{
    module_data_t values;
    module_segment_data_t segments[MODULE_MAX_SEGMENTS];

    memset(&values, 0, sizeof values);
    values.start = (app_pc)m->start;
    values.end = (app_pc)m->end;
    values.entry_point = (app_pc)m->entry;
    values.names.inode = m->inode;
    values.contiguous = m->is_contiguous;
    values.num_segments = m->segment_count;
    values.preferred_base = (app_pc)m->preferred;
    for (unsigned i = 0; i < m->segment_count; i++)
        segments[i] = (module_segment_data_t){ (app_pc)m->segment[i].start, (app_pc)m->segment[i].end,
                                               m->segment[i].prot, m->segment[i].offset };
    return build(&values, segments, m->path, m->soname);
}

module_data_t *
module_data_copy(const module_data_t *data)
{
    return build(data, data->segments, data->full_path, data->names.module_name);
}

void
module_data_free(module_data_t *data)
{
    if (data != NULL)
        heap_free(data, copy_of(data)->size);
}
