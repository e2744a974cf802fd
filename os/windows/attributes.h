/* os/windows/attributes.h - what a new process is asked to be, without what the code cache cannot give.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_ATTRIBUTES_H
#define OS_WINDOWS_ATTRIBUTES_H
#include <stdbool.h>
#include <stdint.h>

enum { MOST_ATTRIBUTES = 63, MOST_OPTIONS = 3 };

/* The list of NtCreateUserProcess: its size in bytes, then the rows. */
struct attributes {
    uint64_t size;
    struct attribute {
        uint64_t what, size, value, returned;
    } row[MOST_ATTRIBUTES + 1];
    uint64_t options[MOST_OPTIONS]; /* of the one about mitigations */
};

/* The list at an address, changed so that the process may make code and, if asked for, has no shadow stacks:
 * returns of the application's are jumps in the cache.  False: there is no such list, no room, or nothing to
 * change.  *out stays in use during the call. */
bool attributes_for_cache(uintptr_t list, bool no_shadow_stacks, struct attributes *out);

/* Whether this processor has them. */
bool attributes_has_shadow_stacks(void);

#endif
