/* os/windows/nt.h - structures and numbers of NT system calls, 64-bit.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_NT_H
#define OS_WINDOWS_NT_H
#include "os/base/types.h"

typedef uint16_t wchar16;
typedef int32_t ntstatus;

enum {
    STATUS_SUCCESS = 0,
    STATUS_TIMEOUT = 0x102,
    STATUS_PENDING = 0x103,
    STATUS_USER_APC = 0xc0,
};
#define STATUS_INVALID_CID ((ntstatus)0xc000000b)
#define STATUS_INVALID_PARAMETER ((ntstatus)0xc000000d)
#define STATUS_INVALID_USER_BUFFER ((ntstatus)0xc00000e8)
#define STATUS_ACCESS_VIOLATION ((ntstatus)0xc0000005)
#define STATUS_ILLEGAL_INSTRUCTION ((ntstatus)0xc000001d)
#define STATUS_PRIVILEGED_INSTRUCTION ((ntstatus)0xc0000096)
#define STATUS_GUARD_PAGE_VIOLATION ((ntstatus)0x80000001)
#define STATUS_SINGLE_STEP ((ntstatus)0x80000004)
#define STATUS_END_OF_FILE ((ntstatus)0xc0000011)
#define STATUS_PARTIAL_COPY ((ntstatus)0x8000000d)
#define STATUS_ACCESS_DENIED ((ntstatus)0xc0000022)
#define STATUS_NOT_SUPPORTED ((ntstatus)0xc00000bb)
#define STATUS_PIPE_BROKEN ((ntstatus)0xc000014b)
#define STATUS_NOT_COMMITTED ((ntstatus)0xc000002d)
#define STATUS_INVALID_ADDRESS ((ntstatus)0xc0000141)
#define STATUS_ACCESS_DENIED ((ntstatus)0xc0000022)
#define STATUS_NO_MEMORY ((ntstatus)0xc0000017)
#define STATUS_QUOTA_EXCEEDED ((ntstatus)0xc0000044)
#define STATUS_PROCESS_IS_TERMINATING ((ntstatus)0xc000010a)
#define STATUS_COMMITMENT_LIMIT ((ntstatus)0xc000012d)
#define STATUS_DYNAMIC_CODE_BLOCKED ((ntstatus)0xc0000604)
#define STATUS_PROCESS_IS_PROTECTED ((ntstatus)0xc0000712)

#define NT_THIS_PROCESS ((uintptr_t)-1)
#define NT_THIS_THREAD ((uintptr_t)-2)

struct nt_string {
    uint16_t size, room; /* bytes */
    wchar16 *text;
};

struct nt_object {
    uint32_t length;
    uintptr_t root;
    struct nt_string *name;
    uint32_t attributes;
    void *security, *quality;
};

struct nt_io {
    intptr_t status;
    uintptr_t information;
};

struct nt_client_id {
    uintptr_t process, thread;
};

/* ---- memory ---- */

enum {
    MEM_COMMIT = 0x1000,
    MEM_RESERVE = 0x2000,
    MEM_DECOMMIT = 0x4000,
    MEM_RELEASE = 0x8000,
    MEM_FREE = 0x10000,
    MEM_PRIVATE = 0x20000,
    MEM_MAPPED = 0x40000,
    MEM_RESET = 0x80000,
    MEM_IMAGE = 0x1000000,
};

enum {
    PAGE_NOACCESS = 1,
    PAGE_READONLY = 2,
    PAGE_READWRITE = 4,
    PAGE_WRITECOPY = 8,
    PAGE_EXECUTE = 0x10,
    PAGE_EXECUTE_READ = 0x20,
    PAGE_EXECUTE_READWRITE = 0x40,
    PAGE_EXECUTE_WRITECOPY = 0x80,
    PAGE_GUARD = 0x100,
};

struct nt_memory {
    uintptr_t base, allocation;
    uint32_t allocation_protect;
    uint16_t partition;
    uintptr_t size;
    uint32_t state, protect, type;
};
STATIC_ASSERT(sizeof(struct nt_memory) == 0x30);

enum { MEMORY_BASIC = 0, MEMORY_FILE_NAME = 2 };

/* ---- files ---- */

