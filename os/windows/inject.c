/* os/windows/inject.c - putting the runtime into a process that has not run yet.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Only the program and ntdll are mapped there.  The runtime's image is laid out in memory that both
 * processes share for a moment, at an address within reach of that ntdll there, and a jump to it is
 * written over the function of ntdll with which every thread begins.  (Copying it through the kernel
 * takes a third of a second on Wine.)
 */
#include "os/windows/inject.h"
#include "os/base/fmt.h"
#include "os/base/pe.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/mem.h"
#include "os/windows/hooks.h"
#include "os/windows/launch.h"
#include "os/windows/mitigation.h"
#include "os/windows/remote.h"
#include "os/windows/sys.h"

enum { PAGE = 4096, GRANULE = 65536, SECTION_COMMIT = 0x8000000 };
#define REACH ((uintptr_t)0x70000000)

/* The work in progress. */
struct injection {
    const struct inject_request *r;
    struct pe file;
    uintptr_t file_view; /* of the runtime's file, as it is; 0: not yet */
    uintptr_t section;
    uint8_t *image;   /* our view of it: the image, with the words behind it */
    size_t image_size, size;
    uintptr_t ntdll, base;
    char *err;
    size_t err_size;
};

static bool
fail(struct injection *j, const char *why)
{
    fmt_snprintf(j->err, j->err_size, "%s", why);
    return false;
}

/* What the kernel means, where it is something that whoever reads it can do nothing about. */
static const struct {
    ntstatus status;
    const char *meaning;
} refusals[] = {
    { STATUS_ACCESS_DENIED, "Windows does not allow to change this process: it is protected, or another user's" },
    { STATUS_PROCESS_IS_PROTECTED, "Windows does not allow to change this process: it is protected" },
    { STATUS_DYNAMIC_CODE_BLOCKED, "this process must not make code (ProcessDynamicCodePolicy)" },
    { STATUS_PROCESS_IS_TERMINATING, "the process has ended already" },
    { STATUS_NO_MEMORY, "out of memory" },
    { STATUS_COMMITMENT_LIMIT, "out of memory" },
    { STATUS_QUOTA_EXCEEDED, "the process may not have as much memory as the runtime needs" },
};

static bool
refused(struct injection *j, const char *what, ntstatus status)
{
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        if (refusals[i].status == status)
            return fail(j, refusals[i].meaning);
    fmt_snprintf(j->err, j->err_size, "%s (status %x)", what, (unsigned)status);
    return false;
}

/* On Windows, a 32-bit process has the 64-bit ntdll as well. */
static bool
is_64_bit(struct injection *j)
{
    enum { WOW64 = 26 };
    uintptr_t block = 0;
    ntstatus status = SYS(NtQueryInformationProcess, j->r->process, WOW64, &block, sizeof(block), 0);
    return nt_failed(status) || block == 0 || fail(j, "the new process is a 32-bit program");
}

static bool
find_ntdll(struct injection *j)
{
    uint8_t byte;
    j->ntdll = remote_ntdll(j->r->process);
    if (j->ntdll != 0)
        return true;
    ntstatus status = remote_read(j->r->process, nt_system.ntdll, &byte, sizeof(byte));
    if (nt_failed(status) && status != STATUS_PARTIAL_COPY && status != STATUS_ACCESS_VIOLATION)
        return refused(j, "the new process cannot be looked at", status);
    return fail(j, "the new process has another ntdll.dll than this one: perhaps it is a 32-bit program");
}

static ntstatus
map_view(uintptr_t section, uintptr_t process, uintptr_t *base, uintptr_t *size, uint32_t protect)
{
    enum { VIEW_IS_NOT_INHERITED = 2 };
    return SYS(NtMapViewOfSection, section, process, base, 0, 0, 0, size, VIEW_IS_NOT_INHERITED, 0, protect);
}

/* A view costs a tenth of what reading the file into memory costs. */
static bool
map_file(struct injection *j)
{
    enum { SECTION_MAP_READ = 4 };
    os_file f = os_file_open(j->r->file, OS_FILE_READ, NULL);
    int64_t size = f == OS_FILE_INVALID ? -1 : os_file_size(f);
    uintptr_t section = 0, view_size = 0;
    bool is_good = size > 0 && !nt_failed(SYS(NtCreateSection, &section, SECTION_MAP_READ, 0, 0, PAGE_READONLY,
                                              SECTION_COMMIT, f)) &&
        !nt_failed(map_view(section, NT_THIS_PROCESS, &j->file_view, &view_size, PAGE_READONLY));
    if (section != 0)
        SYS(NtClose, section);
    if (f != OS_FILE_INVALID)
        os_file_close(f);
    if (!is_good || pe_read((const void *)j->file_view, (size_t)size, false, &j->file) != PE_GOOD)
        return fail(j, "the runtime's file cannot be read");
    return true;
}

static size_t
words_size(const struct injection *j)
{
    size_t size = 0;
    for (unsigned i = 0; i < j->r->word_count; i++)
        size += strlen(j->r->words[i]) + 1;
    return size;
}

/* Zeroed memory that can be in two processes. */
static bool
make_section(struct injection *j)
{
    enum { SECTION_ALL = 0xf001f };
    uint64_t size = j->size;
    uintptr_t base = 0, view = 0;
    ntstatus status =
        SYS(NtCreateSection, &j->section, SECTION_ALL, 0, &size, PAGE_EXECUTE_READWRITE, SECTION_COMMIT, 0);
    if (!nt_failed(status))
        status = map_view(j->section, NT_THIS_PROCESS, &base, &view, PAGE_EXECUTE_READWRITE);
    if (nt_failed(status))
        return refused(j, "the runtime's memory cannot be made", status);
    j->image = (uint8_t *)base;
    return true;
}

