/* os/app_code.h - the application's code where the runtime has written over it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Such bytes are kept: the kernel meets the runtime's, while the application runs, and may change, a version of
 * its own.  The pages that they are on are never really writable.
 */
#ifndef OS_APP_CODE_H
#define OS_APP_CODE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the bytes of the instruction at pc can be read as the application has them: there, or in a copy
 * that has at least as many as an instruction can have.
 * Context: any */
const uint8_t *os_app_code(const uint8_t *pc);

/* Whether the page with this address has any; the first page at or behind `from` that has, UINTPTR_MAX: none. */
bool os_app_code_is_kept(uintptr_t at);
uintptr_t os_app_code_kept_from(uintptr_t from);

/* Copies [start, start + size) as the application has it; bytes that cannot be read are left. */
void os_app_code_read(uintptr_t start, uint8_t *to, size_t size);

/* The application has this there from now on; it may write there.
 * Locks: caller holds what keeps two from doing so at once */
void os_app_code_write(uintptr_t start, const uint8_t *from, size_t size);

/* The same for one that has compared with what its own instructions read there, the runtime's bytes: those that it
 * has not changed are as they were. */
void os_app_code_exchange(uintptr_t start, const uint8_t *from, size_t size);

/* Whether the application has come to pc by a copy that it has made of the runtime's bytes: it means what stood
 * under them at first, which are the `size` bytes there for the code at `at`. */
struct os_app_code_first {
    uintptr_t at;
    const uint8_t *bytes;
    size_t size, covered; /* how many of them are under the runtime's */
};
bool os_app_code_is_copied(uintptr_t pc, struct os_app_code_first *out);

#endif
