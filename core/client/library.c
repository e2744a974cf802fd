/* core/client/library.c - the list of libraries that clients use. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/library.h"

#include "core/client/library_loader.h"
#include "core/rt/lock.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/image.h"

static struct library *libraries; /* newest first */

void
library_enter(struct library *lib)
{
    lib->next = libraries;
    ATOMIC_STORE(&libraries, lib);
}

struct library *
library_find_loaded(const char *name)
{
    bool is_path = os_file_name(name) != name;

    for (struct library *lib = libraries; lib != NULL; lib = lib->next)
        if (library_is_same_name(is_path ? lib->path : lib->name, name))
            return lib;
    return NULL;
}

/* Cuts the last part of PATH off and copies it to NAME; false if there is none before it. */
static bool
cut_last(char *path, char *name, size_t room)
{
    const char *last = os_file_name(path);

    if (last == path || !string_copy(name, last, room))
        return false;
    path[last - path - 1] = '\0';
    return true;
}

bool
library_find_extension(const char *name, char *path, size_t room)
{
    enum { FOLDER_SIZE = 64 };
    const char *self = os_image_self_path();
    char kind[FOLDER_SIZE], lib[FOLDER_SIZE], own[FOLDER_SIZE];
    size_t root;
    char slash;

    if (!string_copy(path, self, room) || !cut_last(path, own, sizeof own) || !cut_last(path, kind, sizeof kind) ||
        !cut_last(path, lib, sizeof lib))
        return false;
    root = strlen(path);
    slash = self[root]; /* as this system separates the parts */
    return fmt_snprintf(path + root, room - root, "%cext%c%s%c%s%c%s", slash, slash, lib, slash, kind, slash, name) < (int)(room - root) &&
           os_file_exists(path, false);
}

static void
take_out(const struct library *lib)
{
    struct library **link = &libraries;

    while (*link != NULL && *link != lib)
        link = &(*link)->next;
    if (*link == lib)
        ATOMIC_STORE(link, lib->next);
}

void
library_leave(struct library *lib)
{
    ASSERT(1, lib->users > 0);
    if (--lib->users > 0)
        return;
    take_out(lib);
    library_destruct(lib);
    library_unload(lib);
}

struct library *
library_open(const char *path, char *err)
{
    struct library *lib;

    lock_acquire_recursive(&lock_client);
    lib = library_find_loaded(path);
    if (lib == NULL && !library_load(path, 0, err, &lib))
        lib = NULL;
    if (lib != NULL)
        lib->users++;
    lock_release_recursive(&lock_client);
    return lib;
}

void
library_close(struct library *lib)
{
    lock_acquire_recursive(&lock_client);
    library_leave(lib);
    lock_release_recursive(&lock_client);
}

void
library_exit_all(void)
{
    for (struct library *lib = libraries; lib != NULL; lib = lib->next)
        library_destruct(lib);
}

const struct library *
library_at(uintptr_t address)
{
    for (const struct library *lib = ATOMIC_LOAD(&libraries); lib != NULL; lib = ATOMIC_LOAD(&lib->next))
        if (address >= lib->base && address < lib->end)
            return lib;
    return NULL;
}
