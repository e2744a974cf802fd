/* core/build/builder.c - reading application code for a fragment.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/builder.h"
#include "core/rt/stats.h"
#include "os/base/types.h"
#include "os/mem.h"

enum { MOST_INSTR_LENGTH = 15 };

bool
builder_enter_region(struct builder *b, app_addr pc)
{
    uintptr_t at = (uintptr_t)pc;
    if (at >= b->region.start && at < b->region.end)
        return true;
    return app_map_find(at, &b->region) && (b->region.prot & OS_PROT_EXEC) != 0;
}

size_t
builder_readable(const struct builder *b, app_addr pc)
{
    size_t left = b->region.end - (uintptr_t)pc;
    struct app_region next;
    if (left < MOST_INSTR_LENGTH && app_map_find(b->region.end, &next) &&
        (next.prot & OS_PROT_EXEC) != 0)
        return MOST_INSTR_LENGTH;
    return MIN(left, MOST_INSTR_LENGTH);
}

enum read_result
builder_read(struct builder *b, struct ir_scan *s)
{
    if (!builder_enter_region(b, b->pc))
        return READ_NOTHING;
    size_t max = builder_readable(b, b->pc);
    if (code_pages_kind(&b->region, b->pc, max) != b->kind)
        return READ_OTHER_KIND;
    ir_scan(b->pc, max, IR_ISA_AMD64, s);
    if (s->length == 0)
        return READ_NOTHING;
    if (s->kind == IR_INVALID)
        STATS_INC(unknown_instrs);
    if (b->kind == CODE_GUARDED)
        code_pages_guard(&b->region, b->pc, s->length);
    b->instrs++;
    STATS_INC(app_instrs);
    STATS_ADD(app_bytes, s->length);
    return READ_DONE;
}
