/* include/dr_defines.h - base types, constants and macros of the client interface. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_DEFINES_H
#define DR_DEFINES_H 1

/* ---- which platform ----
 * A build normally says LINUX or WINDOWS and X86_64 or X86_32 (the CMake package does).
 * Where it does not, the compiler's own macros decide. */
#if !defined(LINUX) && !defined(WINDOWS)
#    if defined(_WIN32)
#        define WINDOWS 1
#    else
#        define LINUX 1
#    endif
#endif
#if !defined(X86_64) && !defined(X86_32)
#    if defined(__x86_64__) || defined(_M_X64)
#        define X86_64 1
#    elif defined(__i386__) || defined(_M_IX86)
#        define X86_32 1
#    else
#        error "this processor is not supported"
#    endif
#endif
#if defined(LINUX) && !defined(UNIX)
#    define UNIX 1
#endif
#ifndef X86
#    define X86 1
#endif
#if defined(X86_64) && !defined(X64)
#    define X64 1
#endif

#if defined(WINDOWS) && defined(DYNAMORIO_INTERNAL)
#    include "dr_defines_nt.h"
#elif defined(WINDOWS)
#    ifndef WIN32_LEAN_AND_MEAN
#        define WIN32_LEAN_AND_MEAN
#    endif
#    include <windows.h>
#endif
#include <stdarg.h>
#include <stddef.h>
#if !defined(__STDC_HOSTED__) || __STDC_HOSTED__
/* Clients have always been able to count on these two. */
#    include <stdio.h>
#    include <stdlib.h>
#endif

/* ---- text chosen by platform ---- */
#ifdef X64
#    define IF_X64(x) x
#    define IF_X64_(x) x,
#    define IF_X64_ELSE(x, y) x
#    define IF_NOT_X64(x)
#    define IF_NOT_X64_(x)
#else
#    define IF_X64(x)
#    define IF_X64_(x)
#    define IF_X64_ELSE(x, y) y
#    define IF_NOT_X64(x) x
#    define IF_NOT_X64_(x) x,
#endif
#ifdef X86
#    define IF_X86(x) x
#    define IF_X86_(x) x,
#    define IF_X86_ELSE(x, y) x
#    define IF_NOT_X86(x)
#    define IF_NOT_X86_(x)
#else
#    define IF_X86(x)
#    define IF_X86_(x)
#    define IF_X86_ELSE(x, y) y
#    define IF_NOT_X86(x) x
#    define IF_NOT_X86_(x) x,
#endif
#ifdef X86_64
#    define IF_X86_64(x) x
#    define IF_X86_64_(x) x,
#    define IF_X86_64_ELSE(x, y) x
#    define IF_NOT_X86_64(x)
#    define IF_X86_32(x)
#else
#    define IF_X86_64(x)
#    define IF_X86_64_(x)
#    define IF_X86_64_ELSE(x, y) y
#    define IF_NOT_X86_64(x) x
#    define IF_X86_32(x) x
#endif
#ifdef ANDROID
#    define IF_ANDROID(x) x
#    define IF_ANDROID_ELSE(x, y) x
#    define IF_NOT_ANDROID(x)
#    define IF_NOT_ANDROID32(x) IF_X64(x)
#else
#    define IF_ANDROID(x)
#    define IF_ANDROID_ELSE(x, y) y
#    define IF_NOT_ANDROID(x) x
#    define IF_NOT_ANDROID32(x) x
#endif

/* ---- compiler ---- */
#ifdef __cplusplus
#    define DR_LINKAGE_ extern "C"
#else
#    define DR_LINKAGE_
#endif
#ifdef WINDOWS
/** Marks what a client library exports, dr_client_main() above all. */
#    define DR_EXPORT DR_LINKAGE_ __declspec(dllexport)
#    define LINK_ONCE __declspec(selectany)
#    define ALIGN_VAR(x) __declspec(align(x))
#    define INLINE_FORCED __forceinline
#    define WEAK
#    define NOINLINE __declspec(noinline)
#    ifdef DYNAMORIO_INTERNAL
#        define DR_API DR_LINKAGE_ __declspec(dllexport)
#    elif defined(DR_STATIC_DECODER) /* of a program that is linked with the static drdecode */
#        define DR_API DR_LINKAGE_
#    else
#        define DR_API DR_LINKAGE_ __declspec(dllimport)
#    endif
#else
/** Marks what a client library exports, dr_client_main() above all. */
#    define DR_EXPORT DR_LINKAGE_ __attribute__((visibility("default")))
#    define LINK_ONCE __attribute__((weak))
#    define ALIGN_VAR(x) __attribute__((aligned(x)))
#    define INLINE_FORCED inline __attribute__((always_inline))
#    define WEAK __attribute__((weak))
#    define NOINLINE __attribute__((noinline))
/** Marks a function that the runtime exports to clients. */
#    define DR_API DR_LINKAGE_ __attribute__((visibility("default")))
#endif
/** Marks an exported function that is meant for the project's own tests only. */
#define DR_UNS_EXCEPT_TESTS_API DR_API

