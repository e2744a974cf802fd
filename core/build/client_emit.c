/* core/build/client_emit.c - a list of instructions to a fragment.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Application instructions go the same way as in blocks that no client has seen: from their bytes
 * (those of the application, or newly encoded ones where something was changed) through
 * mangle_instr.  Meta instructions are encoded for the place where they stand.  One that names
 * another instruction of the list is encoded twice: at first with whatever distance, and once all
 * places are known as it should be.
 */
#include "core/build/client_emit.h"
#include "core/arch.h"
#include "core/arch_insert.h"
#include "core/build/mangle.h"
#include "dr_ir_opcodes.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "os/base/assert.h"
#include "os/base/string.h"

/* No place yet: larger than any. */
#define NO_PLACE SIZE_MAX

enum { MOST_FIXUPS = 512, LONGEST = MAX_INSTR_LENGTH + 1 };

struct emission {
    struct builder *b;
    struct writer *w;
    void *drcontext;
    app_addr fall_through; /* behind the application code of the list */
    enum step next;        /* how the fragment goes on, unless it falls */
    struct {
        instr_t *instr;
        unsigned length;
    } fixup[MOST_FIXUPS];
    unsigned fixups;
    unsigned next_seen; /* of b->seen */
    bool falls;         /* control may reach the place after the last instruction */
    bool last_meta;     /* the last place of the map is one of meta instructions */
};

static _Noreturn void
cannot(const instr_t *i, const char *why)
{
    FATAL("a client inserted an instruction (opcode %u, at application address %p) that cannot be "
          "encoded: %s",
          i->opcode, (const void *)i->translation, why == NULL ? "unknown" : why);
}

/* ---- meta instructions ---- */

static bool
names_instr(opnd_t o)
{
    return opnd_is_instr(o) || opnd_is_mem_instr(o);
}

/* Finds out whether i names instructions; those without a place yet get i's for the time being. */
static bool
settle_names(instr_t *i)
{
    bool found = false;
    if ((i->flags & INSTR_OPERANDS_VALID) == 0)
        return false; /* still as it was decoded */
    int srcs = instr_num_srcs(i), n = srcs + instr_num_dsts(i);
    for (int k = 0; k < n; k++) {
        opnd_t o = k < srcs ? instr_get_src(i, (uint)k) : instr_get_dst(i, (uint)(k - srcs));
        if (!names_instr(o))
            continue;
        found = true;
        instr_t *to = opnd_get_instr(o);
        if (to->offset == NO_PLACE)
            to->offset = i->offset;
    }
    return found;
}

/* A short branch may turn out too short once application code has been mangled. */
static void
lengthen(instr_t *i)
{
    int opcode = instr_get_opcode(i);
    if (opcode == OP_jmp_short)
        instr_set_opcode(i, OP_jmp);
    else if (opcode >= OP_jo_short && opcode <= OP_jnle_short)
        instr_set_opcode(i, opcode - OP_jo_short + OP_jo);
}

/* A direct branch that stays in the list, or leaves the cache for good. */
static bool
is_direct_branch(instr_t *i)
{
    return instr_is_cti(i) && instr_num_srcs(i) > 0 && opnd_is_near_pc(instr_get_target(i));
}

/* Out of reach of 32 bits. */
static bool
emit_far_branch(struct emission *e, instr_t *i)
{
    struct emitter *em = &e->w->e;
    uintptr_t to = (uintptr_t)opnd_get_pc(instr_get_target(i));
    int opcode = instr_get_opcode(i);
    if (opcode == OP_call)
        arch_emit_call_far(em, to);
    else if (opcode == OP_jmp)
        arch_emit_jmp_far(em, to);
    else if (opcode >= OP_jo && opcode <= OP_jnle)
        arch_emit_jcc_far(em, (uint8_t)(opcode - OP_jo), to);
    else
        return false;
    return true;
}

/* Data out of reach: as an application instruction with such an operand. */
static bool
emit_far_data(struct emission *e, instr_t *i)
{
    uint8_t bytes[LONGEST];
    app_pc target;
    struct ir_scan s;
    enum xl_kind kind;
    uint8_t aux;
    if (!instr_get_rel_addr_target(i, &target))
        return false;
    byte *end = instr_encode_to_copy(e->drcontext, i, bytes, target);
    if (end == NULL)
        return false;
    const struct arch_source from = { bytes, target };
    ir_scan_copy(bytes, (uintptr_t)target, (size_t)(end - bytes), IR_ISA_AMD64, &s);
    return s.length != 0 && arch_emit_copy(&e->w->e, &s, &from, &kind, &aux);
}

