/* ir/x86/syntax.c - instructions as text: DynamoRIO's, Intel's and AT&T's way. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The DR style lists every operand, implied ones too: `add %ecx %eax -> %eax`. Intel and AT&T
 * show what assembly shows. */
#include "dr_ir_disassemble.h"
#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/opclass.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/text.h"
#include "ir/x86/request.h"

enum { DR, INTEL, ATT };

static uint
style_of(uint flags)
{
    return (flags & DR_DISASM_INTEL) != 0 ? INTEL : (flags & DR_DISASM_ATT) != 0 ? ATT : DR;
}

static void
add_reg(struct text *t, reg_id_t reg, uint style)
{
    if (style != INTEL)
        text_add(t, "%");
    if (style == ATT && reg_is_fp(reg)) { /* st(1) */
        static const char *const names[] = { "st",    "st(1)", "st(2)", "st(3)",
                                             "st(4)", "st(5)", "st(6)", "st(7)" };
        text_add(t, names[reg - DR_REG_ST0]);
        return;
    }
    if (style != DR && reg >= DR_REG_R8L && reg <= DR_REG_R15L) { /* r8b, as assemblers have it */
        text_add(t, "r");
        text_decimal(t, reg - DR_REG_R8L + 8);
        text_add(t, "b");
        return;
    }
    text_add(t, get_register_name(reg));
}

static void
add_size(struct text *t, opnd_t o, uint style)
{
    static const struct {
        byte bytes;
        const char *name;
    } names[] = { { 1, "byte" },     { 2, "word" },     { 4, "dword" },    { 6, "fword" },
                  { 8, "qword" },    { 10, "tbyte" },   { 16, "xmmword" }, { 32, "ymmword" },
                  { 64, "zmmword" } };
    uint bytes = opnd_size_bytes_in(opnd_get_size(o), t->is_64);

    if (style == DR) {
        text_add(t, "[");
        text_decimal(t, bytes);
        text_add(t, "byte]");
        return;
    }
    for (uint i = 0; style == INTEL && i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i].bytes == bytes) {
            text_add(t, names[i].name);
            text_add(t, " ptr ");
        }
    }
}

static void
add_segment(struct text *t, opnd_t o, uint style)
{
    reg_id_t seg = opnd_get_segment(o);

    if (seg == DR_REG_NULL || opnd_is_mem_instr(o))
        return;
    add_reg(t, seg, style);
    text_add(t, ":");
}

static void
add_base_disp(struct text *t, opnd_t o, uint style)
{
    reg_id_t base = opnd_get_base(o), index = opnd_get_index(o);
    int disp = opnd_get_disp(o);
    bool any = base != DR_REG_NULL || index != DR_REG_NULL;
    uint digits = disp >= -128 && disp <= 127 ? 2 : 8;

    add_segment(t, o, style);
    if (style == INTEL) {
        text_add(t, "[");
        if (base != DR_REG_NULL)
            add_reg(t, base, style);
        if (index != DR_REG_NULL) {
            text_add(t, base != DR_REG_NULL ? "+" : "");
            add_reg(t, index, style);
            if (opnd_get_scale(o) > 1) {
                text_add(t, "*");
                text_decimal(t, opnd_get_scale(o));
            }
        }
        if (disp != 0 || !any) {
            if (any && disp > 0)
                text_add(t, "+");
            if (any)
                text_signed_hex(t, disp, digits);
            else
                text_hex(t, t->is_64 ? (uint64)(int64)disp : (uint)disp, 8);
        }
        text_add(t, "]");
        return;
    }
    if (!any)
        text_hex(t, t->is_64 ? (uint64)(int64)disp : (uint)disp, 8);
    else if (disp != 0)
        text_signed_hex(t, disp, digits);
    if (!any)
        return;
    text_add(t, "(");
    if (base != DR_REG_NULL)
        add_reg(t, base, style);
    if (index != DR_REG_NULL) {
        text_add(t, ",");
        add_reg(t, index, style);
        if (style == DR || opnd_get_scale(o) > 1) {
            text_add(t, ",");
            text_decimal(t, opnd_get_scale(o));
        }
    }
    text_add(t, ")");
}

