/* include/dr_tools.h - what clients work with: memory, files, printing, locks, threads, the cache. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_TOOLS_H
#define DR_TOOLS_H 1

#include "dr_defines.h"
#include "dr_events.h"
#include "dr_ir_opnd.h"
#include "dr_log_topics.h"

#include <wchar.h>

/* ---- use as a decoder only ---- */

/** Makes the decoding part usable in a program that does not run under the runtime. Returns a
 *  context for the functions that want one. */
DR_API void *
dr_standalone_init(void);

/** Undoes it. */
DR_API void
dr_standalone_exit(void);

/** A context for functions that can do without a thread's own. */
#define GLOBAL_DCONTEXT ((void *)-1)

/* ---- about the client ---- */

/** Whether the program runs under the runtime. */
DR_API bool
dr_running_under_dynamorio(void);

/** Names the client and who is told of its crashes, for messages. The strings are copied. */
DR_API bool
dr_set_client_name(const char *name, const char *report_URL);

DR_API bool
dr_set_client_version_string(const char *version);

/** Path of a client's library. */
DR_API const char *
dr_get_client_path(client_id_t client_id);

/** Address where a client's library is mapped. */
DR_API byte *
dr_get_client_base(client_id_t client_id);

/** The client's options as one string, as they were given. */
DR_API const char *
dr_get_options(client_id_t client_id);

/** The client's options as for dr_client_main(). */
DR_API bool
dr_get_option_array(client_id_t client_id, int *argc DR_PARAM_OUT, const char ***argv DR_PARAM_OUT);

/** The next word of `str` (quotes hold words together) into `buf`; returns where to go on, NULL at
 *  the end. */
DR_API const char *
dr_get_token(const char *str, char *buf, size_t buflen);

/** Value of one of the runtime's own options; false if it has none of that name. */
DR_API bool
dr_get_string_option(const char *option_name, char *buf DR_PARAM_OUT, size_t len);

DR_API bool
dr_get_integer_option(const char *option_name, uint64 *val DR_PARAM_OUT);

/** Why the calling thread's last function that says so failed. */
DR_API dr_error_code_t
dr_get_error_code(void *drcontext);

/** Figures of the run; the caller sets drstats->size. */
DR_API bool
dr_get_stats(dr_stats_t *drstats);

/** Whether messages for the user are wanted at all. */
DR_API bool
dr_is_notify_on(void);

/** Whether each thread has a code cache of its own. */
DR_API bool
dr_using_all_private_caches(void);

/** Ends the process at the next chance, with all threads at a safe place. */
DR_API void
dr_request_synchronized_exit(void);

/* ---- memory ---- */

/** What dr_custom_alloc() is asked for; may be or-ed. */
typedef enum {
    DR_ALLOC_THREAD_PRIVATE = 0x0001,  /**< freed by the same thread only */
    DR_ALLOC_CACHE_REACHABLE = 0x0002, /**< code in the cache reaches it with rel32 */
    DR_ALLOC_NON_HEAP = 0x0004,        /**< whole pages with a protection of their own */
    DR_ALLOC_LOW_2GB = 0x0008,         /**< with NON_HEAP */
    DR_ALLOC_FIXED_LOCATION = 0x0010,  /**< with NON_HEAP: at `addr` */
    DR_ALLOC_NON_DR = 0x0020,          /**< with NON_HEAP: treated as the application's */
    DR_ALLOC_RESERVE_ONLY = 0x0040,    /**< Windows */
    DR_ALLOC_COMMIT_ONLY = 0x0080,     /**< Windows */
} dr_alloc_flags_t;

/** Memory of the calling thread, which also frees it (at the latest in its exit event). Never
 *  fails: without memory the process ends with a message. */
DR_API void *
dr_thread_alloc(void *drcontext, size_t size);

/** `size` must be what was asked for. */
DR_API void
dr_thread_free(void *drcontext, void *mem, size_t size);

/** Memory that any thread may free. */
DR_API void *
dr_global_alloc(size_t size);

DR_API void
dr_global_free(void *mem, size_t size);