/* One that has a translation may fault in the place of that instruction; a fault of any other one is
 * the client's. */
static void
place_meta(struct emission *e, instr_t *i)
{
    app_addr stands_for = i->translation;
    if (stands_for != NULL)
        writer_place(e->w, stands_for, XL_META, XL_META_MAY_FAULT, 0);
    else if (!e->last_meta)
        writer_place(e->w, e->w->cur, XL_META, 0, 0);
    e->last_meta = stands_for == NULL;
}

static void
emit_meta(struct emission *e, instr_t *i)
{
    struct emitter *em = &e->w->e;
    uint8_t bytes[LONGEST];
    place_meta(e, i);
    arch_note_meta(em, i);
    bool names = settle_names(i);
    if (instr_is_cti(i))
        lengthen(i);
    byte *end = instr_encode_to_copy(e->drcontext, i, bytes, em->hot);
    if (end == NULL) {
        bool done = is_direct_branch(i) ? emit_far_branch(e, i) : !names && emit_far_data(e, i);
        if (!done)
            cannot(i, ir_why_not_encodable(i, em->hot));
        return;
    }
    unsigned length = (unsigned)(end - bytes);
    if (names) {
        e->fixup[e->fixups].instr = i;
        e->fixup[e->fixups++].length = length;
    }
    memcpy(em->hot, bytes, length);
    em->hot += length;
}

/* All places are known. */
static void
apply_fixups(struct emission *e)
{
    uint8_t *start = e->w->e.hot_start;
    for (unsigned k = 0; k < e->fixups; k++) {
        instr_t *i = e->fixup[k].instr;
        unsigned room = e->fixup[k].length;
        uint8_t bytes[LONGEST], *at = start + i->offset;
        byte *end = instr_encode_to_copy(e->drcontext, i, bytes, at);
        if (end == NULL || (unsigned)(end - bytes) > room)
            cannot(i, ir_why_not_encodable(i, at));
        memset(at, 0x90, room);
        memcpy(at, bytes, (size_t)(end - bytes));
    }
}

/* ---- application instructions ---- */

/* The bytes of i: the application's own, or encoded into buf. */
static struct arch_source
bytes_of(struct emission *e, instr_t *i, uint8_t *buf, size_t *length)
{
    if ((i->flags & INSTR_RAW_BITS_VALID) != 0) {
        *length = i->length;
        return (struct arch_source){ i->bytes, isa_origin(i) };
    }
    /* For a place from where everything can be reached; mangling looks at the target only. */
    byte *at = is_direct_branch(i) ? opnd_get_pc(instr_get_target(i)) : e->w->e.hot;
    byte *end = instr_encode_to_copy(e->drcontext, i, buf, at);
    if (end == NULL && instr_get_rel_addr_target(i, &at))
        end = instr_encode_to_copy(e->drcontext, i, buf, at);
    if (end == NULL)
        cannot(i, ir_why_not_encodable(i, at));
    *length = (size_t)(end - buf);
    return (struct arch_source){ buf, at };
}

/* Which instruction of the application i stands for. */
static void
find_origin(struct emission *e, instr_t *i, size_t length, struct mangle_source *from)
{
    app_addr pc = instr_get_app_pc(i);
    const struct app_range *r = &e->w->ranges[e->w->range_count - 1];
    from->pc = pc != NULL ? pc : e->w->cur;
    if ((i->flags & INSTR_RAW_BITS_VALID) == 0) {
        bool is_inside = from->pc >= r->start && from->pc < r->end;
        length =
            is_inside ? (size_t)ir_length(from->pc, (size_t)(r->end - from->pc), IR_ISA_AMD64) : 0;
    }
    from->next = from->pc + length;
}

/* The transfer of control that a list ends with: what it leads to may follow right here. */
static void
emit_end(struct emission *e, const struct ir_scan *s, const struct mangle_source *from)
{
    struct builder *b = e->b;
    app_addr target = (app_addr)(uintptr_t)s->target;
    e->falls = false;
    if (s->kind == IR_CALL && grow_is_leaf(b, target)) {
        e->next = grow_into_leaf(b, target, from);
        return;
    }
    if (s->kind == IR_RET && b->inlined_ret != NULL) {
        e->next = grow_out_of_leaf(b, s, from);
        return;
    }
    b->ends_in_ret = s->kind == IR_RET;
    switch (mangle_instr(e->w, s, from)) {
    case MANGLED_ON: e->falls = true; break;
    case MANGLED_BRANCH:
        e->falls = true;
        b->branches++;
        break;
    case MANGLED_GOTO: e->next = grow_to(b, target); break;
    case MANGLED_CALL: e->next = grow_past_call(b, from->next); break;
    default: break;
    }
}

