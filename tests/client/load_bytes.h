/* tests/client/load_bytes.h - a library in memory from the bytes of its file, as library_map.c does it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOAD_BYTES_H
#define LOAD_BYTES_H

#include "core/rt/elf.h"

struct loaded {
    struct elf_plan plan;
    struct elf_image image;
    uint8_t *memory; /* the plan's pages; freed with loaded_free() */
    size_t size;
};

/* NULL when it is all right, else what is wrong. */
const char *
load_bytes(const uint8_t *bytes, size_t size, struct loaded *l);

void
loaded_free(struct loaded *l);

#endif
