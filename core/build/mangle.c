/* core/build/mangle.c - one application instruction as it runs in the cache.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/mangle.h"
#include "core/build/section.h"
#include "core/cache/link.h"
#include "os/app_syscall.h"
#include "os/base/string.h"

void
mangle_know_gateway(struct ir_scan *s, const uint8_t *bytes)
{
    if ((s->kind == IR_CALL_IND || s->kind == IR_INT) && os_app_is_gateway(bytes, s->length))
        s->kind = IR_SYSCALL;
}

void
mangle_goto(struct writer *w, app_addr to)
{
    writer_place(w, to, XL_BRANCH, 0, 0);
    writer_exit(w, to, arch_emit_jmp(&w->e), 0);
}

static unsigned
length_of(const struct mangle_source *from)
{
    return (unsigned)(from->next - from->pc);
}

static enum mangled
do_jcc(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    writer_place(w, from->pc, XL_BRANCH, 0, length_of(from));
    uint8_t *site = s->kind == IR_JCC ? arch_emit_jcc(&w->e, s->cond)
                                      : arch_emit_loop(&w->e, s, &from->code);
    writer_exit(w, (app_addr)(uintptr_t)s->target, site, 0);
    return MANGLED_BRANCH;
}

static enum mangled
do_call(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    app_addr target = (app_addr)(uintptr_t)s->target;
    writer_place(w, from->pc, XL_CALL, 0, length_of(from));
    arch_emit_push_return(&w->e, from->next);
    if (target == from->next) /* call to the next instruction: how code finds its address */
        return MANGLED_GOTO;
    uint8_t *site = arch_emit_jmp(&w->e);
    writer_exit(w, target, site, 0);
    return MANGLED_CALL;
}

void
mangle_call_inline(struct writer *w, const struct mangle_source *from)
{
    writer_place(w, from->pc, XL_CALL, 0, length_of(from));
    arch_emit_push_return(&w->e, from->next);
}

void
mangle_ret_inline(struct writer *w, const struct ir_scan *s, const struct mangle_source *from,
                  app_addr ret_addr)
{
    writer_place(w, from->pc, XL_IND, arch_indirect_form(&w->e, s, &from->code), length_of(from));
    arch_emit_ret_inline(&w->e, s);
    writer_landing(w, ret_addr);
}

/* The runtime carries out what it must see: the fragment ends before the instruction (EMULATE),
 * or behind it (a system call). */
static enum mangled
do_exit(struct writer *w, const struct mangle_source *from, uint32_t flags)
{
    writer_place(w, from->pc, XL_BRANCH, 0, length_of(from));
    writer_exit(w, flags == EXIT_SYSCALL ? from->next : from->pc, NULL, flags);
    return MANGLED_END;
}

static bool
do_indirect(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    writer_place(w, from->pc, XL_IND, arch_indirect_form(&w->e, s, &from->code), length_of(from));
    if (s->kind == IR_JMP_IND)
        return arch_emit_jmp_ind(&w->e, s, &from->code);
    if (s->kind == IR_CALL_IND)
        return arch_emit_call_ind(&w->e, s, &from->code, from->next);
    arch_emit_ret(&w->e, s);
    return true;
}

/* Copied already; behind it, the state that it has stored is corrected. */
static enum mangled
do_x87_store(struct writer *w, const struct mangle_source *from, bool is_masked)
{
    uint8_t *skip = is_masked ? arch_emit_x87_test(&w->e) : NULL;
    writer_exit(w, from->pc, NULL, EXIT_X87 | EXIT_NEVER_LINK);
    if (!is_masked)
        return MANGLED_END;
    arch_emit_x87_test_end(&w->e, skip);
    return MANGLED_ON;
}

static enum mangled
do_xbegin(struct writer *w, const struct mangle_source *from)
{
    writer_place(w, from->pc, XL_COPY, 0, length_of(from));
    arch_emit_xbegin(&w->e);
    return MANGLED_GOTO;
}

static void
do_rdgsbase(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    writer_place(w, from->pc, XL_COPY, 0, length_of(from));
    arch_emit_rdgsbase(&w->e, s, &from->code);
    arch_note_copy(&w->e, s);
}

static bool
do_copy(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    enum xl_kind kind;
    uint8_t aux;
    writer_place(w, from->pc, XL_COPY, 0, length_of(from));
    if (!arch_emit_copy(&w->e, s, &from->code, &kind, &aux))
        return false;
    if (kind != XL_COPY)
        writer_set_kind(w, kind, aux);
    arch_note_copy(&w->e, s);
    return true;
}

/* The last instruction of a restartable section. */
static bool
do_commit(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    struct section_code c;
    if (s->kind != IR_OTHER || !section_begin_commit(w, from->pc, from->next, &c))
        return do_copy(w, s, from);
    bool fits = do_copy(w, s, from);
    section_end_commit(w, &c);
    return fits;
}

/* lea reg, [rip + x] */
static void
notice_address(const struct ir_scan *s, const struct mangle_source *from)
{
    int32_t disp;
    if (s->rip_off == 0 || from->code.bytes[s->opcode_off] != 0x8d || s->kind != IR_OTHER)
        return;
    memcpy(&disp, from->code.bytes + s->rip_off, sizeof(disp));
    section_notice((uintptr_t)(from->code.pc + s->length) + (uintptr_t)(intptr_t)disp);
}

bool
mangle_leaves(const struct ir_scan *s)
{
    return s->kind == IR_WRGSBASE || s->kind == IR_FAR || s->kind == IR_NARROW ||
        (s->kind == IR_IRET && s->modrm_off == 0) || /* not uiret */
        (s->kind == IR_INT && (uint8_t)s->imm == 0x80) ||
        (s->kind == IR_SEG && ((s->seg_read | s->seg_write) & 1u << 5) != 0);
}

enum mangled
mangle_instr(struct writer *w, const struct ir_scan *s, const struct mangle_source *from)
{
    if (mangle_leaves(s))
        return do_exit(w, from, EXIT_EMULATE);
    struct writer_mark mark = writer_mark(w);
    bool fits;
    switch (s->kind) {
    case IR_JCC:
    case IR_LOOP: return do_jcc(w, s, from);
    case IR_JMP: /* an instruction of its own for the map of places, though no code */
        writer_place(w, from->pc, XL_BRANCH, 0, length_of(from));
        return MANGLED_GOTO;
    case IR_CALL: return do_call(w, s, from);
    case IR_RET:
    case IR_JMP_IND:
    case IR_CALL_IND: fits = do_indirect(w, s, from); break;
    case IR_SYSCALL: return do_exit(w, from, EXIT_SYSCALL);
    case IR_XBEGIN: return do_xbegin(w, from);
    case IR_RDGSBASE: do_rdgsbase(w, s, from); return MANGLED_ON;
    default:
        notice_address(s, from);
        fits = section_ends_at(from->next) ? do_commit(w, s, from) : do_copy(w, s, from);
        break;
    }
    if (!fits) { /* an operand out of reach of every form that we emit */
        writer_rewind(w, &mark);
        return do_exit(w, from, EXIT_EMULATE);
    }
    enum arch_x87_store store = arch_x87_store(s, from->code.bytes);
    if (store != ARCH_X87_NONE)
        return do_x87_store(w, from, store == ARCH_X87_MASKED);
    if (s->kind == IR_CALL_IND)
        return MANGLED_CALL;
    return s->kind == IR_RET || s->kind == IR_JMP_IND ? MANGLED_END : MANGLED_ON;
}
