/* os/windows/visit.c - the arrival of a thread that brings something from another process.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/visit.h"
#include "os/own_thread.h"
#include "os/windows/sys.h"

volatile uint32_t visit_ready;

/* Never called: its address says that a thread brings something. */
void
visit_marker(void)
{
}

void
visit_open(void)
{
    visit_ready = 1;
}

void
visit_start(const struct nt_context *c, bool (*nudged)(uint32_t client, uint64_t argument))
{
    if (c->reg[REG_CX] != (uintptr_t)visit_marker)
        return;
    const struct visit_message m = *(const struct visit_message *)c->reg[REG_DX];
    uintptr_t base = c->reg[REG_DX], size = 0;
    SYS(NtFreeVirtualMemory, NT_THIS_PROCESS, &base, &size, MEM_RELEASE);
    nudged(m.client, m.argument);
    os_own_thread_exit();
}
