/* include/dr_tools_app.h - the part of dr_tools.h about the application: system calls, code cache. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_TOOLS_APP_H
#define DR_TOOLS_APP_H 1

#include "dr_defines.h"
#include "dr_events.h"

/* ---- system calls ---- */

/** Ends the application with this code, exit events included. */
DR_API void
dr_exit_process(int exit_code);

/** How a system call ended. The caller sets `size`, and use_errno and use_high as it likes. */
typedef struct _dr_syscall_result_info_t {
    size_t size;
    bool succeeded;
    reg_t value;     /**< what the application sees */
    reg_t high;      /**< upper half of a 64-bit result in a 32-bit process, with use_high */
    bool use_high;
    bool use_errno;  /**< setting: errno_value counts rather than `value` */
    uint errno_value;
} dr_syscall_result_info_t;

/** In the pre event: parameter number param_num, from 0. */
DR_API reg_t
dr_syscall_get_param(void *drcontext, int param_num);
DR_API void
dr_syscall_set_param(void *drcontext, int param_num, reg_t new_value);

/** In the post event: what the system call returned. */
DR_API reg_t
dr_syscall_get_result(void *drcontext);
DR_API bool
dr_syscall_get_result_ex(void *drcontext, dr_syscall_result_info_t *info DR_PARAM_OUT);
/** In the post event, or in the pre event if that skips the call. */
DR_API void
dr_syscall_set_result(void *drcontext, reg_t value);
DR_API bool
dr_syscall_set_result_ex(void *drcontext, dr_syscall_result_info_t *info);

/** In the pre event: makes another call of it. In the post event, with
 *  dr_syscall_invoke_another(): what is called next. */
DR_API void
dr_syscall_set_sysnum(void *drcontext, int new_num);
/** In the post event: another system call follows before the application goes on. */
DR_API void
dr_syscall_invoke_another(void *drcontext);

#ifdef WINDOWS
DR_API bool
dr_syscall_intercept_natively(const char *name, int sysnum, int num_args, int wow64_index);
#endif

/** Makes a system call as if the application did: the runtime notes what it maps. Not for calls that
 *  make or end threads and processes or that are about signals; in block events it fails as EAGAIN. */
DR_API reg_t
dr_invoke_syscall_as_app(void *drcontext, int sysnum, int arg_count, ...);

/* ---- the code cache ---- */

/** The application address that a tag stands for. */
DR_API app_pc
dr_fragment_app_pc(void *tag);

/** Where to read the code that runs at `pc`: the same address unless the runtime has put a hook
 *  there. */
DR_API app_pc
dr_app_pc_for_decoding(app_pc pc);

/** The application address that an address in the cache stands for; NULL if it is in none. */
DR_API app_pc
dr_app_pc_from_cache_pc(byte *cache_pc);

DR_API bool
dr_bb_exists_at(void *drcontext, void *tag);
DR_API bool
dr_trace_exists_at(void *drcontext, void *tag);
DR_API bool
dr_fragment_exists_at(void *drcontext, void *tag);
/** Whether the block is the start of a trace to be. */
DR_API bool
dr_trace_head_at(void *drcontext, void *tag);
/** Makes it one. */
DR_API bool
dr_mark_trace_head(void *drcontext, void *tag);
/** Bytes of the code in the cache; 0 if there is none. */
DR_API uint
dr_fragment_size(void *drcontext, void *tag);

/** Deletes one block as soon as the thread has left it; only with private caches. */
DR_API bool
dr_delete_fragment(void *drcontext, void *tag);
/** Puts a copy of `ilist` in place of the block; only with private caches. */
DR_API bool
dr_replace_fragment(void *drcontext, void *tag, instrlist_t *ilist);

/** Deletes every block made from [start, start+size). When it returns no thread is in one of them,
 *  but the calling thread may not go back to the block it came from: use dr_redirect_execution().
 *  Not from events that are about to put code into the cache. */
DR_API bool
dr_flush_region(app_pc start, size_t size);

/** The same, and calls back when it is done, before other threads go on. */
DR_API bool
dr_flush_region_ex(app_pc start, size_t size, void (*flush_completion_callback)(void *user_data), void *user_data);

/** Makes the blocks unreachable at once; other threads may still finish one that they are in. May be
 *  called from more places than dr_flush_region(). */
DR_API bool
dr_unlink_flush_region(app_pc start, size_t size);

/** Flushes some time soon, and calls back (unless NULL) with flush_id when it is done. */
DR_API bool
dr_delay_flush_region(app_pc start, size_t size, uint flush_id, void (*flush_completion_callback)(int flush_id));

/** Kinds of indirect branches. */
typedef enum {
    DR_INDIRECT_RETURN,
    DR_INDIRECT_CALL,
    DR_INDIRECT_JUMP,
} dr_indirect_branch_type_t;

/** Builds blocks for these addresses now. */
DR_API bool
dr_prepopulate_cache(app_pc *tags, size_t tags_count);
/** Enters blocks that exist into the tables for indirect branches. */
DR_API bool
dr_prepopulate_indirect_targets(dr_indirect_branch_type_t branch_type, app_pc *tags, size_t tags_count);

/* ---- memory dumps ---- */

/** What to dump. */
typedef enum {
    DR_MEMORY_DUMP_LDMP = 0x0001, /**< Windows */
    DR_MEMORY_DUMP_ELF = 0x0002,  /**< Linux: a core file */
} dr_memory_dump_flags_t;

/** A dump to be made; the caller sets `size`. */
typedef struct _dr_memory_dump_spec_t {
    size_t size;
    dr_memory_dump_flags_t flags;
    const char *label;    /**< goes into an LDMP */
    char *ldmp_path;      /**< out: its path; or NULL */
    size_t ldmp_path_size;
    char *elf_path;       /**< out: path of the core file; or NULL */
    size_t elf_path_size;
    char *elf_output_directory; /**< where to put it; or NULL */
} dr_memory_dump_spec_t;

/** Writes the application's memory and registers to a file. */
DR_API bool
dr_create_memory_dump(dr_memory_dump_spec_t *spec);

/** For the security event, which never comes: writes nothing. */
DR_API void
dr_write_forensics_report(void *dcontext, file_t file, dr_security_violation_type_t violation,
                          dr_security_violation_action_t action, const char *violation_name);

#endif /* DR_TOOLS_APP_H */