static void
add_immediate(struct text *t, opnd_t o, uint style)
{
    int64 v = opnd_get_immed_int64(o);
    uint bytes = opnd_size_bytes_in(opnd_get_size(o), t->is_64);

    if (style != INTEL)
        text_add(t, "$");
    if ((opnd_get_flags(o) & DR_OPND_IMM_PRINT_DECIMAL) != 0) {
        text_decimal(t, v);
        return;
    }
    if (style != DR && v < 0 && v >= -0x80000000LL)
        text_signed_hex(t, v, bytes * 2);
    else if (bytes > 0 && bytes < 8)
        text_hex(t, (uint64)v & ((1ULL << bytes * 8) - 1), bytes * 2);
    else
        text_hex(t, (uint64)v, bytes * 2);
}

static void
add_opnd(struct text *t, opnd_t o, uint style)
{
    uint width = t->is_64 ? 16 : 8;

    if (opnd_is_null(o))
        text_add(t, "<null>");
    else if (opnd_is_reg(o)) {
        add_reg(t, opnd_get_reg(o), style);
        if (style == DR && o.size != OPSZ_NA && o.size != reg_get_size(opnd_get_reg(o)))
            add_size(t, o, style);
    } else if (opnd_is_immed_int(o))
        add_immediate(t, o, style);
    else if (opnd_is_near_pc(o)) {
        text_add(t, style == DR ? "$" : "");
        text_hex(t, (ptr_uint_t)opnd_get_pc(o), width);
    } else if (opnd_is_far_pc(o)) {
        text_hex(t, opnd_get_segment_selector(o), 4);
        text_add(t, ":");
        text_hex(t, (ptr_uint_t)opnd_get_pc(o), 8);
    } else if (opnd_is_instr(o)) {
        text_add(t, "@");
        text_hex(t, (ptr_uint_t)opnd_get_instr(o), 2 * sizeof(void *));
    } else if (opnd_is_memory_reference(o)) {
        if (style == INTEL)
            add_size(t, o, style);
        if (opnd_is_base_disp(o))
            add_base_disp(t, o, style);
        else if (opnd_is_mem_instr(o)) {
            text_add(t, "<@");
            text_hex(t, (ptr_uint_t)opnd_get_instr(o), 2 * sizeof(void *));
            text_add(t, "+");
            text_signed_hex(t, opnd_get_mem_instr_disp(o), 2);
            text_add(t, ">");
        } else {
            text_add(t, style == DR && opnd_is_rel_addr(o) ? "<rel> " : "");
            add_segment(t, o, style);
            text_add(t, style == INTEL ? "[" : "");
            text_hex(t, (ptr_uint_t)opnd_get_addr(o), width);
            text_add(t, style == INTEL ? "]" : style == ATT && opnd_is_rel_addr(o) ? "(%rip)" : "");
        }
        if (style == DR)
            add_size(t, o, style);
    } else
        text_add(t, "<float>");
}

void
syntax_opnd(struct text *t, opnd_t opnd, uint style)
{
    add_opnd(t, opnd, style_of(style));
}

/* ---- names and prefixes ---- */

static void
add_prefixes(struct text *t, const instr_t *instr)
{
    static const struct {
        uint bit;
        const char *name;
    } names[] = {
        { PREFIX_XACQUIRE, "xacquire " }, { PREFIX_XRELEASE, "xrelease " }, { PREFIX_LOCK, "lock " },
        { PREFIX_JCC_TAKEN, "jcc_taken " }, { PREFIX_JCC_NOT_TAKEN, "jcc_not_taken " },
        { IR_PREFIX_BND, "bnd " }, { IR_PREFIX_NOTRACK, "notrack " },
    };
    for (uint i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if ((instr->prefixes & names[i].bit) != 0)
            text_add(t, names[i].name);
    }
}

