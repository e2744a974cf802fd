/* os/app_syscall.h - system calls of the application: what they mean for the runtime.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The numbers are the kernel's business (os/<os>/app_syscall.def); the runtime sees effects.
 */
#ifndef OS_APP_SYSCALL_H
#define OS_APP_SYSCALL_H
#include "os/base/abi.h"
#include "os/mcontext.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum effect_kind {
    EFFECT_NONE,         /* nothing that the runtime must know */
    EFFECT_MAP,          /* maps memory: start is the result, size, prot */
    EFFECT_UNMAP,        /* start, size */
    EFFECT_PROTECT,      /* start, size, prot */
    EFFECT_REMAP,        /* old_start, old_size, size; the result is the new start */
    EFFECT_BREAK,        /* moves the end of the heap: the result is the new end */
    EFFECT_ATTACH,       /* maps shared memory whose size the map tells: start is the result */
    EFFECT_DETACH,       /* unmaps what was attached at start */
    EFFECT_CONTENT,      /* the memory at start, size has other contents; mapped as before */
    EFFECT_THREAD_EXIT,  /* ends the calling thread */
    EFFECT_PROCESS_EXIT, /* ends the process */
    EFFECT_CLONE,        /* makes a thread or a process: os/app_process.h */
    EFFECT_EXEC,         /* executes another program: os/app_process.h */
    EFFECT_LOOK,         /* maps memory: start, size, known afterwards; the map tells the rest */
    EFFECT_COMMIT,       /* the same, all of it with prot */
    EFFECT_THREAD_KILL,  /* ends another thread: os/app_thread.h */
    EFFECT_THREAD_OTHER, /* is about another thread: os/app_thread.h */
    EFFECT_CHILD,        /* makes a process, or perhaps its first thread: os/app_child.h */
    EFFECT_KILL_OTHERS,  /* ends all threads but the calling one */
    EFFECT_OWN,          /* os_app_syscall_own() may have to carry it out */
};

/* What a system call is going to do; filled from the registers before it. */
struct effect {
    enum effect_kind kind;
    uintptr_t start, size;
    uintptr_t old_start, old_size;
    int prot; /* OS_PROT_* */
    bool is_shared;
    bool writes_back; /* the kernel writes to the arguments of the call, besides what the kind says */
    bool is_guarded; /* EFFECT_PROTECT, EFFECT_COMMIT: the first access ends the protection, unseen */
    bool keeps_old; /* EFFECT_REMAP: the old range stays */
    uintptr_t where, how_much; /* for os_app_syscall_settle, as is `was` */
    uint32_t was;
};

void os_app_syscall_effect(const struct mcontext *mc, struct effect *out);

/* After the call has succeeded: completes start and size where only the kernel knew them. */
void os_app_syscall_settle(const struct mcontext *after, struct effect *e);

/* Whether an indirect call in the application's code is a system call: there are kernels that are
 * entered through a pointer. */
bool os_app_is_gateway(const uint8_t *bytes, size_t length);

/* Bytes of the instruction that made the system call which ended at `after`. */
unsigned os_app_syscall_length(uintptr_t after);

/* A function of the kernel's own in user mode, which no mapping shows: runs natively, and mc is as at
 * its return.  False: there is none at pc. */
bool os_app_native_call(struct mcontext *mc, uintptr_t pc);

/* Carries the call out with the registers in mc, and puts the result there.  False when *stop was
 * or became nonzero before the kernel had begun: mc is unchanged then. */
bool os_app_syscall_run(struct mcontext *mc, volatile uintptr_t *stop);

/* What os_app_syscall_own needs to know of the calling thread. */
struct app_syscall_self {
    uintptr_t *segment; /* the application's value of the segment base that the runtime uses */
    uintptr_t *restartable; /* what os/restartable.h calls the thread's area; 0: none */
    bool is_guest;      /* a process that shares our memory, but perhaps not our descriptors */
};

/* Carries out a call whose native answer would be wrong, as it concerns something of the
 * runtime's.  False: it does not; nothing has been done. */
bool os_app_syscall_own(struct mcontext *mc, const struct app_syscall_self *self);

/* Visits the memory of the application that the kernel may write to in the call; also some that it
 * will not.  False: there may be more. */
bool os_app_syscall_buffers(const struct mcontext *mc,
                            void (*visit)(uintptr_t start, size_t size, void *arg), void *arg);

/* Whether a call that was carried out has had no effect, as memory that it should have written to could
 * not be: the kernel looks at such memory first.  Only where os_app_syscall_buffers cannot know all. */
bool os_app_syscall_refused(uintptr_t result);

/* Whether the call that returned this goes on, and writes its results later. */
bool os_app_syscall_goes_on(uintptr_t result);

/* For such a call, made with the registers in mc: as os_app_syscall_buffers, and what these point to. */
void os_app_syscall_late_buffers(const struct mcontext *mc,
                                 void (*visit)(uintptr_t start, size_t size, void *arg), void *arg);

/* The same for a call of another thread that is under way, if it is one that may take long: only such are
 * known whose arguments are. */
void os_app_syscall_awaited(const struct mcontext *mc,
                            void (*visit)(uintptr_t start, size_t size, void *arg), void *arg);

/* The end of the application's heap. */
uintptr_t os_app_break(void);

/* Number, parameters and result as the application put them into registers; parameter 0 is the
 * first.  What is set is what the kernel gets, or the application after the call. */
enum { OS_SYSCALL_PARAMS = ABI_SYSCALL_PARAMS };
uintptr_t os_app_syscall_number(const struct mcontext *mc);
void os_app_syscall_set_number(struct mcontext *mc, uintptr_t number);
uintptr_t os_app_syscall_param(const struct mcontext *mc, unsigned n);
void os_app_syscall_set_param(struct mcontext *mc, unsigned n, uintptr_t value);

/* Before the parameters of a call that the application has not prepared: those that lie on its stack get
 * room below what it has there. */
void os_app_syscall_room(struct mcontext *mc);
uintptr_t os_app_syscall_result(const struct mcontext *mc);
void os_app_syscall_set_result(struct mcontext *mc, uintptr_t value);

/* Whether a result says that the call failed. */
bool os_app_syscall_failed(uintptr_t result);

/* The kernel's number for the error in such a result, and the result that says so. */
uint32_t os_app_syscall_error(uintptr_t result);
uintptr_t os_app_syscall_failure(uint32_t error);

/* Whether an interrupted pc lies in os_app_syscall_run between the look at *stop and the kernel;
 * gives the pc to go on at so that it returns false. */
bool os_app_syscall_interrupted(uintptr_t pc, uintptr_t *go_on);

/* System calls by the processor's older way, which has numbers and arguments of its own.  Fills in
 * the registers of the same call by the usual way, for calls that the runtime must see; false: it
 * need not, or cannot, and os_app_other_call_run makes it as it is. */
bool os_app_other_call(const struct mcontext *mc, struct mcontext *out);

enum os_other_call {
    OS_OTHER_CALL_RAN,
    OS_OTHER_CALL_STOPPED, /* as os_app_syscall_run's false */
    OS_OTHER_CALL_FAULTED, /* the kernel does not have this way */
};
enum os_other_call os_app_other_call_run(struct mcontext *mc, volatile uintptr_t *stop);

/* Whether execution at pc stands for a system call: the kernel has a page of such entries.  Gives
 * its number. */
bool os_app_kernel_page_call(uintptr_t pc, uintptr_t *number);

#endif
