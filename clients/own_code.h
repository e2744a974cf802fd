/* clients/own_code.h - whether code is the program's own, and not a library's. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_OWN_CODE_H
#define CLIENTS_OWN_CODE_H

#include "dr_api.h"

static inline bool
is_own_code(app_pc pc)
{
    static app_pc start, end;

    if (end == NULL) {
        module_data_t *m = dr_get_main_module();
        if (m == NULL)
            return false;
        start = m->start;
        end = m->end;
        dr_free_module_data(m);
    }
    return pc >= start && pc < end;
}

#endif
