/* ir/opclass.h - sets of opcodes that queries ask for, one bit each. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_OPCLASS_H
#define IR_OPCLASS_H

#include "dr_ir_instr.h"

#define OPCLASS_SHIFT 0x00000001U       /* shift or rotate that may be by zero */
#define OPCLASS_REP_COMPARE 0x00000002U /* repeated cmps, scas */
#define OPCLASS_NO_ACCESS 0x00000004U   /* names memory without reading it */
#define OPCLASS_INDEX8 0x00000008U      /* VSIB with 64-bit indices */
#define OPCLASS_MASK_MOVE 0x00000010U   /* kmov: the mask register is the data */
#define OPCLASS_CBR 0x00000020U         /* conditional direct branch, loops included */
#define OPCLASS_UBR 0x00000040U         /* direct jump */
#define OPCLASS_CALL_DIRECT 0x00000080U
#define OPCLASS_CALL_IND 0x00000100U
#define OPCLASS_JMP_IND 0x00000200U
#define OPCLASS_RET 0x00000400U
#define OPCLASS_FAR 0x00000800U
#define OPCLASS_SHORT 0x00001000U       /* reach of a byte, though a longer form exists */
#define OPCLASS_LOOP 0x00002000U        /* reach of a byte, no longer form */
#define OPCLASS_INTERRUPT 0x00004000U
#define OPCLASS_SYSCALL 0x00008000U
#define OPCLASS_STRING 0x00010000U
#define OPCLASS_REP 0x00020000U
#define OPCLASS_PREFETCH 0x00040000U
#define OPCLASS_GATHER 0x00080000U
#define OPCLASS_SCATTER 0x00100000U
#define OPCLASS_XSAVE 0x00200000U
#define OPCLASS_XRSTOR 0x00400000U
#define OPCLASS_UNDEFINED 0x00800000U
#define OPCLASS_MOV 0x01000000U         /* mov_ld, mov_st, mov_imm, mov_seg, mov_priv */
#define OPCLASS_OPMASK 0x02000000U      /* k instructions */
#define OPCLASS_IRET 0x04000000U

#define OPCLASS_CTI                                                                         \
    (OPCLASS_CBR | OPCLASS_UBR | OPCLASS_CALL_DIRECT | OPCLASS_CALL_IND | OPCLASS_JMP_IND | \
     OPCLASS_RET)

/* Whatever changes the course of the program. */
#define OPCLASS_COURSE                                                                    \
    (OPCLASS_CTI | OPCLASS_FAR | OPCLASS_SHORT | OPCLASS_LOOP | OPCLASS_INTERRUPT | OPCLASS_SYSCALL)

uint opclass_of(uint opcode);

static inline bool
opclass_has(uint opcode, uint set)
{
    return (opclass_of(opcode) & set) != 0;
}

#endif
