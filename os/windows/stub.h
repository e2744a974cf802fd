/* os/windows/stub.h - what the code of a system call in ntdll says: its number and the way in.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Pure reading of bytes: nothing of the running system is needed, so that every version's can be
 * tested anywhere.
 */
#ifndef OS_WINDOWS_STUB_H
#define OS_WINDOWS_STUB_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum stub_way {
    STUB_NO_WAY,    /* none that is known */
    STUB_SYSCALL,   /* the instruction */
    STUB_INT_2E,    /* the interrupt */
    STUB_POINTER,   /* a call through the pointer at `pointer` */
};

struct stub {
    uint32_t number;
    enum stub_way way;       /* the instruction way, where there are two */
    enum stub_way other_way; /* the one for processors that the kernel enters otherwise */
    uint64_t pointer;        /* for STUB_POINTER */
};

enum { STUB_BYTES = 32 };

/* Reads the first bytes of an exported Nt function, 64-bit.  False: that is no system call, or its
 * first bytes have been overwritten by somebody. */
bool stub_read(const uint8_t *bytes, size_t size, struct stub *out);

/* Whether this is a jump to somewhere in [low, high): what ntdll itself does in place of some calls (Windows'
 * NtQuerySystemTime).  Jumps that somebody has written there lead elsewhere. */
bool stub_leads_within(const uint8_t *bytes, size_t size, uint64_t at, uint64_t low, uint64_t high);

/* Which way into the kernel this one instruction is. */
enum stub_way stub_way_of(const uint8_t *bytes, size_t length, uint64_t *pointer);

#endif
