/* core/x86/clean_call.c - calls of client functions from application code.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Three ways, the cheaper ones where reading the callee (core/x86/callee.c) shows that they do:
 *   inline  a few instructions without branches: they stand in the block themselves, between
 *           save and restore of what they change
 *   light   a leaf: nobody can ask for the application's registers, so only those that it changes
 *           are kept; it runs on the runtime's stack
 *   full    everything is kept in t->mc (client_switch_simd.S), vector state if it may be touched
 * The first two keep registers in slots of the thread.  In the third rbx points to the thread while
 * arguments are read.
 */
#include "core/arch_insert.h"
#include "core/rt/stats.h"
#include "core/x86/callee.h"
#include "core/x86/vector_state.h"
#include "dr_ir_decode.h"
#include "dr_ir_macros.h"
#include "dr_ir_utils.h"
#include "ir/reg.h"
#include "os/base/assert.h"

enum { WORD_SIZE = 8, ALL_REGISTERS = 0xffff };

/* Hardware numbers (REG_AX and so on are names of DR_REG_ constants here). */
enum { HW_AX, HW_CX, HW_DX, HW_BX, HW_SP };

/* Registers that a function may change. */
#define CALLER_SAVED ((unsigned)ABI_CALLER_SAVED)

STATIC_ASSERT(__builtin_popcount(ABI_CALLER_SAVED) + 1 == ABI_KEPT_SLOTS);

static void
put(const struct insertion *at, instr_t *i)
{
    instrlist_meta_preinsert(at->list, at->where, i);
}

static reg_id_t
register_64(unsigned n)
{
    return (reg_id_t)(DR_REG_RAX + n);
}

/* Where a short call keeps register n, which must be one that calls change, and the flags. */
static unsigned
kept_slot(unsigned n)
{
    unsigned slot = TLS_KEPT;
    for (unsigned before = CALLER_SAVED & ((1u << n) - 1); before != 0; before &= before - 1)
        slot++;
    return slot;
}

enum { KEPT_FLAGS = TLS_KEPT + ABI_KEPT_SLOTS - 1 };

/* Register n of t->mc while rbx points to the thread. */
static opnd_t
in_context(unsigned n, unsigned offset, opnd_size_t size)
{
    return opnd_create_base_disp(DR_REG_RBX, DR_REG_NULL, 0, (int)(THREAD_MC + WORD_SIZE * n + offset),
                                 size);
}

static void
put_call(const struct insertion *at, const void *to)
{
    put(at, INSTR_CREATE_call(at->drcontext, opnd_create_pc((app_pc)(uintptr_t)to)));
}

void
arch_insert_to_clean_stack(const struct insertion *at)
{
    arch_insert_store(at, arch_slot_opnd(TLS_APP_SP), DR_REG_RSP);
    arch_insert_load(at, DR_REG_RSP, arch_slot_opnd(TLS_RUNTIME_SP));
}

void
arch_insert_to_app_stack(const struct insertion *at)
{
    arch_insert_load(at, DR_REG_RSP, arch_slot_opnd(TLS_APP_SP));
}

/* ---- arguments ---- */

/* How arguments are read: `from_kept` are the registers whose application value is kept, in t->mc
 * for a full call and otherwise in slots. */
struct arguments {
    const struct insertion *at;
    unsigned from_kept;
    bool is_full;
};

/* A kept register, or the part of it at `offset`. */
static opnd_t
kept(const struct arguments *a, unsigned n, unsigned offset, opnd_size_t size)
{
    return a->is_full ? in_context(n, offset, size) : arch_slot_part(kept_slot(n), offset, size);
}

/* Room for arguments, and for what else the callee may expect above its return address. */
static void
put_make_room(const struct insertion *at, uint bytes)
{
    if (bytes != 0)
        put(at, INSTR_CREATE_lea(at->drcontext, opnd_create_reg(DR_REG_RSP),
                                 OPND_CREATE_MEM_lea(DR_REG_RSP, DR_REG_NULL, 0, -(int)bytes)));
}

