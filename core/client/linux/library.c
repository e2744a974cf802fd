/* core/client/linux/library.c - loads an ELF library, binds it, runs its constructors. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Loading goes depth first, so that what a library needs is bound and initialized before it. An
 * import is looked for in the library itself, in what it needs, in what the runtime exports and last
 * among the functions that the runtime answers in place of a C library.
 */
#include "core/client/library.h"

#include "core/client/libc_table.h"
#include "core/client/linux/library_map.h"
#include "core/client/library_loader.h"
#include "core/rt/heap.h"
#include "os/base/fmt.h"
#include "os/base/log.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/image.h"

enum { PATH_SIZE = 4096, MAX_DEPTH = 32 };

struct elf_library {
    struct library lib; /* first */
    struct elf_plan plan;
    struct elf_image image;
    struct library *needed[LIBRARY_MAX_NEEDED];
    unsigned needed_count;
    bool is_relocated, is_initialized;
};

static struct elf_library *
elf_of(const struct library *lib)
{
    return (struct elf_library *)(uintptr_t)lib;
}

/* Whose functions the runtime answers itself. */
static bool
is_answered(const char *soname)
{
    static const char *const names[] = { "libdynamorio.so", "libc.so.", "libm.so.",  "libgcc_s.so.",
                                         "ld-linux",        "libdl.so.", "librt.so.", "libpthread.so.",
                                         "libstdc++.so." };

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (string_starts_with(soname, names[i]))
            return true;
    return false;
}

static char *
copy_string(const char *s)
{
    size_t size = strlen(s) + 1;

    return memcpy(heap_alloc(size), s, size);
}

/* Length of the folder's part of a path, without the last slash; 0 if there is none. */
static size_t
folder_length(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length > 0 ? length - 1 : 0;
}

static bool
try_path(char *path, const char *folder, size_t folder_size, const char *name)
{
    int n = fmt_snprintf(path, PATH_SIZE, "%.*s/%s", (int)folder_size, folder, name);

    return folder_size > 0 && n > 0 && n < PATH_SIZE && os_file_exists(path, false);
}

/* Folders in LIST, separated by colons, where $ORIGIN stands for the library's own. */
static bool
search_list(const struct library *lib, const char *list, const char *name, char *path)
{
    static const char origin[] = "$ORIGIN";
    size_t own = folder_length(lib->path, strlen(lib->path));
    char folder[PATH_SIZE];

    while (list != NULL && *list != '\0') {
        size_t n = strcspn(list, ":");
        int length;
        if (strncmp(list, origin, sizeof origin - 1) == 0)
            length = fmt_snprintf(folder, sizeof folder, "%.*s%.*s", (int)own, lib->path, (int)(n - (sizeof origin - 1)), list + sizeof origin - 1);
        else
            length = fmt_snprintf(folder, sizeof folder, "%.*s", (int)n, list);
        if (length > 0 && length < PATH_SIZE && try_path(path, folder, (size_t)length, name))
            return true;
        list += n + (list[n] == ':');
    }
    return false;
}

static bool
find_needed(const struct library *lib, const char *name, char *path)
{
    const uintptr_t *tag = elf_of(lib)->image.tag;

    return try_path(path, lib->path, folder_length(lib->path, strlen(lib->path)), name) ||
           (tag[ELF_DT_RUNPATH] != 0 && search_list(lib, elf_string(&elf_of(lib)->image, tag[ELF_DT_RUNPATH]), name, path)) ||
           (tag[ELF_DT_RPATH] != 0 && search_list(lib, elf_string(&elf_of(lib)->image, tag[ELF_DT_RPATH]), name, path)) ||
           library_find_extension(name, path, PATH_SIZE);
}

static bool
add_needed(struct library *lib, const char *name, unsigned depth, char *err)
{
    char *path = heap_alloc(PATH_SIZE);
    struct library *found = library_find_loaded(name);
    bool ok = true;

    if (elf_of(lib)->needed_count == LIBRARY_MAX_NEEDED) {
        fmt_snprintf(err, LIBRARY_ERROR_SIZE, "%s needs too many libraries", lib->name);
        ok = false;
    } else if (found == NULL && !find_needed(lib, name, path)) {
        fmt_snprintf(err, LIBRARY_ERROR_SIZE, "cannot find library '%s', which %s needs", name, lib->name);
        ok = false;
    } else if (found == NULL) {
        ok = library_load(path, depth + 1, err, &found);
    }
    if (ok) {
        found->users++;
        elf_of(lib)->needed[elf_of(lib)->needed_count++] = found;
    }
    heap_free(path, PATH_SIZE);
    return ok;
}

static bool
load_needed(struct library *lib, unsigned depth, char *err)
{
    size_t at = 0;
    const char *name;

    while ((name = elf_next_string(&elf_of(lib)->image, ELF_DT_NEEDED, &at)) != NULL)
        if (!is_answered(name) && !add_needed(lib, name, depth, err))
            return false;
    return true;
}

static uintptr_t
run_ifunc(void *context, uintptr_t function)
{
    UNUSED(context);
    return ((uintptr_t(*)(void))function)();
}

void *
library_find(const struct library *lib, const char *name)
{
    const struct elf_sym *s = elf_find_symbol(&elf_of(lib)->image, name);
    uintptr_t address;

    if (s == NULL)
        return NULL;
    address = elf_of(lib)->image.bias + s->value;
    if ((s->info & 15) == ELF_STT_GNU_IFUNC)
        address = elf_is_code(&elf_of(lib)->image, address) ? run_ifunc(NULL, address) : 0;
    return (void *)address;
}

