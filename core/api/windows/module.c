/* core/api/windows/module.c - an image is contiguous: what a module holds. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_modules.h"

DR_API bool
dr_module_contains_addr(const module_data_t *data, app_pc addr)
{
    return addr >= data->start && addr < data->end;
}
