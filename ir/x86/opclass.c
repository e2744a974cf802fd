/* ir/x86/opclass.c - sets of opcodes that queries ask for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/opclass.h"

enum {
    SHIFT = OPCLASS_SHIFT,
    REP_COMPARE = OPCLASS_REP_COMPARE,
    NO_ACCESS = OPCLASS_NO_ACCESS,
    INDEX8 = OPCLASS_INDEX8,
    MASK_MOVE = OPCLASS_MASK_MOVE,
    CBR = OPCLASS_CBR,
    UBR = OPCLASS_UBR,
    CALL_DIRECT = OPCLASS_CALL_DIRECT,
    CALL_IND = OPCLASS_CALL_IND,
    JMP_IND = OPCLASS_JMP_IND,
    RET = OPCLASS_RET,
    FAR = OPCLASS_FAR,
    SHORT = OPCLASS_SHORT,
    LOOP = OPCLASS_LOOP,
    INTERRUPT = OPCLASS_INTERRUPT,
    SYSCALL = OPCLASS_SYSCALL,
    STRING = OPCLASS_STRING,
    REP = OPCLASS_REP,
    PREFETCH = OPCLASS_PREFETCH,
    GATHER = OPCLASS_GATHER,
    SCATTER = OPCLASS_SCATTER,
    XSAVE = OPCLASS_XSAVE,
    XRSTOR = OPCLASS_XRSTOR,
    UNDEFINED = OPCLASS_UNDEFINED,
    MOV = OPCLASS_MOV,
    OPMASK = OPCLASS_OPMASK,
    IRET = OPCLASS_IRET,
};

static const uint classes[OP_AFTER_LAST] = {
#define X(op, set) [OP_##op] = (uint)(set),
    X(shl, SHIFT) X(shr, SHIFT) X(sar, SHIFT) X(rol, SHIFT) X(ror, SHIFT) X(rcl, SHIFT)
    X(rcr, SHIFT) X(shld, SHIFT) X(shrd, SHIFT) X(rep_cmps, REP_COMPARE | REP)
    X(repne_cmps, REP_COMPARE | REP) X(rep_scas, REP_COMPARE | REP)
    X(repne_scas, REP_COMPARE | REP) X(lea, NO_ACCESS) X(nop_modrm, NO_ACCESS)
    X(prefetch, NO_ACCESS | PREFETCH) X(prefetchw, NO_ACCESS | PREFETCH)
    X(prefetchnta, NO_ACCESS | PREFETCH) X(prefetcht0, NO_ACCESS | PREFETCH)
    X(prefetcht1, NO_ACCESS | PREFETCH) X(prefetcht2, NO_ACCESS | PREFETCH)
    X(prefetchwt1, NO_ACCESS | PREFETCH) X(bndmk, NO_ACCESS) X(bndcl, NO_ACCESS)
    X(bndcn, NO_ACCESS) X(bndcu, NO_ACCESS) X(cldemote, NO_ACCESS) X(invlpg, NO_ACCESS)
    X(vgatherpf0dpd, NO_ACCESS) X(vgatherpf0dps, NO_ACCESS) X(vgatherpf0qpd, NO_ACCESS | INDEX8)
    X(vgatherpf0qps, NO_ACCESS | INDEX8) X(vgatherpf1dpd, NO_ACCESS) X(vgatherpf1dps, NO_ACCESS)
    X(vgatherpf1qpd, NO_ACCESS | INDEX8) X(vgatherpf1qps, NO_ACCESS | INDEX8)
    X(vscatterpf0dpd, NO_ACCESS) X(vscatterpf0dps, NO_ACCESS)
    X(vscatterpf0qpd, NO_ACCESS | INDEX8) X(vscatterpf0qps, NO_ACCESS | INDEX8)
    X(vscatterpf1dpd, NO_ACCESS) X(vscatterpf1dps, NO_ACCESS)
    X(vscatterpf1qpd, NO_ACCESS | INDEX8) X(vscatterpf1qps, NO_ACCESS | INDEX8)
    X(vgatherqpd, INDEX8 | GATHER) X(vgatherqps, INDEX8 | GATHER) X(vpgatherqd, INDEX8 | GATHER)
    X(vpgatherqq, INDEX8 | GATHER) X(vscatterqpd, INDEX8 | SCATTER)
    X(vscatterqps, INDEX8 | SCATTER) X(vpscatterqd, INDEX8 | SCATTER)
    X(vpscatterqq, INDEX8 | SCATTER) X(kmovb, MASK_MOVE | OPMASK) X(kmovw, MASK_MOVE | OPMASK)
    X(kmovd, MASK_MOVE | OPMASK) X(kmovq, MASK_MOVE | OPMASK) X(jo, CBR) X(jo_short, CBR | SHORT)
    X(jno, CBR) X(jno_short, CBR | SHORT) X(jb, CBR) X(jb_short, CBR | SHORT) X(jnb, CBR)
    X(jnb_short, CBR | SHORT) X(jz, CBR) X(jz_short, CBR | SHORT) X(jnz, CBR)
    X(jnz_short, CBR | SHORT) X(jbe, CBR) X(jbe_short, CBR | SHORT) X(jnbe, CBR)
    X(jnbe_short, CBR | SHORT) X(js, CBR) X(js_short, CBR | SHORT) X(jns, CBR)
    X(jns_short, CBR | SHORT) X(jp, CBR) X(jp_short, CBR | SHORT) X(jnp, CBR)
    X(jnp_short, CBR | SHORT) X(jl, CBR) X(jl_short, CBR | SHORT) X(jnl, CBR)
    X(jnl_short, CBR | SHORT) X(jle, CBR) X(jle_short, CBR | SHORT) X(jnle, CBR)
    X(jnle_short, CBR | SHORT) X(jecxz, CBR | LOOP) X(loop, CBR | LOOP) X(loope, CBR | LOOP)
    X(loopne, CBR | LOOP) X(jmp, UBR) X(jmp_short, UBR | SHORT) X(jmp_far, UBR | FAR)
    X(call, CALL_DIRECT) X(call_far, CALL_DIRECT | FAR) X(call_ind, CALL_IND)
    X(call_far_ind, CALL_IND | FAR) X(jmp_ind, JMP_IND) X(jmp_far_ind, JMP_IND | FAR) X(ret, RET)
    X(ret_far, RET | FAR) X(iret, RET | FAR | IRET) X(int, INTERRUPT) X(int3, INTERRUPT)
    X(into, INTERRUPT) X(int1, INTERRUPT) X(syscall, SYSCALL) X(sysenter, SYSCALL) X(movs, STRING)
    X(cmps, STRING) X(stos, STRING) X(lods, STRING) X(scas, STRING) X(ins, STRING) X(outs, STRING)
    X(rep_movs, REP) X(rep_stos, REP) X(rep_lods, REP) X(rep_ins, REP) X(rep_outs, REP)
    X(vgatherdpd, GATHER) X(vgatherdps, GATHER) X(vpgatherdd, GATHER) X(vpgatherdq, GATHER)
    X(vscatterdpd, SCATTER) X(vscatterdps, SCATTER) X(vpscatterdd, SCATTER)
    X(vpscatterdq, SCATTER) X(xsave32, XSAVE) X(xsave64, XSAVE) X(xsaveopt32, XSAVE)
    X(xsaveopt64, XSAVE) X(xsavec32, XSAVE) X(xsavec64, XSAVE) X(xsaves32, XSAVE)
    X(xsaves64, XSAVE) X(xrstor32, XRSTOR) X(xrstor64, XRSTOR) X(xrstors32, XRSTOR)
    X(xrstors64, XRSTOR) X(ud0, UNDEFINED) X(ud1, UNDEFINED) X(ud2, UNDEFINED) X(mov_ld, MOV)
    X(mov_st, MOV) X(mov_imm, MOV) X(mov_seg, MOV) X(mov_priv, MOV) X(kaddb, OPMASK)
    X(kaddd, OPMASK) X(kaddq, OPMASK) X(kaddw, OPMASK) X(kandb, OPMASK) X(kandd, OPMASK)
    X(kandnb, OPMASK) X(kandnd, OPMASK) X(kandnq, OPMASK) X(kandnw, OPMASK) X(kandq, OPMASK)
    X(kandw, OPMASK) X(knotb, OPMASK) X(knotd, OPMASK) X(knotq, OPMASK) X(knotw, OPMASK)
    X(korb, OPMASK) X(kord, OPMASK) X(korq, OPMASK) X(kortestb, OPMASK) X(kortestd, OPMASK)
    X(kortestq, OPMASK) X(kortestw, OPMASK) X(korw, OPMASK) X(kshiftlb, OPMASK)
    X(kshiftld, OPMASK) X(kshiftlq, OPMASK) X(kshiftlw, OPMASK) X(kshiftrb, OPMASK)
    X(kshiftrd, OPMASK) X(kshiftrq, OPMASK) X(kshiftrw, OPMASK) X(ktestb, OPMASK)
    X(ktestd, OPMASK) X(ktestq, OPMASK) X(ktestw, OPMASK) X(kunpckbw, OPMASK) X(kunpckdq, OPMASK)
    X(kunpckwd, OPMASK) X(kxnorb, OPMASK) X(kxnord, OPMASK) X(kxnorq, OPMASK) X(kxnorw, OPMASK)
    X(kxorb, OPMASK) X(kxord, OPMASK) X(kxorq, OPMASK) X(kxorw, OPMASK)
#undef X
};

uint
opclass_of(uint opcode)
{
    return opcode < OP_AFTER_LAST ? classes[opcode] : 0;
}