/** Memory by flags; see dr_alloc_flags_t. `prot` and `addr` count with DR_ALLOC_NON_HEAP. */
DR_API void *
dr_custom_alloc(void *drcontext, dr_alloc_flags_t flags, size_t size, uint prot, void *addr);

DR_API bool
dr_custom_free(void *drcontext, dr_alloc_flags_t flags, void *addr, size_t size);

/** Whole pages with the protection `prot` (DR_MEMPROT_ bits), reachable from the cache: for
 *  generated code. */
DR_API void *
dr_nonheap_alloc(size_t size, uint prot);

DR_API void
dr_nonheap_free(void *mem, size_t size);

/** Pages straight from the system, at `addr` unless NULL; seen as the application's memory. NULL
 *  when refused. */
DR_API void *
dr_raw_mem_alloc(size_t size, uint prot, void *addr);

DR_API bool
dr_raw_mem_free(void *addr, size_t size);

#ifdef UNIX
/** mremap() on the application's memory, known to the runtime. */
DR_API void *
dr_raw_mremap(void *old_address, size_t old_size, size_t new_size, int flags, void *new_address);

/** brk() for the application. */
DR_API void *
dr_raw_brk(void *new_address);
#endif

/** The malloc family on the runtime's heap: what a client linked with --wrap=malloc calls. */
DR_API void *
__wrap_malloc(size_t size);
DR_API void *
__wrap_calloc(size_t nmemb, size_t size);
DR_API void *
__wrap_realloc(void *mem, size_t size);
DR_API void
__wrap_free(void *mem);
DR_API char *
__wrap_strdup(const char *str);

/* ---- locks ----
 * No lock may be held when a thread goes back to application code, except those marked as the
 * application's. Nothing else of the runtime is called with one held that the runtime itself could
 * wait for. */

DR_API void *
dr_mutex_create(void);
DR_API void
dr_mutex_destroy(void *mutex);
DR_API void
dr_mutex_lock(void *mutex);
DR_API void
dr_mutex_unlock(void *mutex);
/** Takes the lock if it is free. */
DR_API bool
dr_mutex_trylock(void *mutex);
/** For assertions. */
DR_API bool
dr_mutex_self_owns(void *mutex);
/** The lock will be held while application code runs. */
DR_API bool
dr_mutex_mark_as_app(void *mutex);

DR_API void *
dr_rwlock_create(void);
DR_API void
dr_rwlock_destroy(void *rwlock);
DR_API void
dr_rwlock_read_lock(void *rwlock);
DR_API void
dr_rwlock_read_unlock(void *rwlock);
DR_API void
dr_rwlock_write_lock(void *rwlock);
DR_API void
dr_rwlock_write_unlock(void *rwlock);
DR_API bool
dr_rwlock_write_trylock(void *rwlock);
DR_API bool
dr_rwlock_self_owns_write_lock(void *rwlock);
DR_API bool
dr_rwlock_mark_as_app(void *rwlock);

/** A lock that its owner may take several times. */
DR_API void *
dr_recurlock_create(void);
DR_API void
dr_recurlock_destroy(void *reclock);
DR_API void
dr_recurlock_lock(void *reclock);
DR_API void
dr_recurlock_unlock(void *reclock);
DR_API bool
dr_recurlock_trylock(void *reclock);
DR_API bool
dr_recurlock_self_owns(void *reclock);
DR_API bool
dr_recurlock_mark_as_app(void *reclock);
/** For a clean call that keeps the lock until a later one: while it waits, the thread counts as
 *  stopped at the application state `mc`. */
DR_API void
dr_app_recurlock_lock(void *reclock, dr_mcontext_t *mc);

/** Something to wait for: stays signalled until one waiting thread has gone on. */
DR_API void *
dr_event_create(void);
DR_API bool
dr_event_destroy(void *event);
DR_API bool
dr_event_wait(void *event);
DR_API bool
dr_event_signal(void *event);
DR_API bool
dr_event_reset(void *event);

/** While a client's own code waits for something: `enter` true before, false after; in between the
 *  thread may be stopped. */
DR_API bool
dr_mark_safe_to_suspend(void *drcontext, bool enter);

