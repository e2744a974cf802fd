/* tests/clients/calls_client.c - calls with arguments, registers, branches: at the places of calls.S. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Options: NAME=ADDRESS for the symbols of the program. */
#include "tests/clients/check.h"
#include "tests/clients/symbols.h"

/* ---- arguments ---- */

static void
destroy_vectors(void)
{
    __asm__ volatile("pcmpeqd %%xmm0, %%xmm0; pcmpeqd %%xmm7, %%xmm7; fldz; fldz" ::: "xmm0", "xmm7", "memory");
}

static int calls;

static void
with_args(reg_t rax, uint ecx, ushort r8w, byte bh, reg_t mem, ptr_int_t minus, void *pc, reg_t r15, uint mem32,
          uint64 wide, byte mem8)
{
    calls++;
    CHECK(rax == 0x1111111111111111 && ecx == 0x33333333 && r8w == 0x8888 && bh == 0x22);
    CHECK(mem == 0x400 && minus == -5 && pc == symbol("args") && r15 == ~(reg_t)0);
    CHECK(mem32 == 0x300 && wide == 0x123456789abcdef0 && mem8 == 2);
    destroy_vectors();
}

static void
registers_as_args(reg_t rdi, reg_t rsi, reg_t rdx, reg_t rcx)
{
    CHECK(rdi == 0x3333333333333333 && rsi == 0x4444444444444444);
    CHECK(rdx == 2 && rcx == (reg_t)symbol("table"));
}

/* A leaf: it may be called in a cheaper way, or not at all. */
static uint64 leaf_sum;

static void
leaf(reg_t value, reg_t other)
{
    leaf_sum += value - other;
}

static uint64 stack_pointer;

static void
note_stack(reg_t sp)
{
    stack_pointer = sp;
}

static void
insert_args(void *drcontext, instrlist_t *bb, instr_t *where)
{

    opnd_t mem32 = opnd_create_base_disp(DR_REG_RSI, DR_REG_RDI, 8, 0, OPSZ_4);
    opnd_t mem8 = opnd_create_base_disp(DR_REG_RSI, DR_REG_NULL, 0, 9, OPSZ_1);

    dr_insert_clean_call(drcontext, bb, where, (void *)with_args, true, 11, opnd_create_reg(DR_REG_RAX),
                         opnd_create_reg(DR_REG_ECX), opnd_create_reg(DR_REG_R8W), opnd_create_reg(DR_REG_BH),
                         opnd_create_base_disp(DR_REG_RSI, DR_REG_RDI, 4, 16, OPSZ_8), OPND_CREATE_INTPTR(-5),
                         opnd_create_pc(instr_get_app_pc(where)), opnd_create_reg(DR_REG_R15), mem32,
                         opnd_create_immed_int64(0x123456789abcdef0, OPSZ_8), mem8);

    dr_insert_clean_call(drcontext, bb, where, (void *)registers_as_args, false, 4, opnd_create_reg(DR_REG_RCX),
                         opnd_create_reg(DR_REG_RDX), opnd_create_reg(DR_REG_RDI), opnd_create_reg(DR_REG_RSI));
    dr_insert_clean_call(drcontext, bb, where, (void *)leaf, false, 2, opnd_create_reg(DR_REG_RSI),
                         opnd_create_reg(DR_REG_RDI));
    dr_insert_clean_call_ex(drcontext, bb, where, (void *)leaf, DR_CLEANCALL_ALWAYS_OUT_OF_LINE, 2,
                            opnd_create_reg(DR_REG_RDI), opnd_create_reg(DR_REG_RSI));
    dr_insert_clean_call(drcontext, bb, where, (void *)note_stack, false, 1, opnd_create_reg(DR_REG_RSP));
}

/* ---- registers ---- */

