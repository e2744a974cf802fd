/* ir/x86/category.c - what kind of work an instruction does. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"

#include "ir/instr_mem.h"
#include "ir/reg.h"

/* Categories by Zydis's; operands add the rest. */
static const ushort categories[ZYDIS_CATEGORY_MAX_VALUE + 1] = {
#define K(zydis, ours) [ZYDIS_CATEGORY_##zydis] = ours,
#define BRANCH DR_INSTR_CATEGORY_BRANCH
#define MATH DR_INSTR_CATEGORY_MATH
#define MOVE DR_INSTR_CATEGORY_MOVE
#define CONV DR_INSTR_CATEGORY_CONVERT
#define SIMD DR_INSTR_CATEGORY_SIMD
#define FPM (DR_INSTR_CATEGORY_FP | DR_INSTR_CATEGORY_MATH)
#define STATE DR_INSTR_CATEGORY_STATE
    K(CALL, BRANCH) K(COND_BR, BRANCH) K(UNCOND_BR, BRANCH) K(RET, BRANCH) K(SYSRET, BRANCH)
    K(ADOX_ADCX, MATH) K(BINARY, MATH) K(BITBYTE, MATH) K(BMI1, MATH) K(BMI2, MATH)
    K(DECIMAL, MATH) K(FLAGOP, MATH) K(LOGICAL, MATH) K(LZCNT, MATH) K(ROTATE, MATH)
    K(SHIFT, MATH) K(TBM, MATH) K(SETCC, MATH) K(SEMAPHORE, MATH)
    K(CMOV, MOVE) K(DATAXFER, MOVE) K(POP, MOVE) K(PUSH, MOVE) K(MOVDIR, MOVE)
    K(STRINGOP, MOVE) K(RDWRFSGS, MOVE) K(CONVERT, CONV)
    K(AES, SIMD | MATH) K(AVX, SIMD | MATH) K(AVX2, SIMD | MATH) K(AVX2GATHER, SIMD | MOVE)
    K(AVX512, SIMD | MATH) K(AVX512_4FMAPS, SIMD | FPM) K(AVX512_4VNNIW, SIMD | MATH)
    K(AVX512_BITALG, SIMD | MATH) K(AVX512_VBMI, SIMD | MATH)
    K(AVX512_VP2INTERSECT, SIMD | MATH) K(AMX_TILE, SIMD | MATH) K(BLEND, SIMD | MOVE)
    K(BROADCAST, SIMD | MOVE) K(COMPRESS, SIMD | MOVE) K(CONFLICT, SIMD | MATH)
    K(EXPAND, SIMD | MOVE) K(FMA4, SIMD | FPM) K(FP16, SIMD | FPM) K(GATHER, SIMD | MOVE)
    K(SCATTER, SIMD | MOVE) K(GFNI, SIMD | MATH) K(IFMA, SIMD | MATH) K(KMASK, SIMD | MATH)
    K(LOGICAL_FP, SIMD | FPM) K(MMX, SIMD | MATH) K(PCLMULQDQ, SIMD | MATH) K(SHA, SIMD | MATH)
    K(SSE, SIMD | MATH) K(STTNI, SIMD | MATH) K(VAES, SIMD | MATH) K(VBMI2, SIMD | MATH)
    K(VFMA, SIMD | FPM) K(UFMA, SIMD | FPM) K(VPCLMULQDQ, SIMD | MATH) K(XOP, SIMD | MATH)
    K(AMD3DNOW, SIMD | FPM) K(X87_ALU, FPM) K(FCMOV, DR_INSTR_CATEGORY_FP | MOVE)
    K(XSAVE, STATE) K(XSAVEOPT, STATE)
#undef K
};

#define WORK (MATH | MOVE | CONV | STATE | DR_INSTR_CATEGORY_OTHER)

/* Loads, stores and vectors show in the operands. */
static uint
category_of_operand(opnd_t o, bool is_dst)
{
    if (opnd_is_reg(o))
        return reg_is_simd(opnd_get_reg(o)) ? SIMD : 0;
    if (!opnd_is_memory_reference(o) || opnd_get_size(o) == OPSZ_lea)
        return 0;
    return is_dst ? DR_INSTR_CATEGORY_STORE : DR_INSTR_CATEGORY_LOAD;
}

void
isa_set_category(instr_t *instr)
{
    static const uint floating[] = { [DR_FP_STATE] = STATE, [DR_FP_MOVE] = MOVE,
                                     [DR_FP_CONVERT] = CONV, [DR_FP_MATH] = MATH };
    const ZydisInstructionDefinition *def = feature_definition(instr);
    dr_fp_type_t type;
    uint c = def == NULL ? 0 : categories[def->category];

    for (int i = 0; i < instr_num_srcs(instr); i++)
        c |= category_of_operand(*instr_src_at(instr, (uint)i), false);
    for (int i = 0; i < instr_num_dsts(instr); i++)
        c |= category_of_operand(instr->dsts[i], true);
    if (instr_is_floating_ex(instr, &type))
        c = (c & ~(uint)WORK) | DR_INSTR_CATEGORY_FP | floating[type];
    if (def != NULL && (c & (WORK | BRANCH)) == 0)
        c |= DR_INSTR_CATEGORY_OTHER;
    instr->category = c; /* none when it is not known: DR_INSTR_CATEGORY_UNCATEGORIZED */
    instr->flags |= INSTR_CATEGORY_VALID;
}
