/* ir/instr.c - instructions: opcode, operands, flags, place in a list. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/instr_mem.h"

#include "dr_ir_disassemble.h"
#include "ir/context.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "ir/opclass.h"
#include "ir/reg.h"
#include "os/base/string.h"

/* ---- opcode and validity ---- */

int
instr_get_opcode(instr_t *instr)
{
    if (instr->opcode == OP_UNDECODED)
        instr_need_opcode(instr);
    return (int)instr->opcode;
}

void
instr_set_opcode(instr_t *instr, int opcode)
{
    instr->opcode = (uint)opcode;
    instr->flags |= INSTR_OPCODE_VALID;
    instr->prefixes &= ~(IR_PREFIX_EVEX | IR_PREFIX_VEX | IR_PREFIX_XOP);
    instr->predicate = (byte)isa_predicate((uint)opcode);
    instr_changed(instr);
}

bool
instr_valid(instr_t *instr)
{
    return instr->opcode != OP_INVALID;
}

bool
instr_opcode_valid(instr_t *instr)
{
    return instr->opcode != OP_INVALID && instr->opcode != OP_UNDECODED;
}

bool
instr_operands_valid(instr_t *instr)
{
    return (instr->flags & INSTR_OPERANDS_VALID) != 0;
}

void
instr_set_operands_valid(instr_t *instr, bool valid)
{
    if (valid)
        instr->flags |= INSTR_OPERANDS_VALID;
    else
        instr->flags &= ~INSTR_OPERANDS_VALID;
}

dr_isa_mode_t
instr_get_isa_mode(instr_t *instr)
{
    return (dr_isa_mode_t)instr->isa_mode;
}

bool
instr_set_isa_mode(instr_t *instr, dr_isa_mode_t mode)
{
    if (mode != DR_ISA_IA32 && mode != DR_ISA_AMD64 && mode != DR_ISA_REGDEPS)
        return false;
    instr->isa_mode = (byte)mode;
    return true;
}

bool
instr_get_x86_mode(instr_t *instr)
{
    return instr->isa_mode == DR_ISA_IA32;
}

void
instr_set_x86_mode(instr_t *instr, bool x86)
{
    instr->isa_mode = (byte)(x86 ? DR_ISA_IA32 : DR_ISA_AMD64);
}

/* ---- operands ---- */

int
instr_num_srcs(instr_t *instr)
{
    instr_need_operands(instr);
    return instr->num_srcs;
}

int
instr_num_dsts(instr_t *instr)
{
    instr_need_operands(instr);
    return instr->num_dsts;
}

opnd_t
instr_get_src(instr_t *instr, uint pos)
{
    instr_need_operands(instr);
    return pos < instr->num_srcs ? *instr_src_at(instr, pos) : opnd_create_null();
}

opnd_t
instr_get_dst(instr_t *instr, uint pos)
{
    instr_need_operands(instr);
    return pos < instr->num_dsts ? instr->dsts[pos] : opnd_create_null();
}

opnd_t
instr_get_target(instr_t *cti_instr)
{
    return instr_get_src(cti_instr, 0);
}

void
instr_set_src(instr_t *instr, uint pos, opnd_t opnd)
{
    instr_need_operands(instr);
    if (pos >= instr->num_srcs)
        return;
    *instr_src_at(instr, pos) = opnd;
    instr->flags |= INSTR_OPERANDS_VALID;
    instr_changed(instr);
}

void
instr_set_dst(instr_t *instr, uint pos, opnd_t opnd)
{
    instr_need_operands(instr);
    if (pos >= instr->num_dsts)
        return;
    instr->dsts[pos] = opnd;
    instr->flags |= INSTR_OPERANDS_VALID;
    instr_changed(instr);
}

void
instr_set_target(instr_t *cti_instr, opnd_t target)
{
    instr_set_src(cti_instr, 0, target);
}

bool
instr_replace_src_opnd(instr_t *instr, opnd_t old_opnd, opnd_t new_opnd)
{
    bool found = false;

    for (int i = 0; i < instr_num_srcs(instr); i++) {
        if (opnd_same(*instr_src_at(instr, (uint)i), old_opnd)) {
            instr_set_src(instr, (uint)i, new_opnd);
            found = true;
        }
    }
    return found;
}

