/* core/app/module.h - the executables and libraries that the application has mapped. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The kernel's list of mappings is the source: it is read again when the application has mapped
 * something executable and somebody wants to know. So no loader of any C library has to be
 * understood, and nothing is done while no client is there. A module that is unmapped is noticed
 * before the unmapping, so that clients can still look at it.
 */
#ifndef CORE_APP_MODULE_H
#define CORE_APP_MODULE_H

#include "dr_modules.h"
#include "os/base/types.h"

enum { MODULE_MAX_SEGMENTS = 16 };

struct module_symbols;

struct module_segment {
    uintptr_t start, end;
    unsigned prot; /* as loaded */
    uint64_t offset; /* in the file */
};

/* Guarded by lock_modules; strings and numbers do not change. */
struct module {
    struct module *next;
    uintptr_t start, end;   /* whole pages */
    uintptr_t bias;         /* added to addresses in the file */
    uintptr_t entry;        /* 0: none */
    uintptr_t preferred;    /* where the file asks to be */
    uint64_t inode;
    const char *path;       /* "[vdso]" for the kernel's own */
    const char *soname;     /* NULL: none */
    unsigned segment_count;
    struct module_segment segment[MODULE_MAX_SEGMENTS];
    bool is_contiguous, is_main;
    bool is_skipped;   /* clients are not shown its blocks */
    bool is_announced; /* module_load events have been raised */
    struct module_symbols *symbols;          /* made at the first look-up */
    size_t size;                             /* of this structure with its strings */
};

/* The application has mapped executable memory, or unmapped something. Cheap. */
void
modules_note_change(void);

/* The list as it is now. With DRCONTEXT, module_load events are raised for what has had none.
 * Context: runtime, no locks held
 */
void
modules_refresh(void *drcontext);

/* Whether code at ADDRESS may belong to a module that has not been announced. Cheap when nothing has
 * changed. */
bool
modules_have_news(uintptr_t address);

/* The application is about to unmap or replace [start, end): modules in it are gone. Raises
 * module_unload events if DRCONTEXT is not NULL.
 * Context: runtime, no locks held
 */
void
modules_before_unmap(void *drcontext, uintptr_t start, uintptr_t end);

/* Whether a module is there that overlaps, without asking the kernel. */
bool
modules_overlap(uintptr_t start, uintptr_t end);

/* Whether clients are shown blocks at this address. */
bool
modules_are_shown(uintptr_t address);
bool
modules_set_shown(uintptr_t start, bool is_shown);

/* A copy for a client, NULL if there is none; freed with module_data_free(). Refreshes first. */
module_data_t *
module_data_at(uintptr_t address);
module_data_t *
module_data_by_name(const char *name);
module_data_t *
module_data_main(void);
module_data_t *
module_data_copy(const module_data_t *data);
void
module_data_free(module_data_t *data);

/* All of them: an array of *COUNT copies from the heap; the caller frees the copies, and the array of
 * that many pointers with heap_free. NULL if there are none. */
module_data_t **
module_data_all(size_t *count);

/* A copy of one. */
module_data_t *
module_data_create(const struct module *m);

/* Reads the file that is mapped at START. NULL if there is none. */
struct module *
module_read(uintptr_t start, const char *path, uint64_t inode);
void
module_free(struct module *m);

/* Calls VISIT with each module, until it returns false.
 * Locks: lock_modules is held meanwhile
 */
void
modules_visit(bool (*visit)(struct module *m, void *arg), void *arg);

#endif