/* One opcode may have a name for each operand size, which assembly does not show otherwise. */
static const char *
name_of(const instr_t *instr, bool is_64)
{
    static const struct {
        ushort opcode, mnemonic;
    } widths[] = {
#define OPCODE_WIDTH(op, mnemonic) { op, ZYDIS_MNEMONIC_##mnemonic },
#include "dr_ir_opcode_list_x86.h"
    };
    if (!opclass_has(instr->opcode, OPCLASS_STRING | OPCLASS_REP)) {
        ZydisMnemonic m = encode_mnemonic(instr, is_64);
        for (uint i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
            if (widths[i].opcode == instr->opcode && widths[i].mnemonic == m)
                return ZydisMnemonicGetString(m);
        }
    }
    return opcode_name(instr->opcode);
}

/* AT&T names that differ: sizes that no register shows, and the sign extensions. */
static void
add_att_name(struct text *t, instr_t *instr, const opnd_t *shown, int n)
{
    ZydisMnemonic m = encode_mnemonic(instr, t->is_64);
    static const struct {
        ushort mnemonic;
        const char *name;
    } other[] = {
        { ZYDIS_MNEMONIC_CBW, "cbtw" }, { ZYDIS_MNEMONIC_CWDE, "cwtl" },
        { ZYDIS_MNEMONIC_CDQE, "cltq" }, { ZYDIS_MNEMONIC_CWD, "cwtd" },
        { ZYDIS_MNEMONIC_CDQ, "cltd" }, { ZYDIS_MNEMONIC_CQO, "cqto" },
    };
    for (uint i = 0; i < sizeof(other) / sizeof(other[0]); i++) {
        if (other[i].mnemonic == m) {
            text_add(t, other[i].name);
            return;
        }
    }
    if ((instr->opcode == OP_movzx || instr->opcode == OP_movsx) && n == 2) {
        static const char suffix[] = { 0, 'b', 'w', 0, 'l', 0, 0, 0, 'q' };
        char s[] = { 'm', 'o', 'v', instr->opcode == OP_movzx ? 'z' : 's',
                     suffix[opnd_size_bytes_in(opnd_get_size(shown[1]), t->is_64) & 7],
                     suffix[opnd_size_bytes_in(opnd_get_size(shown[0]), t->is_64) & 15], 0 };
        text_add(t, s);
        return;
    }
    text_add(t, name_of(instr, t->is_64));
    bool reg = false, mem = false;
    uint bytes = 0;
    for (int i = 0; i < n; i++) {
        reg = reg || opnd_is_reg(shown[i]);
        if (opnd_is_memory_reference(shown[i])) {
            mem = true;
            bytes = opnd_size_bytes_in(opnd_get_size(shown[i]), t->is_64);
        }
    }
    if (mem && !reg && !opclass_has(instr->opcode, OPCLASS_CTI | OPCLASS_NO_ACCESS) &&
        opcode_name(instr->opcode)[0] != 'f')
        text_add(t, bytes == 1 ? "b" : bytes == 2 ? "w" : bytes == 4 ? "l" : bytes == 8 ? "q" : "");
}

static const char *
string_suffix(opnd_t o)
{
    switch (opnd_size_in_bytes(opnd_get_size(o))) {
    case 1: return "b";
    case 2: return "w";
    case 4: return "d";
    case 8: return "q";
    default: return "";
    }
}

/* ---- whole instructions ---- */

static void
syntax_dr(struct text *t, instr_t *instr)
{
    for (uint i = 0; i < instr->num_srcs; i++) {
        text_add(t, i > 0 ? " " : "");
        add_opnd(t, *instr_src_at(instr, i), DR);
    }
    if (instr->num_dsts > 0)
        text_add(t, instr->num_srcs > 0 ? " -> " : "-> ");
    for (uint i = 0; i < instr->num_dsts; i++) {
        text_add(t, i > 0 ? " " : "");
        add_opnd(t, instr->dsts[i], DR);
    }
}

static bool
is_mask_operand(const instr_t *instr, const opnd_t *shown, int i)
{
    return i == 1 && (instr->prefixes & IR_PREFIX_EVEX) != 0 && opnd_is_reg(shown[1]) &&
        reg_is_opmask(opnd_get_reg(shown[1])) && !opclass_has(instr->opcode, OPCLASS_OPMASK) &&
        (instr->num_srcs > 0 && opnd_is_reg(instr->src0) &&
         opnd_get_reg(instr->src0) == opnd_get_reg(shown[1]));
}

