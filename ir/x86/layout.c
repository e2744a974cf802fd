/* ir/x86/layout.c - which operands are destinations and sources, in which order. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The general rule, DynamoRIO's order for most instructions: destinations are the shown operands
 * that are written, then the implied ones. Sources are the mask, then (with a mask) the
 * immediate, the other shown operands that are read, last the first operand if it is read too
 * (add: destination d, sources s, d), then implied ones. Conditional accesses count.
 * Flags, the program counter, and control and status registers are no operands.
 * What does not follow the rule is in layout.def. */
#include "ir/x86/layout.h"

enum when { ANY, VIS1, VIS2, VIS4, BYTE, VIS1_BYTE, MEM0, MODE64, EVEX };

struct row {
    byte first; /* of its opcode */
    byte when;
    byte num_dsts, num_srcs;
    ushort dsts[LAYOUT_MAX], srcs[LAYOUT_MAX];
};

#define V0 0
#define V1 1
#define V2 2
#define V3 3
#define R(reg) (W_REG + DR_REG_##reg)
#define SP W_SP
#define BP W_BP
#define PUSHED W_PUSHED
#define PUSHED2 W_PUSHED2
#define PUSHED8 W_PUSHED8
#define POPPED W_POPPED
#define POPPED2 W_POPPED2
#define POPPED8 W_POPPED8
#define POPPED_IRET W_POPPED_IRET
#define AT_BP W_AT_BP
#define AT_SI W_AT_SI
#define AT_DI W_AT_DI
#define AT_XLAT W_AT_XLAT
#define AT_MASKMOV8 W_AT_MASKMOV8
#define AT_MASKMOV16 W_AT_MASKMOV16
#define AT_V0 W_AT_V0
#define OA W_OA
#define OD W_OD
#define HALF_A W_HALF_A
#define ZA W_ZA
#define ZC W_ZC
#define ZSI W_ZSI
#define ZDI W_ZDI
#define WA W_WA
#define WB W_WB
#define WC W_WC
#define WD W_WD
#define FULL_A W_FULL_A
#define FULL_B W_FULL_B
#define FULL_C W_FULL_C
#define FULL_D W_FULL_D
#define FULL_BP W_FULL_BP
#define FULL_SI W_FULL_SI
#define FULL_DI W_FULL_DI

/* COUNT works for empty lists too. */
#define COUNT(...) (sizeof((ushort[]){ 0, ##__VA_ARGS__ }) / sizeof(ushort) - 1)
#define D(...) .num_dsts = COUNT(__VA_ARGS__), .dsts = { __VA_ARGS__ }
#define S(...) .num_srcs = COUNT(__VA_ARGS__), .srcs = { __VA_ARGS__ }

/* Positions of the rows, and the end. */
enum {
    ROW_NONE,
#define FIRST(op, cond, d, s) ROW_##op,
#define NEXT(op, cond, d, s) CONCAT(ROW_MORE_, __LINE__),
#define CONCAT(a, b) CONCAT_(a, b)
#define CONCAT_(a, b) a##b
#include "ir/x86/layout.def"
#undef FIRST
#undef NEXT
};

static const struct row rows[] = {
    { 0 },
#define FIRST(op, cond, ...) { .first = 1, .when = cond, __VA_ARGS__ },
#define NEXT(op, cond, ...) { .when = cond, __VA_ARGS__ },
#include "ir/x86/layout.def"
#undef FIRST
#undef NEXT
    { .first = 1 },
};

static const byte first_row[OP_AFTER_LAST] = {
#define FIRST(op, cond, ...) [op] = ROW_##op,
#define NEXT(op, cond, ...)
#include "ir/x86/layout.def"
#undef FIRST
#undef NEXT
};

_Static_assert(sizeof(rows) / sizeof(rows[0]) < 256, "row numbers fit in a byte");

static bool
row_holds(enum when when, const struct layout_form *f)
{
    switch (when) {
    case ANY: return true;
    case VIS1: return f->num_visible == 1;
    case VIS2: return f->num_visible == 2;
    case VIS4: return f->num_visible == 4;
    case BYTE: return f->first_is_byte;
    case VIS1_BYTE: return f->num_visible == 1 && f->first_is_byte;
    case MEM0: return f->first_is_mem;
    case MODE64: return f->is_64;
    case EVEX: return f->is_evex;
    }
    return false;
}

