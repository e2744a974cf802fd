/* os/linux/procfs_mem.c - code that the application changes through /proc/self/mem.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel writes there whatever the protection of the memory is, as for a debugger, so no fault
 * tells of it.
 */
#include "os/linux/procfs_mem.h"
#include "os/base/types.h"
#include "os/linux/app_memory.h"
#include "os/linux/procfs_dir.h"
#include "os/linux/sys.h"
#include <linux/fs.h>
#include <linux/uio.h>

static volatile bool is_open;

void
procfs_mem_opened(void)
{
    is_open = true;
}

static size_t
vector_size(uintptr_t vector, uintptr_t count)
{
    size_t size = 0;
    struct iovec piece;
    for (uintptr_t i = 0; i < count && app_read(&piece, vector + i * sizeof(piece), sizeof(piece)); i++)
        size += piece.iov_len;
    return size;
}

bool
procfs_mem_is_written(intptr_t nr, const uintptr_t args[6], uintptr_t *start, size_t *size)
{
    if (!is_open || !procfs_dir_is_own_file((int)args[0], "mem"))
        return false;
    bool has_position = nr == __NR_pwrite64 || nr == __NR_pwritev || nr == __NR_pwritev2;
    bool is_vector = nr == __NR_writev || nr == __NR_pwritev || nr == __NR_pwritev2;
    *start = has_position ? args[3] : (uintptr_t)sys3(__NR_lseek, args[0], 0, SEEK_CUR);
    *size = is_vector ? vector_size(args[1], args[2]) : args[2];
    return true;
}
