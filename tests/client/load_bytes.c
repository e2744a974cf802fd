/* tests/client/load_bytes.c - a library in memory from the bytes of its file. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/client/load_bytes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

const char *
load_bytes(const uint8_t *bytes, size_t size, struct loaded *l)
{
    const char *wrong = elf_plan_read(bytes, MIN(size, (size_t)ELF_HEAD_SIZE), size, PAGE, &l->plan);

    l->memory = NULL;
    if (wrong != NULL)
        return wrong;
    l->size = l->plan.high - l->plan.low;
    l->memory = mmap(NULL, l->size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (l->memory == MAP_FAILED)
        abort();
    for (unsigned i = 0; i < l->plan.count; i++) {
        const struct elf_segment *s = &l->plan.segment[i];
        uintptr_t start = s->start & ~(uintptr_t)(PAGE - 1);
        uint8_t *at = l->memory + (s->start - l->plan.low);
        mprotect(l->memory + (start - l->plan.low), s->end - start, PROT_READ | PROT_WRITE);
        memcpy(at, bytes + s->offset, s->file_end - s->start);
        mprotect(l->memory + (start - l->plan.low), s->end - start,
                 PROT_READ | (s->is_writable ? PROT_WRITE : 0) | (s->is_executable ? PROT_EXEC : 0));
    }
    wrong = elf_image_read(&l->plan, (uintptr_t)l->memory - l->plan.low, &l->image);
    if (wrong != NULL)
        loaded_free(l);
    return wrong;
}

void
loaded_free(struct loaded *l)
{
    if (l->memory != NULL)
        munmap(l->memory, l->size);
    l->memory = NULL;
}
