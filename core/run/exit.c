/* core/run/exit.c - the end of threads and of the process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/exit.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"

void
process_about_to_exit(struct thread *t)
{
    UNUSED(t);
    if (options.stats)
        stats_print();
}
