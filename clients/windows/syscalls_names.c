/* clients/windows/syscalls_names.c - names of system calls, from the libraries that make them. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Numbers differ from one Windows to the next. ntdll and win32u export a function for each call, whose
 * first instructions load the number; how many parameters there are does not show. */
#include "clients/syscalls_names.h"

#include "clients/options.h"

enum { TABLES = 2, CALLS = 4096, IN_REGISTERS = 4, TABLE_SHIFT = 12 };

static struct syscall_name names[TABLES][CALLS];

/* mov r10, rcx; mov eax, number */
struct stub {
    byte code[4];
    byte number[4];
};

static const struct known {
    const char *name;
    byte count, strings;
} known[] = {
#define CALL(name, count, strings) { #name, count, strings },
#include "clients/windows/syscalls_nt.def"
#undef CALL
};

static int
compare(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b)
        a++, b++;
    return (byte)*a - (byte)*b;
}

static const struct known *
find(const char *name)
{
    size_t low = 0, high = sizeof known / sizeof known[0];

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(name, known[middle].name);
        if (order == 0)
            return &known[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static const char *
copy_of(const char *name)
{
    size_t n = 0;

    while (name[n] != '\0')
        n++;
    char *copy = dr_global_alloc(n + 1);
    for (size_t i = 0; i <= n; i++)
        copy[i] = name[i];
    return copy;
}

static bool
number_of(app_pc function, uint *number)
{
    static const byte begins[] = { 0x4c, 0x8b, 0xd1, 0xb8 };
    struct stub s;

    if (!dr_safe_read(function, sizeof s, &s, NULL))
        return false;
    for (size_t i = 0; i < sizeof begins; i++)
        if (s.code[i] != begins[i])
            return false;
    *number = (uint)s.number[0] | (uint)s.number[1] << 8;
    return (s.number[2] | s.number[3]) == 0 && *number >> TABLE_SHIFT < TABLES;
}

static void
read_exports(const module_data_t *m)
{
    dr_symbol_export_iterator_t *i = dr_symbol_export_iterator_start(m->handle);
    uint number;

    while (dr_symbol_export_iterator_hasnext(i)) {
        const dr_symbol_export_t *e = dr_symbol_export_iterator_next(i);
        if (e->name == NULL || e->name[0] != 'N' || e->name[1] != 't' || e->forward != NULL || !number_of(e->addr, &number))
            continue;
        struct syscall_name *n = &names[number >> TABLE_SHIFT][number % CALLS];
        if (n->name != NULL)
            continue;
        const struct known *k = find(e->name);
        n->count = k == NULL ? IN_REGISTERS : k->count;
        n->strings = k == NULL ? 0 : k->strings;
        n->name = copy_of(e->name); /* last: other threads look at it */
    }
    dr_symbol_export_iterator_stop(i);
}

static bool
is_named(const module_data_t *m, const char *name)
{
    const char *own = dr_module_preferred_name(m);

    for (; own != NULL && *own != '\0' && (*own | 0x20) == *name; name++)
        own++;
    return own != NULL && *own == '\0' && *name == '\0';
}

static void
on_module_load(void *drcontext, const module_data_t *m, bool loaded)
{
    (void)drcontext;
    (void)loaded;
    if (is_named(m, "ntdll.dll") || is_named(m, "win32u.dll"))
        read_exports(m);
}

void
syscall_names_init(void)
{
    dr_register_module_load_event(on_module_load);
}

const struct syscall_name *
syscall_name(int number)
{
    if (number < 0 || number >> TABLE_SHIFT >= TABLES)
        return NULL;
    const struct syscall_name *n = &names[number >> TABLE_SHIFT][number % CALLS];
    return n->name == NULL ? NULL : n;
}

/* The parameter leads to an object's attributes, and those to its name. */
bool
syscall_string(reg_t value, char *to, size_t size, size_t *length)
{
    struct {
        uint length;
        void *root;
        const void *name;
    } attributes;
    struct {
        ushort length, room;
        const ushort *text;
    } name = { 0 };
    size_t n;

    if (!dr_safe_read((const void *)value, sizeof attributes, &attributes, NULL))
        return false;
    if (attributes.name != NULL && !dr_safe_read(attributes.name, sizeof name, &name, NULL))
        return false;
    for (n = 0; n < size && n < name.length / sizeof *name.text; n++) {
        ushort unit;
        if (!dr_safe_read(name.text + n, sizeof unit, &unit, NULL))
            return false;
        to[n] = unit < 127 ? (char)unit : '?';
    }
    *length = n;
    return true;
}

bool
syscall_ends(const struct syscall_name *name)
{
    return option_is(name->name, "NtContinue") || option_is(name->name, "NtContinueEx") || option_is(name->name, "NtCallbackReturn");
}

bool
syscall_may_end(const struct syscall_name *name)
{
    return option_is(name->name, "NtTerminateProcess") || option_is(name->name, "NtTerminateThread") ||
        option_is(name->name, "NtRaiseException");
}

void
syscall_error_text(uint error, char *to, size_t size)
{
    dr_snprintf(to, size, "0x%08x", error);
}
