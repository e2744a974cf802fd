/* ir/x86/feature.c - instruction-set extensions and floating-point kinds. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"
#include "ir/x86/vendor.h"

#include "dr_ir_isa_features_x86.h"
#include "ir/context.h"
#include "ir/instr_mem.h"
#include "ir/reg.h"

/* Zydis's numbers, moved up past ours. */
#define FEATURE_BASE 2

static const ZydisInstructionDefinition *
first_definition(uint opcode, byte *encoding)
{
    const ZydisEncodableInstruction *e;
    const ZydisInstructionDefinition *def;
    ZydisMnemonic m = opcode_to_mnemonic(opcode);

    if (m == ZYDIS_MNEMONIC_INVALID || ZydisGetEncodableInstructions(m, &e) == 0)
        return NULL;
    if (encoding != NULL)
        *encoding = e[0].encoding;
    ZydisGetInstructionDefinition(e[0].encoding, e[0].instruction_reference, &def);
    return def;
}

/* Which of Zydis's register classes a register belongs to, as its tables name it. */
static uint
operand_type(reg_id_t reg)
{
    if (reg_is_mmx(reg))
        return ZYDIS_SEMANTIC_OPTYPE_MMX;
    if (reg_is_opmask(reg))
        return ZYDIS_SEMANTIC_OPTYPE_MASK;
    if (reg_is_strictly_xmm(reg))
        return ZYDIS_SEMANTIC_OPTYPE_XMM;
    if (reg_is_strictly_ymm(reg))
        return ZYDIS_SEMANTIC_OPTYPE_YMM;
    return reg_is_strictly_zmm(reg) ? ZYDIS_SEMANTIC_OPTYPE_ZMM : 0;
}

static bool
has_operand_type(const ZydisInstructionDefinition *def, uint type)
{
    const ZydisOperandDefinition *ops = ZydisGetOperandDefinitions(def);

    for (uint i = 0; i < def->operand_count_visible; i++) {
        if (ops[i].type == type)
            return true;
    }
    return false;
}

/* Types of the registers among an instruction's operands; returns their number. */
static uint
register_types(instr_t *instr, uint types[MAX_SRC_OPNDS + MAX_DST_OPNDS])
{
    uint n = 0;

    for (int i = 0; i < instr_num_srcs(instr) + instr_num_dsts(instr); i++) {
        opnd_t o = i < instr->num_srcs ? *instr_src_at(instr, (uint)i)
                                       : instr->dsts[i - instr->num_srcs];
        uint type = opnd_is_reg(o) ? operand_type(opnd_get_reg(o)) : 0;
        if (type != 0)
            types[n++] = type;
    }
    return n;
}

/* One mnemonic may belong to several extensions, by its registers: MMX and SSE2, AVX and AVX-512. */
const ZydisInstructionDefinition *
feature_definition(instr_t *instr)
{
    const ZydisEncodableInstruction *e;
    const ZydisInstructionDefinition *def, *first;
    uint types[MAX_SRC_OPNDS + MAX_DST_OPNDS];
    uint op = (uint)instr_get_opcode(instr);

    first = first_definition(op, NULL);
    if (first == NULL || !instr_need_operands(instr))
        return first;
    uint width = instr->isa_mode == DR_ISA_IA32 ? ZYDIS_WIDTH_32 : ZYDIS_WIDTH_64;
    uint n = register_types(instr, types), count = ZydisGetEncodableInstructions(opcode_to_mnemonic(op), &e);
    for (uint i = 0; i < count; i++) {
        ZydisGetInstructionDefinition(e[i].encoding, e[i].instruction_reference, &def);
        uint k = 0;
        while (k < n && has_operand_type(def, types[k]))
            k++;
        if (k == n && (e[i].modes & width) != 0 && e[i].encoding != ZYDIS_INSTRUCTION_ENCODING_MVEX)
            return def;
    }
    return first;
}

uint
instr_get_isa_feature(byte *pc, instr_t *instr)
{
    ZydisDecodedInstruction zi;
    ZydisDecoderContext ctx;
    ir_isa mode = instr != NULL && instr->isa_mode == DR_ISA_IA32 ? IR_ISA_IA32 : IR_ISA_AMD64;

    if (pc == NULL && instr != NULL && instr_raw_bits_valid(instr))
        pc = instr->bytes;
    if (pc == NULL) {
        const ZydisInstructionDefinition *def =
            instr == NULL ? NULL : feature_definition(instr);
        return def == NULL ? ISA_FEAT_UNKNOWN : (uint)def->isa_set + FEATURE_BASE;
    }
    if (ZYAN_FAILED(vendor_decode(mode, pc, ZYDIS_MAX_INSTRUCTION_LENGTH, &ctx, &zi)))
        return ISA_FEAT_INVALID;
    return (uint)zi.meta.isa_set + FEATURE_BASE;
}

