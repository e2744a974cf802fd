/* ir/x86/effects.c - eflags and predicates of decoded instructions. */
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