bool
instr_replace_reg_resize(instr_t *instr, reg_id_t old_reg, reg_id_t new_reg)
{
    bool found = false;

    for (int i = 0; i < instr_num_srcs(instr); i++)
        found |= opnd_replace_reg_resize(instr_src_at(instr, (uint)i), old_reg, new_reg);
    for (int i = 0; i < instr_num_dsts(instr); i++)
        found |= opnd_replace_reg_resize(&instr->dsts[i], old_reg, new_reg);
    if (found)
        instr_changed(instr);
    return found;
}

/* ---- prefixes, predicates, hints ---- */

uint
instr_get_prefixes(instr_t *instr)
{
    instr_need_opcode(instr);
    return instr->prefixes;
}

void
instr_set_prefixes(instr_t *instr, uint prefixes)
{
    instr_need_operands(instr);
    instr->prefixes = prefixes;
    instr_changed(instr);
}

instr_t *
instr_set_prefix_flag(instr_t *instr, uint prefix)
{
    instr_need_operands(instr);
    instr->prefixes |= prefix;
    instr_changed(instr);
    return instr;
}

bool
instr_get_prefix_flag(instr_t *instr, uint prefix)
{
    return (instr_get_prefixes(instr) & prefix) != 0;
}

dr_pred_type_t
instr_get_predicate(instr_t *instr)
{
    instr_need_opcode(instr);
    return (dr_pred_type_t)instr->predicate;
}

instr_t *
instr_set_predicate(instr_t *instr, dr_pred_type_t pred)
{
    instr->predicate = (byte)pred;
    return instr;
}

bool
instr_is_predicated(instr_t *instr)
{
    return instr_get_predicate(instr) != DR_PRED_NONE;
}

bool
instr_predicate_is_cond(dr_pred_type_t pred)
{
    return pred != DR_PRED_NONE && pred != DR_PRED_AL && pred != DR_PRED_OP;
}

dr_pred_type_t
instr_invert_predicate(dr_pred_type_t pred)
{
    if (pred >= DR_PRED_O && pred <= DR_PRED_NLE) /* pairs in the machine's order */
        return (dr_pred_type_t)(((pred - DR_PRED_O) ^ 1) + DR_PRED_O);
    return DR_PRED_NONE;
}

const char *
instr_predicate_name(dr_pred_type_t pred)
{
    static const char *const names[] = { "",  "o", "no", "b", "nb", "z", "nz", "be",     "nbe",
                                         "s", "ns", "p", "np", "l", "nl", "le", "nle", "complex" };

    return pred < sizeof(names) / sizeof(names[0]) ? names[pred] : "<unknown>";
}

bool
instr_has_encoding_hint(instr_t *instr, dr_encoding_hint_type_t hint)
{
    return (instr->encoding_hints & (uint)hint) != 0;
}

instr_t *
instr_set_encoding_hint(instr_t *instr, dr_encoding_hint_type_t hint)
{
    instr->encoding_hints |= (uint)hint;
    instr_changed(instr);
    return instr;
}

/* ---- application and meta ---- */

#define FLAG(get, set, flag)              \
    bool get(instr_t *instr)              \
    {                                     \
        return (instr->flags & (flag)) != 0; \
    }                                     \
    void set(instr_t *instr, bool val)    \
    {                                     \
        if (val)                          \
            instr->flags |= (flag);       \
        else                              \
            instr->flags &= ~(uint)(flag); \
    }

FLAG(instr_is_meta_may_fault, instr_set_meta_may_fault, INSTR_META_MAY_FAULT)

bool
instr_is_meta(instr_t *instr)
{
    return (instr->flags & INSTR_META) != 0;
}

bool
instr_is_app(instr_t *instr)
{
    return !instr_is_meta(instr);
}

void
instr_set_meta(instr_t *instr)
{
    instr->flags |= INSTR_META;
}

void
instr_set_app(instr_t *instr)
{
    instr->flags &= ~(INSTR_META | INSTR_META_MAY_FAULT);
}

void
instr_set_meta_no_translation(instr_t *instr)
{
    instr_set_meta(instr);
    instr->translation = NULL;
}

bool
instr_ok_to_mangle(instr_t *instr)
{
    return (instr->flags & (INSTR_META | (uint)INSTR_DO_NOT_MANGLE)) == 0;
}

