/* include/dr_inject.h - starting a program under the runtime, for launchers. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_INJECT_H
#define DR_INJECT_H 1

#include "dr_defines.h"

#ifdef WINDOWS
/** The program has the other word size; the process was made nevertheless. */
#    define WARN_IMAGE_MACHINE_TYPE_MISMATCH_EXE 720
#else
/** The program has another word size than the launcher; goes on if the runtime for it is there. */
#    define WARN_IMAGE_MACHINE_TYPE_MISMATCH_EXE 8 /* ENOEXEC */
#endif
/** The older name of the same. */
#define ERROR_IMAGE_MACHINE_TYPE_MISMATCH_EXE WARN_IMAGE_MACHINE_TYPE_MISMATCH_EXE

/* Each function that makes a process hands out a description in *data, which the others take.
 * Functions that return an int return 0 or the system's error code. */

/** Makes a process that has not run yet. `app_cmdline` ends with NULL on Linux and is one string on
 *  Windows. */
DR_API int
#ifdef WINDOWS
dr_inject_process_create(const char *app_name, const char *app_cmdline, void **data);
#else
dr_inject_process_create(const char *app_name, const char **app_cmdline, void **data);
#endif

/** Puts the runtime into the process. `library_path` may be NULL: that of the configuration. */
DR_API bool
dr_inject_process_inject(void *data, bool force_injection, const char *library_path);

/** Lets the process run. */
DR_API bool
dr_inject_process_run(void *data);

/** Waits for its end; 0 milliseconds means without limit. False when the time is over. */
DR_API bool
dr_inject_wait_for_child(void *data, uint64 timeout_millis);

/** Frees the description, killing the process first with `terminate`; returns its exit code. */
DR_API int
dr_inject_process_exit(void *data, bool terminate);

/** Base name of the program. */
DR_API char *
dr_inject_get_image_name(void *data);

DR_API process_id_t
dr_inject_get_process_id(void *data);

#ifdef UNIX
/** Like dr_inject_process_create(), but dr_inject_process_run() replaces the calling process. */
DR_API int
dr_inject_prepare_to_exec(const char *app_name, const char **app_cmdline, void **data);

/** Has the process take the runtime by ptrace after its start. */
DR_API bool
dr_inject_prepare_to_ptrace(void *data);

/** Prepares to take over a running process; with `wait_syscall`, one that sits in a system call is
 *  waited for. */
DR_API int
dr_inject_prepare_to_attach(process_id_t pid, const char *app_name, bool wait_syscall, void **data);

/** Gives the process a process group of its own. */
DR_API bool
dr_inject_prepare_new_process_group(void *data);
#endif

#ifdef WINDOWS
/** Opens a running process. */
DR_API int
dr_inject_process_attach(process_id_t pid, void **data, char **app_name);

DR_API HANDLE
dr_inject_get_process_handle(void *data);

/** Puts the runtime in at the program's entry instead of the process's first instruction. */
DR_API bool
dr_inject_use_late_injection(void *data);

/** Whether the registry starts a debugger in place of the program. */
DR_API bool
dr_inject_using_debug_key(void *data);

/** Prints time and memory of a finished process. */
DR_API void
dr_inject_print_stats(void *data, int elapsed_secs, bool showstats, bool showmem);
#endif

#endif /* DR_INJECT_H */
