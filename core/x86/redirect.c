/* core/x86/redirect.c - instructions of the application's at another place, or for other memory,
 * than they are. SPDX-License-Identifier: Apache-2.0
 *
 * A store to memory that must not change is made to a copy of it: by the instruction itself, whose
 * operand is reached through a register that it does not use.  String instructions are carried out
 * here.
 */
#include "core/arch.h"
#include "core/x86/emit.h"
#include "core/x86/rebase.h"
#include "os/safe.h"

enum {
    FLAG_ZF = 0x40,
    FLAG_DF = 0x400,
    WITHOUT = IR_ADDR_SIZE | IR_USES_FS | IR_USES_GS | IR_STACK,
    MOST_ELEMENT = 8
};

void run_code(struct mcontext *mc, const uint8_t *code);

static bool
is_string_store(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned op = bytes[s->opcode_off] & ~1u;
    return s->kind == IR_OTHER && s->modrm_off == 0 && (op == 0xa4 || op == 0xaa) &&
        (s->flags & WITHOUT) == 0;
}

static size_t
element_size(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned rex = bytes[ir_prefixes_end(bytes, s->opcode_off)];
    if ((bytes[s->opcode_off] & 1) == 0)
        return 1;
    if ((rex & 0xf8) == 0x48)
        return 8;
    return (s->flags & IR_OPND_SIZE) != 0 ? 2 : 4;
}

static bool
is_in(const struct arch_window *w, uintptr_t at, size_t size)
{
    return at - w->start <= w->size - size;
}

/* What is to be stored; false: it cannot be read. */
static bool
fetch_element(const struct arch_window *w, const struct mcontext *mc, bool is_move, void *to,
              size_t size)
{
    if (!is_move)
        memcpy(to, &mc->reg[REG_AX], size);
    else if (is_in(w, mc->reg[REG_SI], size))
        memcpy(to, w->copy + (mc->reg[REG_SI] - w->start), size);
    else
        return os_safe_read((const void *)mc->reg[REG_SI], size, to);
    return true;
}

/* As far as it goes: what is left is the same instruction's, once more. */
static void
store_string(struct mcontext *mc, const struct ir_scan *s, const struct arch_source *at,
             const struct arch_window *w)
{
    uint8_t element[MOST_ELEMENT];
    size_t size = element_size(s, at->bytes);
    uintptr_t step = (mc->flags & FLAG_DF) != 0 ? -size : size;
    bool is_move = (at->bytes[s->opcode_off] & ~1u) == 0xa4, is_repeated = (s->flags & IR_REP) != 0;
    mc->pc = (uintptr_t)at->pc;
    while (!is_repeated || mc->reg[REG_CX] != 0) {
        if (!is_in(w, mc->reg[REG_DI], size) || !fetch_element(w, mc, is_move, element, size))
            return;
        memcpy(w->copy + (mc->reg[REG_DI] - w->start), element, size);
        mc->reg[REG_DI] += step;
        mc->reg[REG_SI] += is_move ? step : 0;
        if (!is_repeated)
            break;
        mc->reg[REG_CX]--;
    }
    mc->pc += s->length;
}

/* Instructions that may store more than a window has room for, or not where their operand says. */
static bool
is_wide(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned op = bytes[s->opcode_off], reg = bytes[s->modrm_off] >> 3 & 7;
    unsigned before = s->opcode_off > 0 ? bytes[s->opcode_off - 1] : 0,
             first = bytes[ir_prefixes_end(bytes, s->opcode_off)];
    if (before == 0x0f && op == 0xae)
        return reg == 4 || reg == 6; /* xsave, xsaveopt */
    if (before == 0x0f && op == 0xc7)
        return reg >= 3 && reg <= 5;                                        /* xsavec, xsaves */
    return (before == 0x38 && op == 0xf8) || (first == 0xc4 && op == 0x4b); /* movdir64b, tiles */
}

/* Bytes that cmpxchg, cmpxchg8b or its kin compares and stores; 0: it is another instruction. */
static size_t
compared_size(const struct ir_scan *s, const uint8_t *bytes)
{
    unsigned op = bytes[s->opcode_off], reg = bytes[s->modrm_off] >> 3 & 7;
    if (s->opcode_off == 0 || bytes[s->opcode_off - 1] != 0x0f)
        return 0;
    if (op == 0xc7 && reg == 1)
        return element_size(s, bytes) == 8 ? 16 : 8;
    return (op & 0xfe) == 0xb0 ? element_size(s, bytes) : 0;
}

enum arch_redirected
arch_redirect(struct mcontext *mc, const struct ir_scan *s, const struct arch_source *at,
              struct arch_window *w, uint8_t *room)
{
    const struct mcontext before = *mc;
    struct emitter e = { .hot = room };
    unsigned scratch;
    if (is_string_store(s, at->bytes)) {
        store_string(mc, s, at, w);
        return ARCH_REDIRECTED;
    }
    bool has_operand = s->kind == IR_OTHER && s->modrm_off != 0 && at->bytes[s->modrm_off] < 0xc0;
    if (!has_operand || (s->flags & WITHOUT) != 0 || is_wide(s, at->bytes) ||
        !rebase_emit_moved(&e, s, at, mc->reg, (uintptr_t)w->copy - w->start, &scratch))
        return ARCH_NOT_REDIRECTED;
    emit_u8(&e, 0xc3);
    mc->flags &= ~(uintptr_t)ARCH_FLAG_STEP;
    run_code(mc, room);
    mc->flags |= before.flags & ARCH_FLAG_STEP;
    mc->reg[scratch] = before.reg[scratch];
    mc->pc = (uintptr_t)at->pc + s->length;
    w->compared = compared_size(s, at->bytes);
    return w->compared != 0 && (mc->flags & FLAG_ZF) == 0 ? ARCH_COMPARED_UNEQUAL : ARCH_REDIRECTED;
}

static void
emit_jump_to(struct emitter *e, uintptr_t to)
{
    EMIT(e, 0xff, 0x25, 0, 0, 0, 0); /* jmp [rip] */
    emit_u64(e, to);
}

/* Direct jumps need not be copied. */
static bool
relocate_one(struct emitter *e, const struct ir_scan *s, const uint8_t *bytes, uintptr_t pc)
{
    uint8_t *copy = e->hot;
    int32_t disp, rel;
    if (s->kind != IR_OTHER)
        return false;
    emit_bytes(e, bytes, s->length);
    if (s->rip_off == 0)
        return true;
    memcpy(&disp, bytes + s->rip_off, sizeof(disp));
    uintptr_t to = pc + s->length + (uintptr_t)(intptr_t)disp;
    if (!emit_rel32(copy + s->rip_off, (size_t)(s->length - s->rip_off - 4), to, &rel))
        return false;
    memcpy(copy + s->rip_off, &rel, sizeof(rel));
    return true;
}

bool
arch_relocate(uint8_t *to, const uint8_t *bytes, size_t size, uintptr_t at, size_t least)
{
    enum { ENOUGH = 16 };
    struct emitter e = { .hot = to };
    size_t n = 0;
    while (n < ENOUGH) {
        struct ir_scan s;
        if (ir_scan_copy(bytes + n, at + n, size - n, IR_ISA_AMD64, &s) == 0)
            break;
        if (s.kind == IR_JMP && n < least) {
            emit_jump_to(&e, s.target);
            return true;
        }
        if (!relocate_one(&e, &s, bytes + n, at + n))
            break;
        n += s.length;
    }
    emit_jump_to(&e, at + n);
    return n >= least;
}
