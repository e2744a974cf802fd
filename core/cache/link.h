/* core/cache/link.h - exits of fragments, and direct branches between fragments.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Unlinked: the exit's branch leads to a stub, which leaves the cache under the exit's number.
 * Linked: it leads to the target's start, and the exit is in the target's chain of incoming ones.
 * The stub of a linked exit is given back when only one thread exists; otherwise it stays, as
 * another thread may be in it.  Everything here: caller holds lock_build.
 */
#ifndef CORE_CACHE_LINK_H
#define CORE_CACHE_LINK_H
#include "core/cache/fragment.h"

enum exit_flags {
    EXIT_LINKED = 1,
    EXIT_SYSCALL = 2, /* a system call ends the fragment; target is the pc after it */
    EXIT_NEVER_LINK = 4,
    EXIT_EMULATE = 8, /* the instruction at target is carried out by the runtime */
    EXIT_USED = 16,
    EXIT_STUBLESS = 32, /* linked, its stub given back: the unit keeps room for one */
    EXIT_X87 = 128,     /* the instruction at target has stored x87 state: to be corrected */
    EXIT_STALE = 64,    /* the check of a fragment's source has failed: target is its tag */
};

/* There are several for each fragment: addresses are kept without the highest bits, which repeat
 * the one below them, and make room for small fields. */
struct exit {
    uint64_t target : 56, flags : 8;
    uint64_t owner : 48;
    uint64_t site : 16; /* field that holds the branch's displacement, offset in the owner's code;
                           0: the stub stands inline */
    uint32_t stub;      /* offset from the base of the owner's unit; 0 while given back */
    uint32_t next_in;   /* next exit that is linked to the same fragment, 0: none */
};

static inline app_addr
exit_target(const struct exit *x)
{
    return (app_addr)(uintptr_t)((int64_t)((uint64_t)x->target << 8) >> 8);
}

/* NULL: its fragment is being made, or it is free. */
static inline struct fragment *
exit_owner(const struct exit *x)
{
    return (struct fragment *)(uintptr_t)x->owner;
}

/* Numbers below this one have a meaning of their own (core/rt/tls_slots.h). */
enum { EXIT_FIRST = 16 };

/* An exit of a fragment that is being made, its body from `code` on; site NULL: the stub stands
 * inline.  It gets its owner when the fragment is there. */
uint32_t exit_create(app_addr target, const uint8_t *code, const uint8_t *site, unsigned flags);
void exit_set_owner(uint32_t number, struct fragment *f);
struct exit *exit_get(uint32_t number);

/* Where its branch is patched. */
uint8_t *exit_site(const struct exit *x);

/* The exit with this number if it still belongs to a living fragment.  Context: any */
struct exit *exit_find(uint32_t number);
void exit_free(uint32_t number);

/* Gives the exit its stub and lets its branch lead there. */
void link_to_stub(uint32_t number, struct unit *u);

/* Whether the branch of the exit can lead straight to a fragment: that of a far unit may be out of reach. */
bool link_is_possible(uint32_t number, const struct fragment *to);

void link_exit(uint32_t number, struct fragment *to);
void unlink_exit(uint32_t number);

/* Turns every branch into f back to its stub. */
void link_cut_entries(struct fragment *f);

/* Turns every branch into f back to its stub, so that no thread can newly enter f, and takes f's
 * own exits out of the chains of their targets. */
void link_isolate(struct fragment *f);

/* Frees the exits of f, which has been isolated and is out of use, with their stubs. */
void link_free_exits(struct fragment *f);

void link_check(const struct fragment *f);

#endif
