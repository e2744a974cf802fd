/* core/rt/stats.h - counters of the runtime's cold paths.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_RT_STATS_H
#define CORE_RT_STATS_H
#include <stdint.h>

struct stats {
#define STAT(name, text) uint64_t name;
#include "core/rt/stats.def"
#undef STAT
};
extern struct stats stats;

/* Not exact when threads race: a counter may lose a step, never its meaning. */
#define STATS_INC(name) (stats.name++)
#define STATS_ADD(name, n) (stats.name += (uint64_t)(n))

void stats_print(void);

#endif
