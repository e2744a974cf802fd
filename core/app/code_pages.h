/* core/app/code_pages.h - pages of the application that hold translated code.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A page that the application may write to is in one of these states:
 *   GUARDED  really read-only: a write faults first.
 *   OPEN     writable, as the application believes; its fragments are suspended, and `copy` holds
 *            the bytes that they were made from.  Before any of it runs, the page is compared
 *            and guarded again (core/run/consistency.c).
 *   CHECKED  writable; its code is translated so that it compares its source before it runs.
 * A page that is not writable has no entry, or is OPEN without a copy: its fragments are suspended
 * because it is not executable either.  Pages of shared mappings may be written to through another
 * mapping and are always CHECKED.
 *
 * Everything here: caller holds lock_build, and lock_memory where protections change.
 */
#ifndef CORE_APP_CODE_PAGES_H
#define CORE_APP_CODE_PAGES_H
#include "core/app/map.h"

enum { CODE_PAGE = 4096 };

enum code_page_state { CODE_PAGE_NONE, CODE_PAGE_GUARDED, CODE_PAGE_OPEN, CODE_PAGE_CHECKED };

struct code_page {
    struct code_page *next;
    uintptr_t start;
    uint8_t state; /* enum code_page_state; NONE remembers only what follows */
    uint8_t heat;  /* writes in quick succession that closed and opened the page */
    uint64_t last_open; /* ns */
    uint8_t *copy; /* CODE_PAGE bytes or NULL */
};

/* The entry of the page that holds addr; find: NULL when there is none. */
struct code_page *code_pages_find(uintptr_t addr);
struct code_page *code_pages_get(uintptr_t addr);
enum code_page_state code_pages_state(uintptr_t addr);

/* The only way to change the state; keeps count. */
void code_pages_set(struct code_page *p, enum code_page_state state);

/* Takes and drops the copy of the page's bytes. */
void code_pages_take_copy(struct code_page *p);
void code_pages_drop_copy(struct code_page *p);

/* Visits the entries in [start, end); the visitor may not remove them. */
void code_pages_visit(uintptr_t start, uintptr_t end, void (*visit)(struct code_page *p, void *arg),
                      void *arg);

/* Something else stands at [start, end) now: no entries. */
void code_pages_forget(uintptr_t start, uintptr_t end);

/* Whether a refused write there may be our doing: never a wrong no.  Context: any */
bool code_pages_is_protected(uintptr_t addr);

/* Whether any page is guarded, or open.  Context: any */
bool code_pages_any_guarded(void);
bool code_pages_any_open(void);

/* How the builder must treat code: a fragment is all of one kind. */
enum code_kind {
    CODE_PLAIN,   /* nobody writes to it without a system call */
    CODE_GUARDED, /* writable: guarded before it is read */
    CODE_CHECKED, /* must be compared before each run */
    CODE_CLOSED,  /* not now: the dispatcher has to look at the page first */
};
enum code_kind code_pages_kind(const struct app_region *r, const uint8_t *pc, size_t len);

/* Makes the pages of [pc, pc + len), in region r, GUARDED if they are of that kind. */
void code_pages_guard(const struct app_region *r, const uint8_t *pc, size_t len);

#endif
