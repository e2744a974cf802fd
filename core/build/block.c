/* core/build/block.c - application code to fragments by copy and patch.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A fragment is a superblock: it goes on through direct jumps, past calls (the landing of the
 * return follows the call) and at the fall-through of conditional branches, until a bound is
 * reached or code begins that has been translated already.
 */
#include "core/build/block.h"
#include "core/app/code_pages.h"
#include "core/app/map.h"
#include "core/build/writer.h"
#include "core/cache/ibl.h"
#include "core/cache/link.h"
#include "core/cache/pages.h"
#include "core/rt/options.h"
#include "core/rt/stats.h"
#include "os/base/assert.h"
#include "os/base/log.h"
#include "os/mem.h"

/* Bounds on how far a superblock goes on; beyond them more code would be translated than run. */
enum { MOST_BRANCHES = 6, MOST_CALLS = 4, ENOUGH_INSTRS = 40, MOST_INSTR_LENGTH = 15 };

struct builder {
    struct writer *w;
    app_addr pc;
    struct app_region region; /* the executable region around pc */
    unsigned instrs, branches, calls;
    bool superblocks;
};

enum step { STEP_GO_ON, STEP_DONE, STEP_GIVE_UP };

static bool
enter_region(struct builder *b, app_addr pc)
{
    uintptr_t at = (uintptr_t)pc;
    if (at >= b->region.start && at < b->region.end)
        return true;
    return app_map_find(at, &b->region) && (b->region.prot & OS_PROT_EXEC) != 0;
}

/* Bytes that may be read at pc: over the end of the region when the next one is executable. */
static size_t
readable(const struct builder *b, app_addr pc)
{
    size_t left = b->region.end - (uintptr_t)pc;
    struct app_region next;
    if (left < MOST_INSTR_LENGTH && app_map_find(b->region.end, &next) &&
        (next.prot & OS_PROT_EXEC) != 0)
        return MOST_INSTR_LENGTH;
    return MIN(left, MOST_INSTR_LENGTH);
}

/* Ends the fragment with a jump to `to`. */
static void
end_with_jump(struct builder *b, app_addr to)
{
    writer_place(b->w, to, XL_BRANCH, 0, 0);
    writer_exit(b->w, to, arch_emit_jmp(&b->w->e), 0);
}

/* Whether it pays to go on translating at pc. */
static bool
worth_going_on(const struct builder *b, app_addr pc)
{
    return b->superblocks && b->instrs < ENOUGH_INSTRS && b->branches < MOST_BRANCHES &&
        b->calls < MOST_CALLS && pc != b->w->tag && fragment_find(pc) == NULL;
}

static enum step
go_on_at(struct builder *b, app_addr pc)
{
    if (!worth_going_on(b, pc) || !enter_region(b, pc)) {
        end_with_jump(b, pc);
        return STEP_DONE;
    }
    b->pc = pc;
    return STEP_GO_ON;
}

static enum step
do_jcc(struct builder *b, const struct ir_scan *s)
{
    writer_place(b->w, b->pc, XL_BRANCH, 0, s->length);
    uint8_t *site = s->kind == IR_JCC ? arch_emit_jcc(&b->w->e, s->cond)
                                      : arch_emit_loop(&b->w->e, s, b->pc);
    writer_exit(b->w, (app_addr)(uintptr_t)s->target, site, 0);
    b->branches++;
    return go_on_at(b, b->pc + s->length);
}

static enum step
do_jmp(struct builder *b, const struct ir_scan *s)
{
    /* An instruction of its own for the map of places, though no code. */
    writer_place(b->w, b->pc, XL_BRANCH, 0, s->length);
    return go_on_at(b, (app_addr)(uintptr_t)s->target);
}

/* After the call: the landing of its return, then the code there. */
static enum step
after_call(struct builder *b, app_addr ret_addr)
{
    b->calls++;
    if (!b->superblocks || b->instrs >= ENOUGH_INSTRS || b->calls > MOST_CALLS ||
        fragment_find(ret_addr) != NULL || ibl_find(ret_addr) != NULL || !enter_region(b, ret_addr))
        return STEP_DONE;
    writer_landing(b->w, ret_addr);
    b->pc = ret_addr;
    return STEP_GO_ON;
}

static enum step
do_call(struct builder *b, const struct ir_scan *s)
{
    app_addr ret_addr = b->pc + s->length;
    writer_place(b->w, b->pc, XL_CALL, 0, s->length);
    arch_emit_push_return(&b->w->e, ret_addr);
    app_addr target = (app_addr)(uintptr_t)s->target;
    if (target == ret_addr) /* call to the next instruction: how code finds its address */
        return go_on_at(b, ret_addr);
    uint8_t *site = arch_emit_jmp(&b->w->e);
    writer_exit(b->w, target, site, 0);
    return after_call(b, ret_addr);
}

static enum step
do_indirect(struct builder *b, const struct ir_scan *s)
{
    bool fits = true;
    writer_place(b->w, b->pc, XL_IND, 0, s->length);
    if (s->kind == IR_RET)
        arch_emit_ret(&b->w->e, s);
    else if (s->kind == IR_JMP_IND)
        fits = arch_emit_jmp_ind(&b->w->e, s, b->pc);
    else
        fits = arch_emit_call_ind(&b->w->e, s, b->pc);
    if (!fits)
        return STEP_GIVE_UP;
    return s->kind == IR_CALL_IND ? after_call(b, b->pc + s->length) : STEP_DONE;
}

