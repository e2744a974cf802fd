/* os/windows/file.c - files for the runtime's own use.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/file.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/windows/output.h"
#include "os/windows/params.h"
#include "os/windows/path.h"
#include "os/windows/sys.h"
#include "os/windows/utf.h"

/* A name and what points to it: too large for a stack that is small. */
struct request {
    wchar16 name[PATH_UNITS];
    struct nt_string string;
    struct nt_object object;
};

static struct request *
request_make(const char *path)
{
    struct request *r = os_mem_alloc(sizeof(*r), OS_PROT_READ | OS_PROT_WRITE);
    size_t current_units;
    if (r == NULL)
        return NULL;
    const wchar16 *current = params_text(PARAMETERS_DIRECTORY, &current_units);
    size_t units = path_to_nt(path, current, current_units, r->name, PATH_UNITS);
    r->string = (struct nt_string){ (uint16_t)(units * 2), (uint16_t)(units * 2), r->name };
    r->object = (struct nt_object){ sizeof(r->object), 0, &r->string, OBJECT_CASE_INSENSITIVE, NULL, NULL };
    return r;
}

static void
request_free(struct request *r)
{
    os_mem_free(r, sizeof(*r));
}

static ntstatus
create(const char *path, uint32_t access, uint32_t how, uint32_t options, uintptr_t *handle)
{
    enum { ATTRIBUTE_NORMAL = 0x80 };
    struct request *r = request_make(path);
    struct nt_io io;
    ntstatus status = STATUS_INVALID_ADDRESS;
    if (r == NULL)
        return status;
    if (r->string.size != 0)
        status = SYS(NtCreateFile, handle, access | NT_SYNCHRONIZE | FILE_READ_ATTRIBUTES, &r->object, &io, 0,
                     ATTRIBUTE_NORMAL, FILE_SHARE_ALL, how, options | FILE_IS_SYNCHRONOUS, 0, 0);
    request_free(r);
    return status;
}

os_file
os_file_open(const char *path, int flags, int *error)
{
    uintptr_t handle = 0;
    uint32_t access = ((flags & OS_FILE_READ) != 0 ? FILE_READ_DATA : 0) |
        ((flags & OS_FILE_APPEND) != 0      ? FILE_APPEND_DATA
             : (flags & OS_FILE_WRITE) != 0 ? FILE_WRITE_DATA | FILE_APPEND_DATA
                                            : 0);
    uint32_t how = (flags & OS_FILE_EXCLUSIVE) != 0 ? FILE_CREATE_NEW
        : (flags & OS_FILE_TRUNCATE) != 0
        ? ((flags & OS_FILE_CREATE) != 0 ? FILE_OVERWRITE_OR_CREATE : FILE_OVERWRITE_EXISTING)
        : (flags & OS_FILE_CREATE) != 0 ? FILE_OPEN_OR_CREATE
                                        : FILE_OPEN_EXISTING;
    ntstatus status = create(path, access, how, FILE_IS_NO_DIRECTORY, &handle);
    if (error != NULL)
        *error = status;
    return nt_failed(status) ? OS_FILE_INVALID : (os_file)handle;
}

void
os_file_close(os_file f)
{
    SYS(NtClose, f);
}

/* A file that the application has from elsewhere may be one whose calls go on after they have returned. */
static ntstatus
settled(os_file f, ntstatus status, const volatile struct nt_io *io)
{
    if (status != STATUS_PENDING)
        return status;
    while ((ntstatus)io->status == STATUS_PENDING)
        SYS(NtWaitForSingleObject, f, 0, 0);
    return (ntstatus)io->status;
}

intptr_t
os_file_read(os_file f, void *buf, size_t size)
{
    struct nt_io io = { STATUS_PENDING, 0 };
    ntstatus status = SYS(NtReadFile, f, 0, 0, 0, &io, buf, (uint32_t)MIN(size, (size_t)1 << 30), 0, 0);
    status = settled(f, status, &io);
    if (status == STATUS_END_OF_FILE || status == STATUS_PIPE_BROKEN)
        return 0;
    return nt_failed(status) ? status : (intptr_t)io.information;
}

intptr_t
os_file_write(os_file f, const void *buf, size_t size)
{
    const int64_t end = -1;
    const char *p = buf;
    size_t left = size;
    while (left > 0) {
        struct nt_io io = { STATUS_PENDING, 0 };
        uint32_t part = (uint32_t)MIN(left, (size_t)1 << 30);
        ntstatus status = SYS(NtWriteFile, f, 0, 0, 0, &io, p, part, 0, 0);
        if (status == STATUS_INVALID_PARAMETER) /* such a file has no position of its own */
            status = SYS(NtWriteFile, f, 0, 0, 0, &io, p, part, &end, 0);
        status = settled(f, status, &io);
        if (nt_failed(status))
            return status;
        if (io.information == 0)
            break;
        p += io.information;
        left -= io.information;
    }
    return (intptr_t)(size - left);
}

static ntstatus
query_file(os_file f, unsigned what, void *out, size_t size)
{
    struct nt_io io;
    return SYS(NtQueryInformationFile, f, &io, out, size, what);
}

static ntstatus
set_file(os_file f, unsigned what, const void *in, size_t size)
{
    struct nt_io io;
    return SYS(NtSetInformationFile, f, &io, in, size, what);
}