/* mov or movzx of a register's worth from memory. */
static void
put_load_sized(const struct insertion *at, unsigned to, opnd_t from)
{
    opnd_t wide = opnd_create_reg(register_64(to));
    opnd_t low = opnd_create_reg(reg_from_gpr_number((int)to, OPSZ_4));
    switch (opnd_size_in_bytes(opnd_get_size(from))) {
    case 1:
    case 2: put(at, INSTR_CREATE_movzx(at->drcontext, low, from)); break;
    case 4: put(at, INSTR_CREATE_mov_ld(at->drcontext, low, from)); break;
    default:
        opnd_set_size(&from, OPSZ_8);
        put(at, INSTR_CREATE_mov_ld(at->drcontext, wide, from));
        break;
    }
}

static bool
is_high_byte(reg_id_t reg)
{
    return reg >= DR_REG_AH && reg <= DR_REG_BH;
}

/* An application register, or part of one. */
static void
put_register(const struct arguments *a, unsigned to, reg_id_t reg)
{
    int n = reg_gpr_number(reg);
    opnd_size_t size = reg_get_size(reg);
    if (n < 0)
        FATAL("clean call: only general registers can be arguments");
    if ((a->from_kept >> n & 1) != 0) {
        put_load_sized(a->at, to, kept(a, (unsigned)n, is_high_byte(reg) ? 1 : 0, size));
        return;
    }
    opnd_t low = opnd_create_reg(reg_from_gpr_number((int)to, OPSZ_4));
    void *dc = a->at->drcontext;
    if (size == OPSZ_8)
        put(a->at, INSTR_CREATE_mov_ld(dc, opnd_create_reg(register_64(to)), opnd_create_reg(reg)));
    else if (size == OPSZ_4)
        put(a->at, INSTR_CREATE_mov_ld(dc, low, opnd_create_reg(reg)));
    else
        put(a->at, INSTR_CREATE_movzx(dc, low, opnd_create_reg(reg)));
}

/* Memory that the application's registers point to: those that are kept come back into scratch
 * registers, rax for the base and the destination itself for the index. */
static void
put_memory(const struct arguments *a, unsigned to, opnd_t mem)
{
    const reg_id_t scratch[] = { DR_REG_RAX, register_64(to) };
    if (opnd_is_base_disp(mem)) {
        const reg_id_t used[] = { opnd_get_base(mem), opnd_get_index(mem) };
        for (unsigned k = 0; k < 2; k++) {
            int n = reg_gpr_number(used[k]);
            if (n < 0 || (a->from_kept >> n & 1) == 0)
                continue;
            reg_id_t reg = reg_from_gpr_number(reg_gpr_number(scratch[k]), reg_get_size(used[k]));
            arch_insert_load(a->at, scratch[k], kept(a, (unsigned)n, 0, OPSZ_8));
            if (k == 0)
                mem = opnd_create_far_base_disp(opnd_get_segment(mem), reg, used[1],
                                                opnd_get_scale(mem), opnd_get_disp(mem),
                                                opnd_get_size(mem));
            else
                mem = opnd_create_far_base_disp(opnd_get_segment(mem), opnd_get_base(mem), reg,
                                                opnd_get_scale(mem), opnd_get_disp(mem),
                                                opnd_get_size(mem));
        }
    }
    put_load_sized(a->at, to, mem);
}

static void
put_immediate(const struct insertion *at, unsigned to, ptr_int_t value)
{
    if (value == (ptr_int_t)(uint)value) /* the upper half becomes zero by itself */
        put(at, INSTR_CREATE_mov_imm(at->drcontext,
                                     opnd_create_reg(reg_from_gpr_number((int)to, OPSZ_4)),
                                     OPND_CREATE_INT32((int)value)));
    else
        put(at, INSTR_CREATE_mov_imm(at->drcontext, opnd_create_reg(register_64(to)),
                                     OPND_CREATE_INTPTR(value)));
}

static void
put_argument(const struct arguments *a, unsigned to, opnd_t arg)
{
    if (opnd_is_immed_int(arg))
        put_immediate(a->at, to, opnd_get_immed_int(arg));
    else if (opnd_is_pc(arg))
        put_immediate(a->at, to, (ptr_int_t)opnd_get_pc(arg));
    else if (opnd_is_reg(arg))
        put_register(a, to, opnd_get_reg(arg));
    else if (opnd_is_memory_reference(arg))
        put_memory(a, to, arg);
    else if (opnd_is_instr(arg))
        put(a->at, INSTR_CREATE_mov_imm(a->at->drcontext, opnd_create_reg(register_64(to)), arg));
    else
        FATAL("clean call: an argument that is neither number, register nor memory");
}

