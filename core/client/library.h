/* core/client/library.h - shared libraries that the runtime loads for its clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_LIBRARY_H
#define CORE_CLIENT_LIBRARY_H

#include "os/base/types.h"

enum { LIBRARY_MAX_NEEDED = 16, LIBRARY_ERROR_SIZE = 512 };

/* Libraries are never seen by the application's loader. One that several clients need is loaded
 * once. core/client/<os>/ has the rest of the structure. */
struct library {
    struct library *next;      /* all libraries; lock_client to change, none to read */
    const char *path;          /* as it was opened */
    const char *name;          /* base name of the path */
    uintptr_t base, end;       /* whole pages, in memory */
    unsigned users;            /* who asked for it: clients and libraries */
};

/* Loads a library and those it needs, and runs their constructors. Libraries it needs are looked
 * for beside it, in its own search path, and in the runtime's folder of extensions; the C library is
 * none of them: what it would be asked for is answered by libc_table.c.
 * Locks: takes lock_client
 * Fails: NULL, with what is wrong in ERR (LIBRARY_ERROR_SIZE bytes)
 */
struct library *
library_open(const char *path, char *err);

/* Runs destructors and unmaps what nobody else needs. */
void
library_close(struct library *lib);

/* Maps an executable or library to be looked at only. *size is that of its pages.
 * Fails: NULL
 */
void *
library_map_to_read(const char *path, size_t *size);

/* The address of an exported symbol, NULL if there is none. */
void *
library_find(const struct library *lib, const char *name);

/* Destructors of every library, the last one loaded first. */
void
library_exit_all(void);

/* The library that has ADDRESS, or NULL.
 * Context: any, fault handlers too
 */
const struct library *
library_at(uintptr_t address);

/* Says where ADDRESS is, as "libx.so+0x12a4 (function+0x14)"; false if in no library.
 * Context: any, fault handlers too
 */
bool
library_describe(uintptr_t address, char *text, size_t room);

#endif
