/* include/dr_ir_opcodes_x86.h - opcode numbers (OP_*) of both x86 modes. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_OPCODES_X86_H
#define DR_IR_OPCODES_X86_H

/** What an instruction does: instr_get_opcode(). One number stands for all operand sizes and
 *  encodings of an operation, except where the names tell otherwise. */
enum {
    OP_INVALID,   /**< not an instruction */
    OP_UNDECODED, /**< raw bits that have not been looked at */
    OP_CONTD,     /**< never decoded */
    OP_LABEL,     /**< a mark in a list; no code */
#define OPCODE(op, name, mnemonic) op,
#define OPCODE_ALSO(op, name, mnemonic) op,
#define OPCODE_OWN(op, name) op,
#include "dr_ir_opcode_list_x86.h"
    OP_AFTER_LAST,
    OP_FIRST = OP_LABEL + 1,
    OP_LAST = OP_AFTER_LAST - 1,
};

/* Other names of the same. */
#define OP_cbw OP_cwde
#define OP_cdqe OP_cwde
#define OP_cmova OP_cmovnbe
#define OP_cmovae OP_cmovnb
#define OP_cmove OP_cmovz
#define OP_cmovg OP_cmovnle
#define OP_cmovge OP_cmovnl
#define OP_cmovna OP_cmovbe
#define OP_cmovnae OP_cmovb
#define OP_cmovne OP_cmovnz
#define OP_cmpxchg16b OP_cmpxchg8b
#define OP_cqo OP_cdq
#define OP_cwd OP_cdq
#define OP_fxrstor OP_fxrstor32
#define OP_fxsave OP_fxsave32
#define OP_icebp OP_int1
#define OP_ja OP_jnbe
#define OP_ja_short OP_jnbe_short
#define OP_jae OP_jnb
#define OP_jae_short OP_jnb_short
#define OP_jcxz OP_jecxz
#define OP_je OP_jz
#define OP_je_short OP_jz_short
#define OP_jg OP_jnle
#define OP_jg_short OP_jnle_short
#define OP_jge OP_jnl
#define OP_jge_short OP_jnl_short
#define OP_jna OP_jbe
#define OP_jna_short OP_jbe_short
#define OP_jnae OP_jb
#define OP_jnae_short OP_jb_short
#define OP_jne OP_jnz
#define OP_jne_short OP_jnz_short
#define OP_jrcxz OP_jecxz
#define OP_load OP_mov_ld
#define OP_movhlps OP_movlps
#define OP_movlhps OP_movhps
#define OP_pextrq OP_pextrd
#define OP_pinsrq OP_pinsrd
#define OP_sal OP_shl
#define OP_seta OP_setnbe
#define OP_setae OP_setnb
#define OP_setalc OP_salc
#define OP_sete OP_setz
#define OP_setg OP_setnle
#define OP_setge OP_setnl
#define OP_setna OP_setbe
#define OP_setnae OP_setb
#define OP_setne OP_setnz
#define OP_store OP_mov_st
#define OP_ud2a OP_ud2
#define OP_ud2b OP_ud1
#define OP_vmovhlps OP_vmovlps
#define OP_vmovlhps OP_vmovhps
/* an opcode of its own here */
#define OP_vpextrq OP_vpextrq
/* an opcode of its own here */
#define OP_vpinsrq OP_vpinsrq
#define OP_wait OP_fwait
#define OP_xrstor OP_xrstor32
#define OP_xsave OP_xsave32
#define OP_xsavec OP_xsavec32
#define OP_xsaveopt OP_xsaveopt32

#endif