/* The runtime carries out what it must see: the fragment ends before the instruction (EMULATE),
 * or behind it (a system call). */
static enum step
do_exit(struct builder *b, const struct ir_scan *s, uint32_t flags)
{
    bool is_syscall = flags == EXIT_SYSCALL;
    writer_place(b->w, b->pc, XL_BRANCH, 0, s->length);
    writer_exit(b->w, is_syscall ? b->pc + s->length : b->pc, NULL, flags);
    return STEP_DONE;
}

static enum step
do_copy(struct builder *b, const struct ir_scan *s)
{
    enum xl_kind kind;
    uint8_t aux;
    writer_place(b->w, b->pc, XL_COPY, 0, s->length);
    if (!arch_emit_copy(&b->w->e, s, b->pc, &kind, &aux))
        return STEP_GIVE_UP;
    if (kind != XL_COPY)
        writer_set_kind(b->w, kind, aux);
    b->pc += s->length;
    return STEP_GO_ON;
}

static bool
must_emulate(const struct ir_scan *s)
{
    return (s->flags & IR_USES_GS) != 0 || s->kind == IR_RDGSBASE || s->kind == IR_WRGSBASE ||
        s->kind == IR_FAR || s->kind == IR_IRET || s->kind == IR_XBEGIN ||
        (s->kind == IR_SEG && (s->seg_write & 1u << 5) != 0);
}

static enum step
translate(struct builder *b, const struct ir_scan *s)
{
    if (must_emulate(s))
        return do_exit(b, s, EXIT_EMULATE);
    switch (s->kind) {
    case IR_JCC:
    case IR_LOOP: return do_jcc(b, s);
    case IR_JMP: return do_jmp(b, s);
    case IR_CALL: return do_call(b, s);
    case IR_RET:
    case IR_JMP_IND:
    case IR_CALL_IND: return do_indirect(b, s);
    case IR_SYSCALL: return do_exit(b, s, EXIT_SYSCALL);
    default: return do_copy(b, s);
    }
}

static enum step
one_instr(struct builder *b)
{
    struct ir_scan s;
    if (!enter_region(b, b->pc))
        return STEP_GIVE_UP;
    ir_scan(b->pc, readable(b, b->pc), IR_ISA_AMD64, &s);
    if (s.length == 0)
        return STEP_GIVE_UP;
    if (s.kind == IR_INVALID)
        STATS_INC(unknown_instrs);
    code_pages_protect(&b->region, b->pc, s.length);
    b->instrs++;
    STATS_INC(app_instrs);
    STATS_ADD(app_bytes, s.length);
    struct writer_mark mark = writer_mark(b->w);
    enum step step = translate(b, &s);
    if (step == STEP_GIVE_UP) { /* an operand out of reach of every form that we emit */
        writer_rewind(b->w, &mark);
        return do_exit(b, &s, EXIT_EMULATE);
    }
    return step;
}

/* Why nothing could be translated at the very beginning. */
static enum build_result
why_not(app_addr tag)
{
    struct app_region r;
    if (!app_map_find((uintptr_t)tag, &r))
        return BUILD_UNMAPPED;
    return (r.prot & OS_PROT_EXEC) == 0 ? BUILD_NOT_EXEC : BUILD_UNKNOWN;
}

enum build_result
block_build(app_addr tag, bool by_indirect, unsigned flags, struct fragment **out)
{
    struct builder b = { .pc = tag, .superblocks = options.superblocks };
    if (!enter_region(&b, tag))
        return why_not(tag);
    b.w = writer_begin(tag);
    if (b.w == NULL)
        return BUILD_NO_SPACE;
    if (by_indirect)
        writer_landing(b.w, tag);
    b.w->start = b.w->e.hot;
    enum step step = STEP_GO_ON;
    unsigned most = (flags & FRAGMENT_ONE_SHOT) != 0 ? 1 : options.max_bb_instrs;
    while (step == STEP_GO_ON) {
        if (b.instrs != 0 && (b.instrs >= most || !writer_has_room(b.w))) {
            end_with_jump(&b, b.pc);
            break;
        }
        step = one_instr(&b);
    }
    if (step == STEP_GIVE_UP) {
        if (b.instrs == 0) {
            writer_cancel(b.w);
            return why_not(tag);
        }
        end_with_jump(&b, b.pc);
    }
    *out = writer_end(b.w, flags);
    pages_add(*out);
    LOG(FRAGMENT, 2, "fragment %p: %u instrs, %u bytes at %p\n", (const void *)tag, b.instrs,
        (*out)->code_size, (void *)(*out)->code);
    return BUILD_OK;
}

uint8_t *
block_add_landing(struct fragment *f)
{
    uint8_t *ok = ibl_find(f->tag);
    if (ok != NULL)
        return ok;
    /* A fragment of its own that only jumps: it dies with the one that it leads to. */
    struct unit *u = f->unit;
    if (u->cold - u->hot < 2 * ARCH_MAX_SEQUENCE)
        return NULL;
    struct writer *w = writer_begin(f->tag);
    if (w == NULL || w->unit != u)
        return NULL;
    writer_landing(w, f->tag);
    writer_place(w, f->tag, XL_BRANCH, 0, 0);
    writer_exit(w, f->tag, arch_emit_jmp(&w->e), 0);
    w->ranges[0].end = f->ranges[0].end;
    struct fragment *l = writer_end(w, FRAGMENT_LANDING_ONLY);
    pages_add(l);
    return ibl_find(f->tag);
}
