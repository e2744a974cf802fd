/* core/cache/ibl.h - where indirect branches go: the landing table and the table behind it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * An indirect branch jumps through landings[some low bits of the target].  The entry leads to the
 * landing of some tag with these bits, which compares the whole target; a stranger is sent to the
 * full table, an open-addressed hash of {tag, address behind the check}.  Readers are generated
 * code and never lock; writers hold lock_build.  A wrong or cold landing entry costs time only.
 */
#ifndef CORE_CACHE_IBL_H
#define CORE_CACHE_IBL_H
#include "core/rt/thread.h"

struct ibl_entry {
    uintptr_t tag; /* 0 empty; once set it stays, and comes into use again with its tag */
    uintptr_t ok;  /* behind the landing's check; 0: taken out */
};

/* Shared by all threads; read by generated code (offsets in core/rt/tls_slots.h). */
struct ibl_state {
    struct ibl_entry *entries;
    uintptr_t mask;
    uintptr_t *landings;
    uintptr_t shift; /* the index of a landing: target >> shift & index_mask */
    uintptr_t index_mask;
    size_t used; /* entries that are not empty */
    size_t live; /* entries that lead somewhere */
};
extern struct ibl_state ibl;

bool ibl_init(void);

/* Makes indirect branches to tag reach `ok`. */
void ibl_add(app_addr tag, uint8_t *ok);

/* The address behind the check for tag; NULL when there is none. */
uint8_t *ibl_find(app_addr tag);

/* Takes the entry for tag out if it leads into [code, code + size). */
void ibl_remove(app_addr tag, const uint8_t *code, size_t size);

/* Lets no landing lead into [code, code + size) any more.  A lookup that had read the entry before
 * it was taken out may have set the landing again: for when every thread has passed since. */
void ibl_forget_landing(app_addr tag, const uint8_t *code, size_t size);
void ibl_forget_landings(const uint8_t *code, size_t size);

/* Forgets everything: no new thread enters through the tables. */
void ibl_clear(void);

void ibl_check(void);

#endif
