/* os/windows/thread.c - the calling thread.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/thread.h"
#include "os/windows/sys.h"

os_tid
os_thread_id(void)
{
    return teb_word(TEB_THREAD_ID);
}

void
os_thread_yield(void)
{
    SYS(NtYieldExecution, 0);
}

void
os_thread_sleep(uint64_t microseconds)
{
    int64_t relative = -(int64_t)microseconds * 10;
    SYS(NtDelayExecution, 0, &relative);
}
