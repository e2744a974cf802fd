/* core/cache/unit.h - the memory of the code cache: units near the code that they hold.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A unit is one reserved range.  Bodies grow upwards from its glue, stubs and literals grow
 * downwards from its end.  Space of single fragments is reused only at the end of the bodies and
 * only while there is one thread; otherwise whole units are given back, once no thread can be
 * inside (core/run/flush.c).  All functions: caller holds lock_build, except the finds, which only
 * read what never moves.
 */
#ifndef CORE_CACHE_UNIT_H
#define CORE_CACHE_UNIT_H
#include "core/arch.h"

struct fragment;

struct unit {
    uint8_t *base, *end;
    uint8_t *hot, *cold;
    uint8_t *hot_ready, *cold_ready; /* up to where the pages are present */
    uint8_t *free_stubs; /* chain through the first bytes of unused stubs */
    struct fragment **fragments; /* in the order of their addresses */
    size_t fragment_count, fragment_room;
    size_t stubless;       /* exits that may come to need a stub */
    size_t free_stub_count;
    size_t dead;           /* bytes of bodies that are out of use */
    bool retired; /* no new fragments; waits until every thread has left */
    struct unit *next;
};

/* A unit within reach of pc with room for one more fragment of any size; NULL when the kernel has
 * no memory there or the bound on the cache (`-cache_max`) is reached. */
struct unit *unit_for(app_addr pc);

/* The unit that holds a cache address, and the fragment whose body does; NULL: none.
 * Context: any, fault handlers included */
struct unit *unit_find(uintptr_t pc);
struct fragment *unit_find_fragment(const struct unit *u, uintptr_t pc);

void unit_add_fragment(struct unit *u, struct fragment *f);

uint8_t *unit_new_stub(struct unit *u);
void unit_free_stub(struct unit *u, uint8_t *stub);

/* The body of f is out of use: its space may be reused, and f destroyed, as the last of its unit;
 * true then. */
bool unit_reuse(struct fragment *f);

/* Whether so much of u is out of use that its live fragments should move elsewhere. */
bool unit_is_waste(const struct unit *u);

/* Whether u has no room for a fragment of any size. */
bool unit_is_full(const struct unit *u);

/* The end of a unit, with time for every thread to leave between the steps: no new fragments;
 * no longer found; given back. */
void unit_retire(struct unit *u);
void unit_forget(struct unit *u);
void unit_free(struct unit *u);

/* Calls for every unit, retired ones included. */
void unit_iterate(void (*visit)(struct unit *u, void *arg), void *arg);
size_t unit_bytes_used(void);

#endif
