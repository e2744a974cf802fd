/* core/run/linux/os_calls.c - clone and exec.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/os_calls.h"
#include "core/run/linux/clone.h"
#include "core/run/linux/exec.h"

bool
os_calls_carry_out(struct thread *t, const struct effect *e)
{
    switch (e->kind) {
    case EFFECT_CLONE: clone_carry_out(t); return true;
    case EFFECT_EXEC: exec_carry_out(t); return true;
    default: return false;
    }
}