/* Atomic operations on aligned numbers; the sum is the new value. */
DR_API int
dr_atomic_add32_return_sum(volatile int *dest, int val);
DR_API int
dr_atomic_load32(volatile int *src);
DR_API void
dr_atomic_store32(volatile int *dest, int val);
#ifdef X64
DR_API int64
dr_atomic_add64_return_sum(volatile int64 *dest, int64 val);
DR_API int64
dr_atomic_load64(volatile int64 *src);
DR_API void
dr_atomic_store64(volatile int64 *dest, int64 val);
#endif

/* ---- a hash table from numbers to pointers ---- */

/** 2^bits entries to start with; grows beyond load_factor_percent full. With `synch`, each operation
 *  takes a lock. `free_payload_func(drcontext, payload)` (or NULL) is called for what is removed. */
DR_API void *
dr_hashtable_create(void *drcontext, uint bits, uint load_factor_percent, bool synch,
                    void (*free_payload_func)(void *, void *));
DR_API void
dr_hashtable_destroy(void *drcontext, void *htable);
DR_API void
dr_hashtable_clear(void *drcontext, void *htable);
DR_API void *
dr_hashtable_lookup(void *drcontext, void *htable, ptr_uint_t key);
DR_API void
dr_hashtable_add(void *drcontext, void *htable, ptr_uint_t key, void *payload);
DR_API bool
dr_hashtable_remove(void *drcontext, void *htable, ptr_uint_t key);

/* ---- files ---- */

/* How dr_open_file() opens; may be or-ed. */
#define DR_FILE_READ 0x1
#define DR_FILE_WRITE_REQUIRE_NEW 0x2 /**< fails if the file is there */
#define DR_FILE_WRITE_APPEND 0x4      /**< writes go to the end */
#define DR_FILE_WRITE_OVERWRITE 0x8   /**< empties it first */
#define DR_FILE_ALLOW_LARGE 0x10      /**< beyond 2 GB: always possible */
#define DR_FILE_CLOSE_ON_FORK 0x20    /**< the child of a fork does not have it */
#define DR_FILE_WRITE_ONLY 0x40       /**< for pipes and devices */

/* Origins of dr_file_seek(). */
#define DR_SEEK_SET 0
#define DR_SEEK_CUR 1
#define DR_SEEK_END 2

/** Opens a file that the application does not see. INVALID_FILE on failure. */
DR_API file_t
dr_open_file(const char *fname, uint mode_flags);
DR_API void
dr_close_file(file_t f);
/** Bytes read, 0 at the end, -1 on failure. */
DR_API ssize_t
dr_read_file(file_t f, void *buf, size_t count);
/** Bytes written, or -1. Not buffered. */
DR_API ssize_t
dr_write_file(file_t f, const void *buf, size_t count);
DR_API void
dr_flush_file(file_t f);
DR_API bool
dr_file_seek(file_t f, int64 offset, int origin);
/** Where the next access goes; -1 on failure. */
DR_API int64
dr_file_tell(file_t f);
DR_API bool
dr_file_size(file_t fd, DR_PARAM_OUT uint64 *size);
DR_API file_t
dr_dup_file_handle(file_t f);
DR_API bool
dr_file_exists(const char *fname);
DR_API bool
dr_rename_file(const char *src, const char *dst, bool replace);
DR_API bool
dr_delete_file(const char *filename);
DR_API bool
dr_create_dir(const char *fname);
DR_API bool
dr_delete_dir(const char *fname);
DR_API bool
dr_directory_exists(const char *fname);
DR_API bool
dr_get_current_directory(char *buf, size_t bufsz);

/** The application's standard files. */
DR_API file_t
dr_get_stdout_file(void);
DR_API file_t
dr_get_stderr_file(void);
DR_API file_t
dr_get_stdin_file(void);

/** How dr_map_file() maps; may be or-ed. */
enum {
    DR_MAP_PRIVATE = 0x0001,         /**< changes stay out of the file */
    DR_MAP_FIXED = 0x0002,           /**< at `addr`, in place of what is there */
    DR_MAP_IMAGE = 0x0004,           /**< Windows: as an executable */
    DR_MAP_CACHE_REACHABLE = 0x0008, /**< the cache reaches it with rel32 */
};

