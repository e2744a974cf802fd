/* include/dr_events.h - what a client is called for. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_EVENTS_H
#define DR_EVENTS_H 1

#include "dr_config.h"
#include "dr_defines.h"
#include "dr_modules.h"

/* dr_register_X_event() adds a function to those that are called for X; dr_unregister_X_event()
 * takes it out and says whether it was there. Functions may be registered several times and by
 * several clients. The last one registered is called first, except where the contrary is said.
 */

/** What an event for a block or a trace wants of the runtime; may be or-ed. Bits of several clients
 *  are joined. */
typedef enum {
    DR_EMIT_DEFAULT = 0,
    /** Keep a table of the application's addresses for this code instead of calling the event again
     *  whenever they are needed: for a client whose changes are not the same every time. */
    DR_EMIT_STORE_TRANSLATIONS = 0x01,
    /** The code may be stored for later runs. */
    DR_EMIT_PERSISTABLE = 0x02,
    /** A trace must not go on behind this block. */
    DR_EMIT_MUST_END_TRACE = 0x04,
    /** Let the thread run natively from this block on. */
    DR_EMIT_GO_NATIVE = 0x08,
} dr_emit_flags_t;

/** How the end of a trace is decided. */
typedef enum {
    CUSTOM_TRACE_DR_DECIDES, /**< by the runtime */
    CUSTOM_TRACE_END_NOW,    /**< before the next block */
    CUSTOM_TRACE_CONTINUE,   /**< not before the next block, if that is possible */
} dr_custom_trace_action_t;

/** Where in the code cache something happened. */
typedef struct _dr_fault_fragment_info_t {
    void *tag;                /**< of the block; NULL outside the cache */
    byte *cache_start_pc;     /**< of the block's code */
    bool is_trace;
    bool app_code_consistent; /**< the application's code is still what the block was made from */
    instrlist_t *ilist;       /**< the block's instructions, where they are available */
} dr_fault_fragment_info_t;

/** For the event that restores application state. */
typedef struct _dr_restore_state_info_t {
    dr_mcontext_t *mcontext;                /**< the application's, to be completed by the client */
    bool raw_mcontext_valid;                /**< whether the next one means anything */
    dr_mcontext_t *raw_mcontext;            /**< the registers in the code cache; not to be changed */
    dr_fault_fragment_info_t fragment_info; /**< where that was */
} dr_restore_state_info_t;

/** What becomes of a signal. */
typedef enum {
    DR_SIGNAL_DELIVER,  /**< the application gets it */
    DR_SIGNAL_SUPPRESS, /**< it is dropped */
    DR_SIGNAL_BYPASS,   /**< the default action is taken, whatever handler there is */
    DR_SIGNAL_REDIRECT, /**< it is dropped, and the thread goes on at `mcontext` */
} dr_signal_action_t;

#ifdef UNIX
/** A signal. */
typedef struct _dr_siginfo_t {
    int sig;
    void *drcontext;
    dr_mcontext_t *mcontext;     /**< the application's state; may be changed */
    dr_mcontext_t *raw_mcontext; /**< the state in the code cache, if raw_mcontext_valid */
    bool raw_mcontext_valid;
    byte *access_address; /**< of SIGBUS and SIGSEGV: what was touched */
    bool blocked;         /**< the application has it blocked; only SUPPRESS has an effect now */
    dr_fault_fragment_info_t fault_fragment_info;
} dr_siginfo_t;
#endif

#ifdef WINDOWS
/** An exception. */
typedef struct _dr_exception_t {
    dr_mcontext_t *mcontext;
    EXCEPTION_RECORD *record;
    dr_mcontext_t *raw_mcontext;
    dr_fault_fragment_info_t fault_fragment_info;
} dr_exception_t;
#endif