static void
add_decorations(struct text *t, const instr_t *instr, const opnd_t *shown, int n, uint style)
{
    if (n > 1 && is_mask_operand(instr, shown, 1) && opnd_get_reg(shown[1]) != DR_REG_K0) {
        text_add(t, "{");
        add_reg(t, opnd_get_reg(shown[1]), style);
        text_add(t, "}");
        if ((instr->evex & IR_EVEX_ZEROING) != 0)
            text_add(t, "{z}");
    }
}

static void
add_broadcast(struct text *t, const instr_t *instr, opnd_t o)
{
    static const char *const names[] = { "", "{1to2}", "{1to4}", "{1to8}", "{1to16}", "{1to32}" };
    uint b = instr->evex >> IR_EVEX_BCST_SHIFT & 15;

    if (opnd_is_memory_reference(o) && b > 0 && b < sizeof(names) / sizeof(names[0]))
        text_add(t, names[b]);
}

static void
add_rounding(struct text *t, const instr_t *instr, const char *before, const char *after)
{
    static const char *const names[] = { "{sae}", "{rn-sae}", "{rd-sae}", "{ru-sae}", "{rz-sae}" };
    uint r = instr->evex >> IR_EVEX_ROUND_SHIFT & 7;

    if (r == 0 && (instr->evex & IR_EVEX_SAE) == 0)
        return;
    text_add(t, before);
    text_add(t, names[r < 5 ? r : 0]);
    text_add(t, after);
}

static void
syntax_shown(struct text *t, instr_t *instr, const opnd_t *shown, int n, uint style)
{
    bool first = true;

    if (style == ATT)
        add_rounding(t, instr, "", n > 0 ? ", " : "");
    for (int k = 0; k < n; k++) {
        int i = style == ATT ? n - 1 - k : k;
        if (is_mask_operand(instr, shown, i))
            continue;
        text_add(t, first ? "" : ", ");
        first = false;
        if (style == ATT && opclass_has(instr->opcode, OPCLASS_JMP_IND | OPCLASS_CALL_IND))
            text_add(t, "*");
        add_opnd(t, shown[i], style);
        if (i == 0)
            add_decorations(t, instr, shown, n, style);
        add_broadcast(t, instr, shown[i]);
    }
    if (style == INTEL)
        add_rounding(t, instr, ", ", "");
}

void
syntax_instr(struct text *t, instr_t *instr, uint flags)
{
    uint style = style_of(flags);
    size_t start = t->at;
    opnd_t shown[5];

    if (instr->opcode == OP_LABEL) {
        text_add(t, "<label");
        if (instr->note != NULL) {
            text_add(t, " note=");
            text_hex(t, (ptr_uint_t)instr->note, 2 * sizeof(void *));
        }
        text_add(t, ">");
        return;
    }
    if (!instr_need_operands(instr)) {
        text_add(t, instr->opcode == OP_INVALID || instr->opcode == OP_UNDECODED
                     ? "<INVALID>" : opcode_name(instr->opcode));
        return;
    }
    add_prefixes(t, instr);
    int n = style == DR ? 0 : encode_shown_operands(instr, shown);
    if (style == ATT)
        add_att_name(t, instr, shown, n < 0 ? 0 : n);
    else
        text_add(t, style == DR ? opcode_name(instr->opcode) : name_of(instr, t->is_64));
    if (style != DR && opclass_has(instr->opcode, OPCLASS_STRING | OPCLASS_REP)) {
        opnd_t m = instr->num_dsts > 0 && opnd_is_memory_reference(instr->dsts[0]) ? instr->dsts[0]
                                                                                  : instr->src0;
        const char *s = string_suffix(m);
        text_add(t, style == ATT && s[0] == 'd' ? "l" : s);
    }
    if (style == DR ? instr->num_srcs + instr->num_dsts > 0 : n > 0)
        text_pad(t, start + 7);
    if (style == DR)
        syntax_dr(t, instr);
    else if (n > 0)
        syntax_shown(t, instr, shown, n, style);
}
