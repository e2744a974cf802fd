/* core/build/checked.c - fragments that compare their source before they run.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/checked.h"
#include "core/cache/link.h"
#include "os/base/string.h"
#include "os/safe.h"

enum { MOST_CHECKED_INSTRS = 16, LONGEST_INSTR = 15 };

/* Pushes are not looked at: a block that its own stack pointer runs through does not exist. */
static bool
ends_block(const struct ir_scan *s)
{
    if (s->kind != IR_OTHER)
        return true;
    return (s->flags & IR_WRITES_MEM) != 0 && (s->flags & IR_STACK) == 0;
}

void
checked_scan(struct checked *c, app_addr source, size_t readable)
{
    c->source = source;
    c->instrs = 0;
    c->size = 0;
    while (c->instrs < MOST_CHECKED_INSTRS && c->size + LONGEST_INSTR <= MOST_CHECKED_BYTES &&
           c->size < readable) {
        struct ir_scan s;
        size_t left = MIN(readable - c->size, LONGEST_INSTR);
        left = os_safe_copy(c->bytes + c->size, source + c->size, left);
        ir_scan_copy(c->bytes + c->size, (uintptr_t)(source + c->size), left, IR_ISA_AMD64, &s);
        if (s.length == 0)
            return;
        c->instrs++;
        c->size += s.length;
        if (ends_block(&s))
            return;
    }
}

void
checked_emit_exit(struct checked *c, struct writer *w)
{
    writer_place(w, c->source, XL_CHECK, 1, 0);
    arch_emit_nop(&w->e); /* the place itself is never reached: rcx and rdx are not clean behind it */
    c->failed = w->e.hot;
    arch_emit_check_failed(&w->e);
    writer_exit(w, c->source, NULL, EXIT_STALE | EXIT_NEVER_LINK);
}

void
checked_emit(struct checked *c, struct writer *w)
{
    writer_place(w, c->source, XL_CHECK, 0, 0);
    arch_emit_check_begin(&w->e);
    for (size_t at = 0, step; at < c->size; at += step) {
        size_t left = c->size - at;
        step = left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
        arch_emit_check(&w->e, c->source + at, c->bytes + at, (unsigned)step, c->failed);
    }
    arch_emit_check_end(&w->e);
}

bool
checked_is_current(const struct checked *c)
{
    return memcmp(c->source, c->bytes, c->size) == 0;
}