/** Why the kernel changed a thread's pc. */
typedef enum {
    DR_XFER_SIGNAL_DELIVERY,      /**< to a signal handler */
    DR_XFER_SIGNAL_RETURN,        /**< back from one */
    DR_XFER_APC_DISPATCHER,       /**< Windows */
    DR_XFER_EXCEPTION_DISPATCHER, /**< Windows */
    DR_XFER_RAISE_DISPATCHER,     /**< Windows */
    DR_XFER_CALLBACK_DISPATCHER,  /**< Windows */
    DR_XFER_CALLBACK_RETURN,      /**< Windows */
    DR_XFER_CONTINUE,             /**< Windows: NtContinue */
    DR_XFER_SET_CONTEXT_THREAD,   /**< Windows: NtSetContextThread */
    DR_XFER_CLIENT_REDIRECT,      /**< dr_redirect_execution() or DR_SIGNAL_REDIRECT */
    DR_XFER_RSEQ_ABORT,           /**< Linux: the abort handler of a restartable sequence */
} dr_kernel_xfer_type_t;

/** Such a change. dr_get_mcontext() and dr_set_mcontext() act on the target. */
typedef struct _dr_kernel_xfer_info_t {
    dr_kernel_xfer_type_t type;
    const dr_mcontext_t *source_mcontext; /**< where the thread was; may be NULL */
    app_pc target_pc;
    reg_t target_xsp;
    int sig; /**< the signal's number, where there is one */
} dr_kernel_xfer_info_t;

/** How the process ends; see dr_set_process_exit_behavior(). */
typedef enum {
    DR_EXIT_MULTI_THREAD = 0x01,     /**< other threads may still run when the exit event is called */
    DR_EXIT_SKIP_THREAD_EXIT = 0x02, /**< no thread exit events at the end of the process */
} dr_exit_flags_t;

/* Violations of security policies; the runtime has none, so their event never comes. */
typedef enum {
    DR_RCO_STACK_VIOLATION,
    DR_RCO_HEAP_VIOLATION,
    DR_RCT_RETURN_VIOLATION,
    DR_RCT_INDIRECT_CALL_VIOLATION,
    DR_RCT_INDIRECT_JUMP_VIOLATION,
    DR_UNKNOWN_VIOLATION,
} dr_security_violation_type_t;

typedef enum {
    DR_VIOLATION_ACTION_KILL_PROCESS,
    DR_VIOLATION_ACTION_CONTINUE,
    DR_VIOLATION_ACTION_CONTINUE_CHANGED_CONTEXT,
    DR_VIOLATION_ACTION_KILL_THREAD,
    DR_VIOLATION_ACTION_THROW_EXCEPTION,
} dr_security_violation_action_t;

/* ---- the life of process and threads ---- */

/** The process ends (or is detached): everything else is over, the client's last call. Not called
 *  when the process is killed or replaces itself with exec. */
DR_API void
dr_register_exit_event(void (*func)(void));
DR_API bool
dr_unregister_exit_event(void (*func)(void));

/** A thread of the application is about to run its first instruction. */
DR_API void
dr_register_thread_init_event(void (*func)(void *drcontext));
DR_API bool
dr_unregister_thread_init_event(void (*func)(void *drcontext));

/** A thread has run its last instruction. May be called by another thread at the end of the process. */
DR_API void
dr_register_thread_exit_event(void (*func)(void *drcontext));
DR_API bool
dr_unregister_thread_exit_event(void (*func)(void *drcontext));

#ifdef UNIX
/** The process is the child of a fork: its only thread is about to go on. Files that clients opened
 *  are shared with the parent. */
DR_API void
dr_register_fork_init_event(void (*func)(void *drcontext));
DR_API bool
dr_unregister_fork_init_event(void (*func)(void *drcontext));
#endif

/** All threads of a process that was already running have been taken over. */
DR_API bool
dr_register_post_attach_event(void (*func)(void));
DR_API bool
dr_unregister_post_attach_event(void (*func)(void));

/** The threads are about to be let go; still called with all of them under control. */
DR_API void
dr_register_pre_detach_event(void (*func)(void));
DR_API bool
dr_unregister_pre_detach_event(void (*func)(void));

