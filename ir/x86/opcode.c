/* ir/x86/opcode.c - from Zydis's mnemonics to opcodes and back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"

#include "dr_ir_decode.h"

static const char *const names[OP_AFTER_LAST] = {
    [OP_INVALID] = "<INVALID>",
    [OP_UNDECODED] = "<undecoded>",
    [OP_CONTD] = "<contd>",
    [OP_LABEL] = "<label>",
#define OPCODE(op, name, mnemonic) [op] = name,
#define OPCODE_ALSO(op, name, mnemonic) [op] = name,
#define OPCODE_OWN(op, name) [op] = name,
#include "dr_ir_opcode_list_x86.h"
};

static const ushort mnemonics[OP_AFTER_LAST] = {
#define OPCODE(op, name, mnemonic) [op] = ZYDIS_MNEMONIC_##mnemonic,
#define OPCODE_ALSO(op, name, mnemonic) [op] = ZYDIS_MNEMONIC_##mnemonic,
#include "dr_ir_opcode_list_x86.h"
};

static const ushort opcodes[ZYDIS_MNEMONIC_MAX_VALUE + 1] = {
#define OPCODE(op, name, mnemonic) [ZYDIS_MNEMONIC_##mnemonic] = op,
#define OPCODE_WIDTH(op, mnemonic) [ZYDIS_MNEMONIC_##mnemonic] = op,
#include "dr_ir_opcode_list_x86.h"
};

/* The opcode tables rely on these neighbours: jcc, setcc and cmovcc in the order of their
 * condition codes, rep forms in the list. */
_Static_assert(OP_jnle - OP_jo == 15 && OP_jnle_short - OP_jo_short == 15, "jcc order");
_Static_assert(OP_cmovnle - OP_cmovo == 15 && OP_setnle - OP_seto == 15, "cmovcc, setcc order");

/* Mnemonics that stand for several opcodes. */
enum rule {
    RULE_NONE, RULE_MOV, RULE_BRANCH, RULE_CALL, RULE_JMP, RULE_RET, RULE_PUSH, RULE_NOP,
    RULE_STRING, RULE_MOVSD, RULE_CMPSD,
};

static const byte rules[ZYDIS_MNEMONIC_MAX_VALUE + 1] = {
#define RULE(mnemonic, rule) [ZYDIS_MNEMONIC_##mnemonic] = RULE_##rule,
    RULE(MOV, MOV) RULE(CALL, CALL) RULE(JMP, JMP) RULE(RET, RET) RULE(PUSH, PUSH) RULE(NOP, NOP)
    RULE(JB, BRANCH) RULE(JBE, BRANCH) RULE(JL, BRANCH) RULE(JLE, BRANCH) RULE(JNB, BRANCH)
    RULE(JNBE, BRANCH) RULE(JNL, BRANCH) RULE(JNLE, BRANCH) RULE(JNO, BRANCH) RULE(JNP, BRANCH)
    RULE(JNS, BRANCH) RULE(JNZ, BRANCH) RULE(JO, BRANCH) RULE(JP, BRANCH) RULE(JS, BRANCH)
    RULE(JZ, BRANCH)
    RULE(MOVSB, STRING) RULE(MOVSW, STRING) RULE(MOVSQ, STRING) RULE(CMPSB, STRING)
    RULE(CMPSW, STRING) RULE(CMPSQ, STRING) RULE(STOSB, STRING) RULE(STOSW, STRING)
    RULE(STOSD, STRING) RULE(STOSQ, STRING) RULE(LODSB, STRING) RULE(LODSW, STRING)
    RULE(LODSD, STRING) RULE(LODSQ, STRING) RULE(SCASB, STRING) RULE(SCASW, STRING)
    RULE(SCASD, STRING) RULE(SCASQ, STRING) RULE(INSB, STRING) RULE(INSW, STRING)
    RULE(INSD, STRING) RULE(OUTSB, STRING) RULE(OUTSW, STRING) RULE(OUTSD, STRING)
    RULE(MOVSD, MOVSD) RULE(CMPSD, CMPSD)
#undef RULE
};

static bool
is_reg_class(const ZydisDecodedOperand *op, ZydisRegister first, ZydisRegister last)
{
    return op->type == ZYDIS_OPERAND_TYPE_REGISTER && op->reg.value >= first &&
        op->reg.value <= last;
}

static bool
is_priv(const ZydisDecodedOperand *op)
{
    return is_reg_class(op, ZYDIS_REGISTER_CR0, ZYDIS_REGISTER_CR15) ||
        is_reg_class(op, ZYDIS_REGISTER_DR0, ZYDIS_REGISTER_DR15);
}

static bool
is_seg(const ZydisDecodedOperand *op)
{
    return is_reg_class(op, ZYDIS_REGISTER_ES, ZYDIS_REGISTER_GS);
}