/* Room for the image, below ntdll or above.  Mostly the first place that can be reached is free. */
static bool
take_room(struct injection *j)
{
    struct nt_memory m;
    uintptr_t from = j->ntdll > REACH ? j->ntdll - REACH : GRANULE, first_size = j->size;
    j->base = from;
    ntstatus status = map_view(j->section, j->r->process, &j->base, &first_size, PAGE_EXECUTE_READWRITE);
    if (!nt_failed(status))
        return true;
    for (uintptr_t at = from; at < j->ntdll + REACH && remote_query(j->r->process, at, &m); at = m.base + m.size) {
        uintptr_t base = (MAX(m.base, from) + GRANULE - 1) & ~(uintptr_t)(GRANULE - 1), size = j->size;
        if (m.state != MEM_FREE || base < m.base || base + size > m.base + m.size)
            continue;
        status = map_view(j->section, j->r->process, &base, &size, PAGE_EXECUTE_READWRITE);
        if (!nt_failed(status)) {
            j->base = base;
            return true;
        }
    }
    return refused(j, "there is no room near ntdll.dll in the new process", status);
}

static uintptr_t
copy_handle(const struct injection *j, uintptr_t handle)
{
    enum { SAME_ACCESS = 2 };
    uintptr_t copy = 0;
    if (handle != 0)
        SYS(NtDuplicateObject, NT_THIS_PROCESS, handle, j->r->process, &copy, 0, 0, SAME_ACCESS);
    return copy;
}

/* Tells the runtime in the image what it has to know. */
static bool
fill_launch(struct injection *j, uintptr_t thunk)
{
    uint32_t rva = pe_export(&j->file, "runtime_launch");
    struct launch *l = (struct launch *)(void *)(j->image + rva);
    if (rva == 0 || rva + sizeof(*l) > j->image_size)
        return fail(j, "the runtime's file is of another version");
    l->ntdll = j->ntdll;
    l->image_size = j->size;
    l->word_count = j->r->word_count;
    l->words = j->base + j->image_size;
    string_copy(l->self, j->r->file, sizeof(l->self));
    for (unsigned i = 0; j->r->output != NULL && i < ARRAY_SIZE(l->output); i++)
        l->output[i] = copy_handle(j, j->r->output[i]);
    ntstatus status = remote_read(j->r->process, thunk, l->thread_code, sizeof(l->thread_code));
    if (nt_failed(status))
        return refused(j, "the new process cannot be read", status);
    char *p = (char *)j->image + j->image_size;
    for (unsigned i = 0; i < j->r->word_count; i++)
        p = stpcpy(p, j->r->words[i]) + 1;
    return true;
}

static bool
place_image(struct injection *j, uintptr_t thunk)
{
    j->image_size = ALIGN_UP((size_t)j->file.image_size, (size_t)PAGE);
    j->size = j->image_size + ALIGN_UP(words_size(j) + 1, (size_t)PAGE);
    if (!make_section(j) || !take_room(j))
        return false;
    if (!pe_lay_out(&j->file, j->image, j->base))
        return fail(j, "the runtime's file is damaged");
    return fill_launch(j, thunk);
}

static bool
write_jump(struct injection *j, uintptr_t thunk)
{
    uint8_t jump[HOOK_SIZE];
    uint32_t entry = pe_export(&j->file, "runtime_thread_entry");
    if (entry == 0 || hook_jump(jump, thunk, j->base + entry) == 0)
        return fail(j, "the runtime's file is of another version");
    uintptr_t process = j->r->process;
    ntstatus status = remote_write(process, thunk, jump, sizeof(jump));
    if (!nt_failed(status)) /* Wine's kernel does not ask whether it may */
        return true;
    status = remote_protect(process, thunk, sizeof(jump), PAGE_EXECUTE_READWRITE);
    if (!nt_failed(status))
        status = remote_write(process, thunk, jump, sizeof(jump));
    if (!nt_failed(status))
        status = remote_protect(process, thunk, sizeof(jump), PAGE_EXECUTE_READ);
    if (nt_failed(status))
        return refused(j, "the new process's ntdll.dll cannot be changed", status);
    return true;
}

bool
inject(const struct inject_request *r, char *err, size_t err_size)
{
    struct injection *j = os_mem_alloc(sizeof(*j), OS_PROT_READ | OS_PROT_WRITE);
    if (j == NULL) {
        fmt_snprintf(err, err_size, "out of memory");
        return false;
    }
    j->r = r;
    j->err = err;
    j->err_size = err_size;
    const char *obstacle = mitigation_obstacle(r->process);
    bool done = obstacle != NULL ? fail(j, obstacle) : is_64_bit(j) && find_ntdll(j) && map_file(j);
    if (done) {
        uintptr_t thunk = j->ntdll + (nt_system.entry[ENTRY_THREAD] - nt_system.ntdll);
        done = place_image(j, thunk) && write_jump(j, thunk);
    }
    if (j->file_view != 0)
        SYS(NtUnmapViewOfSection, NT_THIS_PROCESS, j->file_view);
    if (j->image != NULL)
        SYS(NtUnmapViewOfSection, NT_THIS_PROCESS, j->image);
    if (j->section != 0)
        SYS(NtClose, j->section);
    os_mem_free(j, sizeof(*j));
    return done;
}

bool
inject_first(uintptr_t ntdll, const struct inject_request *r, char *err, size_t err_size)
{
    if (nt_init(ntdll))
        return inject(r, err, err_size);
    fmt_snprintf(err, err_size, "this version of Windows is not known: ntdll.dll cannot be understood");
    return false;
}