/* In the library and whatever it needs. Needing is without circles: a library is entered in the list
 * only when all it needs is there. */
static void *
find_in_scope(const struct library *lib, const char *name)
{
    void *found = library_find(lib, name);

    for (unsigned i = 0; found == NULL && i < elf_of(lib)->needed_count; i++)
        found = find_in_scope(elf_of(lib)->needed[i], name);
    return found;
}

static uintptr_t
resolve(void *context, const char *name)
{
    void *found = find_in_scope(context, name);

    if (found == NULL)
        found = os_image_export(name);
    if (found == NULL)
        found = libc_table_find(name);
    return (uintptr_t)found;
}

static bool
relocate(struct library *lib, char *err)
{
    struct elf_resolver resolver = { resolve, run_ifunc, lib };
    const char *what;

    switch (elf_relocate(&elf_of(lib)->image, &resolver, &what)) {
    case ELF_RELOCATED: break;
    case ELF_BAD: fmt_snprintf(err, LIBRARY_ERROR_SIZE, "%s: %s", lib->name, what); return false;
    case ELF_UNRESOLVED: fmt_snprintf(err, LIBRARY_ERROR_SIZE, "cannot resolve import '%s' of %s", what, lib->name); return false;
    }
    library_protect(&elf_of(lib)->image);
    elf_of(lib)->is_relocated = true;
    return true;
}

/* Constructors and destructors take what main() would get; here there is nothing to tell. */
static void
call(const struct library *lib, uintptr_t function)
{
    if (elf_is_code(&elf_of(lib)->image, function))
        ((void (*)(int, char **, char **))function)(0, NULL, NULL);
}

static void
call_array(const struct library *lib, uintptr_t tag, uintptr_t size_tag, bool backwards)
{
    size_t count = elf_of(lib)->image.tag[size_tag] / sizeof(uintptr_t);
    const uintptr_t *array = elf_at(&elf_of(lib)->image, elf_of(lib)->image.tag[tag], count * sizeof *array);

    for (size_t i = 0; array != NULL && i < count; i++)
        call(lib, array[backwards ? count - 1 - i : i]);
}

static void
construct(struct library *lib)
{
    elf_of(lib)->is_initialized = true;
    if (elf_of(lib)->image.tag[ELF_DT_INIT] != 0)
        call(lib, elf_of(lib)->image.bias + elf_of(lib)->image.tag[ELF_DT_INIT]);
    call_array(lib, ELF_DT_INIT_ARRAY, ELF_DT_INIT_ARRAYSZ, false);
}

void
library_destruct(struct library *lib)
{
    if (!elf_of(lib)->is_initialized)
        return;
    elf_of(lib)->is_initialized = false;
    call_array(lib, ELF_DT_FINI_ARRAY, ELF_DT_FINI_ARRAYSZ, true);
    if (elf_of(lib)->image.tag[ELF_DT_FINI] != 0)
        call(lib, elf_of(lib)->image.bias + elf_of(lib)->image.tag[ELF_DT_FINI]);
}

void
library_unload(struct library *lib)
{
    for (unsigned i = 0; i < elf_of(lib)->needed_count; i++)
        library_leave(elf_of(lib)->needed[i]);
    library_unmap(&elf_of(lib)->plan, lib->base);
}

bool
library_is_same_name(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool
library_load(const char *path, unsigned depth, char *err, struct library **out)
{
    struct library *lib = heap_zalloc(sizeof(struct elf_library));
    const char *wrong = depth > MAX_DEPTH ? "libraries need each other in a circle" : library_map(path, &elf_of(lib)->plan, &elf_of(lib)->image, &lib->base);

    if (wrong != NULL) {
        fmt_snprintf(err, LIBRARY_ERROR_SIZE, "%s%s%s", depth > 0 ? path : "", depth > 0 ? ": " : "", wrong);
        heap_free(lib, sizeof(struct elf_library));
        return false;
    }
    lib->path = copy_string(path);
    lib->name = string_basename(lib->path);
    lib->end = lib->base + (elf_of(lib)->plan.high - elf_of(lib)->plan.low);
    if (!load_needed(lib, depth, err) || !relocate(lib, err)) {
        library_unload(lib);
        return false;
    }
    library_enter(lib);
    LOG(LOADER, 1, "%s is at %p to %p\n", lib->path, (void *)lib->base, (void *)lib->end);
    construct(lib);
    *out = lib;
    return true;
}

bool
library_describe(uintptr_t address, char *text, size_t room)
{
    const struct library *lib = library_at(address);
    const struct elf_sym *s;
    uintptr_t offset;

    if (lib == NULL)
        return false;
    offset = address - elf_of(lib)->image.bias;
    s = elf_symbol_below(&elf_of(lib)->image, offset);
    if (s != NULL && (s->size == 0 || offset - s->value < s->size))
        fmt_snprintf(text, room, "%s+0x%zx (%s+0x%zx)", lib->name, address - lib->base, elf_string(&elf_of(lib)->image, s->name), offset - s->value);
    else
        fmt_snprintf(text, room, "%s+0x%zx", lib->name, address - lib->base);
    return true;
}
