/* core/client/library.c - the list of libraries that clients use. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/library.h"

#include "core/client/library_loader.h"
#include "core/rt/lock.h"
#include "os/base/assert.h"
#include "os/base/atomic.h"
#include "os/file.h"

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
