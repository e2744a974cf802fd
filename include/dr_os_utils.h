/* include/dr_os_utils.h - the application's memory, the process, the system. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_OS_UTILS_H
#define DR_OS_UTILS_H 1

#include "dr_defines.h"

/* ---- memory ---- */

/* Protection of memory; may be or-ed. */
#define DR_MEMPROT_NONE 0x00  /**< no access, or not mapped */
#define DR_MEMPROT_READ 0x01  /**< can be read */
#define DR_MEMPROT_WRITE 0x02 /**< can be written */
#define DR_MEMPROT_EXEC 0x04  /**< can be executed */
#define DR_MEMPROT_GUARD 0x08 /**< Windows: the first access raises an exception */
/** The application sees the memory as writable; the runtime has made it read-only for a while, to
 *  notice changes of code. */
#define DR_MEMPROT_PRETEND_WRITE 0x10
/** Linux: one of the pages that the kernel maps for itself (vdso, vvar). */
#define DR_MEMPROT_VDSO 0x20

/** What is mapped at an address. */
typedef enum {
    DR_MEMTYPE_FREE,            /**< nothing */
    DR_MEMTYPE_IMAGE,           /**< an executable or a library */
    DR_MEMTYPE_DATA,            /**< anything else */
    DR_MEMTYPE_RESERVED,        /**< address space without memory */
    DR_MEMTYPE_ERROR,           /**< not known: the query failed */
    DR_MEMTYPE_ERROR_WINKERNEL, /**< Windows: in the kernel's half */
} dr_mem_type_t;

/** A range of memory with one protection. */
typedef struct _dr_mem_info_t {
    byte *base_pc;
    size_t size; /**< bytes from base_pc */
    uint prot;   /**< DR_MEMPROT_ bits */
    dr_mem_type_t type;
} dr_mem_info_t;

/** Bytes in a page of this machine. */
DR_API size_t
dr_page_size(void);

#ifndef PAGE_SIZE
/** Bytes in a page, by the name that older clients use. */
#    define PAGE_SIZE dr_page_size()
#endif
/** The start of the page that holds address x. */
#define PAGE_START(x) (((ptr_uint_t)(x)) & ~(dr_page_size() - 1))

/** Copies `size` bytes from `base` if they can be read. *bytes_read (unless NULL) says how many were
 *  copied. True only if all were. Never faults. */
DR_API bool
dr_safe_read(const void *base, size_t size, void *out_buf, size_t *bytes_read);

/** Copies `size` bytes to `base` if it can be written. *bytes_written (unless NULL) says how many
 *  were. True only if all were. Never faults. */
DR_API bool
dr_safe_write(void *base, size_t size, const void *in_buf, size_t *bytes_written);

/* For DR_TRY_EXCEPT only. */
DR_API void
dr_try_setup(void *drcontext, void **try_cxt);
#ifdef __GNUC__
DR_API int
dr_try_start(void *buf) __attribute__((returns_twice));
#else
DR_API int
dr_try_start(void *buf);
#endif
DR_API void
dr_try_stop(void *drcontext, void *try_cxt);

/** Runs try_statement; if it faults, its rest is given up and except_statement runs. Neither may
 *  leave the macro with return, goto or break. Variables changed in the first and read later must be
 *  volatile. `drcontext` is the calling thread's. */
#define DR_TRY_EXCEPT(drcontext, try_statement, except_statement) \
    do {                                                          \
        void *try_cxt_;                                           \
        dr_try_setup(drcontext, &try_cxt_);                       \
        if (dr_try_start(try_cxt_) == 0) {                        \
            try_statement;                                        \
            dr_try_stop(drcontext, try_cxt_);                     \
        } else {                                                  \
            /* the fault has left the try already */              \
            dr_try_stop(drcontext, try_cxt_);                     \
            except_statement;                                     \
        }                                                         \
    } while (0)

/** Sets the protection of whole pages, application's or the client's, and what the runtime knows of
 *  them. */
DR_API bool
dr_memory_protect(void *base, size_t size, uint new_prot);

