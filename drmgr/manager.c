/* drmgr/manager.c - start and end of the manager; notes; numbers of system calls. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"
#include "drmgr/thread.h"

static int users;

bool
drmgr_init(void)
{
    if (__atomic_fetch_add(&users, 1, __ATOMIC_ACQ_REL) != 0)
        return true;
    callbacks_init();
    emulation_init();
    events_init();
    return true;
}

void
drmgr_exit(void)
{
    if (__atomic_sub_fetch(&users, 1, __ATOMIC_ACQ_REL) != 0)
        return;
    blocks_exit();
    events_exit();
    fields_reset();
    callbacks_exit();
}

ptr_uint_t
drmgr_reserve_note_range(size_t size)
{
    static ptr_uint_t next = DRMGR_NOTE_NONE + 1;
    ptr_uint_t first = __atomic_load_n(&next, __ATOMIC_RELAXED);

    do {
        if (size == 0 || size > DR_NOTE_FIRST_RESERVED - first)
            return DRMGR_NOTE_NONE;
    } while (!__atomic_compare_exchange_n(&next, &first, first + size, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    return first;
}

/* A wrapper is short: it loads the number and enters the kernel. */
int
drmgr_decode_sysnum_from_wrapper(app_pc entry)
{
    enum { INSTRS_MOST = 20 };
    void *drcontext = dr_get_current_drcontext();
    instr_t instr;
    int number = -1;
    bool is_over = false;

    instr_init(drcontext, &instr);
    for (int i = 0; i < INSTRS_MOST && !is_over; i++) {
        byte copy[32];
        size_t got = 0;
        app_pc next;
        instr_reset(drcontext, &instr);
        dr_safe_read(entry, sizeof copy, copy, &got);
        if (got == 0)
            break;
        next = decode_from_copy(drcontext, copy, entry, &instr);
        if (next == NULL)
            break;
        if (instr_get_opcode(&instr) == OP_mov_imm && opnd_get_reg(instr_get_dst(&instr, 0)) == DR_REG_EAX) {
            number = (int)opnd_get_immed_int(instr_get_src(&instr, 0));
            is_over = true;
        }
        is_over = is_over || instr_is_syscall(&instr) || instr_is_cti(&instr);
        entry += next - copy;
    }
    instr_free(drcontext, &instr);
    return number;
}
