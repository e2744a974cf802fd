/* core/x86/callee.c - what a function of a client does to the machine, found out by reading it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The code is followed along both sides of branches and into direct calls, up to a bound.  What
 * cannot be followed (an indirect branch that is not a jump through a constant pointer, as in a
 * procedure linkage table) may do anything.
 */
#include "core/x86/callee.h"
#include "core/rt/heap.h"
#include "core/rt/lock.h"
#include "core/rt/thread.h"
#include "ir/fast.h"
#include "os/base/hash.h"
#include "os/base/string.h"


enum { MOST_STEPS = 400, MOST_SEEN = 128, MOST_INSTR_LENGTH = 15, TABLE_BITS = 8, MOST_KNOWN = 200 };

/* Beginnings of stretches of code: those still to follow, and all that were ever met. */
struct reading {
    struct callee *c;
    const uint8_t *seen[MOST_SEEN];
    unsigned seen_count, next;
    unsigned steps;
    bool gave_up;
};

static void
meet(struct reading *r, const uint8_t *pc)
{
    for (unsigned i = 0; i < r->seen_count; i++) {
        if (r->seen[i] == pc)
            return;
    }
    if (r->seen_count == MOST_SEEN)
        r->gave_up = true;
    else
        r->seen[r->seen_count++] = pc;
}

/* A jump through a pointer beside the code: the pointer is constant in a library that has been
 * relocated at start. */
static void
follow_pointer(struct reading *r, const uint8_t *pc, const struct ir_scan *s)
{
    int32_t disp;
    const uint8_t *to;
    if (s->rip_off == 0) {
        r->gave_up = true;
        return;
    }
    memcpy(&disp, pc + s->rip_off, sizeof(disp));
    memcpy(&to, pc + s->length + disp, sizeof(to));
    if (to == NULL)
        r->gave_up = true;
    else
        meet(r, to);
}

static void
note_effects(struct callee *c, const struct ir_scan *s)
{
    if ((s->flags & IR_VECTOR) != 0)
        c->uses_vector = true;
    if ((s->eflags & EFLAGS_WRITE_ARITH) != 0)
        c->writes_flags = true;
    if ((s->eflags & ~(uint32_t)(EFLAGS_READ_ARITH | EFLAGS_WRITE_ARITH)) != 0)
        c->is_leaf = false; /* the direction flag and the like have to be as the ABI says */
    c->writes |= s->gpr_write;
    c->reads |= s->gpr_read;
}

/* One instruction; false when the stretch ends with it. */
static bool
step(struct reading *r, const uint8_t *pc, const struct ir_scan *s)
{
    note_effects(r->c, s);
    switch (s->kind) {
    case IR_OTHER:
    case IR_RDTSC:
    case IR_CPUID: return true;
    case IR_JCC:
    case IR_LOOP: meet(r, (const uint8_t *)(uintptr_t)s->target); return true;
    case IR_JMP: meet(r, (const uint8_t *)(uintptr_t)s->target); return false;
    case IR_CALL:
        r->c->is_leaf = false;
        meet(r, (const uint8_t *)(uintptr_t)s->target);
        return true;
    case IR_CALL_IND:
        r->c->is_leaf = false;
        follow_pointer(r, pc, s);
        return true;
    case IR_JMP_IND:
        r->c->is_leaf = false; /* leaves the function for another one's code */
        follow_pointer(r, pc, s);
        return false;
    case IR_RET:
    case IR_UD: return false;
    case IR_SYSCALL: r->c->is_leaf = false; return true;
    default: r->gave_up = true; return false;
    }
}

static void
read_all(struct reading *r)
{
    while (!r->gave_up && r->next < r->seen_count) {
        const uint8_t *pc = r->seen[r->next++];
        struct ir_scan s;
        do {
            ir_scan(pc, MOST_INSTR_LENGTH, IR_ISA_AMD64, &s);
            if (s.length == 0 || s.kind == IR_INVALID || ++r->steps > MOST_STEPS) {
                r->gave_up = true;
                return;
            }
            pc += s.length;
        } while (step(r, pc - s.length, &s));
    }
}

/* Whether the instructions can stand in the application's code as they are. */
static bool
can_stand_inline(const struct ir_scan *s)
{
    uint32_t strange = (s->eflags & ~(uint32_t)(EFLAGS_READ_ARITH | EFLAGS_WRITE_ARITH));
    return s->kind == IR_OTHER && strange == 0 && (s->flags & (IR_STACK | IR_VECTOR | IR_USES_FS |
                                                               IR_USES_GS)) == 0 &&
        ((s->gpr_read | s->gpr_write) & (1u << REG_SP | 1u << REG_BP)) == 0;
}

static void
measure_straight(struct callee *c)
{
    const uint8_t *pc = c->pc;
    for (unsigned n = 0; n <= CALLEE_INLINE_INSTRS; n++) {
        struct ir_scan s;
        ir_scan(pc, MOST_INSTR_LENGTH, IR_ISA_AMD64, &s);
        if (s.kind == IR_RET && s.imm_size == 0) {
            c->size = (uint8_t)(pc - c->pc);
            c->is_straight = true;
            return;
        }
        pc += s.length;
        if (!can_stand_inline(&s) || pc - c->pc > CALLEE_INLINE_BYTES)
            return;
    }
}

static struct callee *
examine(const uint8_t *pc)
{
    struct callee *c = heap_zalloc(sizeof(*c));
    struct reading r = { .c = c };
    c->pc = pc;
    c->is_leaf = true;
    meet(&r, pc);
    read_all(&r);
    if (r.gave_up) {
        c->uses_vector = c->writes_flags = true;
        c->is_leaf = false;
    }
    if (!c->is_leaf)
        c->writes = UINT16_MAX;
    else
        measure_straight(c);
    return c;
}

static struct callee *table[1 << TABLE_BITS];
static unsigned known;

static struct callee *
find_or_examine(const void *pc)
{
    size_t mask = ARRAY_SIZE(table) - 1;
    size_t i = hash_index((uintptr_t)pc, TABLE_BITS);
    while (table[i & mask] != NULL && table[i & mask]->pc != pc)
        i++;
    struct callee *c = table[i & mask];
    if (c == NULL) {
        c = examine(pc);
        if (known == MOST_KNOWN) { /* so many callees are made at run time */
            memset(table, 0, sizeof(table));
            known = 0;
        }
        table[i & mask] = c;
        known++;
    }
    return c;
}

const struct callee *
callee_find(const void *pc)
{
    lock_acquire(&lock_client);
    const struct callee *c = find_or_examine(pc);
    lock_release(&lock_client);
    return c;
}