/** The range around `pc` with the same protection; out-parameters may be NULL. False if nothing is
 *  mapped there. Memory of the runtime counts as mapped. */
DR_API bool
dr_query_memory(const byte *pc, byte **base_pc, size_t *size, uint *prot);

/** The same for free ranges as well, which have the type DR_MEMTYPE_FREE. False only if the query
 *  itself failed. */
DR_API bool
dr_query_memory_ex(const byte *pc, DR_PARAM_OUT dr_mem_info_t *info);

/** Whether `size` bytes at `pc` can be read. */
DR_API bool
dr_memory_is_readable(const byte *pc, size_t size);

/** Whether `pc` is memory of the runtime or its clients, code cache included. */
DR_API bool
dr_memory_is_dr_internal(const byte *pc);

/** Whether `pc` is in the library of a client or of what a client uses. */
DR_API bool
dr_memory_is_in_client(const byte *pc);

#ifdef WINDOWS
/** The system's VirtualQuery() with the runtime's own memory shown as free. */
DR_API size_t
dr_virtual_query(const byte *pc, MEMORY_BASIC_INFORMATION *mbi, size_t mbi_size);
#endif

/* ---- the process ---- */

/** Base name of the application. */
DR_API const char *
dr_get_application_name(void);

DR_API process_id_t
dr_get_process_id(void);

/** The process that the context's thread belongs to. Differs from dr_get_process_id() only around
 *  a fork. */
DR_API process_id_t
dr_get_process_id_from_drcontext(void *drcontext);

#ifdef UNIX
DR_API process_id_t
dr_get_parent_id(void);
#endif

/** How an application's argument is encoded. */
typedef enum {
    DR_APP_ARG_CSTR_COMPAT, /**< bytes up to a zero */
    DR_APP_ARG_UTF_16,      /**< 16-bit units */
} dr_app_arg_encoding_t;

/** One argument of the application; it lies in the application's memory. */
typedef struct _dr_app_arg_t {
    void *start;
    size_t size; /**< bytes, the end mark included */
    dr_app_arg_encoding_t encoding;
} dr_app_arg_t;

/** How many arguments the application was started with; -1 if not known. */
DR_API int
dr_num_app_args(void);

/** Describes the first args_count of them; returns how many, or -1 with dr_get_error_code() set. */
DR_API int
dr_get_app_args(DR_PARAM_OUT dr_app_arg_t *args_array, int args_count);

/** An argument as a string: itself, or converted into buf; NULL if it does not fit. */
DR_API const char *
dr_app_arg_as_cstring(DR_PARAM_IN dr_app_arg_t *app_arg, char *buf, int buf_size);

/** Whether the runtime came into a process that was already running. */
DR_API bool
dr_attached_midrun(void);

#ifdef WINDOWS
DR_API process_id_t
dr_convert_handle_to_pid(HANDLE process_handle);
DR_API HANDLE
dr_convert_pid_to_handle(process_id_t pid);
/** The process environment block that the application sees. */
DR_API void *
dr_get_app_PEB(void);
/** Whether this is a 32-bit process on 64-bit Windows. */
DR_API bool
dr_is_wow64(void);
#endif

/** Releases of Windows. */
typedef enum {
    DR_WINDOWS_VERSION_NT = 40,
    DR_WINDOWS_VERSION_2000 = 50,
    DR_WINDOWS_VERSION_XP = 51,
    DR_WINDOWS_VERSION_2003 = 52,
    DR_WINDOWS_VERSION_XP_X64 = DR_WINDOWS_VERSION_2003,
    DR_WINDOWS_VERSION_VISTA = 60,
    DR_WINDOWS_VERSION_2008 = DR_WINDOWS_VERSION_VISTA,
    DR_WINDOWS_VERSION_7 = 61,
    DR_WINDOWS_VERSION_2008_R2 = DR_WINDOWS_VERSION_7,
    DR_WINDOWS_VERSION_8 = 62,
    DR_WINDOWS_VERSION_2012 = DR_WINDOWS_VERSION_8,
    DR_WINDOWS_VERSION_8_1 = 63,
    DR_WINDOWS_VERSION_2012_R2 = DR_WINDOWS_VERSION_8_1,
    DR_WINDOWS_VERSION_10 = 100,
    DR_WINDOWS_VERSION_10_1511 = 101,
    DR_WINDOWS_VERSION_10_1607 = 102,
    DR_WINDOWS_VERSION_10_1703 = 103,
    DR_WINDOWS_VERSION_10_1709 = 104,
    DR_WINDOWS_VERSION_10_1803 = 105, /**< or later: see build_number */
} dr_os_version_t;