/* mov_ld loads or copies, mov_st stores: the direction bit of the opcode decides for registers. */
static uint
mov_opcode(const struct decoding *d)
{
    const ZydisDecodedOperand *o = d->ops;

    if (is_priv(&o[0]) || is_priv(&o[1]))
        return OP_mov_priv;
    if (is_seg(&o[0]) || is_seg(&o[1]))
        return OP_mov_seg;
    if (o[1].type == ZYDIS_OPERAND_TYPE_IMMEDIATE)
        return o[0].type == ZYDIS_OPERAND_TYPE_MEMORY ? OP_mov_st : OP_mov_imm;
    if (o[0].type == ZYDIS_OPERAND_TYPE_MEMORY || d->zi.opcode == 0x88 || d->zi.opcode == 0x89)
        return OP_mov_st;
    return OP_mov_ld;
}

/* rep and repne forms of string instructions; f3 on those without a condition is rep either way. */
static uint
string_opcode(uint op, ZydisInstructionAttributes a)
{
    static const struct {
        ushort plain, rep, repne;
    } forms[] = {
        { OP_movs, OP_rep_movs, OP_rep_movs }, { OP_stos, OP_rep_stos, OP_rep_stos },
        { OP_lods, OP_rep_lods, OP_rep_lods }, { OP_ins, OP_rep_ins, OP_rep_ins },
        { OP_outs, OP_rep_outs, OP_rep_outs }, { OP_cmps, OP_rep_cmps, OP_repne_cmps },
        { OP_scas, OP_rep_scas, OP_repne_scas },
    };
    for (uint i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (forms[i].plain != op)
            continue;
        if ((a & (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE)) != 0)
            return forms[i].rep;
        if ((a & ZYDIS_ATTRIB_HAS_REPNE) != 0)
            return forms[i].repne;
    }
    return op;
}

uint
opcode_from_zydis(const struct decoding *d)
{
    const ZydisDecodedInstruction *zi = &d->zi;
    uint op = opcodes[zi->mnemonic];
    bool far = zi->meta.branch_type == ZYDIS_BRANCH_TYPE_FAR;
    bool direct = zi->raw.imm[0].size != 0;

    switch ((enum rule)rules[zi->mnemonic]) {
    case RULE_NONE: return op;
    case RULE_MOV: return mov_opcode(d);
    case RULE_BRANCH:
        return zi->meta.branch_type == ZYDIS_BRANCH_TYPE_SHORT ? op - OP_jo + OP_jo_short : op;
    case RULE_CALL:
        return far ? (direct ? OP_call_far : OP_call_far_ind) : direct ? OP_call : OP_call_ind;
    case RULE_JMP:
        if (!far && direct)
            return zi->meta.branch_type == ZYDIS_BRANCH_TYPE_SHORT ? OP_jmp_short : OP_jmp;
        return far ? (direct ? OP_jmp_far : OP_jmp_far_ind) : OP_jmp_ind;
    case RULE_RET: return far ? OP_ret_far : OP_ret;
    case RULE_PUSH:
        return d->ops[0].type == ZYDIS_OPERAND_TYPE_IMMEDIATE ? OP_push_imm : OP_push;
    case RULE_NOP: return zi->raw.modrm.offset != 0 ? OP_nop_modrm : OP_nop;
    case RULE_STRING: return string_opcode(op, zi->attributes);
    case RULE_MOVSD:
        return zi->opcode == 0xa5 ? string_opcode(OP_movs, zi->attributes) : (uint)OP_movsd;
    case RULE_CMPSD:
        return zi->opcode == 0xa7 ? string_opcode(OP_cmps, zi->attributes) : (uint)OP_cmpsd;
    }
    return op;
}

const char *
opcode_name(uint opcode)
{
    return opcode < OP_AFTER_LAST && names[opcode] != NULL ? names[opcode] : "<unknown>";
}

ZydisMnemonic
opcode_to_mnemonic(uint opcode)
{
    return opcode < OP_AFTER_LAST ? (ZydisMnemonic)mnemonics[opcode] : ZYDIS_MNEMONIC_INVALID;
}

const char *
decode_opcode_name(int opcode)
{
    return opcode_name((uint)opcode);
}

/* The first byte of the opcode itself, prefixes apart: 0f for the two-byte maps. */
byte
decode_first_opcode_byte(int opcode)
{
    const ZydisEncodableInstruction *e;
    ZydisMnemonic m = opcode_to_mnemonic((uint)opcode);

    if (m == ZYDIS_MNEMONIC_INVALID || ZydisGetEncodableInstructions(m, &e) == 0)
        return 0;
    return e[0].opcode_map == ZYDIS_OPCODE_MAP_DEFAULT ? e[0].opcode : 0x0f;
}
