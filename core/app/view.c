/* core/app/view.c - shows the application its own protections, not those we gave its pages. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/view.h"
#include "core/app/map.h"
#include "os/base/types.h"

static int
protection(uintptr_t start, uintptr_t end, uintptr_t *until)
{
    struct app_region r;

    if (!app_map_find_next(start, &r) || r.start >= end)
        return APP_VIEW_AS_IS;
    if (r.start > start) {
        *until = r.start;
        return APP_VIEW_AS_IS;
    }
    *until = MIN(r.end, end);
    return r.prot;
}

void
app_view_init(bool (*signals)(uintptr_t tid, struct app_view_signals *out))
{
    static struct app_view view;

    view = (struct app_view){ .protection = protection, .signals = signals };
    os_app_view_set(&view);
}
