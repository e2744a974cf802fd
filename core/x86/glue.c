/* core/x86/glue.c - jumps at the start of each unit that lead to the shared code in switch.S.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Layout: GLUE_COUNT entries of 16 bytes, `jmp [rip+2]` and the 8-byte address.
 */
#include "core/x86/glue.h"
#include "core/arch.h"
#include "core/x86/shared.h"
#include "core/x86/vector_state.h"
#include "os/base/string.h"

struct arch_upcalls arch_upcalls;

enum { ENTRY_SIZE = 16 };

static uintptr_t
address_of(enum glue_entry entry)
{
    switch (entry) {
    case GLUE_EXIT: return (uintptr_t)switch_exit;
    case GLUE_IBL_MISS: return (uintptr_t)ibl_miss;
    default: return (uintptr_t)ibl_cold;
    }
}

void
arch_glue_write(uint8_t *base)
{
    static const uint8_t jump[8] = { 0xff, 0x25, 2, 0, 0, 0, 0x0f, 0x0b };
    for (int i = 0; i < GLUE_COUNT; i++) {
        uintptr_t to = address_of((enum glue_entry)i);
        memcpy(base + i * ENTRY_SIZE, jump, sizeof(jump));
        memcpy(base + i * ENTRY_SIZE + 8, &to, 8);
    }
}

size_t
arch_glue_size(void)
{
    return GLUE_COUNT * ENTRY_SIZE;
}

const uint8_t *
glue_entry(const uint8_t *base, enum glue_entry entry)
{
    return base + (size_t)entry * ENTRY_SIZE;
}

uintptr_t
arch_landing_none(void)
{
    return (uintptr_t)ibl_cold;
}

bool
arch_pc_in_enter(uintptr_t pc)
{
    return pc >= (uintptr_t)switch_enter_begin && pc < (uintptr_t)switch_enter_end;
}

bool
arch_pc_in_exit(uintptr_t pc)
{
    return pc >= (uintptr_t)switch_exit && pc < (uintptr_t)switch_exit_end;
}

bool
arch_pc_in_lookup(uintptr_t pc)
{
    return pc >= (uintptr_t)ibl_begin && pc < (uintptr_t)ibl_end;
}

bool
arch_pc_in_call(uintptr_t pc)
{
    return pc >= (uintptr_t)vector_save_asm && pc < (uintptr_t)clean_call_end;
}

bool
arch_pc_in_call_end(uintptr_t pc)
{
    return pc >= (uintptr_t)clean_call_tail && pc < (uintptr_t)clean_call_tail_end;
}

_Noreturn void
arch_call_again(void)
{
    ((void (*)(void))(uintptr_t)switch_abort)();
    __builtin_unreachable();
}

uintptr_t
arch_abort_pc(void)
{
    return (uintptr_t)switch_abort;
}

_Noreturn void
arch_enter(struct thread *t, const uint8_t *to)
{
    t->tls[TLS_TARGET] = (uintptr_t)to;
    t->tls[TLS_R10] = t->mc.reg[10]; /* it may be the code of a landing */
    t->tls[TLS_R11] = t->mc.reg[11];
    switch_enter();
}
