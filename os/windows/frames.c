/* os/windows/frames.c - what the kernel has put on the stack when it enters user mode.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/frames.h"
#include "os/base/string.h"

enum { SELECTOR_RPL = 3, NEAR = 0x1000 };

struct nt_context *
frame_exception_context(const struct mcontext *mc)
{
    return (struct nt_context *)mc->reg[REG_SP];
}

struct nt_exception *
frame_exception_record(const struct mcontext *mc)
{
    return (struct nt_exception *)(mc->reg[REG_SP] + EXCEPTION_RECORD_OFFSET);
}

/* The interrupted place stands behind the rest, aligned to 16. */
uintptr_t
frame_exception_place(uintptr_t sp)
{
    enum { MACHINE = 5 * 8 };
    return ((sp - MACHINE) & ~(uintptr_t)15) - EXCEPTION_MACHINE_OFFSET;
}

void
frame_exception_make(uint8_t out[EXCEPTION_FRAME_SIZE], const struct nt_context *c, const struct nt_exception *r)
{
    const struct {
        int32_t all, all_size, legacy, legacy_size, extended, extended_size;
    } ex = { -(int32_t)sizeof(*c), sizeof(*c) + CONTEXT_EX_SIZE, -(int32_t)sizeof(*c), sizeof(*c), CONTEXT_EX_SIZE, 0 };
    const uint64_t machine[] = { c->pc, c->seg_cs, c->eflags, c->reg[REG_SP], c->seg_ss };
    memset(out, 0, EXCEPTION_FRAME_SIZE);
    memcpy(out, c, sizeof(*c));
    memcpy(out + sizeof(*c), &ex, sizeof(ex));
    memcpy(out + EXCEPTION_RECORD_OFFSET, r, sizeof(*r));
    memcpy(out + EXCEPTION_MACHINE_OFFSET, machine, sizeof(machine));
}

/* The kernel's contexts are of user mode and say what they hold. */
static bool
is_context(const struct nt_context *c)
{
    enum { KNOWN = CONTEXT_AMD64 | 0xdf, NEEDED = CONTEXT_AMD64 | CONTEXT_HAS_CONTROL | CONTEXT_HAS_INTEGER };
    uint32_t kind = c->flags & 0x7ffffff; /* above: how the thread was stopped */
    return (kind & NEEDED) == NEEDED && (kind & ~(uint32_t)KNOWN) == 0 && (c->seg_cs & SELECTOR_RPL) == SELECTOR_RPL &&
        (c->seg_ss & SELECTOR_RPL) == SELECTOR_RPL;
}

/* At the stack pointer (Windows), or where rcx points (Wine): there rcx is an argument, elsewhere
 * it is whatever the interrupted code had in it. */
struct nt_context *
frame_apc_context(const struct mcontext *mc)
{
    uintptr_t sp = mc->reg[REG_SP], cx = mc->reg[REG_CX];
    struct nt_context *at_sp = (struct nt_context *)sp, *at_cx = (struct nt_context *)cx;
    bool is_near = cx > sp && cx - sp < NEAR && (cx & 15) == 0;
    return !is_context(at_sp) && is_near && is_context(at_cx) ? at_cx : at_sp;
}

/* Behind an exception's record it follows at once; in an APC's frame it has moved as others came
 * between. The kernel aligns it to 16, and all is below the interrupted stack pointer. */
uint64_t *
frame_machine(const struct nt_context *c, uintptr_t from)
{
    enum { SIZE = 5 * 8, FARTHEST = 0xc0 };
    for (uintptr_t at = from; at <= from + FARTHEST && at + SIZE <= c->reg[REG_SP]; at += 16) {
        uint64_t *m = (uint64_t *)at;
        if (m[MACHINE_PC] == c->pc && m[MACHINE_SP] == c->reg[REG_SP])
            return m;
    }
    return NULL;
}

uint64_t *
frame_callback_machine(const struct mcontext *mc)
{
    enum { AT = 0x30 };
    return (uint64_t *)(mc->reg[REG_SP] + AT);
}

size_t
frame_size(const struct nt_context *c, uintptr_t frame, size_t most)
{
    uintptr_t end = c->reg[REG_SP];
    return end < frame + sizeof(*c) || end - frame > most ? 0 : end - frame;
}

uintptr_t
frame_place(uintptr_t frame, size_t size, uintptr_t sp)
{
    enum { ALIGNMENT = 64 };
    uintptr_t at = ((sp - size) & ~(uintptr_t)(ALIGNMENT - 1)) | (frame & (ALIGNMENT - 1));
    return at + size > sp ? at - ALIGNMENT : at;
}

/* The arguments are in the first words; behind the context there may be more of them. */
void
frame_move(uint8_t *copy, size_t size, uintptr_t frame, uintptr_t to)
{
    enum { HOME = 5 * 8, MORE = sizeof(struct nt_context) + 0x20, MORE_END = MORE + 0x40 };
    for (size_t at = 0; at < MORE_END && at + 8 <= size; at = at + 8 == HOME ? (size_t)MORE : at + 8) {
        uint64_t word;
        memcpy(&word, copy + at, sizeof(word));
        if (word - frame < size)
            word += to - frame;
        memcpy(copy + at, &word, sizeof(word));
    }
}

size_t
frame_context_size(const struct nt_context *c, size_t most)
{
    struct {
        int32_t all, all_size, legacy, legacy_size, extended, extended_size;
    } ex;
    if ((c->flags & CONTEXT_HAS_XSTATE) != CONTEXT_HAS_XSTATE)
        return sizeof(*c);
    memcpy(&ex, c + 1, sizeof(ex));
    int64_t end = (int64_t)sizeof(*c) + ex.extended + ex.extended_size;
    bool is_sane = ex.extended >= (int32_t)sizeof(ex) && ex.extended_size >= 0 && end <= (int64_t)most;
    return is_sane ? (size_t)end : 0;
}