static void
take_row(const struct row *r, struct layout *out)
{
    out->num_dsts = r->num_dsts;
    out->num_srcs = r->num_srcs;
    out->byte_form = r->when == BYTE || r->when == VIS1_BYTE;
    out->only_64 = r->when == MODE64;
    out->evex_form = r->when == EVEX;
    out->ops = NULL;
    for (uint i = 0; i < r->num_dsts; i++)
        out->dsts[i] = r->dsts[i];
    for (uint i = 0; i < r->num_srcs; i++)
        out->srcs[i] = r->srcs[i];
}

bool
layout_next_row(uint opcode, uint *row, struct layout *out)
{
    uint at = *row == 0 ? first_row[opcode] : *row;

    if (at == ROW_NONE || (*row != 0 && rows[at].first))
        return false;
    take_row(&rows[at], out);
    *row = at + 1;
    return true;
}

/* Whether an implied register is an operand: general, x87, MMX, vector and mask registers. */
static bool
is_operand_register(const ZydisOperandDefinition *op)
{
    if (op->type != ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_REG)
        return op->type == ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_MEM;
    switch (op->op.reg.type) {
    case ZYDIS_IMPLREG_TYPE_STATIC:
        return op->op.reg.reg.reg <= ZYDIS_REGISTER_ST7 ||
            (op->op.reg.reg.reg >= ZYDIS_REGISTER_MM0 && op->op.reg.reg.reg <= ZYDIS_REGISTER_ZMM31);
    case ZYDIS_IMPLREG_TYPE_GPR_OSZ:
    case ZYDIS_IMPLREG_TYPE_GPR_ASZ:
    case ZYDIS_IMPLREG_TYPE_GPR_SSZ: return true;
    default: return false;
    }
}

#define READS(op) (((op)->actions & ZYDIS_OPERAND_ACTION_MASK_READ) != 0)
#define WRITES(op) (((op)->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0)

bool
layout_by_rule(const struct layout_form *f, struct layout *out)
{
    const ZydisOperandDefinition *ops = f->ops;
    uint nd = 0, ns = 0, n = f->num_visible;
    uint imm = f->is_evex && n > 0 && ops[n - 1].type == ZYDIS_SEMANTIC_OPTYPE_IMM ? n - 1 : n;

    out->byte_form = out->only_64 = 0;
    out->evex_form = f->is_evex;
    out->ops = ops;
    for (uint i = 0; i < n; i++) {
        if (WRITES(&ops[i]))
            out->dsts[nd++] = (ushort)i;
    }
    if (f->is_evex && n > 1) {
        out->srcs[ns++] = 1; /* the mask */
        if (imm < n)
            out->srcs[ns++] = (ushort)imm;
    }
    for (uint i = f->is_evex ? 2 : 1; i < n; i++) {
        if (i != imm && READS(&ops[i]))
            out->srcs[ns++] = (ushort)i;
    }
    if (n > 0 && READS(&ops[0])) {
        if (WRITES(&ops[0]) || f->is_evex)
            out->srcs[ns++] = 0;
        else { /* only read: it comes first, as assembly shows it */
            for (uint i = ns; i > 0; i--)
                out->srcs[i] = out->srcs[i - 1];
            out->srcs[0] = 0;
            ns++;
        }
    }
    for (uint i = n; i < f->num_ops; i++) {
        if (!is_operand_register(&ops[i]))
            continue;
        if (nd >= LAYOUT_MAX || ns >= LAYOUT_MAX)
            return false;
        if (WRITES(&ops[i]))
            out->dsts[nd++] = (ushort)(W_HIDDEN + i);
        if (READS(&ops[i]))
            out->srcs[ns++] = (ushort)(W_HIDDEN + i);
    }
    out->num_dsts = (byte)nd;
    out->num_srcs = (byte)ns;
    return true;
}

bool
layout_for_decode(uint opcode, const struct layout_form *f, struct layout *out)
{
    uint at = first_row[opcode];

    if (at == ROW_NONE)
        return layout_by_rule(f, out);
    do {
        if (row_holds((enum when)rows[at].when, f)) {
            take_row(&rows[at], out);
            return true;
        }
    } while (!rows[++at].first);
    return layout_by_rule(f, out);
}
