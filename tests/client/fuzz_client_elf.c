/* tests/client/fuzz_client_elf.c - the ELF reader on damaged libraries: it must refuse or read, never crash. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: fuzz_client_elf SAMPLE COUNT [SEED]: damages the sample COUNT times and reads each result.
 * LLVMFuzzerTestOneInput is there for libFuzzer (-fsanitize=fuzzer with -DLIBFUZZER). */
#include "tests/client/load_bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uintptr_t
find(void *context, const char *name)
{
    const struct elf_sym *s = elf_find_symbol(context, name);

    return s == NULL ? 0x1000 : s->value;
}

static uintptr_t
do_not_run(void *context, uintptr_t function)
{
    (void)context;
    return function;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct loaded l;
    const char *what = NULL, *s;
    size_t at = 0, length = 0;

    if (load_bytes(data, size, &l) != NULL)
        return 0;
    struct elf_resolver resolver = { find, do_not_run, &l.image };
    while ((s = elf_next_string(&l.image, ELF_DT_NEEDED, &at)) != NULL)
        length += strlen(s);
    if (elf_find_symbol(&l.image, "dr_client_main") != NULL)
        length++;
    if (elf_relocate(&l.image, &resolver, &what) == ELF_UNRESOLVED)
        length += strlen(what);
    if (elf_symbol_below(&l.image, l.plan.low + l.size / 2) != NULL)
        length++;
    loaded_free(&l);
    return length == (size_t)-1;
}

#ifndef LIBFUZZER
static uint64_t state;

static uint64_t
number(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* Values that sums and comparisons get wrong. */
static const uint64_t odd_values[] = { 0, 1, 7, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, UINT64_MAX, 4096 };

static void
damage(uint8_t *data, size_t size)
{
    for (uint64_t n = 1 + number() % 6; n > 0; n--) {
        size_t head = number() % 2 ? 1024 : 5000;
        size_t range = number() % 3 == 0 ? size : MIN(size, head);
        size_t where = number() % range, width = (size_t)1 << number() % 4;
        uint64_t value = number() % 2 ? odd_values[number() % ARRAY_SIZE(odd_values)] : number() >> number() % 64;
        where &= ~(width - 1);
        memcpy(data + where, &value, MIN(width, size - where));
    }
}

int
main(int argc, char **argv)
{
    FILE *f = argc > 2 ? fopen(argv[1], "rb") : NULL;
    uint8_t *file = malloc(1 << 20);
    size_t size = f == NULL ? 0 : fread(file, 1, 1 << 20, f);
    long rounds = argc > 2 ? atol(argv[2]) : 0;

    state = argc > 3 ? strtoull(argv[3], NULL, 0) * 0x9e3779b97f4a7c15 : 88172645463325252;
    if (size == 0)
        return 2;
    fclose(f);
    LLVMFuzzerTestOneInput(file, size);
    for (long i = 0; i < rounds; i++) {
        size_t part = number() % 8 == 0 ? number() % size + 1 : size;
        uint8_t *copy = malloc(part); /* exactly as long, so that reading past it is noticed */
        memcpy(copy, file, part);
        damage(copy, part);
        LLVMFuzzerTestOneInput(copy, part);
        free(copy);
    }
    free(file);
    return 0;
}
#endif