#if defined(__has_attribute)
#    if __has_attribute(fallthrough)
#        define DR_FALLTHROUGH __attribute__((fallthrough))
#    endif
#endif
#ifndef DR_FALLTHROUGH
#    define DR_FALLTHROUGH ((void)0)
#endif

/** Documents a parameter that the callee reads. */
#define DR_PARAM_IN
/** Documents a parameter that the callee writes. */
#define DR_PARAM_OUT
/** Documents a parameter that the callee reads and writes. */
#define DR_PARAM_INOUT

#ifndef NULL
#    ifdef __cplusplus
#        define NULL 0
#    else
#        define NULL ((void *)0)
#    endif
#endif

/* ---- integers ----
 * DR_DO_NOT_DEFINE_<name> leaves a name to the client's own headers. */
#ifndef __cplusplus
#    ifndef DR_DO_NOT_DEFINE_bool
#        include <stdbool.h>
#    endif
#endif
#define DR_BOOL_DEFINED 1
/** Turns any integer or pointer into true or false. */
#define CAST_TO_bool(x) (!!(x))

#ifdef WINDOWS
#    define DR_DEFINE_FOR_int64 __int64
#    define DR_DEFINE_FOR_uint64 unsigned __int64
#    define INT64_FORMAT "I64"
#elif defined(X64)
#    define DR_DEFINE_FOR_int64 long int
#    define DR_DEFINE_FOR_uint64 unsigned long int
#    define INT64_FORMAT "l"
#else
#    define DR_DEFINE_FOR_int64 long long int
#    define DR_DEFINE_FOR_uint64 unsigned long long int
#    define INT64_FORMAT "ll"
#endif

#ifndef DR_DO_NOT_DEFINE_uint
typedef unsigned int uint;
#endif
#ifndef DR_DO_NOT_DEFINE_ushort
typedef unsigned short ushort;
#endif
#ifndef DR_DO_NOT_DEFINE_byte
typedef unsigned char byte;
#endif
#ifndef DR_DO_NOT_DEFINE_sbyte
typedef signed char sbyte;
#endif
#ifndef DR_DO_NOT_DEFINE_int64
typedef DR_DEFINE_FOR_int64 int64;
#endif
#ifndef DR_DO_NOT_DEFINE_uint64
typedef DR_DEFINE_FOR_uint64 uint64;
#endif

/* ptr_uint_t and ptr_int_t: integers as wide as a pointer. */
#ifdef X64
typedef DR_DEFINE_FOR_uint64 ptr_uint_t;
typedef DR_DEFINE_FOR_int64 ptr_int_t;
#    define PTR_UINT_0 ((ptr_uint_t)0U)
#    define PTR_UINT_1 ((ptr_uint_t)1U)
#else
typedef uint ptr_uint_t;
typedef int ptr_int_t;
#    define PTR_UINT_0 0U
#    define PTR_UINT_1 1U
#endif
#define PTR_UINT_MINUS_1 ((ptr_uint_t)-1)

#ifdef WINDOWS
typedef ptr_int_t ssize_t;
#elif defined(__STDC_HOSTED__) && !__STDC_HOSTED__
typedef __PTRDIFF_TYPE__ ssize_t;
#else
#    include <sys/types.h>
#endif

/** Holds the value of one general-purpose register. */
typedef ptr_uint_t reg_t;
/** An address in the application's code (or data). */
typedef byte *app_pc;
/** An offset from the base of a module. */
typedef size_t app_rva_t;
/** A function of any type; cast before use. */
typedef void (*generic_func_t)(void);

