/* os/linux/app_buffers.c - where the kernel may write during a system call of the application.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A generous guess, not a table of every call: an argument may point to something small, or to a
 * buffer whose size the next argument says.  The few calls with vectors are looked at.  Naming
 * too much costs time only.
 */
#include "os/app_syscall.h"
#include "os/linux/app_memory.h"
#include "os/linux/sys.h"
#include <linux/uio.h>

enum { SMALL = 4096, MOST_SIZE = 1 << 30, MOST_VECTORS = 1024 };

typedef void (*visitor)(uintptr_t start, size_t size, void *arg);

static void
visit_vectors(uintptr_t at, size_t count, visitor visit, void *arg)
{
    for (size_t i = 0; i < count && i < MOST_VECTORS; i++) {
        struct iovec v;
        if (!app_read(&v, at + i * sizeof(v), sizeof(v)))
            return;
        visit((uintptr_t)v.iov_base, v.iov_len, arg);
    }
}

/* struct user_msghdr: name, namelen, iov, iovlen, control, controllen, flags. */
static void
visit_message(uintptr_t at, visitor visit, void *arg)
{
    uintptr_t m[7];
    if (!app_read(m, at, sizeof(m)))
        return;
    visit(m[0], (uint32_t)m[1], arg);
    visit_vectors(m[2], m[3], visit, arg);
    visit(m[4], m[5], arg);
}

static void
visit_messages(uintptr_t at, size_t count, visitor visit, void *arg)
{
    enum { MESSAGE_SIZE = 64 }; /* struct mmsghdr */
    for (size_t i = 0; i < count && i < MOST_VECTORS; i++)
        visit_message(at + i * MESSAGE_SIZE, visit, arg);
}

bool
os_app_syscall_buffers(const struct mcontext *mc, visitor visit, void *arg)
{
    const uintptr_t a[7] = { mc->reg[REG_DI], mc->reg[REG_SI], mc->reg[REG_DX], mc->reg[10],
                             mc->reg[8],      mc->reg[9],      0 };
    for (int i = 0; i < 6; i++) {
        if (a[i] >= SMALL)
            visit(a[i], a[i + 1] > SMALL && a[i + 1] < MOST_SIZE ? a[i + 1] : SMALL, arg);
    }
    switch (mc->reg[REG_AX]) {
    case __NR_readv:
    case __NR_preadv:
    case __NR_preadv2: visit_vectors(a[1], a[2], visit, arg); break;
    case __NR_process_vm_readv: visit_vectors(a[1], a[2], visit, arg); break;
    case __NR_process_vm_writev: visit_vectors(a[3], a[4], visit, arg); break; /* perhaps to itself */
    case __NR_recvmsg: visit_message(a[1], visit, arg); break;
    case __NR_recvmmsg: visit_messages(a[1], a[2], visit, arg); break;
    default: break;
    }
    return true;
}

bool
os_app_syscall_refused(uintptr_t result)
{
    (void)result;
    return false;
}

bool
os_app_syscall_goes_on(uintptr_t result)
{
    (void)result;
    return false;
}

void
os_app_syscall_late_buffers(const struct mcontext *mc, void (*visit)(uintptr_t start, size_t size, void *arg), void *arg)
{
    os_app_syscall_buffers(mc, visit, arg);
}

void
os_app_syscall_awaited(const struct mcontext *mc, void (*visit)(uintptr_t start, size_t size, void *arg), void *arg)
{
    (void)mc;
    (void)visit;
    (void)arg;
}
