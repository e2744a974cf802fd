/* core/build/client_block.c - blocks that clients see and change.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/client_block.h"
#include "core/build/client_emit.h"
#include "core/build/grow.h"
#include "core/rt/deleted.h"
#include "core/rt/drcontext.h"
#include "core/rt/events.h"
#include "dr_events.h"
#include "ir/flags.h"
#include "ir/isa.h"

/* Of so many instructions of a block it is kept what they are; others are looked at again. */
enum { MOST_SEEN = 64 };

/* Whether a block ends behind such an instruction. */
static bool
ends_block(const struct ir_scan *s, app_addr pc)
{
    switch (s->kind) {
    case IR_JCC:
    case IR_LOOP:
    case IR_JMP:
    case IR_CALL:
    case IR_JMP_IND:
    case IR_CALL_IND:
    case IR_RET:
    case IR_SYSCALL:
    case IR_SYSENTER:
    case IR_XBEGIN:
    case IR_INT: return true;
    default: return mangle_leaves(s) || arch_x87_store(s, pc) != ARCH_X87_NONE;
    }
}

/* An instruction as raw bits: what else there is to know is decoded when somebody asks. */
static instr_t *
new_instr(void *drcontext, const uint8_t *bytes, app_addr pc, const struct ir_scan *s)
{
    instr_t *i = instr_create(drcontext);
    instr_set_raw_bits(i, (byte *)(uintptr_t)bytes, s->length);
    instr_set_translation(i, (byte *)(uintptr_t)pc);
    instr_note_scan(i, s);
    return i;
}

/* At most `most` instructions, and no more than the fragment may have. */
static instrlist_t *
read_block(struct builder *b, void *drcontext, unsigned most)
{
    instrlist_t *list = instrlist_create(drcontext);
    while (b->instrs < most) {
        struct ir_scan s;
        if (builder_read(b, &s) != READ_DONE)
            break;
        if (b->seen_count < MOST_SEEN)
            b->seen[b->seen_count++] = (struct seen){ b->bytes, s };
        instrlist_append(list, new_instr(drcontext, b->bytes, b->pc, &s));
        bool is_last = ends_block(&s, b->pc);
        b->pc += s.length;
        if (is_last)
            break;
    }
    return list;
}

static uint
call_clients(struct thread *t, void *tag, instrlist_t *list)
{
    dr_emit_flags_t (*f)(void *, void *, instrlist_t *, bool, bool);
    uint flags = DR_EMIT_DEFAULT;
    EVENT_FOR_EACH(bb, f)
        flags |= (uint)f(drcontext_of(t), tag, list, false, false);
    return flags;
}

/* One block: what it is made of, what clients make of it, and how the fragment goes on. */
static enum client_result
translate_block(struct builder *b, struct thread *t, unsigned most, enum step *next)
{
    struct drcontext *c = drcontext_of(t);
    app_addr tag = b->pc;
    unsigned before = b->instrs;
    b->seen_count = 0;
    instrlist_t *list = read_block(b, c, most);
    if (b->instrs == before) {
        instrlist_clear_and_destroy(c, list);
        return CLIENT_NOTHING;
    }
    uint flags = call_clients(t, (void *)(uintptr_t)tag, list);
    if ((flags & (DR_EMIT_MUST_END_TRACE | DR_EMIT_GO_NATIVE)) != 0)
        b->superblocks = false;
    writer_cover(b->w, tag, b->pc);
    bool fits = client_emit(b, c, list, next);
    instrlist_clear_and_destroy(c, list);
    if (!fits)
        deleted_add(tag);
    return fits ? CLIENT_DONE : CLIENT_TOO_BIG;
}

/* All blocks of the fragment.  Of those behind the first, one that does not fit, or is no code, is
 * left to a fragment of its own. */
static enum client_result
translate_all(struct builder *b, struct thread *t, unsigned most)
{
    enum step next;
    enum client_result result = translate_block(b, t, most, &next);
    while (result == CLIENT_DONE && next == STEP_GO_ON) {
        struct writer_mark mark = writer_mark(b->w);
        app_addr tag = b->pc;
        if (b->instrs < most && writer_has_room(b->w) &&
            translate_block(b, t, most, &next) == CLIENT_DONE)
            continue;
        writer_rewind(b->w, &mark);
        mangle_goto(b->w, tag);
        next = STEP_DONE;
    }
    return result;
}

enum client_result
client_block_translate(struct builder *b, unsigned most)
{
    static struct seen seen[MOST_SEEN]; /* guarded by lock_build */
    struct thread *t = thread_self();
    b->seen = seen;
    b->instrs = 0;
    struct drcontext *c = drcontext_of(t);
    bool entered = arch_client_enter(t);
    c->in_block_event = true;
    enum client_result result = translate_all(b, t, most);
    c->in_block_event = false;
    arch_client_leave(t, entered);
    return result;
}