void
instr_set_ok_to_mangle(instr_t *instr, bool val)
{
    if (val)
        instr_set_app(instr);
    else
        instr_set_meta(instr);
}

bool
instr_ok_to_emit(instr_t *instr)
{
    return (instr->flags & INSTR_DO_NOT_EMIT) == 0;
}

void
instr_set_ok_to_emit(instr_t *instr, bool val)
{
    if (val)
        instr->flags &= ~INSTR_DO_NOT_EMIT;
    else
        instr->flags |= INSTR_DO_NOT_EMIT;
}

/* Where the application had it: an explicit translation, or the bits themselves. */
app_pc
instr_get_app_pc(instr_t *instr)
{
    if (instr->translation != NULL)
        return instr->translation;
    if ((instr->flags & (INSTR_RAW_BITS_VALID | INSTR_RAW_BITS_ALLOCATED)) == INSTR_RAW_BITS_VALID)
        return instr->bytes;
    return NULL;
}

instr_t *
instr_set_translation(instr_t *instr, app_pc addr)
{
    instr->translation = addr;
    return instr;
}

/* ---- list, note, label ---- */

instr_t *
instr_get_next(instr_t *instr)
{
    return instr->next;
}

instr_t *
instr_get_prev(instr_t *instr)
{
    return instr->prev;
}

instr_t *
instr_get_next_app(instr_t *instr)
{
    do
        instr = instr->next;
    while (instr != NULL && instr_is_meta(instr));
    return instr;
}

instr_t *
instr_get_prev_app(instr_t *instr)
{
    do
        instr = instr->prev;
    while (instr != NULL && instr_is_meta(instr));
    return instr;
}

void
instr_set_next(instr_t *instr, instr_t *next)
{
    instr->next = next;
}

void
instr_set_prev(instr_t *instr, instr_t *prev)
{
    instr->prev = prev;
}

void *
instr_get_note(instr_t *instr)
{
    return instr->note;
}

void
instr_set_note(instr_t *instr, void *value)
{
    instr->note = value;
}

size_t
instr_get_offset(instr_t *instr)
{
    return instr->offset;
}

dr_instr_label_data_t *
instr_get_label_data_area(instr_t *instr)
{
    return instr->opcode == OP_LABEL ? &instr->label_data : NULL;
}

void
instr_set_label_callback(instr_t *instr, instr_label_callback_t func)
{
    if (instr->opcode == OP_LABEL)
        instr->label_cb = func;
}

void
instr_clear_label_callback(instr_t *instr)
{
    instr->label_cb = NULL;
}

/* ---- categories and features ---- */

uint
instr_get_category(instr_t *instr)
{
    if ((instr->flags & INSTR_CATEGORY_VALID) == 0)
        isa_set_category(instr);
    return instr->category;
}

void
instr_set_category(instr_t *instr, uint category)
{
    instr->category = category;
    instr->flags |= INSTR_CATEGORY_VALID;
}

const char *
instr_get_category_name(dr_instr_category_t category)
{
    static const struct {
        uint bit;
        const char *name;
    } names[] = {
        { DR_INSTR_CATEGORY_UNCATEGORIZED, "uncategorized" }, { DR_INSTR_CATEGORY_FP, "fp" },
        { DR_INSTR_CATEGORY_LOAD, "load" },       { DR_INSTR_CATEGORY_STORE, "store" },
        { DR_INSTR_CATEGORY_BRANCH, "branch" },   { DR_INSTR_CATEGORY_SIMD, "simd" },
        { DR_INSTR_CATEGORY_STATE, "state" },     { DR_INSTR_CATEGORY_MOVE, "move" },
        { DR_INSTR_CATEGORY_CONVERT, "convert" }, { DR_INSTR_CATEGORY_MATH, "math" },
        { DR_INSTR_CATEGORY_OTHER, "other" },
    };
    for (uint i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i].bit == (uint)category)
            return names[i].name;
    }
    return "";
}

