/* os/windows/overwritten.h - numbers of the system calls whose stubs in ntdll cannot be read.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_OVERWRITTEN_H
#define OS_WINDOWS_OVERWRITTEN_H
#include "os/base/pe.h"
#include "os/windows/stub.h"

/* A stub that can be read, for the way into the kernel; NULL: none is left. */
const struct stub *overwritten_any(const struct pe *ntdll);

/* Looks among the neighbours in memory.  False: they do not tell. */
bool overwritten_by_neighbours(uint32_t rva, uint32_t *number);

/* Looks into ntdll's file, which must be the one that is mapped; needs the calls that read a file. */
bool overwritten_by_file(const struct pe *ntdll, const char *name, uint32_t *number);

/* What the above have kept is given back. */
void overwritten_done(void);

#endif
