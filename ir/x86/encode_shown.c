/* ir/x86/encode_shown.c - from destinations and sources to the operands that assembly shows. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/request.h"

#include "ir/flags.h"
#include "ir/opclass.h"
#include "ir/opnd.h"
#include "ir/reg.h"

static opnd_t
src_at(const instr_t *instr, uint n)
{
    return n == 0 ? instr->src0 : instr->srcs[n - 1];
}

/* Whether an operand can be what a word stands for. Sizes are not looked at. */
static bool
fits_word(uint word, opnd_t opnd)
{
    static const byte numbers[] = { [W_SP] = 4, [W_BP] = 5, [W_OA] = 0,  [W_OD] = 2,
                                    [W_HALF_A] = 0, [W_ZA] = 0, [W_ZC] = 1, [W_ZSI] = 6,
                                    [W_ZDI] = 7, [W_WA] = 0, [W_WB] = 3, [W_WC] = 1, [W_WD] = 2 };

    if (word >= W_REG) {
        reg_id_t want = (reg_id_t)(word - W_REG), have = opnd_get_reg(opnd);
        if (reg_gpr_number(want) >= 0 && opnd_size_in_bytes(reg_get_size(want)) >= 4)
            return reg_gpr_number(want) == reg_gpr_number(have);
        return opnd_is_reg(opnd) && (have == want ||
                                     (reg_vector_number(want) >= 0 &&
                                      reg_vector_number(want) == reg_vector_number(have)));
    }
    if (word >= W_PUSHED && word <= W_AT_V0)
        return opnd_is_memory_reference(opnd);
    if (word >= W_FULL_A)
        return opnd_is_reg(opnd);
    return opnd_is_reg(opnd) && reg_gpr_number(opnd_get_reg(opnd)) == numbers[word];
}

/* An implied register of Zydis's tables that is always the same. */
static bool
fits_hidden(const ZydisOperandDefinition *op, opnd_t opnd)
{
    if (op->type != ZYDIS_SEMANTIC_OPTYPE_IMPLICIT_REG ||
        op->op.reg.type != ZYDIS_IMPLREG_TYPE_STATIC)
        return true;
    return fits_word(W_REG + reg_from_zydis((ZydisRegister)op->op.reg.reg.reg), opnd);
}

/* The accumulator of mul, div and cmpxchg is as wide as the operand. */
static bool
widths_fit(const instr_t *instr, const struct layout *l, const opnd_t *shown)
{
    uint bytes = opnd_size_in_bytes(opnd_get_size(shown[0]));

    if (l->byte_form && bytes != 1)
        return false;
    for (uint i = 0; i < l->num_dsts; i++) {
        if ((l->dsts[i] == W_OA || l->dsts[i] == W_OD) &&
            opnd_size_in_bytes(opnd_get_size(instr->dsts[i])) != bytes)
            return false;
        if (l->dsts[i] == W_AT_V0 && opnd_get_base(instr->dsts[i]) != opnd_get_reg(shown[0]))
            return false;
    }
    if (opclass_has(instr->opcode, OPCLASS_GATHER))
        return opnd_is_memory_reference(shown[1]) != l->evex_form;
    return true;
}

static bool
is_place(opnd_t o)
{
    return opnd_is_reg(o) || opnd_is_memory_reference(o);
}

static bool
is_plain_reg(opnd_t o)
{
    return opnd_is_reg(o) && reg_is_gpr(opnd_get_reg(o));
}

/* Whether Zydis's table has a place or a constant where the operand is one. */
static bool
fits_definition(const ZydisOperandDefinition *op, opnd_t o)
{
    return encode_is_constant(op) != is_place(o);
}

static bool
is_special_reg(opnd_t o, uint opcode)
{
    reg_id_t r = opnd_get_reg(o);

    return opcode == OP_mov_seg ? reg_is_segment(r) : r >= DR_REG_DR0 && r <= DR_REG_CR15;
}

/* Opcodes that share a mnemonic take different kinds of operands. */
static bool
kinds_fit(const instr_t *instr, const opnd_t *shown)
{
    switch (instr->opcode) {
    case OP_nop: return false; /* the form with an operand is nop_modrm */
    case OP_push: return is_place(shown[0]);
    case OP_push_imm: return !is_place(shown[0]);
    case OP_mov_imm: return opnd_is_reg(shown[0]) && !is_place(shown[1]);
    case OP_mov_ld:
        return is_plain_reg(shown[0]) && is_place(shown[1]) &&
            (!opnd_is_reg(shown[1]) || is_plain_reg(shown[1]));
    case OP_mov_st:
        return is_place(shown[0]) && (!opnd_is_reg(shown[0]) || is_plain_reg(shown[0])) && !opnd_is_memory_reference(shown[1]) &&
            (!opnd_is_reg(shown[1]) || is_plain_reg(shown[1]));
    case OP_mov_seg:
    case OP_mov_priv:
        return is_special_reg(shown[0], instr->opcode) || is_special_reg(shown[1], instr->opcode);
    default: break;
    }
    if (opclass_has(instr->opcode, OPCLASS_JMP_IND | OPCLASS_CALL_IND))
        return is_place(shown[0]);
    return !opclass_has(instr->opcode, OPCLASS_UBR | OPCLASS_CALL_DIRECT) || !is_place(shown[0]);
}

