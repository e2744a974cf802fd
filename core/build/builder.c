/* core/build/builder.c - reading application code for a fragment.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/build/builder.h"
#include "core/app/breakpoints.h"
#include "core/app/module.h"
#include "core/build/mangle.h"
#include "core/rt/events.h"
#include "core/rt/stats.h"
#include "os/app_code.h"
#include "os/base/fmt.h"
#include "os/base/log.h"
#include "os/base/string.h"
#include "os/base/types.h"
#include "os/file.h"
#include "os/mem.h"
#include "os/safe.h"

enum { MOST_INSTR_LENGTH = 15 };

bool
builder_is_shown(app_addr pc)
{
    return event_is_wanted(EVENT_bb) && modules_are_shown((uintptr_t)pc);
}

bool
builder_enter_region(struct builder *b, app_addr pc)
{
    uintptr_t at = (uintptr_t)pc;
    if (at >= b->region.start && at < b->region.end)
        return true;
    struct app_region r;
    if (!app_map_find(at, &r) || (r.prot & OS_PROT_EXEC) == 0)
        return false;
    b->region = r;
    return true;
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

/* A file may be shorter than its mapping: the map does not know. */
static bool
is_sound(struct builder *b, app_addr pc, size_t size)
{
    uint8_t first;
    for (uintptr_t at = (uintptr_t)pc;; at = (uintptr_t)pc + size - 1) {
        if (align_down(at, CODE_PAGE) != b->sound_page) {
            if (!os_safe_read((const void *)at, 1, &first))
                return false;
            b->sound_page = align_down(at, CODE_PAGE);
        }
        if (at != (uintptr_t)pc || size <= 1)
            return true;
    }
}

/* The trap flag, as set by popf, and loads of ss take effect one instruction later: what follows
 * must not be a jump of ours. */
static bool
has_shadow(const struct ir_scan *s)
{
    enum { SS = 2 };
    return s->kind == IR_POPF || (s->kind == IR_SEG && (s->seg_write >> SS & 1) != 0);
}

/* The first one that the decoder did not know: guarded by lock_build. */
static struct {
    app_addr pc;
    unsigned length;
    uint8_t bytes[MOST_INSTR_LENGTH];
} unknown;

/* It runs as it is: the processor may know it. */
static void
note_unknown(const struct ir_scan *s, const struct builder *b)
{
    STATS_INC(unknown_instrs);
    if (unknown.length != 0)
        return;
    unknown.pc = b->pc;
    unknown.length = s->length;
    memcpy(unknown.bytes, b->bytes, s->length);
    LOG(FRAGMENT, 1, "instruction at %p is unknown: its length is taken to be %u\n",
        (const void *)b->pc, s->length);
}

void
builder_report(void)
{
    char text[128];
    int n = fmt_snprintf(text, sizeof(text), "the first unknown instruction, at %p:",
                         (const void *)unknown.pc);
    for (unsigned i = 0; i < unknown.length; i++)
        n += fmt_snprintf(text + n, sizeof(text) - (size_t)n, " %02x", unknown.bytes[i]);
    text[n++] = '\n';
    if (unknown.length != 0)
        os_file_write(os_file_stderr(), text, (size_t)n);
}

enum read_result
builder_read(struct builder *b, struct ir_scan *s)
{
    if (b->instrs != 0 && breakpoints_at(b->pc))
        return READ_OTHER_KIND;
    if (!builder_enter_region(b, b->pc))
        return READ_NOTHING;
    size_t max = builder_readable(b, b->pc);
    if (code_pages_kind(&b->region, b->pc, max) != b->kind)
        return READ_OTHER_KIND;
    if (!is_sound(b, b->pc, max))
        return READ_NOTHING;
    b->bytes = os_app_code(b->pc);
    if (b->bytes == b->pc)
        ir_scan(b->pc, max, IR_ISA_AMD64, s);
    else
        ir_scan_copy(b->bytes, (uintptr_t)b->pc, max, IR_ISA_AMD64, s);
    if (s->length == 0)
        return READ_NOTHING;
    if (s->kind == IR_INVALID)
        note_unknown(s, b);
    if (b->kind == CODE_GUARDED)
        code_pages_guard(&b->region, b->pc, s->length);
    mangle_know_gateway(s, b->bytes);
    b->is_held = has_shadow(s);
    b->instrs++;
    STATS_INC(app_instrs);
    STATS_ADD(app_bytes, s->length);
    return READ_DONE;
}
