/* drmgr/include/drmgr_events.h - the manager's events that are not of blocks; drmgr.h includes it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DRMGR_EVENTS_H
#define DRMGR_EVENTS_H 1

#include "dr_api.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Order.
 *
 * Callbacks of one event are called in the order of their numbers, the lower first, and among equal
 * numbers in the order of registration. Names bind closer than numbers: whatever names itself `before`
 * or `after` another one stands there, whichever of the two came first.
 */

/** Where a callback stands among the others of its event. The strings must stay where they are. */
typedef struct _drmgr_priority_t {
    size_t struct_size; /**< sizeof(drmgr_priority_t) */
    const char *name;   /**< this one's name, of which the event has no other */
    const char *before; /**< the name of one that it must precede; may be NULL */
    const char *after;  /**< the name of one that it must follow; may be NULL */
    int priority;       /**< the lower, the earlier */
} drmgr_priority_t;

/** Registers a callback for the end of the process.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_exit_event(void (*func)(void));

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_exit_event_user_data(void (*func)(void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_exit_event(void (*func)(void));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_exit_event_user_data(void (*func)(void *user_data));

/** Registers a callback for threads that begin; fields are there by then.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_thread_init_event(void (*func)(void *drcontext));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_thread_init_event_ex(void (*func)(void *drcontext), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_thread_init_event_user_data(void (*func)(void *drcontext, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_thread_init_event(void (*func)(void *drcontext));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_thread_init_event_user_data(void (*func)(void *drcontext, void *user_data));

/** Registers a callback for threads that end; fields are there still.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_thread_exit_event(void (*func)(void *drcontext));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_thread_exit_event_ex(void (*func)(void *drcontext), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_thread_exit_event_user_data(void (*func)(void *drcontext, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_thread_exit_event(void (*func)(void *drcontext));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_thread_exit_event_user_data(void (*func)(void *drcontext, void *user_data));

/** Registers a callback that says which system calls are of interest: those for which one of them says true.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_filter_syscall_event(bool (*func)(void *drcontext, int sysnum));

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_filter_syscall_event_user_data(bool (*func)(void *drcontext, int sysnum, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_filter_syscall_event(bool (*func)(void *drcontext, int sysnum));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_filter_syscall_event_user_data(bool (*func)(void *drcontext, int sysnum, void *user_data));

/** Registers a callback for system calls about to be made. All are called; if one says false, it is not made.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_pre_syscall_event(bool (*func)(void *drcontext, int sysnum));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_pre_syscall_event_ex(bool (*func)(void *drcontext, int sysnum), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_pre_syscall_event_user_data(bool (*func)(void *drcontext, int sysnum, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_pre_syscall_event(bool (*func)(void *drcontext, int sysnum));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_pre_syscall_event_user_data(bool (*func)(void *drcontext, int sysnum, void *user_data));

/** Registers a callback for system calls that have been made.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_post_syscall_event(void (*func)(void *drcontext, int sysnum));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_post_syscall_event_ex(void (*func)(void *drcontext, int sysnum), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_post_syscall_event_user_data(void (*func)(void *drcontext, int sysnum, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_post_syscall_event(void (*func)(void *drcontext, int sysnum));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_post_syscall_event_user_data(void (*func)(void *drcontext, int sysnum, void *user_data));

/** Registers a callback for executables and libraries that are mapped.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_module_load_event(void (*func)(void *drcontext, const module_data_t *info, bool loaded));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_module_load_event_ex(void (*func)(void *drcontext, const module_data_t *info, bool loaded), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_module_load_event_user_data(void (*func)(void *drcontext, const module_data_t *info, bool loaded, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_module_load_event(void (*func)(void *drcontext, const module_data_t *info, bool loaded));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_module_load_event_user_data(void (*func)(void *drcontext, const module_data_t *info, bool loaded, void *user_data));

/** Registers a callback for executables and libraries that are unmapped.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_module_unload_event(void (*func)(void *drcontext, const module_data_t *info));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_module_unload_event_ex(void (*func)(void *drcontext, const module_data_t *info), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_module_unload_event_user_data(void (*func)(void *drcontext, const module_data_t *info, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_module_unload_event(void (*func)(void *drcontext, const module_data_t *info));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_module_unload_event_user_data(void (*func)(void *drcontext, const module_data_t *info, void *user_data));

/** Registers a callback for changes of the pc by the kernel.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_kernel_xfer_event(void (*func)(void *drcontext, const dr_kernel_xfer_info_t *info));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_kernel_xfer_event_ex(void (*func)(void *drcontext, const dr_kernel_xfer_info_t *info), drmgr_priority_t *priority);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_kernel_xfer_event(void (*func)(void *drcontext, const dr_kernel_xfer_info_t *info));

#ifdef UNIX
/** Registers a callback for signals. They are called until one says something else than DR_SIGNAL_DELIVER.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_signal_event(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_signal_event_ex(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_signal_event_user_data(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo, void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_signal_event(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_signal_event_user_data(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo, void *user_data));
#endif

#ifdef WINDOWS
/** Registers a callback for exceptions. They are called until one says false: the application does not get it.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_exception_event(bool (*func)(void *drcontext, dr_exception_t *excpt));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_exception_event_ex(bool (*func)(void *drcontext, dr_exception_t *excpt), drmgr_priority_t *priority);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_exception_event(bool (*func)(void *drcontext, dr_exception_t *excpt));
#endif

/** Registers a callback that restores the application's state in the middle of inserted code.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_restore_state_event(void (*func)(void *drcontext, void *tag, dr_mcontext_t *mcontext, bool restore_memory, bool app_code_consistent));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_restore_state_event(void (*func)(void *drcontext, void *tag, dr_mcontext_t *mcontext, bool restore_memory, bool app_code_consistent));

/** The same with more to look at. The state is good if all say true.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_restore_state_ex_event(bool (*func)(void *drcontext, bool restore_memory, dr_restore_state_info_t *info));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_restore_state_ex_event_ex(bool (*func)(void *drcontext, bool restore_memory, dr_restore_state_info_t *info), drmgr_priority_t *priority);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_restore_state_ex_event(bool (*func)(void *drcontext, bool restore_memory, dr_restore_state_info_t *info));

/** Registers a callback for times when memory runs out.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_low_on_memory_event(void (*func)(void));

/** With a priority, which may be NULL.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_low_on_memory_event_ex(void (*func)(void), drmgr_priority_t *priority);

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_low_on_memory_event_user_data(void (*func)(void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_low_on_memory_event(void (*func)(void));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_low_on_memory_event_user_data(void (*func)(void *user_data));

/** Registers a callback for when all threads of a running process have been taken over.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_post_attach_event(void (*func)(void));

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_post_attach_event_user_data(void (*func)(void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_post_attach_event(void (*func)(void));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_post_attach_event_user_data(void (*func)(void *user_data));

/** Registers a callback for when a process is about to be left.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_pre_detach_event(void (*func)(void));

/** With a priority, which may be NULL, and a pointer that the callback gets.
 *  Fails: false */
DR_EXPORT bool
drmgr_register_pre_detach_event_user_data(void (*func)(void *user_data), drmgr_priority_t *priority, void *user_data);

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_pre_detach_event(void (*func)(void));

/** Fails: false, it was not registered */
DR_EXPORT bool
drmgr_unregister_pre_detach_event_user_data(void (*func)(void *user_data));

#ifdef __cplusplus
}
#endif

#endif
