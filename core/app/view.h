/* core/app/view.h - shows the application its own protections, not those we gave its pages. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_VIEW_H
#define CORE_APP_VIEW_H

/* From here on /proc/self/maps and the like show what app_map knows.
 * Context: start */
void app_view_init(void);

#endif
