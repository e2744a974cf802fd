/* os/linux/app_other_call.c - system calls by int 0x80 and by the vsyscall page.
 * SPDX-License-Identifier: Apache-2.0
 *
 * int 0x80 takes the numbers and arguments of 32-bit programs, also in 64-bit ones: pointers are
 * cut to 32 bits, structures have the 32-bit layout.  Calls that change what the runtime keeps
 * are made as their 64-bit sisters where the arguments mean the same; where they do not (handlers,
 * threads, execve with arrays of short pointers) they fail with ENOSYS, as under a kernel without
 * 32-bit support.  All others go to the kernel as they are.
 */
#include "os/app_maps.h"
#include "os/app_syscall.h"
#include "os/base/string.h"
#include "os/linux/app_gate.h"
#include "os/linux/app_syscall_entry.h"
#include "os/linux/sys.h"
#include <linux/mman.h>

/* Their number, ours or REFUSED, and what the arguments need. */
enum { REFUSED = -1, PAGES_TO_BYTES = 1 };
static const struct {
    int16_t theirs, ours;
    uint8_t how;
} calls[] = {
    { 1, __NR_exit, 0 },
    { 2, __NR_fork, 0 },
    { 6, __NR_close, 0 },
    { 11, REFUSED, 0 },  /* execve */
    { 41, __NR_dup, 0 },
    { 45, __NR_brk, 0 },
    { 48, REFUSED, 0 },  /* signal */
    { 63, __NR_dup2, 0 },
    { 67, REFUSED, 0 },  /* sigaction */
    { 69, REFUSED, 0 },  /* ssetmask */
    { 72, REFUSED, 0 },  /* sigsuspend */
    { 90, REFUSED, 0 },  /* mmap with its arguments in memory */
    { 91, __NR_munmap, 0 },
    { 117, REFUSED, 0 }, /* ipc: shared memory among others */
    { 119, REFUSED, 0 }, /* sigreturn */
    { 120, REFUSED, 0 }, /* clone */
    { 125, __NR_mprotect, 0 },
    { 126, REFUSED, 0 }, /* sigprocmask */
    { 163, __NR_mremap, 0 },
    { 173, REFUSED, 0 }, /* rt_sigreturn */
    { 174, REFUSED, 0 }, /* rt_sigaction */
    { 175, REFUSED, 0 }, /* rt_sigprocmask */
    { 186, REFUSED, 0 }, /* sigaltstack */
    { 190, __NR_fork, 0 },
    { 192, __NR_mmap, PAGES_TO_BYTES },
    { 219, __NR_madvise, 0 },
    { 252, __NR_exit_group, 0 },
    { 257, REFUSED, 0 }, /* remap_file_pages */
    { 330, __NR_dup3, 0 },
    { 358, REFUSED, 0 }, /* execveat */
    { 380, __NR_pkey_mprotect, 0 },
    { 384, REFUSED, 0 }, /* arch_prctl */
    { 386, REFUSED, 0 }, /* rseq */
    { 397, REFUSED, 0 }, /* shmat */
    { 398, REFUSED, 0 }, /* shmdt */
    { 435, REFUSED, 0 }, /* clone3 */
    { 436, __NR_close_range, 0 },
};

bool
os_app_other_call(const struct mcontext *mc, struct mcontext *out)
{
    const uintptr_t *r = mc->reg;
    size_t i = 0;
    while (i < ARRAY_SIZE(calls) && (uint32_t)calls[i].theirs != (uint32_t)r[REG_AX])
        i++;
    if (i == ARRAY_SIZE(calls))
        return false;
    *out = *mc;
    out->reg[REG_AX] = (uintptr_t)(intptr_t)calls[i].ours; /* no call has number -1 */
    out->reg[REG_DI] = (uint32_t)r[REG_BX];
    out->reg[REG_SI] = (uint32_t)r[REG_CX];
    out->reg[REG_DX] = (uint32_t)r[REG_DX];
    out->reg[10] = (uint32_t)r[REG_SI];
    out->reg[8] = (uint32_t)r[REG_DI];
    out->reg[9] = (uint32_t)r[REG_BP];
    if (calls[i].how == PAGES_TO_BYTES) {
        out->reg[9] *= 4096;
        out->reg[10] |= MAP_32BIT; /* the result has to fit */
    }
    return true;
}

enum os_other_call
os_app_other_call_run(struct mcontext *mc, volatile uintptr_t *stop)
{
    return (enum os_other_call)APP_GATE_CALL(app_other_call_enter)(mc, stop);
}

static void
look_for_page(const struct os_map_line *m, void *arg)
{
    if (strcmp(m->path, "[vsyscall]") == 0)
        *(uintptr_t *)arg = m->start;
}

bool
os_app_kernel_page_call(uintptr_t pc, uintptr_t *number)
{
    enum { ENTRY_SIZE = 1024 };
    static const uint16_t numbers[] = { __NR_gettimeofday, __NR_time, __NR_getcpu };
    static const uintptr_t page = (uintptr_t)-(10 << 20);
    static uintptr_t found;
    uintptr_t entry = (pc - page) / ENTRY_SIZE;
    if (pc < page || pc % ENTRY_SIZE != 0 || entry >= ARRAY_SIZE(numbers))
        return false;
    if (found == 0) /* the kernel may have been started without it */
        os_maps_iterate(look_for_page, &found);
    *number = numbers[entry];
    return found == page;
}
