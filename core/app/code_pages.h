/* core/app/code_pages.h - pages of the application that hold translated code.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A page that the application may write to is made read-only before code on it is translated.
 * A write then faults; whoever handles the fault flushes what overlaps and opens the page.
 * Everything here: caller holds lock_build.
 */
#ifndef CORE_APP_CODE_PAGES_H
#define CORE_APP_CODE_PAGES_H
#include "core/app/map.h"

/* Before the len bytes at pc, in region r, are translated. */
void code_pages_protect(const struct app_region *r, const uint8_t *pc, size_t len);

/* Whether writes to the page are blocked by us although the application may write. */
bool code_pages_is_protected(uintptr_t addr);

/* Gives the pages of [start, end) the protection that the application believes in.  Their
 * translated code must be gone. */
void code_pages_open(uintptr_t start, uintptr_t end);

/* The application has mapped or protected [start, end) anew: our protection is gone with it. */
void code_pages_forget(uintptr_t start, uintptr_t end);

#endif
