/* os/windows/app_entry.h - functions and labels of app_entry.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_APP_ENTRY_H
#define OS_WINDOWS_APP_ENTRY_H
#include "os/mcontext.h"
#include "os/windows/nt.h"

struct os_events;

/* Carries out the call of the application with the registers in mc; false: *stop was set before. */
bool app_gateway(struct mcontext *mc, volatile uintptr_t *stop, struct os_events *e);

/* The same for a function of the kernel's in user mode. */
bool app_native_call(struct mcontext *mc, volatile uintptr_t *stop, struct os_events *e, uintptr_t target);

/* The kernel takes over the state in c, whose pc is app_continued; returns nevertheless. */
ntstatus app_continue(struct os_events *e, struct nt_context *c, uintptr_t alert, uint32_t number);

/* The call under way ends now, with these registers. */
_Noreturn void app_finish(const struct mcontext *mc);

_Noreturn void entry_switch_stack(uintptr_t top, void (*f)(void *arg), void *arg);
void entry_fxsave(void *area);

/* Goes on with the general registers of c; the vector registers are in the processor. */
_Noreturn void entry_resume(const struct nt_context *c);

extern const char app_kernel_begin[], app_kernel_end[], app_after_pointer[], app_continued[];
extern const char safe_copy_begin[], safe_copy_end[], safe_copy_fault[];
extern const char entry_exception[], entry_apc[], entry_callback[], entry_raise[], entry_thread[];

/* Called from there: e is NULL in a thread that is not known yet. */
_Noreturn void entry_reached(struct os_events *e, struct mcontext *mc, unsigned entry);

#endif
