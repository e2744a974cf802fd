/* core/client/windows/library.c - loads a DLL of a client's, binds it, runs its entry point. */
/* SPDX-License-Identifier: Apache-2.0 */

/* An import is answered by the runtime's exports, by the functions that it has in place of a C
 * library, or by another library beside the client. No loader of the system's is asked, and nothing
 * of it is told.
 */
#include "core/client/library.h"

#include "core/client/libc_table.h"
#include "core/client/library_loader.h"
#include "core/rt/heap.h"
#include "os/base/fmt.h"
#include "os/base/pe.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/image.h"
#include "os/mem.h"

enum { PATH_SIZE = 1024, MAX_DEPTH = 16, PROCESS_DETACH = 0, PROCESS_ATTACH = 1 };
/* Code in the cache names clients' variables by address: 31 bits reach from everywhere. */
enum { LOWEST = 0x10000000 };
#define HIGHEST ((uintptr_t)0x7fff0000)

struct pe_library {
    struct library lib; /* first */
    struct pe pe;
    bool is_initialized;
};

static struct pe_library *
pe_of(const struct library *lib)
{
    return (struct pe_library *)(uintptr_t)lib;
}

bool
library_is_same_name(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

/* ---- the file ---- */

static uint8_t *
read_file(const char *path, size_t *size, const char **wrong)
{
    os_file f = os_file_open(path, OS_FILE_READ, NULL);
    int64_t n = f == OS_FILE_INVALID ? -1 : os_file_size(f);
    uint8_t *bytes = NULL;

    *wrong = f == OS_FILE_INVALID ? (os_file_exists(path, true) ? "a directory, not a library" : "no such file") : "cannot be read";
    if (n > 0 && n < (int64_t)1 << 30) {
        *size = (size_t)n;
        bytes = heap_alloc(*size);
        if (os_file_read(f, bytes, *size) != (intptr_t)n) {
            heap_free(bytes, *size);
            bytes = NULL;
        }
    }
    if (f != OS_FILE_INVALID)
        os_file_close(f);
    return bytes;
}

static const char *
why_not(enum pe_kind kind)
{
    switch (kind) {
    case PE_GOOD: return NULL;
    case PE_32_BIT: return "is for 32-bit programs";
    case PE_OTHER_MACHINE: return "is for another processor";
    case PE_BROKEN: return "is damaged";
    default: return "is no Windows library";
    }
}

/* Puts the image where it stays. */
static const char *
lay_out(const struct pe *file, struct pe_library *out)
{
    const struct mem_facts *m = os_mem_facts();
    size_t size = align_up(file->image_size, m->page);
    void *where = os_mem_alloc_within(LOWEST, HIGHEST, m->low_near, size, OS_PROT_READ | OS_PROT_WRITE);

    if (where == NULL)
        where = os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
    if (where == NULL)
        return "no memory to map it";
    out->lib.base = (uintptr_t)where;
    out->lib.end = out->lib.base + size;
    out->pe = *file;
    out->pe.bytes = where;
    out->pe.size = file->image_size;
    out->pe.is_mapped = true;
    if (pe_lay_out(file, where, out->lib.base))
        return NULL;
    os_mem_free(where, size);
    return "is damaged";
}

static const char *
map(const char *path, struct pe_library *out)
{
    size_t size = 0;
    const char *wrong;
    uint8_t *bytes = read_file(path, &size, &wrong);
    struct pe *file;

    if (bytes == NULL)
        return wrong;
    file = heap_alloc(sizeof *file);
    wrong = why_not(pe_read(bytes, size, false, file));
    if (wrong == NULL)
        wrong = lay_out(file, out);
    heap_free(file, sizeof *file);
    heap_free(bytes, size);
    return wrong;
}

void *
library_map_to_read(const char *path, size_t *size)
{
    struct pe_library lib;

    memset(&lib, 0, sizeof lib);
    if (map(path, &lib) != NULL)
        return NULL;
    *size = lib.lib.end - lib.lib.base;
    return (void *)lib.lib.base;
}

static void
protect(const struct pe_library *lib)
{
    for (unsigned i = 0; i < lib->pe.section_count; i++) {
        const struct pe_section *s = &lib->pe.section[i];
        int prot = OS_PROT_READ | (s->is_writable ? OS_PROT_WRITE : 0) | (s->is_executable ? OS_PROT_EXEC : 0);
        os_mem_protect((void *)(lib->lib.base + s->start), s->size, prot);
    }
}

/* ---- imports ---- */

void *
library_find(const struct library *lib, const char *name)
{
    uint32_t rva = pe_export(&pe_of(lib)->pe, name);

    return rva == 0 ? NULL : (void *)(lib->base + rva);
}

/* Libraries whose functions the runtime answers itself. */
static bool
is_answered(const char *name)
{
    static const char *const names[] = { "dynamorio.dll", "msvcrt.dll", "ucrtbase.dll", "kernel32.dll", "ntdll.dll" };

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (library_is_same_name(name, names[i]))
            return true;
    return strncasecmp(name, "api-ms-win-crt-", 15) == 0;
}

struct binding {
    struct pe_library *lib;
    unsigned depth;
    char *err;
};

static struct library *
needed_library(const struct binding *b, const char *name)
{
    char path[PATH_SIZE];
    struct library *found = library_find_loaded(name);
    const char *own = b->lib->lib.path;
    int folder = (int)(os_file_name(own) - own);

    if (found != NULL)
        return found;
    fmt_snprintf(path, sizeof path, "%.*s%s", folder, own, name);
    if (!os_file_exists(path, false) && !library_find_extension(name, path, sizeof path)) {
        fmt_snprintf(b->err, LIBRARY_ERROR_SIZE, "cannot find library '%s', which %s needs", name, b->lib->lib.name);
        return NULL;
    }
    return library_load(path, b->depth + 1, b->err, &found) ? found : NULL;
}

static void *
answer(const struct binding *b, const char *library, const char *name)
{
    void *found;

    if (!is_answered(library)) {
        struct library *lib = needed_library(b, library);
        return lib == NULL ? NULL : library_find(lib, name);
    }
    found = os_image_export(name);
    return found != NULL ? found : libc_table_find(name);
}

static bool
bind(const char *library, const char *name, uint32_t number, uint32_t place, void *arg)
{
    struct binding *b = arg;
    uintptr_t value;

    if (name == NULL) {
        fmt_snprintf(b->err, LIBRARY_ERROR_SIZE, "cannot resolve import number %u of %s from %s", number, b->lib->lib.name, library);
        return false;
    }
    b->err[0] = '\0';
    value = (uintptr_t)answer(b, library, name);
    if (value == 0) {
        if (b->err[0] == '\0')
            fmt_snprintf(b->err, LIBRARY_ERROR_SIZE, "cannot resolve import '%s' of %s", name, b->lib->lib.name);
        return false;
    }
    memcpy((void *)(b->lib->lib.base + place), &value, sizeof value);
    return true;
}

/* ---- loading ---- */

static void
call_entry(const struct pe_library *lib, unsigned why)
{
    int (*entry)(void *, unsigned, void *) = (int (*)(void *, unsigned, void *))(lib->lib.base + lib->pe.entry);

    if (lib->pe.entry != 0)
        entry((void *)lib->lib.base, why, NULL);
}

void
library_destruct(struct library *lib)
{
    if (pe_of(lib)->is_initialized)
        call_entry(pe_of(lib), PROCESS_DETACH);
    pe_of(lib)->is_initialized = false;
}

void
library_unload(struct library *lib)
{
    os_mem_free((void *)lib->base, lib->end - lib->base);
}

bool
library_load(const char *path, unsigned depth, char *err, struct library **out)
{
    struct pe_library *lib = heap_zalloc(sizeof *lib);
    struct binding b = { lib, depth, err };
    size_t size = strlen(path) + 1;
    const char *wrong = depth > MAX_DEPTH ? "libraries need each other in a circle" : map(path, lib);

    if (wrong != NULL) {
        fmt_snprintf(err, LIBRARY_ERROR_SIZE, "%s%s%s", depth > 0 ? path : "", depth > 0 ? ": " : "", wrong);
        heap_free(lib, sizeof *lib);
        return false;
    }
    lib->lib.path = memcpy(heap_alloc(size), path, size);
    lib->lib.name = os_file_name(lib->lib.path);
    fmt_snprintf(err, LIBRARY_ERROR_SIZE, "is damaged");
    if (!pe_visit_imports(&lib->pe, bind, &b)) {
        library_unload(&lib->lib);
        return false;
    }
    protect(lib);
    library_enter(&lib->lib);
    lib->is_initialized = true;
    call_entry(lib, PROCESS_ATTACH);
    *out = &lib->lib;
    return true;
}

bool
library_describe(uintptr_t address, char *text, size_t room)
{
    const struct library *lib = library_at(address);

    if (lib == NULL)
        return false;
    fmt_snprintf(text, room, "%s+0x%zx", lib->name, address - lib->base);
    return true;
}
