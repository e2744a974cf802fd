/* os/windows/pop_fault.h - faults that are no exceptions: lists that several threads take from.
 * SPDX-License-Identifier: Apache-2.0
 *
 * RtlInterlockedPopEntrySList reads from an entry that another thread may have taken, and freed, meanwhile.
 * Windows' kernel knows the instruction by its address, and lets it be tried again from ntdll's label on; in
 * the cache it has another address.
 */
#ifndef OS_WINDOWS_POP_FAULT_H
#define OS_WINDOWS_POP_FAULT_H
#include <stdbool.h>
#include <stdint.h>

/* Of one thread: the faults at one address that came one after the other. */
struct pop_faults {
    uintptr_t address;
    unsigned count;
};

/* Whether this one is to be tried again.  Like the kernel, not for ever: the list may be damaged. */
bool pop_fault_again(struct pop_faults *f, uintptr_t address);

#endif
