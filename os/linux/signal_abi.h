/* os/linux/signal_abi.h - the kernel's signal structures, as x86-64 Linux lays them out.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_SIGNAL_ABI_H
#define OS_LINUX_SIGNAL_ABI_H
#include "os/base/types.h"

enum {
    K_SIGILL = 4, K_SIGTRAP = 5, K_SIGABRT = 6, K_SIGBUS = 7, K_SIGFPE = 8, K_SIGKILL = 9,
    K_SIGSEGV = 11, K_SIGSTKFLT = 16, K_SIGSYS = 31, K_SIGCHLD = 17, K_SIGCONT = 18, K_SIGSTOP = 19,
    K_SIGTSTP = 20, K_SIGTTIN = 21, K_SIGTTOU = 22, K_SIGURG = 23, K_SIGWINCH = 28,
    K_SIGNALS = 64,
};

enum {
    K_SA_NOCLDSTOP = 1, K_SA_NOCLDWAIT = 2, K_SA_SIGINFO = 4, K_SA_UNSUPPORTED = 0x400,
    K_SA_EXPOSE_TAGBITS = 0x800, K_SA_RESTORER = 0x04000000, K_SA_ONSTACK = 0x08000000,
    K_SA_RESTART = 0x10000000, K_SA_NODEFER = 0x40000000,
};
#define K_SA_RESETHAND 0x80000000u

enum { K_SIG_DFL = 0, K_SIG_IGN = 1 };
enum { K_SIG_BLOCK, K_SIG_UNBLOCK, K_SIG_SETMASK };
enum { K_SS_ONSTACK = 1, K_SS_DISABLE = 2 };
#define K_SS_AUTODISARM 0x80000000u
enum { K_SI_USER = 0, K_SI_KERNEL = 0x80, K_TRAP_TRACE = 2, K_SEGV_MAPERR = 1, K_SYS_SECCOMP = 1, K_SEGV_ACCERR = 2,
       K_ILL_ILLOPN = 2 };
enum { K_EFAULT = 14, K_EINVAL = 22, K_EPERM = 1, K_ENOMEM = 12, K_EINTR = 4 };

struct k_sigaction {
    uintptr_t handler;
    uint64_t flags;
    uintptr_t restorer;
    uint64_t mask;
};

struct k_stack {
    uintptr_t sp;
    uint32_t flags, pad;
    uint64_t size;
};

struct k_siginfo {
    int32_t signo, error, code, pad;
    uintptr_t addr;   /* faults; otherwise pid and uid */
    uint64_t value;
    uint64_t rest[12];
};
STATIC_ASSERT(sizeof(struct k_siginfo) == 128);

struct k_sigcontext {
    uint64_t r8, r9, r10, r11, r12, r13, r14, r15;
    uint64_t di, si, bp, bx, dx, ax, cx, sp, ip, flags;
    uint16_t cs, gs, fs, ss;
    uint64_t err, trapno, oldmask, cr2;
    uintptr_t fpstate;
    uint64_t reserved[8];
};
STATIC_ASSERT(sizeof(struct k_sigcontext) == 256);

enum { K_UC_FP_XSTATE = 1, K_UC_SIGCONTEXT_SS = 2, K_UC_STRICT_RESTORE_SS = 4 };

struct k_ucontext {
    uint64_t flags;
    uintptr_t link;
    struct k_stack stack;
    struct k_sigcontext mc;
    uint64_t mask;
};
STATIC_ASSERT(sizeof(struct k_ucontext) == 304);

struct k_frame {
    uintptr_t restorer;
    struct k_ucontext uc;
    struct k_siginfo info;
};
STATIC_ASSERT(sizeof(struct k_frame) == 440);

/* Behind the 512 bytes of FXSAVE and the header: what the kernel leaves in the unused end. */
struct k_fpx_sw {
    uint32_t magic1, extended_size;
    uint64_t features;
    uint32_t size, pad[7];
};
enum { K_FPX_SW_OFFSET = 464, K_FPX_MAGIC1 = 0x46505853, K_FPX_MAGIC2 = 0x46505845 };

static inline uint64_t
sig_bit(int sig)
{
    return (uint64_t)1 << (sig - 1);
}

#endif
