/* clients/linux/segments.c - parts of a mapped file, as the interface lists them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/segments.h"

uint
segments_of(const module_data_t *m, struct segment *out)
{
    uint n = 0;

    for (; n < m->num_segments && n < MOST_SEGMENTS; n++) {
        const module_segment_data_t *s = &m->segments[n];
        out[n] = (struct segment){ s->start, s->end, s->prot, s->offset };
    }
    return n;
}
