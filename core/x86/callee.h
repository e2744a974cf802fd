/* core/x86/callee.h - what a function of a client does to the machine, found out by reading it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_CALLEE_H
#define CORE_X86_CALLEE_H
#include <stdbool.h>
#include <stdint.h>

enum { CALLEE_INLINE_BYTES = 64, CALLEE_INLINE_INSTRS = 12 };

struct callee {
    const uint8_t *pc;
    bool uses_vector;  /* or that cannot be excluded */
    bool is_leaf;      /* calls nothing, so nobody asks for the application's registers */
    bool writes_flags; /* arithmetic ones */
    bool is_straight;  /* few instructions without branch, stack or flags other than arithmetic */
    uint8_t size;      /* of a straight one, without its return */
    uint16_t writes;   /* general registers that it may change; all unless a leaf */
    uint16_t reads;
};

/* Everything about the function at pc; kept, so it is cheap the second time.
 * Locks: takes lock_client */
const struct callee *callee_find(const void *pc);

#endif