/** Maps part of a file. *size is what is wanted and becomes what is mapped. NULL on failure. */
DR_API void *
dr_map_file(file_t f, DR_PARAM_INOUT size_t *size, uint64 offs, app_pc addr, uint prot, uint flags);
DR_API bool
dr_unmap_file(void *map, size_t size);

/** See dr_map_executable_file(). */
typedef enum {
    DR_MAPEXE_SKIP_WRITABLE = 0x0002, /**< leaves out segments that are not shared */
} dr_map_executable_flags_t;

/** Maps an executable or library as a loader would, to look at it. */
DR_API byte *
dr_map_executable_file(const char *filename, dr_map_executable_flags_t flags, size_t *size DR_PARAM_OUT);
DR_API bool
dr_unmap_executable_file(byte *base, size_t size);

/* ---- text ----
 * Formats as in C, floating point included. */

/** To standard output. */
DR_API void
dr_printf(const char *fmt, ...);

/** To a file, in one write; returns the bytes written or -1. */
DR_API ssize_t
dr_fprintf(file_t f, const char *fmt, ...);
DR_API ssize_t
dr_vfprintf(file_t f, const char *fmt, va_list ap);

/** To a buffer of `max` characters. Returns the length; the string ends with zero only if there is
 *  room for that. Returns -1, with the buffer full, if the text is longer. */
DR_API int
dr_snprintf(char *buf, size_t max, const char *fmt, ...);
DR_API int
dr_vsnprintf(char *buf, size_t max, const char *fmt, va_list ap);
DR_API int
dr_snwprintf(wchar_t *buf, size_t max, const wchar_t *fmt, ...);
DR_API int
dr_vsnwprintf(wchar_t *buf, size_t max, const wchar_t *fmt, va_list ap);

/** As sscanf(). */
DR_API int
dr_sscanf(const char *str, const char *fmt, ...);

DR_API void
dr_print_instr(void *drcontext, file_t f, instr_t *instr, const char *msg);
DR_API void
dr_print_opnd(void *drcontext, file_t f, opnd_t opnd, const char *msg);

#ifdef WINDOWS
/** Shows a box and waits for the user. */
DR_API void
dr_messagebox(const char *fmt, ...);
#endif
/** Windows: makes printing to the console possible; true elsewhere. */
DR_API bool
dr_enable_console_printing(void);
/** Whether standard error is a console window that takes no ordinary writes; false elsewhere. */
DR_API bool
dr_using_console(void);

/** A line for the log, if the topic and level are wanted; only debug builds have a log. drcontext
 *  NULL means the log of the process. */
DR_API void
dr_log(void *drcontext, uint mask, uint level, const char *fmt, ...);

/** The log's file; INVALID_FILE if there is none. */
DR_API file_t
dr_get_logfile(void *drcontext);

/** Ends the process at once, as by a crash. */
DR_API void
dr_abort(void);
DR_API void
dr_abort_with_code(int exit_code);