/** Names a client in its own process: given to dr_client_main(). */
typedef uint client_id_t;

/* ---- handles of the system ---- */
#ifdef WINDOWS
typedef HANDLE file_t;
typedef ptr_uint_t process_id_t;
typedef ptr_uint_t thread_id_t;
#    define INVALID_FILE INVALID_HANDLE_VALUE
#    define INVALID_PROCESS_ID PTR_UINT_MINUS_1
#    define STDOUT (dr_get_stdout_file())
#    define STDERR (dr_get_stderr_file())
#    define STDIN (dr_get_stdin_file())
#else
/** An open file: the kernel's descriptor. */
typedef int file_t;
/** A process, as the kernel numbers it. */
typedef int process_id_t;
/** A thread, as the kernel numbers it. */
typedef int thread_id_t;
/** No file: what the functions that open files return on failure. */
#    define INVALID_FILE -1
#    define INVALID_PROCESS_ID -1
#    define STDIN 0
#    define STDOUT 1
#    define STDERR 2
#endif

/** Waits without end, where a time-out in milliseconds is asked for. */
#ifndef INFINITE
#    define INFINITE 0xFFFFFFFF
#endif
/** How many characters a buffer for a path must have room for, the final zero included. */
#ifdef WINDOWS
#    define MAXIMUM_PATH MAX_PATH
#else
#    define MAXIMUM_PATH 4096
#endif

/* ---- printf formats: what `long`, size_t and pointers need on each platform ---- */
#define INT64_FORMAT_CODE INT64_FORMAT "d"
#define UINT64_FORMAT_CODE INT64_FORMAT "u"
#define INT64_FORMAT_STRING "%" INT64_FORMAT_CODE
#define UINT64_FORMAT_STRING "%" UINT64_FORMAT_CODE
#define HEX64_FORMAT_STRING "%" INT64_FORMAT "x"
#define ZHEX64_FORMAT_STRING "%016" INT64_FORMAT "x"
#define HEX32_FORMAT_STRING "%x"
#define ZHEX32_FORMAT_STRING "%08x"
#ifdef X64
#    define PFMT ZHEX64_FORMAT_STRING
#    define PIFMT HEX64_FORMAT_STRING
#    define SZFC UINT64_FORMAT_CODE
#    define SSZFC INT64_FORMAT_CODE
#else
#    define PFMT ZHEX32_FORMAT_STRING
#    define PIFMT HEX32_FORMAT_STRING
#    define SZFC "u"
#    define SSZFC "d"
#endif
/** Formats a pointer at full width, with its 0x. */
#define PFX "0x" PFMT
/** Formats a pointer-sized integer without leading zeroes, with its 0x. */
#define PIFX "0x" PIFMT
/** Formats a size_t. */
#define SZFMT "%" SZFC
/** Formats a ssize_t. */
#define SSZFMT "%" SSZFC
#ifdef WINDOWS
#    define PIDFMT SZFMT
#    define TIDFMT SZFMT
#else
#    define PIDFMT "%d"
#    define TIDFMT "%d"
#endif

/* ---- types that later headers fill in ---- */
/** One instruction (dr_ir_instr.h). */
typedef struct _instr_t instr_t;
/** One operand of an instruction (dr_ir_opnd.h). */
typedef struct _opnd_t opnd_t;
/** A list of instructions (dr_ir_instrlist.h). */
typedef struct _instrlist_t instrlist_t;
/** A mapped library or executable (dr_modules.h). */
typedef struct _module_data_t module_data_t;

/* ---- machine context ---- */
/** One 128-bit vector register. */
typedef union _dr_xmm_t {
    uint64 u64[2];
    uint u32[4];
    byte u8[16];
    reg_t reg[16 / sizeof(reg_t)];
} dr_xmm_t;

/** One 256-bit vector register. */
typedef union _dr_ymm_t {
    uint64 u64[4];
    uint u32[8];
    byte u8[32];
    reg_t reg[32 / sizeof(reg_t)];
} dr_ymm_t;

/** One 512-bit vector register; a narrower register is its low part. */
typedef union _dr_zmm_t {
    uint64 u64[8];
    uint u32[16];
    byte u8[64];
    reg_t reg[64 / sizeof(reg_t)];
} dr_zmm_t;

/** One AVX-512 mask register. */
typedef uint64 dr_opmask_t;