/** Memory runs short: a client should free what it can do without. */
DR_API void
dr_register_low_on_memory_event(void (*func)(void));
DR_API bool
dr_unregister_low_on_memory_event(void (*func)(void));

/* ---- code ---- */

/** A block of application code is about to be put into the code cache. `tag` names it (see
 *  dr_fragment_app_pc()); `bb` is the whole of it, which the client may change. Instructions that it
 *  adds for itself are inserted as meta instructions. With `translating`, the same block is made again
 *  to find out where a thread stands in it: what is inserted must be the same, and nothing may be
 *  counted twice. Called by the thread that is about to run the block, with no locks held by it. */
DR_API void
dr_register_bb_event(dr_emit_flags_t (*func)(void *drcontext, void *tag, instrlist_t *bb, bool for_trace,
                                             bool translating));
DR_API bool
dr_unregister_bb_event(dr_emit_flags_t (*func)(void *drcontext, void *tag, instrlist_t *bb, bool for_trace,
                                               bool translating));

/** Blocks that have often been run one after the other are about to be joined to one piece of code.
 *  The blocks as the block event left them are in `trace`. */
DR_API void
dr_register_trace_event(dr_emit_flags_t (*func)(void *drcontext, void *tag, instrlist_t *trace,
                                                bool translating));
DR_API bool
dr_unregister_trace_event(dr_emit_flags_t (*func)(void *drcontext, void *tag, instrlist_t *trace,
                                                  bool translating));

/** While a trace that starts at `tag` is collected: whether the block `next_tag` becomes part of it. */
DR_API void
dr_register_end_trace_event(dr_custom_trace_action_t (*func)(void *drcontext, void *tag, void *next_tag));
DR_API bool
dr_unregister_end_trace_event(dr_custom_trace_action_t (*func)(void *drcontext, void *tag, void *next_tag));

/** A block or a trace has been deleted from the code cache: one event for each time that it was shown,
 *  before it is shown again, and for what is left before the exit event. drcontext is that of the
 *  thread that tells of it, not of one that had run it. */
DR_API void
dr_register_delete_event(void (*func)(void *drcontext, void *tag));
DR_API bool
dr_unregister_delete_event(void (*func)(void *drcontext, void *tag));

/** A thread has been stopped in the middle of a block, and the application's registers are needed.
 *  `mcontext` holds what the runtime could restore; a client that keeps application values elsewhere
 *  puts them back. With restore_memory, memory that it changed must be put back as well, for the
 *  thread does not go on in this block. */
DR_API void
dr_register_restore_state_event(void (*func)(void *drcontext, void *tag, dr_mcontext_t *mcontext,
                                             bool restore_memory, bool app_code_consistent));
DR_API bool
dr_unregister_restore_state_event(void (*func)(void *drcontext, void *tag, dr_mcontext_t *mcontext,
                                               bool restore_memory, bool app_code_consistent));

/** The same with more to go on. False says that the state cannot be restored here; the runtime then
 *  looks for another place if it may. */
DR_API void
dr_register_restore_state_ex_event(bool (*func)(void *drcontext, bool restore_memory,
                                                dr_restore_state_info_t *info));
DR_API bool
dr_unregister_restore_state_ex_event(bool (*func)(void *drcontext, bool restore_memory,
                                                  dr_restore_state_info_t *info));

/** A clean call has been asked for and is about to be inserted before `where`. */
DR_API void
dr_register_clean_call_insertion_event(void (*func)(void *drcontext, instrlist_t *ilist, instr_t *where,
                                                    dr_cleancall_save_t call_flags));
DR_API bool
dr_unregister_clean_call_insertion_event(void (*func)(void *drcontext, instrlist_t *ilist, instr_t *where,
                                                      dr_cleancall_save_t call_flags));

/* ---- modules ---- */

/** The application has mapped an executable or a library. `loaded` tells whether the segments are in
 *  place already. Those that are there at start are reported before the first instruction. */
