/* os/linux/process.c - the process as a whole.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/process.h"
#include "os/linux/sys.h"

enum { SIGABRT_NR = 6 };

uintptr_t
os_process_id(void)
{
    return (uintptr_t)sys0(__NR_getpid);
}

uintptr_t
os_process_parent(void)
{
    return (uintptr_t)sys0(__NR_getppid);
}

_Noreturn void
os_process_exit(int code)
{
    for (;;)
        sys1(__NR_exit_group, code);
}

_Noreturn void
os_process_abort(void)
{
    uint64_t action[4] = { 0, 0, 0, 0 }; /* SIG_DFL */
    uint64_t none = 0;
    sys4(__NR_rt_sigaction, SIGABRT_NR, action, 0, 8);
    sys4(__NR_rt_sigprocmask, 2, &none, 0, 8);
    sys3(__NR_tgkill, sys0(__NR_getpid), sys0(__NR_gettid), SIGABRT_NR);
    os_process_exit(134);
}
