/* core/cache/pages.h - which fragments hold code from a page of the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Everything here: caller holds lock_build.
 */
#ifndef CORE_CACHE_PAGES_H
#define CORE_CACHE_PAGES_H
#include "core/cache/fragment.h"

void pages_add(struct fragment *f);
void pages_remove(struct fragment *f);

/* Visits each fragment with a range that overlaps [start, end), some of them more than once; the
 * visitor may remove the fragment that it is given. */
void pages_visit(uintptr_t start, uintptr_t end, void (*visit)(struct fragment *f, void *arg),
                 void *arg);

/* Visits the addresses of the pages in [start, end) that have fragments; the visitor may remove
 * fragments. */
void pages_visit_numbers(uintptr_t start, uintptr_t end, void (*visit)(uintptr_t page, void *arg),
                         void *arg);

/* Whether any page of [start, end) has fragments: cheap. */
bool pages_any(uintptr_t start, uintptr_t end);
void pages_clear(void);

#endif