static void
read_and_write(void)
{
    void *drcontext = dr_get_current_drcontext();
    dr_mcontext_t mc = { .size = sizeof mc, .flags = DR_MC_ALL };
    uint64 *xmm0 = (uint64 *)&mc.simd[0], *xmm7 = (uint64 *)&mc.simd[7];

    CHECK(dr_get_mcontext(drcontext, &mc));
    CHECK(mc.xax == 0x1111111111111111 && mc.xbx == 0x2222222222222222 && mc.xcx == 0x3333333333333333);
    CHECK(mc.xdx == 0x4444444444444444 && mc.xsi == (reg_t)symbol("table") && mc.xdi == 2 && mc.xbp == 0x7777);
    CHECK(mc.r8 == 0x8888888888888888 && mc.r9 == 0x9999999999999999 && mc.r10 == 0xaaaaaaaaaaaaaaaa);
    CHECK(mc.r11 == 0xbbbbbbbbbbbbbbbb && mc.r12 == 0xcccccccccccccccc && mc.r13 == 0xdddddddddddddddd);
    CHECK(mc.r14 == 0xeeeeeeeeeeeeeeee && mc.r15 == ~(reg_t)0 && (mc.xflags & EFLAGS_CF) != 0);
    CHECK(mc.xsp == stack_pointer && stack_pointer != 0);
    CHECK(xmm0[0] == 0x0123456789abcdef && xmm0[1] == 0xfedcba9876543210 && xmm7[1] == 0xfedcba9876543210);
    mc.flags = DR_MC_INTEGER;
    mc.xax = 5;
    mc.r15 = 1;
    CHECK(dr_get_mcontext(drcontext, &mc) && mc.xax == 0x1111111111111111); /* only what was asked for */
    mc.size = 8;
    CHECK(!dr_get_mcontext(drcontext, &mc) && !dr_set_mcontext(drcontext, &mc));
    mc.size = sizeof mc;
    mc.flags = DR_MC_ALL;
    CHECK(dr_get_mcontext(drcontext, &mc));
    mc.xbx = 0x4242;
    mc.xflags &= ~(reg_t)EFLAGS_CF;
    xmm7[0] = 77;
    CHECK(dr_set_mcontext(drcontext, &mc));
    destroy_vectors();
}

/* ---- branches ---- */

static int taken, not_taken, count_taken, jumps, direct_calls, indirect_calls, returns;
static app_pc return_to;

static void
at_branch(app_pc pc, app_pc target, int is_taken)
{
    if (pc == symbol("branch")) {
        CHECK(target == pc - 2);
        *(is_taken != 0 ? &taken : &not_taken) += 1;
    } else if (pc == symbol("count_branch")) {
        count_taken += is_taken;
    }
}

static void
at_branch_ex(app_pc pc, app_pc target, app_pc next, int is_taken, void *user_data)
{
    CHECK(user_data == (void *)0x1234);
    if (pc == symbol("branch"))
        CHECK(next == pc + 2 && target == pc - 2 && is_taken == (taken + not_taken < 3));
}

static void
at_jump(app_pc pc, app_pc target)
{
    CHECK(pc == symbol("jump") && target == symbol("jump_to"));
    jumps++;
}

static void
at_call(app_pc pc, app_pc target)
{
    CHECK(pc == symbol("call_site") && target == symbol("function"));
    direct_calls++;
    return_to = pc + 5;
}

static void
at_indirect(app_pc pc, app_pc target)
{
    if (pc == symbol("function_end")) {
        returns++;
        CHECK(target == return_to);
        return;
    }
    CHECK((pc == symbol("by_register") || pc == symbol("by_memory")) && target == symbol("function"));
    return_to = pc == symbol("by_register") ? pc + 2 : pc + 6;
    indirect_calls++;
}

static void
at_instr(void *drcontext, instrlist_t *bb, instr_t *i)
{
    app_pc pc = instr_get_app_pc(i);

    if (pc == symbol("args"))
        insert_args(drcontext, bb, i);
    else if (pc == symbol("context"))
        dr_insert_clean_call_ex(drcontext, bb, i, (void *)read_and_write,
                                DR_CLEANCALL_SAVE_FLOAT | DR_CLEANCALL_READS_APP_CONTEXT |
                                    DR_CLEANCALL_WRITES_APP_CONTEXT,
                                0);
    else if (instr_is_cbr(i)) {
        dr_insert_cbr_instrumentation_ex(drcontext, bb, i, (void *)at_branch_ex, OPND_CREATE_INTPTR(0x1234));
        dr_insert_cbr_instrumentation(drcontext, bb, i, (void *)at_branch);
    } else if (instr_is_call_direct(i))
        dr_insert_call_instrumentation(drcontext, bb, i, (void *)at_call);
    else if (instr_is_mbr(i))
        dr_insert_mbr_instrumentation(drcontext, bb, i, (void *)at_indirect, SPILL_SLOT_1);
    else if (instr_is_ubr(i))
        dr_insert_ubr_instrumentation(drcontext, bb, i, (void *)at_jump);
}

static dr_emit_flags_t
on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    (void)tag;
    (void)for_trace;
    (void)translating;
    for (instr_t *i = instrlist_first_app(bb); i != NULL; i = instr_get_next_app(i))
        at_instr(drcontext, bb, i);
    return DR_EMIT_DEFAULT;
}

static void
at_exit(void)
{
    CHECK(calls == 1 && leaf_sum == 0);
    CHECK(taken == 3 && not_taken == 1 && count_taken == 1 && jumps == 1 && direct_calls == 1);
    CHECK(indirect_calls == 2 && returns == 3);
    dr_fprintf(STDERR, "%d checks, %d failures\n", checks, failures);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    for (int i = 1; i < argc; i++)
        take_symbol(argv[i]);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
