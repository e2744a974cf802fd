/* core/app/view.h - shows the application its own protections, not those we gave its pages. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_VIEW_H
#define CORE_APP_VIEW_H
#include "os/app_view.h"

/* From here on /proc/self/maps and the like show what app_map knows.
 * Context: start */
/* `signals` as in os/app_view.h. */
void app_view_init(bool (*signals)(uintptr_t tid, struct app_view_signals *out));

#endif
