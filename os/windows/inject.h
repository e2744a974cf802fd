/* os/windows/inject.h - putting the runtime into a process that has not run yet.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_INJECT_H
#define OS_WINDOWS_INJECT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct inject_request {
    uintptr_t process;        /* its handle, with all rights */
    const char *file;         /* the runtime's */
    const char *const *words; /* its options */
    unsigned word_count;
    const uintptr_t *output; /* two handles of the calling process for launch.h; NULL: none */
};

/* The process runs under the runtime from its first instruction on.  False: with one line in err. */
bool inject(const struct inject_request *r, char *err, size_t err_size);

/* The same for a program that is not the runtime, and uses nothing else of os/: ntdll is the calling process's. */
bool inject_first(uintptr_t ntdll, const struct inject_request *r, char *err, size_t err_size);

#endif