opnd_size_t
instr_get_operation_size(instr_t *instr)
{
    if (instr->operation_size == OPSZ_NA) {
        uint widest = 0;
        for (int i = 0; i < instr_num_srcs(instr); i++) {
            opnd_t o = *instr_src_at(instr, (uint)i);
            if (!opnd_is_immed(o) && !opnd_is_pc(o) && !opnd_is_instr(o) &&
                opnd_size_in_bytes(opnd_get_size(o)) > widest)
                widest = opnd_size_in_bytes(opnd_get_size(o));
        }
        for (int i = 0; i < instr_num_dsts(instr); i++) {
            if (opnd_size_in_bytes(opnd_get_size(instr->dsts[i])) > widest)
                widest = opnd_size_in_bytes(opnd_get_size(instr->dsts[i]));
        }
        instr->operation_size = widest == 0 ? OPSZ_NA : opnd_size_from_bytes(widest);
    }
    return instr->operation_size;
}

void
instr_set_operation_size(instr_t *instr, opnd_size_t operation_size)
{
    instr->operation_size = operation_size;
}

/* ---- comparing ---- */

bool
instr_same(instr_t *instr1, instr_t *instr2)
{
    if (instr_get_opcode(instr1) != instr_get_opcode(instr2) ||
        instr_num_srcs(instr1) != instr_num_srcs(instr2) ||
        instr_num_dsts(instr1) != instr_num_dsts(instr2))
        return false;
    for (uint i = 0; i < instr1->num_srcs; i++) {
        if (!opnd_same(*instr_src_at(instr1, i), *instr_src_at(instr2, i)))
            return false;
    }
    for (uint i = 0; i < instr1->num_dsts; i++) {
        if (!opnd_same(instr1->dsts[i], instr2->dsts[i]))
            return false;
    }
    const uint matter = PREFIX_LOCK | PREFIX_XACQUIRE | PREFIX_XRELEASE | PREFIX_JCC_TAKEN |
        PREFIX_JCC_NOT_TAKEN;
    if (((instr1->prefixes ^ instr2->prefixes) & matter) != 0 ||
        ((instr1->evex ^ instr2->evex) & (IR_EVEX_ZEROING | IR_EVEX_SAE |
                                          7U << IR_EVEX_ROUND_SHIFT)) != 0)
        return false;
    return instr_get_isa_mode(instr1) == instr_get_isa_mode(instr2) &&
        instr_get_predicate(instr1) == instr_get_predicate(instr2);
}

/* Registers in addresses stay, and so do those that string instructions address by. */
static opnd_t
shrunk_to_16(instr_t *instr, opnd_t o)
{
    int gpr = reg_gpr_number(opnd_get_reg(o));

    if (opnd_is_reg(o) && opclass_has((uint)instr_get_opcode(instr), OPCLASS_STRING | OPCLASS_REP) &&
        (gpr == 6 || gpr == 7 || gpr == 1))
        return o;
    opnd_t small = opnd_shrink_to_16_bits(o);
    if (opnd_is_base_disp(o)) {
        opnd_size_t size = opnd_get_size(small);
        small = o;
        opnd_set_size(&small, size);
    }
    return small;
}

void
instr_shrink_to_16_bits(instr_t *instr)
{
    for (int i = 0; i < instr_num_dsts(instr); i++)
        instr_set_dst(instr, (uint)i, shrunk_to_16(instr, instr->dsts[i]));
    for (int i = 0; i < instr_num_srcs(instr); i++)
        instr_set_src(instr, (uint)i, shrunk_to_16(instr, *instr_src_at(instr, (uint)i)));
}

void
instr_shrink_to_32_bits(instr_t *instr)
{
    for (int i = 0; i < instr_num_dsts(instr); i++)
        instr_set_dst(instr, (uint)i, opnd_shrink_to_32_bits(instr->dsts[i]));
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        opnd_t o = *instr_src_at(instr, (uint)i);
        /* an immediate keeps its value: only its size narrows */
        instr_set_src(instr, (uint)i, opnd_shrink_to_32_bits(o));
    }
    /* pushes and pops move by one narrower slot */
    for (uint i = 0; i < instr->num_dsts; i++) {
        opnd_t *o = &instr->dsts[i];
        if (opnd_is_base_disp(*o) && opnd_get_base(*o) == DR_REG_ESP && opnd_get_disp(*o) == -8 &&
            (o->size == OPSZ_4 || o->size == OPSZ_VARSTACK || o->size == OPSZ_STACK))
            opnd_set_disp(o, -4);
    }
}