int64_t
os_file_size(os_file f)
{
    struct {
        int64_t allocated, size;
        uint32_t links;
        uint8_t is_deleted, is_directory;
    } standard;
    return nt_failed(query_file(f, FILE_INFO_STANDARD, &standard, sizeof(standard))) ? -1 : standard.size;
}

int64_t
os_file_seek(os_file f, int64_t offset, int whence)
{
    int64_t from = 0;
    if (whence == 1 && nt_failed(query_file(f, FILE_INFO_POSITION, &from, sizeof(from))))
        return -1;
    if (whence == 2)
        from = os_file_size(f);
    int64_t to = from + offset;
    if (from < 0 || to < 0 || nt_failed(set_file(f, FILE_INFO_POSITION, &to, sizeof(to))))
        return -1;
    return to;
}

bool
os_file_exists(const char *path, bool is_dir)
{
    uintptr_t handle;
    if (nt_failed(create(path, 0, FILE_OPEN_EXISTING, is_dir ? FILE_IS_DIRECTORY : FILE_IS_NO_DIRECTORY, &handle)))
        return false;
    os_file_close((os_file)handle);
    return true;
}

static bool
remove(const char *path, uint32_t options)
{
    uintptr_t handle;
    uint8_t yes = 1;
    if (nt_failed(create(path, NT_DELETE, FILE_OPEN_EXISTING, options, &handle)))
        return false;
    bool done = !nt_failed(set_file((os_file)handle, FILE_INFO_DISPOSITION, &yes, sizeof(yes)));
    os_file_close((os_file)handle);
    return done;
}

bool
os_file_delete(const char *path)
{
    return remove(path, FILE_IS_NO_DIRECTORY);
}

bool
os_file_rmdir(const char *path)
{
    return remove(path, FILE_IS_DIRECTORY);
}

bool
os_file_mkdir(const char *path)
{
    uintptr_t handle;
    if (nt_failed(create(path, 0, FILE_CREATE_NEW, FILE_IS_DIRECTORY, &handle)))
        return false;
    os_file_close((os_file)handle);
    return true;
}

bool
os_file_rename(const char *from, const char *to, bool replace)
{
    struct {
        uint8_t replace;
        uintptr_t root;
        uint32_t size;
        wchar16 name[PATH_UNITS];
    } * rename;
    uintptr_t handle;
    struct request *r = request_make(to);
    if (r == NULL || r->string.size == 0 || nt_failed(create(from, NT_DELETE, FILE_OPEN_EXISTING, 0, &handle))) {
        request_free(r);
        return false;
    }
    rename = os_mem_alloc(sizeof(*rename), OS_PROT_READ | OS_PROT_WRITE);
    bool done = rename != NULL;
    if (done) {
        rename->replace = replace;
        rename->size = r->string.size;
        memcpy(rename->name, r->name, r->string.size);
        done = !nt_failed(
            set_file((os_file)handle, FILE_INFO_RENAME, rename, offsetof(__typeof__(*rename), name) + r->string.size));
        os_mem_free(rename, sizeof(*rename));
    }
    os_file_close((os_file)handle);
    request_free(r);
    return done;
}

bool
os_file_flush(os_file f)
{
    struct nt_io io;
    return !nt_failed(SYS(NtFlushBuffersFile, f, &io));
}

os_file
os_file_dup(os_file f)
{
    enum { SAME_ACCESS = 2 };
    uintptr_t copy;
    ntstatus status = SYS(NtDuplicateObject, NT_THIS_PROCESS, f, NT_THIS_PROCESS, &copy, 0, 0, SAME_ACCESS);
    return nt_failed(status) ? OS_FILE_INVALID : (os_file)copy;
}

bool
os_file_getcwd(char *buf, size_t size)
{
    size_t units;
    const wchar16 *text = params_text(PARAMETERS_DIRECTORY, &units);
    if (units > 3 && text[units - 1] == '\\')
        units--;
    return utf_to_8(text, units, buf, size) < size;
}

/* ---- the standard files ---- */

static os_file kept[3] = { OS_FILE_INVALID, OS_FILE_INVALID, OS_FILE_INVALID };
static os_file relayed[3] = { OS_FILE_INVALID, OS_FILE_INVALID, OS_FILE_INVALID };

void
output_relay(const uintptr_t handles[2])
{
    for (unsigned i = 0; i < 2; i++)
        relayed[i + 1] = handles[i] == 0 ? OS_FILE_INVALID : (os_file)handles[i];
}

static os_file
standard(unsigned which, unsigned offset)
{
    if (relayed[which] != OS_FILE_INVALID)
        return relayed[which];
    return kept[which] != OS_FILE_INVALID ? kept[which] : (os_file)params_word(offset);
}

void
os_file_keep_output(void)
{
    kept[1] = os_file_dup((os_file)params_word(PARAMETERS_STDOUT));
    kept[2] = os_file_dup((os_file)params_word(PARAMETERS_STDERR));
}

os_file
os_file_stdin(void)
{
    return standard(0, PARAMETERS_STDIN);
}

os_file
os_file_stdout(void)
{
    return standard(1, PARAMETERS_STDOUT);
}

os_file
os_file_stderr(void)
{
    return standard(2, PARAMETERS_STDERR);
}

const char *
os_file_name(const char *path)
{
    return string_behind(path, "\\/");
}
