/* tests/client/test_client_elf.c - loads a sample library and runs it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/client/load_bytes.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint8_t *file;
static size_t file_size;
static struct loaded lib;

static int
import_function(int x)
{
    return x * 3;
}

static int import_variable[2] = { 11, 12 };

static uintptr_t
find(void *context, const char *name)
{
    const struct elf_sym *s = elf_find_symbol(&lib.image, name);

    (void)context;
    if (s != NULL && (s->info & 15) == ELF_STT_GNU_IFUNC)
        return ((uintptr_t(*)(void))(lib.image.bias + s->value))();
    if (s != NULL)
        return lib.image.bias + s->value;
    if (strcmp(name, "import_function") == 0)
        return (uintptr_t)import_function;
    return strcmp(name, "import_variable") == 0 ? (uintptr_t)import_variable : 0;
}

static uintptr_t
choose(void *context, uintptr_t function)
{
    (void)context;
    return ((uintptr_t(*)(void))function)();
}

static const struct elf_resolver resolver = { find, choose, NULL };

static uintptr_t
address_of(const char *name)
{
    const struct elf_sym *s = elf_find_symbol(&lib.image, name);

    assert_non_null(s);
    return lib.image.bias + s->value;
}

static void
loads_and_runs(void **state)
{
    const char *what = NULL;
    uintptr_t *init;

    (void)state;
    assert_null(load_bytes(file, file_size, &lib));
    assert_int_equal(elf_relocate(&lib.image, &resolver, &what), ELF_RELOCATED);
    assert_ptr_equal(*(int **)address_of("pointer_into_import"), &import_variable[1]);
    assert_ptr_equal(*(int **)address_of("pointer_to_exported"), (int *)address_of("exported_value"));
    assert_int_equal(lib.image.tag[ELF_DT_INIT_ARRAYSZ], sizeof(uintptr_t));
    init = elf_at(&lib.image, lib.image.tag[ELF_DT_INIT_ARRAY], sizeof *init);
    assert_true(elf_is_code(&lib.image, *init));
    ((void (*)(void))*init)();
    assert_int_equal(((int (*)(int))address_of("use_everything"))(5), 15 + 11 + 7 + 42 + 99 + 1);
    loaded_free(&lib);
}

static void
finds_symbols(void **state)
{
    const struct elf_sym *s, *below;

    (void)state;
    assert_null(load_bytes(file, file_size, &lib));
    assert_null(elf_find_symbol(&lib.image, "import_function"));
    assert_null(elf_find_symbol(&lib.image, "chosen"));
    assert_null(elf_find_symbol(&lib.image, ""));
    s = elf_find_symbol(&lib.image, "use_everything");
    assert_non_null(s);
    below = elf_symbol_below(&lib.image, s->value + 3);
    assert_ptr_equal(below, s);
    loaded_free(&lib);
}

static uintptr_t
find_nothing(void *context, const char *name)
{
    (void)context;
    (void)name;
    return 0;
}

static void
names_what_is_missing(void **state)
{
    const struct elf_resolver nothing = { find_nothing, choose, NULL };
    const char *what = NULL;

    (void)state;
    assert_null(load_bytes(file, file_size, &lib));
    assert_int_equal(elf_relocate(&lib.image, &nothing, &what), ELF_UNRESOLVED);
    assert_non_null(what);
    assert_string_not_equal(what, "not_there"); /* weak */
    loaded_free(&lib);
}

static void
refuses(void **state)
{
    static const uint8_t text[] = "#!/bin/sh\nexit 0\n";
    uint8_t *copy = malloc(file_size);

    (void)state;
    assert_string_equal(load_bytes(text, sizeof text, &lib), "not an ELF file");
    assert_string_equal(load_bytes(text, 0, &lib), "not an ELF file");
    assert_string_equal(load_bytes(file, 40, &lib), "truncated or corrupt");
    assert_string_equal(load_bytes(file, 100, &lib), "truncated or corrupt");
    assert_string_equal(load_bytes(file, file_size / 4, &lib), "truncated or corrupt");
    memcpy(copy, file, file_size);
    copy[ELF_CLASS] = 3 - ELF_CLASS_HERE;
    assert_non_null(strstr(load_bytes(copy, file_size, &lib), "-bit library"));
    memcpy(copy, file, file_size);
    copy[18] = ELF_MACHINE_AARCH64;
    assert_string_equal(load_bytes(copy, file_size, &lib), "for another kind of processor");
    copy[18] = ELF_MACHINE_HERE;
    copy[16] = ELF_TYPE_EXEC;
    assert_string_equal(load_bytes(copy, file_size, &lib), "an executable, not a shared library");
    free(copy);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads_and_runs),
        cmocka_unit_test(finds_symbols),
        cmocka_unit_test(names_what_is_missing),
        cmocka_unit_test(refuses),
    };
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;

    if (f == NULL)
        return 2;
    file = malloc(1 << 20);
    file_size = fread(file, 1, 1 << 20, f);
    fclose(f);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(file);
    return failed;
}
