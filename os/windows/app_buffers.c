/* os/windows/app_buffers.c - where the kernel may write during a system call of the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Calls that are known say it themselves (known_buffers.def).  For others there is a generous guess: any
 * argument may point to something small, or to a buffer whose size another argument says.  Naming too much
 * costs time only.  What is not among the arguments themselves (a list of buffers, say) shows when the call
 * fails.
 */
#include "os/app_syscall.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/windows/known_buffers.h"
#include "os/windows/sys.h"

enum { PARAMS = 12, SMALL = 4096, MOST_SIZE = 1 << 26 };

typedef void (*visitor)(uintptr_t start, size_t size, void *arg);

static bool
is_address(uintptr_t v)
{
    return v >= os_mem_facts()->lowest && v < os_mem_facts()->highest;
}

/* The largest argument that may be a size: of those on the stack, half may be garbage. */
static size_t
largest_size(const uintptr_t *a)
{
    size_t most = SMALL;
    for (unsigned i = 0; i < PARAMS; i++) {
        size_t size = (uint32_t)a[i];
        if (size > most && size <= MOST_SIZE)
            most = size;
    }
    return most;
}

struct known_visit {
    visitor visit;
    void *arg;
};

static void
visit_known(uintptr_t start, size_t size, void *arg)
{
    const struct known_visit *k = arg;
    if (is_address(start))
        k->visit(start, size, k->arg);
}

static void
guess(const uintptr_t *a, visitor visit, void *arg)
{
    size_t size = largest_size(a);
    for (unsigned i = 0; i < PARAMS; i++) {
        if (is_address(a[i]))
            visit(a[i], size, arg);
    }
}

STATIC_ASSERT((int)PARAMS >= (int)KNOWN_BUFFERS_PARAMS);

bool
os_app_syscall_buffers(const struct mcontext *mc, visitor visit, void *arg)
{
    uintptr_t a[PARAMS];
    struct known_visit k = { visit, arg };
    for (unsigned i = 0; i < PARAMS; i++)
        a[i] = os_app_syscall_param(mc, i);
    if (known_buffers_visit((uint32_t)mc->reg[REG_AX], a, visit_known, &k))
        return true;
    guess(a, visit, arg);
    return false;
}

/* Reading would use it up. */
static bool
is_guard(uintptr_t at)
{
    struct nt_memory m = { 0 };
    SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, at, MEMORY_BASIC, &m, sizeof(m), 0);
    return (m.protect & PAGE_GUARD) != 0;
}

/* Lists of buffers, and structures with such lists in them: a few words are looked at in each. */
static void
visit_pointed_to(uintptr_t at, size_t size, unsigned depth, visitor visit, void *arg)
{
    enum { WORDS = 16 };
    uintptr_t word[WORDS];
    if (is_guard(at))
        return;
    size_t n = os_safe_copy(word, (const void *)at, sizeof(word)) / sizeof(word[0]);
    for (size_t i = 0; i < n; i++) {
        if (!is_address(word[i]))
            continue;
        visit(word[i], size, arg);
        if (depth > 1)
            visit_pointed_to(word[i], size, depth - 1, visit, arg);
    }
}

void
os_app_syscall_late_buffers(const struct mcontext *mc, visitor visit, void *arg)
{
    enum { DEPTH = 2 };
    os_app_syscall_buffers(mc, visit, arg);
    for (unsigned i = 0; i < PARAMS; i++) {
        uintptr_t a = os_app_syscall_param(mc, i);
        if (is_address(a))
            visit_pointed_to(a, SMALL, DEPTH, visit, arg);
    }
}

void
os_app_syscall_awaited(const struct mcontext *mc, visitor visit, void *arg)
{
    static const enum nt_call calls[] = { CALL_NtReadFile, CALL_NtDeviceIoControlFile, CALL_NtFsControlFile,
                                          CALL_NtRemoveIoCompletion, CALL_NtRemoveIoCompletionEx };
    enum nt_call call = nt_call_of(mc->reg[REG_AX]);
    for (size_t i = 0; i < ARRAY_SIZE(calls); i++) {
        if (calls[i] == call)
            os_app_syscall_late_buffers(mc, visit, arg);
    }
}

bool
os_app_syscall_goes_on(uintptr_t result)
{
    return (ntstatus)result == STATUS_PENDING;
}

bool
os_app_syscall_refused(uintptr_t result)
{
    static const ntstatus refusals[] = { STATUS_ACCESS_VIOLATION, STATUS_INVALID_USER_BUFFER, STATUS_PARTIAL_COPY };
    bool is_one = false;
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        is_one |= (ntstatus)result == refusals[i];
    return is_one;
}
