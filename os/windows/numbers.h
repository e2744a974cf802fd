/* os/windows/numbers.h - numbers of system calls whose code in ntdll somebody has overwritten.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Security products and sandboxes write jumps over the first bytes of system calls.  Numbers rise with
 * the addresses of the stubs, without gaps; so what stands between two stubs that can be read is
 * known, provided that there are as many stubs as numbers between.  Pure reading, as in stub.h.
 */
#ifndef OS_WINDOWS_NUMBERS_H
#define OS_WINDOWS_NUMBERS_H
#include "os/base/pe.h"
#include "os/windows/stub.h"

enum { NUMBERS_MOST = 1024 };

struct numbers {
    unsigned count;
    struct number_row {
        uint32_t rva, number;
        bool is_read; /* the stub is as it was */
    } row[NUMBERS_MOST]; /* by address */
    struct stub any;     /* one that could be read: for the way in */
    bool has_any;
};

/* All that ntdll exports as system calls.  False: more than there is room for. */
bool numbers_read(const struct pe *ntdll, struct numbers *out);

/* The number of the call whose stub is there, as its neighbours tell.  False: they do not. */
bool numbers_between(const struct numbers *n, uint32_t rva, uint32_t *number);

#endif
