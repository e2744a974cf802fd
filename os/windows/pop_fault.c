/* os/windows/pop_fault.c - faults that are no exceptions: lists that several threads take from.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/pop_fault.h"

bool
pop_fault_again(struct pop_faults *f, uintptr_t address)
{
    enum { MOST = 1024 };
    f->count = address == f->address ? f->count + 1 : 0;
    f->address = address;
    if (f->count <= MOST)
        return true;
    f->count = 0;
    return false;
}