#ifdef X64
/** Vector registers that dr_mcontext_t has room for. */
#    define MCXT_NUM_SIMD_SLOTS 32
/** Vector registers that exist without AVX-512. */
#    define MCXT_NUM_SIMD_SSE_AVX_SLOTS 16
/** Brings dr_mcontext_t.simd to a multiple of 64 bytes. */
#    define PRE_SIMD_PADDING 32
#else
#    define MCXT_NUM_SIMD_SLOTS 8
#    define MCXT_NUM_SIMD_SSE_AVX_SLOTS 8
#    define PRE_SIMD_PADDING 16
#endif
/** AVX-512 mask registers in dr_mcontext_t. */
#define MCXT_NUM_OPMASK_SLOTS 8
/* Earlier names of the same. */
#define NUM_SIMD_SLOTS MCXT_NUM_SIMD_SLOTS
#define NUM_XMM_SLOTS MCXT_NUM_SIMD_SSE_AVX_SLOTS
#define PRE_XMM_PADDING PRE_SIMD_PADDING

/** Which parts of dr_mcontext_t are asked for or valid. */
typedef enum {
    /** The general-purpose registers except the stack pointer. */
    DR_MC_INTEGER = 0x01,
    /** Stack pointer, flags and program counter. */
    DR_MC_CONTROL = 0x02,
    /** The vector and mask registers. */
    DR_MC_MULTIMEDIA = 0x04,
    /** All of them. */
    DR_MC_ALL = DR_MC_INTEGER | DR_MC_CONTROL | DR_MC_MULTIMEDIA,
} dr_mcontext_flags_t;

/** The machine state of a thread. The caller of a function that takes one sets `size` to
 *  sizeof(dr_mcontext_t) and `flags` to the parts it wants; other parts are left alone. */
typedef struct _dr_mcontext_t {
    /** sizeof(dr_mcontext_t) */
    size_t size;
    /** The parts that are valid or asked for. */
    dr_mcontext_flags_t flags;
#include "dr_mcxtx.h"
} dr_mcontext_t;

/** What a clean call saves and promises; may be or-ed. */
typedef enum {
    /** Save the x87 state as well. */
    DR_CLEANCALL_SAVE_FLOAT = 0x0001,
    /** The callee does not change, and the caller need not save, the flags. */
    DR_CLEANCALL_NOSAVE_FLAGS = 0x0002,
    /** The callee does not touch vector registers. */
    DR_CLEANCALL_NOSAVE_XMM = 0x0004,
    /** Vector registers that carry no parameters need no saving. */
    DR_CLEANCALL_NOSAVE_XMM_NONPARAM = 0x0008,
    /** Vector registers that carry no return value need no saving. */
    DR_CLEANCALL_NOSAVE_XMM_NONRET = 0x0010,
    /** The callee may not return, but leave to native code. */
    DR_CLEANCALL_RETURNS_TO_NATIVE = 0x0020,
    /** Never inline the callee, and keep the saving code out of line. */
    DR_CLEANCALL_ALWAYS_OUT_OF_LINE = 0x0040,
    /** The callee reads application registers with dr_get_mcontext() or reg_get_value(). */
    DR_CLEANCALL_READS_APP_CONTEXT = 0x0080,
    /** The callee changes application registers with dr_set_mcontext(). */
    DR_CLEANCALL_WRITES_APP_CONTEXT = 0x0100,
    /** Meta control flow of the client may jump over parts of what surrounds the call. */
    DR_CLEANCALL_MULTIPATH = 0x0200,
    /** The callee's address is not known; it is called through a register or memory. */
    DR_CLEANCALL_INDIRECT = 0x0400,
} dr_cleancall_save_t;