DR_API void
dr_register_module_load_event(void (*func)(void *drcontext, const module_data_t *info, bool loaded));
DR_API bool
dr_unregister_module_load_event(void (*func)(void *drcontext, const module_data_t *info, bool loaded));

/** A module is about to be unmapped; it can still be read. */
DR_API void
dr_register_module_unload_event(void (*func)(void *drcontext, const module_data_t *info));
DR_API bool
dr_unregister_module_unload_event(void (*func)(void *drcontext, const module_data_t *info));

/* ---- system calls ---- */

/** Says which system calls the next two events are wanted for. All clients are asked; one that wants
 *  the call is enough. */
DR_API void
dr_register_filter_syscall_event(bool (*func)(void *drcontext, int sysnum));
DR_API bool
dr_unregister_filter_syscall_event(bool (*func)(void *drcontext, int sysnum));

/** A system call is about to be made; see dr_syscall_get_param() and others. False skips it, and its
 *  result is then that of dr_syscall_set_result(). */
DR_API void
dr_register_pre_syscall_event(bool (*func)(void *drcontext, int sysnum));
DR_API bool
dr_unregister_pre_syscall_event(bool (*func)(void *drcontext, int sysnum));

/** A system call has been made; see dr_syscall_get_result_ex(). Not called for calls that do not
 *  return. */
DR_API void
dr_register_post_syscall_event(void (*func)(void *drcontext, int sysnum));
DR_API bool
dr_unregister_post_syscall_event(void (*func)(void *drcontext, int sysnum));

/* ---- signals, exceptions, other transfers of control ---- */

#ifdef UNIX
/** A signal is about to be delivered to the application, or would be if it were not blocked. */
DR_API void
dr_register_signal_event(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo));
DR_API bool
dr_unregister_signal_event(dr_signal_action_t (*func)(void *drcontext, dr_siginfo_t *siginfo));
#endif

#ifdef WINDOWS
/** An exception is about to be dispatched to the application. False drops it and goes on at
 *  `mcontext`. */
DR_API void
dr_register_exception_event(bool (*func)(void *drcontext, dr_exception_t *excpt));
DR_API bool
dr_unregister_exception_event(bool (*func)(void *drcontext, dr_exception_t *excpt));
#endif

/** The kernel is about to move a thread elsewhere: to a signal handler, back from it, and so on. */
DR_API void
dr_register_kernel_xfer_event(void (*func)(void *drcontext, const dr_kernel_xfer_info_t *info));
DR_API bool
dr_unregister_kernel_xfer_event(void (*func)(void *drcontext, const dr_kernel_xfer_info_t *info));

/** A security policy was violated. Never called: there are none. */
DR_API void
dr_register_security_event(void (*func)(void *drcontext, void *source_tag, app_pc source_pc,
                                        app_pc target_pc, dr_security_violation_type_t violation,
                                        dr_mcontext_t *mcontext, dr_security_violation_action_t *action));
DR_API bool
dr_unregister_security_event(void (*func)(void *drcontext, void *source_tag, app_pc source_pc,
                                          app_pc target_pc, dr_security_violation_type_t violation,
                                          dr_mcontext_t *mcontext, dr_security_violation_action_t *action));

/* ---- nudges: messages from outside ---- */

/** Somebody has nudged the client `id` of this process with `argument`. */
DR_API void
dr_register_nudge_event(void (*func)(void *drcontext, uint64 argument), client_id_t id);
DR_API bool
dr_unregister_nudge_event(void (*func)(void *drcontext, uint64 argument), client_id_t id);

/** Nudges a client of this process. */
DR_API bool
dr_nudge_client(client_id_t id, uint64 argument);

/** Nudges a client of another process. On Windows, waits at most timeout_ms until that has handled it
 *  (INFINITE: without end, 0: not at all). DR_NUDGE_PID_NOT_FOUND, DR_NUDGE_PID_NOT_INJECTED: there is no such
 *  process, or it runs natively. */
