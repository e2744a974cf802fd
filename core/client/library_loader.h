/* core/client/library_loader.h - between the list of libraries and what loads one on this system. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_LIBRARY_LOADER_H
#define CORE_CLIENT_LIBRARY_LOADER_H

#include "os/base/types.h"

struct library; /* core/client/library.h */

/* ---- the list (core/client/library.c); Locks: caller holds lock_client ---- */

/* Makes a library known that is ready to run. */
void
library_enter(struct library *lib);

/* One that is loaded already, by its path or the last part of it; NULL: none. */
struct library *
library_find_loaded(const char *name);

/* The path of an extension: ROOT/ext/lib64/KIND/NAME for a runtime at ROOT/lib64/KIND.
 * Fails: false, there is none
 */
bool
library_find_extension(const char *name, char *path, size_t room);

/* One of its users needs it no longer. */
void
library_leave(struct library *lib);

/* ---- one library (core/client/<os>/); Locks: caller holds lock_client ---- */

/* Loads a library with those that it needs, enters it and lets it initialize itself. DEPTH: how many
 * libraries are being loaded because of each other.
 * Fails: false, with what is wrong in ERR (LIBRARY_ERROR_SIZE bytes)
 */
bool
library_load(const char *path, unsigned depth, char *err, struct library **out);

/* Lets it clean up, once. */
void
library_destruct(struct library *lib);

/* Frees what library_load has made, except for the structure: a crash report may be reading it. */
void
library_unload(struct library *lib);

/* Whether these are the same name or path to this system. */
bool
library_is_same_name(const char *a, const char *b);

#endif
