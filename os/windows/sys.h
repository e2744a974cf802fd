/* os/windows/sys.h - raw NT system calls of the runtime's own, and the addresses that matter in ntdll.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_SYS_H
#define OS_WINDOWS_SYS_H
#include "os/windows/nt.h"
#include "os/windows/stub.h"

enum nt_call {
#define CALL(name) CALL_##name,
#include "os/windows/calls.def"
#undef CALL
    CALL_COUNT
};

/* Where the kernel enters user mode on its own account. */
enum nt_entry {
    ENTRY_EXCEPTION, /* KiUserExceptionDispatcher */
    ENTRY_APC,       /* KiUserApcDispatcher */
    ENTRY_CALLBACK,  /* KiUserCallbackDispatcher */
    ENTRY_RAISE,     /* KiRaiseUserExceptionDispatcher */
    ENTRY_THREAD,    /* LdrInitializeThunk */
    ENTRY_COUNT
};

enum { NT_NO_NUMBER = 0xffffffffu };

struct nt_system {
    uintptr_t ntdll;
    size_t ntdll_size;
    uint32_t number[CALL_COUNT];  /* NT_NO_NUMBER: this version has no such call */
    uintptr_t entry[ENTRY_COUNT]; /* 0: there is none */
    uintptr_t pop_fault, pop_resume; /* pop_fault.h; 0: there is none */
    enum stub_way way;            /* into the kernel */
    uintptr_t gateway_slot;       /* where the kernel's way in is a call through a pointer; 0: it is not */
};
extern struct nt_system nt_system;

/* Reads all that from the ntdll that is mapped at BASE.  False: not a usable ntdll.
 * Context: start, before any other function of os/ */
bool nt_init(uintptr_t base);

/* The call that has this number; CALL_COUNT: none that we know. */
enum nt_call nt_call_of(uintptr_t number);

/* nt_call(number, arguments...): always pass eleven, see SYS. */
ntstatus nt_call(uintptr_t number, uintptr_t a1, uintptr_t a2, uintptr_t a3, uintptr_t a4, uintptr_t a5, uintptr_t a6,
                 uintptr_t a7, uintptr_t a8, uintptr_t a9, uintptr_t a10, uintptr_t a11);

#define SYS_PICK(n, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, ...)                                              \
    nt_call(nt_system.number[n], (uintptr_t)(a1), (uintptr_t)(a2), (uintptr_t)(a3), (uintptr_t)(a4), (uintptr_t)(a5), \
            (uintptr_t)(a6), (uintptr_t)(a7), (uintptr_t)(a8), (uintptr_t)(a9), (uintptr_t)(a10), (uintptr_t)(a11))
/* SYS(NtClose, handle) */
#define SYS(name, ...) SYS_PICK(CALL_##name, __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

static inline bool
nt_failed(ntstatus status)
{
    return status < 0;
}

/* What the kernel says of this process's memory at an address.  False: nothing is there. */
static inline bool
nt_memory_at(uintptr_t at, struct nt_memory *m)
{
    return !nt_failed(SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, m, sizeof(*m), 0)) &&
        m->state != MEM_FREE;
}

/* A word of the thread's block. */
static inline uintptr_t
teb_word(uintptr_t offset)
{
    uintptr_t value;
    __asm__ volatile("mov %%gs:(%1), %0" : "=r"(value) : "r"(offset));
    return value;
}

static inline uintptr_t
peb_word(uintptr_t offset)
{
    return *(uintptr_t *)(teb_word(TEB_PEB) + offset);
}

#endif