/** Checks in debug builds. */
#ifdef DEBUG
#    define DR_ASSERT_MSG(x, msg)                                                                            \
        ((void)((!(x)) ? (dr_fprintf(STDERR, "ASSERT FAILURE: %s:%d: %s (%s)\n", __FILE__, __LINE__, #x, msg), \
                          dr_abort(), 0)                                                                     \
                       : 0))
#else
#    define DR_ASSERT_MSG(x, msg) ((void)0)
#endif
#define DR_ASSERT(x) DR_ASSERT_MSG(x, "")

/* ---- threads ---- */

/** The calling thread's context; NULL if it is none of the runtime's. */
DR_API void *
dr_get_current_drcontext(void);

DR_API thread_id_t
dr_get_thread_id(void *drcontext);

#ifdef WINDOWS
DR_API HANDLE
dr_get_dr_thread_handle(void *drcontext);
#endif

/** One pointer per thread, shared by all clients of the process. */
DR_API void *
dr_get_tls_field(void *drcontext);
DR_API void
dr_set_tls_field(void *drcontext, void *value);

/** Base of the segment that the runtime's thread-local slots are reached by. */
DR_API void *
dr_get_dr_segment_base(DR_PARAM_IN reg_id_t tls_register);

/** Reserves num_slots pointer-sized slots next to each other in every thread, zero at first;
 *  *tls_register and *offset say where. `alignment` in bytes, or 0. On Windows, where the application
 *  has what is left, ask in dr_client_main(): later there are four. False: there are not so many. */
DR_API bool
dr_raw_tls_calloc(DR_PARAM_OUT reg_id_t *tls_register, DR_PARAM_OUT uint *offset, DR_PARAM_IN uint num_slots,
                  DR_PARAM_IN uint alignment);
DR_API bool
dr_raw_tls_cfree(uint offset, uint num_slots);
/** Such a slot as an operand. */
DR_API opnd_t
dr_raw_tls_opnd(void *drcontext, reg_id_t tls_register, uint tls_offs);
/** Inserts code that loads a slot into `reg`. */
DR_API void
dr_insert_read_raw_tls(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t tls_register, uint tls_offs,
                       reg_id_t reg);
/** Inserts code that stores `reg` into a slot. */
DR_API void
dr_insert_write_raw_tls(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t tls_register, uint tls_offs,
                        reg_id_t reg);

DR_API void
dr_thread_yield(void);
DR_API void
dr_sleep(int time_ms);

/** Starts a thread of the client's own, out of the application's sight. */
DR_API bool
dr_create_client_thread(void (*func)(void *param), void *arg);
/** Whether the calling client thread is stopped with the others. */
DR_API bool
dr_client_thread_set_suspendable(bool suspendable);

/** How threads are stopped. */
typedef enum {
    DR_SUSPEND_NATIVE = 0x0001, /**< those that run natively, too */
} dr_suspend_flags_t;

/** Stops all threads but the calling one, which must hold no lock. *drcontexts is an array of
 *  *num_suspended contexts, good until they are resumed. */
DR_API bool
dr_suspend_all_other_threads(DR_PARAM_OUT void ***drcontexts, DR_PARAM_OUT uint *num_suspended,
                             DR_PARAM_OUT uint *num_unsuspended);
DR_API bool
dr_suspend_all_other_threads_ex(DR_PARAM_OUT void ***drcontexts, DR_PARAM_OUT uint *num_suspended,
                                DR_PARAM_OUT uint *num_unsuspended, dr_suspend_flags_t flags);
DR_API bool
dr_resume_all_other_threads(DR_PARAM_IN void **drcontexts, DR_PARAM_IN uint num_suspended);
DR_API bool
dr_is_thread_native(void *drcontext);
DR_API bool
dr_retakeover_suspended_native_thread(void *drcontext);

#ifdef UNIX
/** Calls func at every `millisec` of the timer `which` (ITIMER_REAL and so on); 0 stops it. */
DR_API bool
dr_set_itimer(int which, uint millisec, void (*func)(void *drcontext, dr_mcontext_t *mcontext));
/** The present interval in milliseconds. */
DR_API uint
dr_get_itimer(int which);
#endif

/** What the thread is doing where `pc` is; *tag (or NULL) is the block it is in. */
DR_API dr_where_am_i_t
dr_where_am_i(void *drcontext, app_pc pc, DR_PARAM_OUT void **tag);
/** Keeps account of it from now on; call in dr_client_main(). */
DR_API void
dr_track_where_am_i(void);
DR_API bool
dr_is_tracking_where_am_i(void);

/* ---- time and chance ---- */

/** Since 1601-01-01 UTC. */
DR_API uint64
dr_get_milliseconds(void);
DR_API uint64
dr_get_microseconds(void);
DR_API void
dr_get_time(dr_time_t *time);

/** A number below `max`; any number if max is 0. */
DR_API uint
dr_get_random_value(uint max);
DR_API void
dr_set_random_seed(uint seed);
DR_API uint
dr_get_random_seed(void);

#include "dr_tools_app.h"

#endif /* DR_TOOLS_H */
