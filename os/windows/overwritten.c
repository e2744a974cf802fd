/* os/windows/overwritten.c - numbers of the system calls whose stubs in ntdll cannot be read.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Neighbours come first: they cost nothing.  The file is read when they leave it open.
 */
#include "os/windows/overwritten.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/mem.h"
#include "os/windows/numbers.h"
#include "os/windows/nt.h"
#include "os/windows/utf.h"

enum { NAME_ROOM = 1024 };

static struct numbers numbers;
static struct {
    struct pe pe;
    uint8_t *bytes;
    size_t size;
    bool is_tried, is_good;
} file;

const struct stub *
overwritten_any(const struct pe *ntdll)
{
    numbers_read(ntdll, &numbers);
    return numbers.has_any ? &numbers.any : NULL;
}

bool
overwritten_by_neighbours(uint32_t rva, uint32_t *number)
{
    return numbers_between(&numbers, rva, number);
}

/* \System32\ntdll.dll below the folder that the kernel names. */
static void
file_name(char out[NAME_ROOM])
{
    static const char behind[] = "\\System32\\ntdll.dll";
    enum { MOST = 260 };
    const wchar16 *root = (const wchar16 *)(SHARED_DATA + SHARED_ROOT);
    size_t units = 0;
    while (units < MOST && root[units] != 0)
        units++;
    utf_to_8(root, units, out, NAME_ROOM - sizeof(behind));
    strcat(out, behind);
}

static void
read_file(void)
{
    char name[NAME_ROOM];
    file_name(name);
    os_file f = os_file_open(name, OS_FILE_READ, NULL);
    int64_t size = f == OS_FILE_INVALID ? -1 : os_file_size(f);
    if (size > 0)
        file.bytes = os_mem_alloc((size_t)size, OS_PROT_READ | OS_PROT_WRITE);
    if (file.bytes != NULL) {
        file.size = (size_t)size;
        file.is_good = os_file_read(f, file.bytes, file.size) == size &&
            pe_read(file.bytes, file.size, false, &file.pe) == PE_GOOD;
    }
    if (f != OS_FILE_INVALID)
        os_file_close(f);
}

static bool
is_same(const struct pe *a, const struct pe *b)
{
    return a->timestamp == b->timestamp && a->checksum == b->checksum && a->image_size == b->image_size;
}

bool
overwritten_by_file(const struct pe *ntdll, const char *name, uint32_t *number)
{
    struct stub s;
    if (!file.is_tried) {
        file.is_tried = true;
        read_file();
        file.is_good = file.is_good && is_same(&file.pe, ntdll);
    }
    const void *p = file.is_good ? pe_at(&file.pe, pe_export(&file.pe, name), STUB_BYTES) : NULL;
    if (p == NULL || !stub_read(p, STUB_BYTES, &s))
        return false;
    *number = s.number;
    return true;
}

void
overwritten_done(void)
{
    if (file.bytes != NULL)
        os_mem_free(file.bytes, file.size);
    file.bytes = NULL;
}
