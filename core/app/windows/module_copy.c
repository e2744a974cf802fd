/* core/app/windows/module_copy.c - what clients are told of one module. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module_copy.h"

#include "os/base/string.h"

module_data_t *
module_data_create(const struct module *m)
{
    module_data_t values;
    void *nothing;

    memset(&values, 0, sizeof values);
    values.start = (app_pc)m->start;
    values.end = (app_pc)m->end;
    values.entry_point = (app_pc)m->entry;
    values.module_internal_size = m->end - m->start;
    values.file_version.version = MODULE_FILE_VERSION_INVALID;
    values.product_version.version = MODULE_FILE_VERSION_INVALID;
    values.preferred_base = (app_pc)m->preferred;
    return module_copy_build(&values, m->path, m->soname, 0, &nothing);
}

module_data_t *
module_data_copy(const module_data_t *data)
{
    void *nothing;

    return module_copy_build(data, data->full_path, data->names.module_name, 0, &nothing);
}
