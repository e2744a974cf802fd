/* clients/segments.h - what parts a mapped executable or library has. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_SEGMENTS_H
#define CLIENTS_SEGMENTS_H

#include "dr_api.h"

enum { MOST_SEGMENTS = 64 };

struct segment {
    app_pc start, end;
    uint prot;     /* DR_MEMPROT_ */
    uint64 offset; /* in the file */
};

/* How many there are, at most MOST_SEGMENTS, sorted by address. */
uint
segments_of(const module_data_t *m, struct segment *out);

#endif
