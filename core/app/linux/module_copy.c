/* core/app/linux/module_copy.c - what clients are told of one module. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module_copy.h"

#include "os/base/string.h"

static module_data_t *
build(const module_data_t *values, const module_segment_data_t *segments, const char *path, const char *module_name)
{
    size_t size = values->num_segments * sizeof *segments;
    void *copy;
    module_data_t *data = module_copy_build(values, path, module_name, size, &copy);

    data->segments = memcpy(copy, segments, size);
    return data;
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