const char *
instr_get_isa_feature_name(uint isa_feature)
{
    if (isa_feature == ISA_FEAT_INVALID)
        return "INVALID";
    if (isa_feature < FEATURE_BASE || isa_feature - FEATURE_BASE > ZYDIS_ISA_SET_MAX_VALUE)
        return "UNKNOWN";
    return ZydisISASetGetString((ZydisISASet)(isa_feature - FEATURE_BASE));
}

bool
isa_is_vex(uint opcode)
{
    byte encoding = ZYDIS_INSTRUCTION_ENCODING_LEGACY;

    return first_definition(opcode, &encoding) != NULL &&
        (encoding == ZYDIS_INSTRUCTION_ENCODING_VEX ||
         encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX || encoding == ZYDIS_INSTRUCTION_ENCODING_XOP);
}

static bool
set_between(instr_t *instr, ZydisISASet a, ZydisISASet b)
{
    const ZydisInstructionDefinition *def = feature_definition(instr);

    return def != NULL && def->isa_set >= a && def->isa_set <= b;
}

#define SET_IS(name, expr)     \
    bool name(instr_t *instr)  \
    {                          \
        return (expr);         \
    }
#define IN(a) set_between(instr, ZYDIS_ISA_SET_##a, ZYDIS_ISA_SET_##a)

SET_IS(instr_is_sse, IN(SSE) || IN(SSEMXCSR) || IN(SSE_PREFETCH))
SET_IS(instr_is_sse2, IN(SSE2) || IN(SSE2MMX))
SET_IS(instr_is_sse_or_sse2, instr_is_sse(instr) || instr_is_sse2(instr))
SET_IS(instr_is_sse3, IN(SSE3) || IN(SSE3X87))
SET_IS(instr_is_ssse3, IN(SSSE3) || IN(SSSE3MMX))
SET_IS(instr_is_sse41, IN(SSE4))
SET_IS(instr_is_sse42, IN(SSE42))
SET_IS(instr_is_sse4A, IN(SSE4A))
SET_IS(instr_is_3DNow, IN(AMD3DNOW))

bool
instr_is_mmx(instr_t *instr)
{
    if (instr->opcode == OP_emms)
        return true;
    for (int i = 0; i < instr_num_dsts(instr); i++) {
        if (opnd_is_reg(instr->dsts[i]) && reg_is_mmx(opnd_get_reg(instr->dsts[i])))
            return true;
    }
    for (int i = 0; i < instr_num_srcs(instr); i++) {
        opnd_t o = *instr_src_at(instr, (uint)i);
        if (opnd_is_reg(o) && reg_is_mmx(opnd_get_reg(o)))
            return true;
    }
    return false;
}

/* ---- floating point: by the name, whose ending tells the element type ---- */

static bool
ends_with(const char *s, const char *end)
{
    size_t n = 0, m = 0;

    while (s[n] != '\0')
        n++;
    while (end[m] != '\0')
        m++;
    if (n < m)
        return false;
    for (size_t i = 0; i < m; i++) {
        if (s[n - m + i] != end[i])
            return false;
    }
    return true;
}

static bool
contains(const char *s, const char *part)
{
    for (; *s != '\0'; s++) {
        size_t i = 0;
        while (part[i] != '\0' && s[i] == part[i])
            i++;
        if (part[i] == '\0')
            return true;
    }
    return false;
}

