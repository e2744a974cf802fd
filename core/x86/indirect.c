/* core/x86/indirect.c - returns, indirect jumps and calls, and the landings they reach.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every indirect branch is
 *     mov  gs:[R11], r11
 *     mov  r11, rcx
 *     mov  rcx, TARGET            (pop rcx for a return)
 *     mov  gs:[R10], r10
 *     pext r10, rcx, [mask]       (or rorx, movzx; or movzx alone)
 *     jmp  [landings + r10*8]
 * and every place that such a branch may reach begins with a landing:
 *     mov  r10, -TAG
 *     lea  rcx, [rcx + r10]       = TARGET - TAG
 *     jrcxz ok
 *     jmp  miss
 * ok: mov  rcx, r11
 *     mov  r11, gs:[R11]
 *     mov  r10, gs:[R10]
 * or, where the tag lies below 2 GB,
 *     lea  rcx, [rcx - TAG]
 *     jrcxz ok
 *     lea  rcx, [rcx + TAG]
 *     jmp  cold
 * No flag changes on the way, not even where the code at the tag does not need them: a target that
 * is refused there goes elsewhere.  They stay as they are, and only the loads of the application's own operands can fault.
 * Behind a landing, r10 and r11 are in their slots already: as long as the application does not write
 * to them, the next indirect branch of the same fragment does not store them again, which breaks the
 * chain of a store and a load for each return as well.
 *
 * r10 and r11 go through memory because hardly any code has values in them at a call or return
 * that it uses soon; rcx, which jrcxz needs, does not.
 *
 * The index leaves out the lowest bits: return addresses are at least two bytes apart, nearly
 * always five, and a line of the table then serves 32 bytes of code.  With pext it has one bit
 * more: large programs have more than 65,536 landings.
 */
#include "core/x86/cpu.h"
#include "core/x86/emit.h"
#include "core/x86/glue.h"
#include "core/x86/indirect.h"
#include "core/x86/rebase.h"
#include "core/x86/tls_x86.h"
#include "os/base/assert.h"

enum { R10 = 10, R11 = 11, TLS_STORE_SIZE = 9, MOVE_SIZE = 3, INDEX_SHIFT = 2 };
enum { PEXT_BITS = 17, WORD_BITS = 16 };

/* No address of an application has a bit from 47 upwards.  With pext the index takes some of them along:
 * those which are set in most of what is no address, text for example.  Then the branch itself
 * faults, behind the table. */
#define GUARD_MASK ((uint64_t)3 << 47 | (uint64_t)15 << 60)
enum { GUARD_BITS = 6 };

/* Where rcx is kept meanwhile: in r11, unless the operand needs r11 (then r10 first), or both.
 * FORM_FRESH: in r11, and r10 and r11 are in their slots already. */
enum form { FORM_R11, FORM_R10, FORM_SLOT, FORM_FRESH };

static uint32_t landing_table;

struct arch_landing_index
arch_landing_index(void)
{
    cpu_ask();
    return (struct arch_landing_index){
        .shift = cpu_has_bmi2() ? INDEX_SHIFT : 0,
        .bits = cpu_has_fast_pext() ? PEXT_BITS : WORD_BITS,
        .guard_bits = cpu_has_fast_pext() ? GUARD_BITS : 0,
    };
}

void
arch_set_landing_table(uintptr_t base)
{
    static const uint64_t mask = (((uint64_t)1 << PEXT_BITS) - 1) << INDEX_SHIFT | GUARD_MASK;
    ASSERT(1, base <= INT32_MAX);
    landing_table = (uint32_t)base;
    memcpy((void *)(base - sizeof(mask)), &mask, sizeof(mask));
}

/* Without a guard behind the table: notes which branch it is, for the dispatcher. */
static void
emit_note_branch(struct emitter *e)
{
    if (!cpu_has_fast_pext())
        emit_tls_upper(e, TLS_EXIT_ID, (uint32_t)(uintptr_t)e->hot);
}

static const uint8_t jump_by_table[] = { 0x42, 0xff, 0x24, 0xd5 }; /* jmp [r10*8 + disp32] */

bool
arch_is_guard_fault(const struct mcontext *mc)
{
    return memcmp((const void *)mc->pc, jump_by_table, sizeof(jump_by_table)) == 0;
}

uintptr_t
arch_finish_branch(const struct thread *t, struct mcontext *mc)
{
    uintptr_t target = mc->reg[REG_CX];
    mc->reg[REG_CX] = mc->reg[R11];
    mc->reg[R10] = t->tls[TLS_R10];
    mc->reg[R11] = t->tls[TLS_R11];
    return target;
}

