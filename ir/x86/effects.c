/* ir/x86/effects.c - eflags, predicates and categories of decoded instructions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"

uint
effects_eflags(const ZydisDecodedInstruction *zi)
{
    return zi->cpu_flags == NULL ? 0 : zy_eflags(zi->mnemonic, zi->cpu_flags);
}

/* Opcodes whose destinations are written depending on something. */
static const byte predicates[OP_AFTER_LAST] = {
#define P(op, pred) [op] = pred,
    P(OP_cmovo, DR_PRED_O) P(OP_cmovno, DR_PRED_NO) P(OP_cmovb, DR_PRED_B)
    P(OP_cmovnb, DR_PRED_NB) P(OP_cmovz, DR_PRED_Z) P(OP_cmovnz, DR_PRED_NZ)
    P(OP_cmovbe, DR_PRED_BE) P(OP_cmovnbe, DR_PRED_NBE) P(OP_cmovs, DR_PRED_S)
    P(OP_cmovns, DR_PRED_NS) P(OP_cmovp, DR_PRED_P) P(OP_cmovnp, DR_PRED_NP)
    P(OP_cmovl, DR_PRED_L) P(OP_cmovnl, DR_PRED_NL) P(OP_cmovle, DR_PRED_LE)
    P(OP_cmovnle, DR_PRED_NLE)
    P(OP_fcmovb, DR_PRED_B) P(OP_fcmove, DR_PRED_Z) P(OP_fcmovbe, DR_PRED_BE)
    P(OP_fcmovu, DR_PRED_P) P(OP_fcmovnb, DR_PRED_NB) P(OP_fcmovne, DR_PRED_NZ)
    P(OP_fcmovnbe, DR_PRED_NBE) P(OP_fcmovnu, DR_PRED_NP)
#define C(op) P(op, DR_PRED_COMPLEX)
    C(OP_bsf) C(OP_bsr) C(OP_lar) C(OP_lsl) C(OP_maskmovq) C(OP_maskmovdqu) C(OP_vmaskmovdqu)
    C(OP_vmaskmovps) C(OP_vmaskmovpd) C(OP_vpmaskmovd) C(OP_vpmaskmovq)
    C(OP_vgatherdpd) C(OP_vgatherdps) C(OP_vgatherqpd) C(OP_vgatherqps)
    C(OP_vpgatherdd) C(OP_vpgatherdq) C(OP_vpgatherqd) C(OP_vpgatherqq)
    C(OP_vscatterdpd) C(OP_vscatterdps) C(OP_vscatterqpd) C(OP_vscatterqps)
    C(OP_vpscatterdd) C(OP_vpscatterdq) C(OP_vpscatterqd) C(OP_vpscatterqq)
    C(OP_xabort) C(OP_xbegin)
#undef C
#undef P
};

dr_pred_type_t
effects_predicate(uint opcode)
{
    return (dr_pred_type_t)predicates[opcode];
}

/* Categories by Zydis's; loads and stores are added by the operands. */
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

uint
effects_category(const ZydisDecodedInstruction *zi, uint opcode)
{
    uint c = categories[zi->meta.category];

    (void)opcode;
    return c == 0 ? (uint)DR_INSTR_CATEGORY_OTHER : c;
}