static const ushort x87_state[] = {
    OP_fldcw, OP_fldenv, OP_fnstcw, OP_fnstenv, OP_fnstsw, OP_fnsave, OP_frstor, OP_fnclex,
    OP_fninit, OP_fincstp, OP_fdecstp, OP_ffree, OP_ffreep, OP_fwait, OP_fnop, OP_fxsave32,
    OP_fxsave64, OP_fxrstor32, OP_fxrstor64, OP_ldmxcsr, OP_stmxcsr, OP_vldmxcsr, OP_vstmxcsr,
    OP_emms, OP_femms, OP_xsave32, OP_xsave64, OP_xsaveopt32, OP_xsaveopt64, OP_xrstor32,
    OP_xrstor64, OP_xsavec32, OP_xsavec64,
};
static const ushort x87_move[] = {
    OP_fld, OP_fst, OP_fstp, OP_fxch, OP_fld1, OP_fldz, OP_fldpi, OP_fldl2e, OP_fldl2t,
    OP_fldlg2, OP_fldln2, OP_fcmovb, OP_fcmove, OP_fcmovbe, OP_fcmovu, OP_fcmovnb, OP_fcmovne,
    OP_fcmovnbe, OP_fcmovnu, OP_pswapd,
};
/* 3DNow! has two of integers. */
static const ushort no_floats[] = { OP_pavgusb, OP_pmulhrw };
static const ushort x87_convert[] = { OP_fild, OP_fist, OP_fistp, OP_fisttp, OP_fbld, OP_fbstp,
                                    OP_pf2id, OP_pf2iw, OP_pi2fd, OP_pi2fw };

/* Scalar and packed names end like those of some integer instructions (cmps, lss, clflush). */
static bool
has_vectors(uint opcode)
{
    const ZydisEncodableInstruction *e;
    const ZydisInstructionDefinition *def;
    uint count = ZydisGetEncodableInstructions(opcode_to_mnemonic(opcode), &e);

    for (uint i = 0; i < count; i++) {
        ZydisGetInstructionDefinition(e[i].encoding, e[i].instruction_reference, &def);
        if (has_operand_type(def, ZYDIS_SEMANTIC_OPTYPE_XMM) ||
            has_operand_type(def, ZYDIS_SEMANTIC_OPTYPE_YMM) ||
            has_operand_type(def, ZYDIS_SEMANTIC_OPTYPE_ZMM))
            return true;
    }
    return false;
}

static bool
listed(uint op, const ushort *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i] == op)
            return true;
    }
    return false;
}
#define LISTED(op, list) listed(op, list, sizeof(list) / sizeof(list[0]))

bool
instr_is_floating_ex(instr_t *instr, dr_fp_type_t *type)
{
    uint op = (uint)instr_get_opcode(instr);
    const ZydisInstructionDefinition *def = first_definition(op, NULL);
    const char *name = opcode_name(op);
    dr_fp_type_t t;

    if (LISTED(op, no_floats))
        return false;
    if (LISTED(op, x87_state))
        t = DR_FP_STATE;
    else if (LISTED(op, x87_move))
        t = DR_FP_MOVE;
    else if (LISTED(op, x87_convert))
        t = DR_FP_CONVERT;
    else if (def != NULL && (def->isa_ext == ZYDIS_ISA_EXT_X87 ||
                             def->isa_ext == ZYDIS_ISA_EXT_AMD3DNOW))
        t = DR_FP_MATH;
    else if (def == NULL || !has_vectors(op) || name[0] == 'p' || (name[0] == 'v' && name[1] == 'p'))
        return false; /* no vectors, or packed integers */
    else if (contains(name, "cvt"))
        t = DR_FP_CONVERT;
    else if (ends_with(name, "ps") || ends_with(name, "pd") || ends_with(name, "ss") ||
             ends_with(name, "sd") || ends_with(name, "ph") || ends_with(name, "sh"))
        t = contains(name, "mov") || contains(name, "unpck") || contains(name, "shuf") ||
                contains(name, "blend") || contains(name, "broadcast") || contains(name, "gather") ||
                contains(name, "scatter") || contains(name, "expand") || contains(name, "compress") ||
                contains(name, "insert") || contains(name, "extract") || contains(name, "perm")
            ? DR_FP_MOVE
            : DR_FP_MATH;
    else
        return false;
    if (type != NULL)
        *type = t;
    return true;
}

bool
instr_is_floating(instr_t *instr)
{
    return instr_is_floating_ex(instr, NULL);
}

bool
instr_is_floating_type(instr_t *instr, dr_instr_category_t *type)
{
    static const uint map[] = { [DR_FP_STATE] = DR_INSTR_CATEGORY_STATE,
                                [DR_FP_MOVE] = DR_INSTR_CATEGORY_MOVE,
                                [DR_FP_CONVERT] = DR_INSTR_CATEGORY_CONVERT,
                                [DR_FP_MATH] = DR_INSTR_CATEGORY_MATH };
    dr_fp_type_t t;

    if (!instr_is_floating_ex(instr, &t))
        return false;
    if (type != NULL)
        *type = (dr_instr_category_t)map[t];
    return true;
}