/* Jumps; rcx: target, r11: the application's rcx.  r10 is in its slot already or is saved here. */
static void
emit_jump_landing(struct emitter *e, bool save_r10)
{
    emit_note_branch(e);
    if (save_r10)
        emit_tls_store(e, R10, TLS_R10);
    if (cpu_has_fast_pext()) {
        EMIT(e, 0xc4, 0x62, 0xf2, 0xf5, 0x14, 0x25); /* pext r10, rcx, [disp32] */
        emit_u32(e, landing_table - (uint32_t)sizeof(uint64_t));
    } else if (cpu_has_bmi2()) {
        EMIT(e, 0xc4, 0x63, 0x7b, 0xf0, 0xd1, INDEX_SHIFT); /* rorx r10d, ecx, 2 */
        EMIT(e, 0x45, 0x0f, 0xb7, 0xd2);                    /* movzx r10d, r10w */
    } else
        EMIT(e, 0x44, 0x0f, 0xb7, 0xd1); /* movzx r10d, cx */
    emit_bytes(e, jump_by_table, sizeof(jump_by_table));
    emit_u32(e, landing_table);
}

static void
emit_pop_target(struct emitter *e, const struct ir_scan *s)
{
    if (!e->is_fresh)
        emit_tls_store(e, R11, TLS_R11);
    EMIT(e, 0x49, 0x89, 0xcb); /* mov r11, rcx */
    emit_u8(e, 0x59);          /* pop rcx */
    if (s->imm_size != 0 && (uint16_t)s->imm != 0) {
        EMIT(e, 0x48, 0x8d, 0xa4, 0x24); /* lea rsp, [rsp + imm] */
        emit_u32(e, (uint16_t)s->imm);
    }
}

void
arch_emit_ret(struct emitter *e, const struct ir_scan *s)
{
    emit_pop_target(e, s);
    emit_jump_landing(e, !e->is_fresh);
}

void
arch_emit_ret_inline(struct emitter *e, const struct ir_scan *s)
{
    emit_pop_target(e, s);
    emit_tls_upper(e, TLS_EXIT_ID, (uint32_t)(uintptr_t)e->hot); /* no table, no guard */
    if (!e->is_fresh)
        emit_tls_store(e, R10, TLS_R10);
}

/* The prefix bits for the operand's registers. */
static unsigned
operand_rex(const struct ir_scan *s, const uint8_t *bytes)
{
    return 0x48 | (ir_rex(bytes, s) & 3u); /* X and B */
}

/* Which of r10 and r11 the operand of an indirect branch needs. */
static void
operand_uses(const struct ir_scan *s, const uint8_t *bytes, bool *r10, bool *r11)
{
    unsigned rex = operand_rex(s, bytes), modrm = bytes[s->modrm_off];
    unsigned base = modrm & 7, index = 4;
    if (modrm < 0xc0 && base == 4) {
        unsigned sib = bytes[s->modrm_off + 1];
        index = (sib >> 3 & 7) | (rex & 2) << 2;
        base = sib & 7;
    }
    base |= (rex & 1) << 3;
    *r10 = base == R10 || index == R10;
    *r11 = base == R11 || index == R11;
}

unsigned
arch_indirect_form(const struct emitter *e, const struct ir_scan *s,
                   const struct arch_source *from)
{
    bool r10 = false, r11 = false;
    if (s->kind != IR_RET)
        operand_uses(s, from->bytes, &r10, &r11);
    if (!r11)
        return e->is_fresh ? FORM_FRESH : FORM_R11;
    return !r10 ? FORM_R10 : FORM_SLOT;
}

void
arch_note_copy(struct emitter *e, const struct ir_scan *s)
{
    if ((s->gpr_write & (1u << R10 | 1u << R11)) != 0)
        e->is_fresh = false;
}

/* mov rcx, OPERAND for the operand of an indirect branch. */
static bool
emit_load_operand(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    const uint8_t *bytes = from->bytes;
    if (ABI_OWN_SEGMENT && (s->flags & IR_USES_GS) != 0)
        return rebase_emit_target(e, s, from);
    for (unsigned i = 0; i < s->opcode_off; i++) {
        if (bytes[i] >= 0x64 && bytes[i] <= 0x67 && bytes[i] != 0x66)
            emit_u8(e, bytes[i]);
    }
    emit_u8(e, operand_rex(s, bytes));
    emit_u8(e, 0x8b);
    emit_u8(e, (bytes[s->modrm_off] & 0xc7u) | REG_CX << 3);
    uint8_t *tail = e->hot;
    emit_bytes(e, bytes + s->modrm_off + 1, (size_t)(s->length - s->modrm_off - 1));
    if (s->rip_off == 0)
        return true;
    int32_t disp, rel;
    memcpy(&disp, bytes + s->rip_off, 4);
    uintptr_t to = (uintptr_t)(from->pc + s->length) + (uintptr_t)(intptr_t)disp;
    bool fits = emit_rel32(tail, 0, to, &rel);
    memcpy(tail, &rel, 4);
    return fits;
}