enum {
    FILE_READ_DATA = 1,
    FILE_WRITE_DATA = 2,
    FILE_APPEND_DATA = 4,
    FILE_READ_ATTRIBUTES = 0x80,
    NT_SYNCHRONIZE = 0x100000,
    NT_DELETE = 0x10000,
    FILE_SHARE_ALL = 7,
    FILE_OPEN_EXISTING = 1,
    FILE_CREATE_NEW = 2,
    FILE_OPEN_OR_CREATE = 3,
    FILE_OVERWRITE_EXISTING = 4,
    FILE_OVERWRITE_OR_CREATE = 5,
    FILE_IS_DIRECTORY = 1,
    FILE_IS_SYNCHRONOUS = 0x20,
    FILE_IS_NO_DIRECTORY = 0x40,
    FILE_INFO_STANDARD = 5,
    FILE_INFO_RENAME = 10,
    FILE_INFO_DISPOSITION = 13,
    FILE_INFO_POSITION = 14,
    OBJECT_CASE_INSENSITIVE = 0x40,
};

/* ---- threads ---- */

struct nt_context {
    uint64_t home[6];
    uint32_t flags, mxcsr;
    uint16_t seg_cs, seg_ds, seg_es, seg_fs, seg_gs, seg_ss;
    uint32_t eflags;
    uint64_t debug[6];
    uint64_t reg[16]; /* in the order of their hardware numbers */
    uint64_t pc;
    uint8_t fxsave[512];
    uint8_t rest[0x4d0 - 0x300];
};
STATIC_ASSERT(offsetof(struct nt_context, reg) == 0x78);
STATIC_ASSERT(offsetof(struct nt_context, pc) == 0xf8);
STATIC_ASSERT(offsetof(struct nt_context, fxsave) == 0x100);
STATIC_ASSERT(sizeof(struct nt_context) == 0x4d0);

enum {
    CONTEXT_AMD64 = 0x100000,
    CONTEXT_HAS_CONTROL = 1,
    CONTEXT_HAS_INTEGER = 2,
    CONTEXT_HAS_FLOAT = 8,
    CONTEXT_HAS_DEBUG = 0x10,
    CONTEXT_HAS_XSTATE = 0x40,
    CONTEXT_HAS_ALL = CONTEXT_AMD64 | 0xf,
};

struct nt_exception {
    ntstatus code;
    uint32_t flags;
    struct nt_exception *chained;
    uintptr_t address;
    uint32_t count;
    uintptr_t info[15];
};
STATIC_ASSERT(sizeof(struct nt_exception) == 0x98);

/* From the frame that KiUserExceptionDispatcher begins with to the record. */
enum { EXCEPTION_RECORD_OFFSET = 0x4f0, EXCEPTION_MACHINE_OFFSET = 0x590, CONTEXT_EX_SIZE = 24 };

/* ---- what the kernel shares with each process, and the blocks of thread and process ---- */

enum {
    SHARED_TIME = 0x14,    /* three times 32 bits */
    SHARED_ROOT = 0x30,    /* the path of the system's folder, 16-bit units */
    SHARED_BUILD = 0x260,
    SHARED_INT_2E = 0x308, /* not 0: entry by other ways than syscall */
    TEB_SELF = 0x30,
    TEB_PROCESS_ID = 0x40,
    TEB_THREAD_ID = 0x48,
    TEB_PEB = 0x60,
    TEB_TLS_SLOTS = 0x1480,
    PEB_IMAGE_BASE = 0x10,
    PEB_LDR = 0x18,
    PEB_PARAMETERS = 0x20,
    PEB_TLS_BITS = 0x80,
    PARAMETERS_FLAGS = 8,
    PARAMETERS_STDIN = 0x20,
    PARAMETERS_STDOUT = 0x28,
    PARAMETERS_STDERR = 0x30,
    PARAMETERS_DIRECTORY = 0x38,
    PARAMETERS_IMAGE_PATH = 0x60,
    PARAMETERS_COMMAND_LINE = 0x70,
    PARAMETERS_ENVIRONMENT = 0x80,
    PARAMETERS_NORMALIZED = 1,
};
#define SHARED_DATA ((uintptr_t)0x7ffe0000)

#endif
