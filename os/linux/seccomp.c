/* os/linux/seccomp.c - filters of system calls that the application installs.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A filter would also judge the runtime's own calls.  It gets a few instructions in front, which let
 * pass what comes from an image of the runtime (app_gate.h): an image of another process too, since
 * filters outlive execve.  The strict mode has no filter to put something in front of: it is kept
 * here.
 */
#include "os/linux/seccomp.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/linux/app_gate.h"
#include "os/linux/app_memory.h"
#include "os/linux/sys.h"
#include "os/mem.h"
#include <asm/errno.h>
#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>

enum { MOST = BPF_MAXINSNS, KILL = 9 };

static volatile bool is_strict;

static const struct sock_filter front[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer) + 4),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, APP_GATE_IMAGES, 0, 2),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, APP_GATE_IMAGES_END, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_LD | BPF_IMM, 0), /* as filters find it */
};

/* Makes the call with the longer filter in the place of argument AT. */
static intptr_t
install(intptr_t nr, const uintptr_t *args, unsigned at)
{
    struct sock_fprog prog;
    uintptr_t changed[6];
    memcpy(changed, args, sizeof(changed));
    if (!app_read(&prog, args[at], sizeof(prog)) || prog.len == 0 ||
        prog.len > MOST - ARRAY_SIZE(front))
        return APP_GATE_CALL(app_plain_call)((uintptr_t)nr, changed);
    size_t size = (prog.len + ARRAY_SIZE(front)) * sizeof(front[0]);
    struct sock_filter *all = os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
    if (all == NULL)
        return -ENOMEM;
    memcpy(all, front, sizeof(front));
    intptr_t result = -EFAULT;
    if (app_read(all + ARRAY_SIZE(front), (uintptr_t)prog.filter, prog.len * sizeof(front[0]))) {
        prog.len = (unsigned short)(prog.len + ARRAY_SIZE(front));
        prog.filter = all;
        changed[at] = (uintptr_t)&prog;
        result = APP_GATE_CALL(app_plain_call)((uintptr_t)nr, changed);
    }
    os_mem_free(all, size);
    return result;
}

/* As the kernel: not with a filter; once in it, there is no way out. */
static intptr_t
be_strict(uintptr_t flags, uintptr_t arg)
{
    if (flags != 0 || arg != 0 || sys1(__NR_prctl, PR_GET_SECCOMP) != SECCOMP_MODE_DISABLED)
        return -EINVAL;
    is_strict = true;
    return 0;
}

bool
seccomp_install(intptr_t nr, const uintptr_t args[6], intptr_t *result)
{
    bool is_prctl = nr == __NR_prctl;
    if (is_prctl && args[0] != PR_SET_SECCOMP)
        return false;
    if (is_prctl ? args[1] == SECCOMP_MODE_FILTER : (uint32_t)args[0] == SECCOMP_SET_MODE_FILTER)
        *result = install(nr, args, 2);
    else if (is_prctl ? args[1] == SECCOMP_MODE_STRICT : (uint32_t)args[0] == SECCOMP_SET_MODE_STRICT)
        *result = is_prctl ? be_strict(0, 0) : be_strict(args[1], args[2]);
    else
        return false;
    return true;
}

void
seccomp_check(intptr_t nr)
{
    if (!is_strict || nr == __NR_read || nr == __NR_write || nr == __NR_exit || nr == __NR_rt_sigreturn)
        return;
    sys2(__NR_kill, sys0(__NR_getpid), KILL);
}