/* Keeps rcx, in the form for the operand. */
static void
emit_keep_rcx(struct emitter *e, enum form form)
{
    if (form != FORM_FRESH)
        emit_tls_store(e, R11, TLS_R11);
    if (form == FORM_R11 || form == FORM_FRESH) {
        EMIT(e, 0x49, 0x89, 0xcb); /* mov r11, rcx */
        return;
    }
    emit_tls_store(e, R10, TLS_R10);
    if (form == FORM_R10)
        EMIT(e, 0x49, 0x89, 0xca); /* mov r10, rcx */
    else
        emit_tls_store(e, REG_CX, TLS_RCX);
}

/* From wherever rcx was kept to r11, and away. */
static void
emit_leave(struct emitter *e, enum form form)
{
    if (form == FORM_R10)
        EMIT(e, 0x4d, 0x89, 0xd3); /* mov r11, r10 */
    else if (form == FORM_SLOT)
        emit_tls_load(e, R11, TLS_RCX);
    emit_jump_landing(e, form == FORM_R11);
}

bool
arch_emit_jmp_ind(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    enum form form = (enum form)arch_indirect_form(e, s, from);
    emit_keep_rcx(e, form);
    bool fits = emit_load_operand(e, s, from);
    emit_leave(e, form);
    return fits;
}

bool
arch_emit_call_ind(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                   app_addr ret_addr)
{
    enum form form = (enum form)arch_indirect_form(e, s, from);
    emit_keep_rcx(e, form);
    bool fits = emit_load_operand(e, s, from);
    arch_emit_push_return(e, ret_addr);
    emit_leave(e, form);
    return fits;
}

static void
emit_jump_to_glue(struct emitter *e, enum glue_entry entry)
{
    int32_t rel = 0;
    emit_u8(e, 0xe9);
    emit_rel32(e->hot, 0, (uintptr_t)glue_entry(e->glue, entry), &rel);
    emit_u32(e, (uint32_t)rel);
}

static void
emit_check(struct emitter *e, uintptr_t tag)
{
    EMIT(e, 0x49, 0xba); /* mov r10, imm64 */
    emit_u64(e, -(uint64_t)tag);
    EMIT(e, 0x4a, 0x8d, 0x0c, 0x11); /* lea rcx, [rcx + r10] */
    EMIT(e, 0xe3, 0x05);             /* jrcxz ok */
    emit_jump_to_glue(e, GLUE_IBL_MISS);
}

static void
emit_low_check(struct emitter *e, uint32_t tag)
{
    EMIT(e, 0x48, 0x8d, 0x89); /* lea rcx, [rcx + disp32] */
    emit_u32(e, -tag);
    EMIT(e, 0xe3, 0x0c);       /* jrcxz ok */
    EMIT(e, 0x48, 0x8d, 0x89); /* lea rcx, [rcx + disp32] */
    emit_u32(e, tag);
    emit_jump_to_glue(e, GLUE_IBL_COLD);
}

uint8_t *
arch_emit_landing(struct emitter *e, app_addr tag)
{
    uint8_t *start = e->hot;
    if ((uintptr_t)tag <= INT32_MAX)
        emit_low_check(e, (uint32_t)(uintptr_t)tag);
    else
        emit_check(e, (uintptr_t)tag);
    ASSERT(1, e->hot - start == LANDING_CHECK_SIZE);
    UNUSED(start);
    uint8_t *ok = e->hot;
    EMIT(e, 0x4c, 0x89, 0xd9); /* mov rcx, r11 */
    emit_tls_load(e, R11, TLS_R11);
    emit_tls_load(e, R10, TLS_R10);
    e->is_fresh = true;
    ASSERT(1, e->hot - ok == LANDING_RESTORE_SIZE);
    return ok;
}

bool
arch_is_address(uintptr_t pc)
{
    enum { UNUSED_BITS = 16 }; /* copies of the highest used one */
    return (uintptr_t)((intptr_t)(pc << UNUSED_BITS) >> UNUSED_BITS) == pc;
}

uint32_t
arch_branch_noted(const struct thread *t)
{
    return (uint32_t)(t->tls[TLS_EXIT_ID] >> 32);
}

void
indirect_translate(unsigned aux, size_t into, const struct thread *t, struct mcontext *mc)
{
    switch ((enum form)aux) {
    case FORM_R11:
        if (into >= TLS_STORE_SIZE + MOVE_SIZE) {
            mc->reg[REG_CX] = mc->reg[R11];
            mc->reg[R11] = t->tls[TLS_R11];
        }
        break;
    case FORM_FRESH:
        if (into >= MOVE_SIZE) {
            mc->reg[REG_CX] = mc->reg[R11];
            mc->reg[R11] = t->tls[TLS_R11];
        }
        break;
    case FORM_R10:
        if (into >= 2 * TLS_STORE_SIZE + MOVE_SIZE) {
            mc->reg[REG_CX] = mc->reg[R10];
            mc->reg[R10] = t->tls[TLS_R10];
        }
        break;
    case FORM_SLOT:
        if (into >= 3 * TLS_STORE_SIZE)
            mc->reg[REG_CX] = t->tls[TLS_RCX];
        break;
    }
}
