/* tests/client/sample.c - a library with every kind of relocation a client has; read by test_client_elf.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#define EXPORT __attribute__((visibility("default")))

extern int import_function(int x);
extern int import_variable;
extern int not_there(void) __attribute__((weak));

static int hidden_value = 7;
static int zeroes[5000];

EXPORT int exported_value = 42;
EXPORT int *const pointer_to_hidden = &hidden_value;
EXPORT int *pointer_to_exported = &exported_value;
EXPORT int *pointer_into_import = &import_variable + 1;

static int
chosen(void)
{
    return 99;
}

static void *
choose(void)
{
    return (void *)chosen;
}

EXPORT int
by_ifunc(void) __attribute__((ifunc("choose")));

static int constructed;

__attribute__((constructor)) static void
construct(void)
{
    constructed = 1;
}

EXPORT int
use_everything(int x)
{
    int sum = 0;

    for (int i = 0; i < 5000; i++)
        sum += zeroes[i];
    if (not_there)
        sum += 1000000;
    return sum + import_function(x) + import_variable + *pointer_to_hidden + *pointer_to_exported + by_ifunc() + constructed;
}