/* Anywhere else. */
static void
emit_inside(struct emission *e, const struct ir_scan *s, const struct mangle_source *from)
{
    enum mangled how = mangle_instr(e->w, s, from);
    if (how == MANGLED_GOTO)
        mangle_goto(e->w, (app_addr)(uintptr_t)s->target);
    e->falls = how == MANGLED_ON || how == MANGLED_BRANCH;
}

/* What the instruction with these bytes is, if they are the application's: most often it is the one
 * behind the last. */
static const struct ir_scan *
find_seen(struct emission *e, const uint8_t *bytes)
{
    const struct builder *b = e->b;
    unsigned k = e->next_seen;
    if (k >= b->seen_count || b->seen[k].pc != bytes) {
        for (k = 0; k < b->seen_count && b->seen[k].pc != bytes; k++) {
        }
        if (k == b->seen_count)
            return NULL;
    }
    e->next_seen = k + 1;
    return &b->seen[k].scan;
}

static void
emit_app(struct emission *e, instr_t *i)
{
    uint8_t buf[LONGEST];
    size_t length;
    struct ir_scan s;
    struct mangle_source from;
    from.code = bytes_of(e, i, buf, &length);
    find_origin(e, i, length, &from);
    const struct ir_scan *known = find_seen(e, from.code.bytes);
    if (known != NULL)
        s = *known;
    else
        ir_scan_whole(from.code.bytes, (uintptr_t)from.code.pc, length, IR_ISA_AMD64, &s);
    mangle_know_gateway(&s, from.code.bytes);
    if (s.length == 0)
        cannot(i, "its bytes are no instruction");
    if (from.next == from.pc && s.kind != IR_OTHER)
        from.next = e->fall_through; /* a new transfer of control: as if it were the block's last */
    e->last_meta = false;
    if (instr_get_next(i) == NULL)
        emit_end(e, &s, &from);
    else
        emit_inside(e, &s, &from);
}

/* ---- the list ---- */

static bool
is_for_mangling(instr_t *i)
{
    return instr_is_app(i) && instr_ok_to_mangle(i) &&
        !((i->flags & INSTR_OPERANDS_VALID) != 0 && instr_is_cti(i) && instr_num_srcs(i) > 0 &&
          opnd_is_instr(instr_get_target(i)));
}

/* Whether control goes on behind a meta instruction. */
static bool
goes_on(instr_t *i)
{
    return !instr_is_ubr(i) && !instr_is_return(i) &&
        !(instr_is_mbr(i) && !instr_is_call_indirect(i));
}

static void
emit_one(struct emission *e, instr_t *i)
{
    i->offset = (size_t)(e->w->e.hot - e->w->e.hot_start);
    if (instr_is_label(i)) {
        arch_note_meta(&e->w->e, i);
        e->falls = true;
    } else if (!instr_ok_to_emit(i)) {
        return;
    } else if (is_for_mangling(i)) {
        emit_app(e, i);
    } else {
        emit_meta(e, i);
        e->falls = goes_on(i);
    }
}

bool
client_emit(struct builder *b, void *drcontext, instrlist_t *list, enum step *next)
{
    static struct emission e; /* guarded by lock_build: too large for the stack */
    e.b = b;
    e.w = b->w;
    e.drcontext = drcontext;
    e.fall_through = b->pc;
    e.next = STEP_DONE;
    e.fixups = e.next_seen = 0;
    e.falls = true;
    e.last_meta = false;
    for (instr_t *i = instrlist_first(list); i != NULL; i = instr_get_next(i))
        i->offset = NO_PLACE;
    for (instr_t *i = instrlist_first(list); i != NULL; i = instr_get_next(i)) {
        if (!writer_has_room(e.w) || e.fixups == MOST_FIXUPS)
            return false;
        emit_one(&e, i);
    }
    if (e.falls)
        e.next = grow_to(b, list->fall_through_bb != NULL ? list->fall_through_bb : e.fall_through);
    apply_fixups(&e);
    *next = e.next;
    return true;
}