/* Everything into its place; rax is free.  The stack pointer is aligned. */
static void
put_arguments(const struct arguments *a, const struct arch_call *call)
{
    const struct reg_parameters *in = reg_parameters();
    uint on_stack = call->count > in->count ? call->count - in->count : 0;
    put_make_room(a->at, (on_stack + on_stack % 2) * WORD_SIZE + ABI_SHADOW);
    for (uint i = 0; i < on_stack; i++) {
        put_argument(a, in->numbers[0], call->args[in->count + i]); /* any register for a moment */
        arch_insert_store(a->at, OPND_CREATE_MEM64(DR_REG_RSP, (int)i * WORD_SIZE + ABI_SHADOW),
                          register_64(in->numbers[0]));
    }
    for (uint i = 0; i < call->count && i < in->count; i++)
        put_argument(a, in->numbers[i], call->args[i]);
}

static unsigned
parameter_registers(uint count)
{
    const struct reg_parameters *in = reg_parameters();
    unsigned mask = 0;
    for (uint i = 0; i < count && i < in->count; i++)
        mask |= 1u << in->numbers[i];
    return mask;
}

/* ---- full ---- */

static void
put_full(const struct insertion *at, const struct arch_call *call, bool with_vector)
{
    const struct arguments a = { at, ALL_REGISTERS, true };
    arch_insert_to_clean_stack(at);
    put_call(at, with_vector ? clean_call_save_simd : clean_call_save);
    put_arguments(&a, call);
    put_call(at, call->callee);
    put_call(at, with_vector ? clean_call_restore_simd : clean_call_restore);
    arch_insert_to_app_stack(at);
}

void
arch_insert_call_begin(const struct insertion *at)
{
    arch_insert_to_clean_stack(at);
    put_call(at, clean_call_save_simd);
    for (unsigned n = HW_AX; n <= HW_BX; n++) /* what saving itself has changed; rbx last */
        arch_insert_load(at, register_64(n), in_context(n, 0, OPSZ_8));
    put_make_room(at, ABI_SHADOW);
}

void
arch_insert_call_end(const struct insertion *at)
{
    put_call(at, clean_call_restore_simd);
    arch_insert_to_app_stack(at);
}

/* ---- light, inline ---- */

/* Whether somebody reads the arithmetic flags that stand before `where`. */
static bool
flags_are_live(instr_t *where)
{
    uint written = 0;
    for (instr_t *i = where; i != NULL; i = instr_get_next(i)) {
        if (instr_is_label(i))
            continue;
        uint flags = instr_get_arith_flags(i, DR_QUERY_DEFAULT);
        uint read = EFLAGS_READ_TO_WRITE(flags & EFLAGS_READ_ARITH);
        if ((read & ~written) != 0 || instr_is_cti(i) || instr_is_syscall(i))
            return true;
        written |= flags & EFLAGS_WRITE_ARITH;
        if (written == EFLAGS_WRITE_ARITH)
            return false;
    }
    return true;
}

static void
put_each(const struct insertion *at, unsigned registers, bool save)
{
    for (unsigned n = 0; n < 16; n++) {
        if ((registers >> n & 1) == 0)
            continue;
        if (save)
            arch_insert_store(at, arch_slot_opnd(kept_slot(n)), register_64(n));
        else
            arch_insert_load(at, register_64(n), arch_slot_opnd(kept_slot(n)));
    }
}

static void
put_inline_body(const struct insertion *at, const struct callee *c)
{
    byte *pc = (byte *)(uintptr_t)c->pc;
    while (pc < c->pc + c->size) {
        instr_t *i = instr_create(at->drcontext);
        pc = decode(at->drcontext, pc, i);
        put(at, i);
    }
}

/* The function's own work. */
static void
put_light_body(const struct insertion *at, const struct arch_call *call, const struct callee *c)
{
    if (c->is_straight) {
        put_inline_body(at, c);
        return;
    }
    arch_insert_to_clean_stack(at);
    put_make_room(at, ABI_SHADOW);
    put_call(at, call->callee);
    arch_insert_to_app_stack(at);
}