/* Zydis takes memory of any size beside a 64-bit register of these. */
static bool
memory_fits(const instr_t *instr, const opnd_t *shown, int n)
{
    static const ushort even[] = { OP_adcx, OP_adox, OP_movnti, OP_movdiri };
    if (n < 2 || (!opnd_is_memory_reference(shown[0]) && !opnd_is_memory_reference(shown[1])))
        return true;
    for (uint i = 0; i < sizeof(even) / sizeof(even[0]); i++) {
        if (even[i] == instr->opcode)
            return opnd_size_allows(opnd_get_size(shown[opnd_is_reg(shown[0])]),
                                    opnd_size_in_bytes(opnd_get_size(shown[!opnd_is_reg(shown[0])])),
                                    instr->isa_mode != DR_ISA_IA32);
    }
    return true;
}

/* Whether two operands that one encoded operand stands for agree: the same register (a part of it
 * may be read only), or memory at one address and of sizes that one access can have. */
static bool
tied(opnd_t a, opnd_t b, bool is_64)
{
    if (opnd_same(a, b))
        return true;
    if (opnd_is_reg(a) && opnd_is_reg(b))
        return opnd_get_reg(a) == opnd_get_reg(b);
    opnd_size_t s = opnd_get_size(a), t = opnd_get_size(b);
    if (!opnd_same_address(a, b))
        return false;
    return s == t || (!opnd_size_is_open(s) && opnd_size_allows(t, opnd_size_bytes_in(s, is_64), is_64)) ||
        (!opnd_size_is_open(t) && opnd_size_allows(s, opnd_size_bytes_in(t, is_64), is_64));
}

int
encode_sort_operands(const instr_t *instr, const struct layout *l, opnd_t shown[ENCODE_MAX_SHOWN])
{
    uint have = 0, n = 0;

    if (l->num_dsts != instr->num_dsts || l->num_srcs != instr->num_srcs ||
        (l->only_64 && instr->isa_mode == DR_ISA_IA32))
        return -1;
    for (uint i = 0; i < (uint)l->num_dsts + l->num_srcs; i++) {
        bool is_dst = i < l->num_dsts;
        uint word = is_dst ? l->dsts[i] : l->srcs[i - l->num_dsts];
        opnd_t o = is_dst ? instr->dsts[i] : src_at(instr, i - l->num_dsts);
        if (word >= W_HIDDEN) {
            if (word >= W_SP ? !fits_word(word, o) : !fits_hidden(&l->ops[word - W_HIDDEN], o))
                return -1;
            continue;
        }
        if (l->ops != NULL && !fits_definition(&l->ops[word], o))
            return -1;
        if ((have & 1U << word) == 0) {
            shown[word] = o;
            have |= 1U << word;
            n = word + 1 > n ? word + 1 : n;
        } else {
            if (!tied(shown[word], o, instr->isa_mode != DR_ISA_IA32))
                return -1; /* read and written, yet not the same */
            if (opnd_is_memory_reference(o) && !opnd_size_is_open(opnd_get_size(o)))
                shown[word] = o;
        }
    }
    if (have != (1U << n) - 1)
        return -1;
    if (n > 0 && (!widths_fit(instr, l, shown) || !kinds_fit(instr, shown) ||
                  !memory_fits(instr, shown, (int)n)))
        return -1;
    return (int)n;
}

void
encode_form(const ZydisEncodableInstruction *row, struct layout_form *f)
{
    const ZydisInstructionDefinition *def;

    ZydisGetInstructionDefinition(row->encoding, row->instruction_reference, &def);
    *f = (struct layout_form){ .def = def, .ops = ZydisGetOperandDefinitions(def),
                               .num_ops = def->operand_count,
                               .num_visible = def->operand_count_visible };
    f->is_evex = row->encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX && f->num_visible > 1 &&
        f->ops[1].type == ZYDIS_SEMANTIC_OPTYPE_MASK &&
        f->ops[1].op.encoding == ZYDIS_OPERAND_ENCODING_MASK;
}

int
encode_shown_operands(instr_t *instr, opnd_t shown[5])
{
    const ZydisEncodableInstruction *forms;
    struct layout_form f;
    struct layout l;
    uint row = 0;
    int n;
    ZydisMnemonic m = encode_mnemonic(instr, instr->isa_mode != DR_ISA_IA32);

    while (layout_next_row(instr->opcode, &row, &l)) {
        n = encode_sort_operands(instr, &l, shown);
        if (n >= 0)
            return n;
    }
    if (m == ZYDIS_MNEMONIC_INVALID)
        return instr->num_srcs == 1 ? (shown[0] = instr->src0, 1) : 0;
    uint count = ZydisGetEncodableInstructions(m, &forms);
    for (uint i = 0; i < count; i++) {
        encode_form(&forms[i], &f);
        if (f.is_evex != ((instr->prefixes & IR_PREFIX_EVEX) != 0) && count > 1 && f.is_evex)
            continue;
        if (layout_by_rule(&f, &l) && (n = encode_sort_operands(instr, &l, shown)) >= 0)
            return n;
    }
    return -1;
}