/* ---- labels with a meaning ---- */
/** Notes from here up (as unsigned numbers) are the runtime's; clients use smaller ones. */
#ifdef X64
#    define DR_NOTE_FIRST_RESERVED 0xfffffffffffffff0ULL
#else
#    define DR_NOTE_FIRST_RESERVED 0xfffffff0UL
#endif
#ifdef __GNUC__
/* Enumerators above INT_MAX are an extension that every compiler we meet has. */
__extension__
#endif
    /** Notes of labels that the runtime itself inserts. */
    enum {
        /** An annotation was found here. */
        DR_NOTE_ANNOTATION = DR_NOTE_FIRST_RESERVED,
        /** A restartable sequence was changed here. */
        DR_NOTE_RSEQ,
        /** Code that changes state between exclusive load and store. */
        DR_NOTE_LDEX,
        /** The last instruction of a clean call came before this label. */
        DR_NOTE_CLEAN_CALL_END,
        /** A call sequence starts. */
        DR_NOTE_CALL_SEQUENCE_START,
        /** A call sequence ends. */
        DR_NOTE_CALL_SEQUENCE_END,
        /** A restartable sequence is entered here. */
        DR_NOTE_RSEQ_ENTRY,
        /** All registers hold the application's values at this label. */
        DR_NOTE_REG_BARRIER,
    };

/* ---- small records ---- */
/** Broken-down time, UTC. */
typedef struct {
    uint year;         /**< with the century, such as 2026 */
    uint month;        /**< 1 to 12 */
    uint day_of_week;  /**< 0 (Sunday) to 6 */
    uint day;          /**< 1 to 31 */
    uint hour;         /**< 0 to 23 */
    uint minute;       /**< 0 to 59 */
    uint second;       /**< 0 to 59 */
    uint milliseconds; /**< 0 to 999 */
} dr_time_t;

/** Why a function that reports details failed; see dr_get_error_code(). */
typedef enum {
    DR_ERROR_INVALID_PARAMETER = 1, /**< A parameter makes no sense. */
    DR_ERROR_INSUFFICIENT_SPACE,    /**< The caller's buffer is too small. */
    DR_ERROR_UNKNOWN_ENCODING,      /**< Text is in an encoding that is not known. */
    DR_ERROR_NOT_IMPLEMENTED,       /**< Not available on this platform. */
} dr_error_code_t;

/** What a thread is doing: what a sample of it would find. */
typedef enum {
    DR_WHERE_APP = 0,         /**< native application code */
    DR_WHERE_INTERP,          /**< building a block */
    DR_WHERE_DISPATCH,        /**< choosing what runs next */
    DR_WHERE_MONITOR,         /**< building a trace */
    DR_WHERE_SYSCALL_HANDLER, /**< around a system call */
    DR_WHERE_SIGNAL_HANDLER,  /**< handling a signal */
    DR_WHERE_TRAMPOLINE,      /**< in a hook */
    DR_WHERE_CONTEXT_SWITCH,  /**< between code cache and runtime */
    DR_WHERE_IBL,             /**< looking up an indirect branch in the cache */
    DR_WHERE_FCACHE,          /**< in the code cache */
    DR_WHERE_CLEAN_CALLEE,    /**< in a function called by dr_insert_clean_call() */
    DR_WHERE_UNKNOWN,         /**< elsewhere */
    DR_WHERE_HOTPATCH,        /**< in a patch */
    DR_WHERE_LAST,            /**< one more than the last */
} dr_where_am_i_t;

/** Figures about a run; see dr_get_stats(). The caller sets `size` first. */
typedef struct _dr_stats_t {
    /** sizeof(dr_stats_t); members beyond it are not written */
    size_t size;
    /** Basic blocks built, those built again included. */
    uint64 basic_block_count;
    /** The most threads alive at once. */
    uint64 peak_num_threads;
    /** Threads seen in all. */
    uint64 num_threads_created;
    /** How often a thread could not be stopped at once because of where it was. */
    uint64 synchs_not_at_safe_spot;
    /** Peaks of the runtime's memory by use, in pages that rel32 does not reach. */
    uint64 peak_vmm_blocks_unreach_heap;
    uint64 peak_vmm_blocks_unreach_stack;
    uint64 peak_vmm_blocks_unreach_special_heap;
    uint64 peak_vmm_blocks_unreach_special_mmap;
    /** Peaks of the runtime's memory by use, in pages that rel32 reaches from the cache. */
    uint64 peak_vmm_blocks_reach_heap;
    uint64 peak_vmm_blocks_reach_cache;
    uint64 peak_vmm_blocks_reach_special_heap;
    uint64 peak_vmm_blocks_reach_special_mmap;
    /** Signals that arrived while a thread ran natively. */
    uint64 num_native_signals;
    /** How often the code cache was left. */
    uint64 num_cache_exits;
} dr_stats_t;

#endif /* DR_DEFINES_H */