static void
put_light(const struct insertion *at, const struct arch_call *call, const struct callee *c)
{
    bool flags = c->writes_flags && (call->flags & DR_CLEANCALL_NOSAVE_FLAGS) == 0 &&
        flags_are_live(at->where);
    unsigned changed = (c->writes & CALLER_SAVED) | parameter_registers(call->count);
    for (uint i = 0; i < call->count; i++) {
        if (opnd_is_memory_reference(call->args[i]))
            changed |= 1u << HW_AX; /* scratch */
    }
    changed |= flags ? 1u << HW_AX : 0;
    const struct arguments a = { at, changed, false };
    put_each(at, changed, true);
    if (flags) {
        arch_insert_flags_to_xax(at);
        arch_insert_store(at, arch_slot_opnd(KEPT_FLAGS), DR_REG_RAX);
    }
    put_arguments(&a, call);
    put_light_body(at, call, c);
    if (flags) {
        arch_insert_load(at, DR_REG_RAX, arch_slot_opnd(KEPT_FLAGS));
        arch_insert_flags_from_xax(at);
    }
    put_each(at, changed, false);
}

static bool
may_be_light(const struct arch_call *call, const struct callee *c)
{
    const uint full = DR_CLEANCALL_SAVE_FLOAT | DR_CLEANCALL_ALWAYS_OUT_OF_LINE |
        DR_CLEANCALL_READS_APP_CONTEXT | DR_CLEANCALL_WRITES_APP_CONTEXT |
        DR_CLEANCALL_RETURNS_TO_NATIVE | DR_CLEANCALL_INDIRECT;
    for (uint i = 0; i < call->count; i++) { /* a read that faults finds all registers in t->mc */
        if (opnd_is_base_disp(call->args[i]))
            return false;
    }
    return c->is_leaf && !c->uses_vector && (call->flags & full) == 0 &&
        call->count <= reg_parameters()->count;
}

void
arch_insert_clean_call(const struct insertion *at, const struct arch_call *call)
{
    const struct callee *c = callee_find(call->callee);
    STATS_INC(clean_calls);
    if (may_be_light(call, c)) {
        put_light(at, call, c);
        return;
    }
    bool vector = (call->flags & DR_CLEANCALL_SAVE_FLOAT) != 0 ||
        ((call->flags & DR_CLEANCALL_NOSAVE_XMM) == 0 && c->uses_vector);
    put_full(at, call, vector);
}

/* ---- plain ---- */

/* Arguments may be in each other's registers: first those whose place no other one needs, and
 * around a circle by way of a register that is no parameter. */
void
arch_insert_plain_call(const struct insertion *at, const struct arch_call *call)
{
    const struct reg_parameters *in = reg_parameters();
    const struct arguments a = { at, 0, false };
    opnd_t args[6];
    uint count = MIN(call->count, in->count), left = count;
    bool done[6] = { false };
    if (call->count > in->count)
        FATAL("dr_insert_call: more than %u arguments", in->count);
    for (uint i = 0; i < count; i++)
        args[i] = call->args[i];
    while (left != 0) {
        uint pick = count;
        for (uint i = 0; i < count && pick == count; i++) {
            bool is_needed = done[i];
            for (uint k = 0; k < count; k++)
                is_needed |= !done[k] && k != i &&
                    opnd_uses_reg(args[k], register_64(in->numbers[i]));
            if (!is_needed)
                pick = i;
        }
        if (pick == count) { /* a circle */
            for (pick = 0; done[pick]; pick++) {
            }
            reg_id_t reg = register_64(in->numbers[pick]);
            put(at, INSTR_CREATE_mov_ld(at->drcontext, opnd_create_reg(DR_REG_R11),
                                        opnd_create_reg(reg)));
            for (uint k = 0; k < count; k++)
                opnd_replace_reg(&args[k], reg, DR_REG_R11);
        }
        put_argument(&a, in->numbers[pick], args[pick]);
        done[pick] = true;
        left--;
    }
    put_make_room(at, ABI_SHADOW);
    put_call(at, call->callee);
    if (ABI_SHADOW != 0)
        put(at, INSTR_CREATE_lea(at->drcontext, opnd_create_reg(DR_REG_RSP),
                                 OPND_CREATE_MEM_lea(DR_REG_RSP, DR_REG_NULL, 0, ABI_SHADOW)));
}
