/* core/api/linux/module.c - segments of a module. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_modules.h"

DR_API bool
dr_module_contains_addr(const module_data_t *data, app_pc addr)
{
    for (uint i = 0; i < data->num_segments; i++)
        if (addr >= data->segments[i].start && addr < data->segments[i].end)
            return true;
    return false;
}