/** Release of the system; the caller sets `size`. */
typedef struct _dr_os_version_info_t {
    size_t size;
    dr_os_version_t version;
    uint service_pack_major;
    uint service_pack_minor;
    uint build_number;
    char release_id[64];
    char edition[64];
} dr_os_version_info_t;

#ifdef WINDOWS
DR_API bool
dr_get_os_version(dr_os_version_info_t *info);
#endif

/* ---- libraries for a client's own use ---- */

/** A library loaded by dr_load_aux_library(). */
#ifdef WINDOWS
typedef HMODULE dr_auxlib_handle_t;
typedef FARPROC dr_auxlib_routine_ptr_t;
#else
typedef void *dr_auxlib_handle_t;
typedef void (*dr_auxlib_routine_ptr_t)(void);
#endif
#if defined(WINDOWS) && !defined(X64)
typedef uint64 dr_auxlib64_handle_t;
typedef uint64 dr_auxlib64_routine_ptr_t;
#else
typedef dr_auxlib_handle_t dr_auxlib64_handle_t;
typedef dr_auxlib_routine_ptr_t dr_auxlib64_routine_ptr_t;
#endif

/** Loads a library as the client itself was loaded. A name without slash is looked for beside the
 *  client. Its bounds go to *lib_start and *lib_end (or NULL). NULL on failure. */
DR_API dr_auxlib_handle_t
dr_load_aux_library(const char *name, byte **lib_start, byte **lib_end);

/** A function of that library; NULL if it has none of that name. */
DR_API dr_auxlib_routine_ptr_t
dr_lookup_aux_library_routine(dr_auxlib_handle_t lib, const char *name);

DR_API bool
dr_unload_aux_library(dr_auxlib_handle_t lib);

#if defined(WINDOWS) && !defined(X64)
/* 64-bit libraries in a 32-bit process. */
DR_API dr_auxlib64_handle_t
dr_load_aux_x64_library(const char *name);
DR_API dr_auxlib64_routine_ptr_t
dr_lookup_aux_x64_library_routine(dr_auxlib64_handle_t lib, const char *name);
DR_API bool
dr_unload_aux_x64_library(dr_auxlib64_handle_t lib);
DR_API int64
dr_invoke_x64_routine(dr_auxlib64_routine_ptr_t func64, uint num_params, ...);
#endif

/* ---- thread state that client and application do not share ---- */

/** Which parts dr_switch_to_app_state_ex() swaps. */
typedef enum {
    DR_STATE_PEB = 0x0001,          /**< Windows: fields of the PEB */
    DR_STATE_TEB_MISC = 0x0002,     /**< fields of the TEB; on Linux the thread pointer */
    DR_STATE_STACK_BOUNDS = 0x0004, /**< Windows: the stack's bounds in the TEB */
    DR_STATE_ALL = ~0,
} dr_state_flags_t;

/** Gives the thread the application's state, before calling application code natively. */
DR_API void
dr_switch_to_app_state(void *drcontext);

DR_API void
dr_switch_to_app_state_ex(void *drcontext, dr_state_flags_t flags);

/** Back to the runtime's state. */
DR_API void
dr_switch_to_dr_state(void *drcontext);

DR_API void
dr_switch_to_dr_state_ex(void *drcontext, dr_state_flags_t flags);

/** Whether the application's state is in place. */
DR_API bool
dr_using_app_state(void *drcontext);

#endif /* DR_OS_UTILS_H */