DR_API dr_config_status_t
dr_nudge_client_ex(process_id_t process_id, client_id_t client_id, uint64 argument, uint timeout_ms);

#ifdef WINDOWS
/** Whether the thread exists only to handle a nudge. */
DR_API bool
dr_is_nudge_thread(void *drcontext);
#endif

/* ---- the end ---- */

/** Chooses how the process ends; call it in dr_client_main(). */
DR_API void
dr_set_process_exit_behavior(dr_exit_flags_t flags);

/** Whether the process is being detached rather than ended: for use in exit events. */
DR_API bool
dr_is_detaching(void);

/** Says that this client keeps to functions that are safe when linked with the application. */
DR_API void
dr_allow_unsafe_static_behavior(void);

/* ---- code kept from run to run ---- */

/* Read-only data, code and writable data that a client stores along with persisted blocks. size()
 * says how much, persist() writes it, resurrect() gets it back in a later run. False (or 0) means
 * that nothing can be stored or used. */

DR_API bool
dr_register_persist_ro(size_t (*func_size)(void *drcontext, void *perscxt, size_t file_offs, void **user_data DR_PARAM_OUT),
                       bool (*func_persist)(void *drcontext, void *perscxt, file_t fd, void *user_data),
                       bool (*func_resurrect)(void *drcontext, void *perscxt, byte **map DR_PARAM_OUT));
DR_API bool
dr_unregister_persist_ro(size_t (*func_size)(void *drcontext, void *perscxt, size_t file_offs, void **user_data DR_PARAM_OUT),
                         bool (*func_persist)(void *drcontext, void *perscxt, file_t fd, void *user_data),
                         bool (*func_resurrect)(void *drcontext, void *perscxt, byte **map DR_PARAM_OUT));
DR_API bool
dr_register_persist_rx(size_t (*func_size)(void *drcontext, void *perscxt, size_t file_offs, void **user_data DR_PARAM_OUT),
                       bool (*func_persist)(void *drcontext, void *perscxt, file_t fd, void *user_data),
                       bool (*func_resurrect)(void *drcontext, void *perscxt, byte **map DR_PARAM_OUT));
DR_API bool
dr_unregister_persist_rx(size_t (*func_size)(void *drcontext, void *perscxt, size_t file_offs, void **user_data DR_PARAM_OUT),
                         bool (*func_persist)(void *drcontext, void *perscxt, file_t fd, void *user_data),
                         bool (*func_resurrect)(void *drcontext, void *perscxt, byte **map DR_PARAM_OUT));
DR_API bool
dr_register_persist_rw(size_t (*func_size)(void *drcontext, void *perscxt, size_t file_offs, void **user_data DR_PARAM_OUT),
                       bool (*func_persist)(void *drcontext, void *perscxt, file_t fd, void *user_data),
                       bool (*func_resurrect)(void *drcontext, void *perscxt, byte **map DR_PARAM_OUT));
DR_API bool
dr_unregister_persist_rw(size_t (*func_size)(void *drcontext, void *perscxt, size_t file_offs, void **user_data DR_PARAM_OUT),
                         bool (*func_persist)(void *drcontext, void *perscxt, file_t fd, void *user_data),
                         bool (*func_resurrect)(void *drcontext, void *perscxt, byte **map DR_PARAM_OUT));
DR_API bool
dr_register_persist_patch(bool (*func_patch)(void *drcontext, void *perscxt, byte *bb_start, size_t bb_size,
                                             void *user_data));
DR_API bool
dr_unregister_persist_patch(bool (*func_patch)(void *drcontext, void *perscxt, byte *bb_start, size_t bb_size,
                                               void *user_data));

/** Start of the application code that is being persisted. */
DR_API app_pc
dr_persist_start(void *perscxt);

/** Size of that code in bytes. */
DR_API size_t
dr_persist_size(void *perscxt);

/** Whether a block is among those persisted. */
DR_API bool
dr_fragment_persistable(void *drcontext, void *perscxt, void *tag);

#endif /* DR_EVENTS_H */
