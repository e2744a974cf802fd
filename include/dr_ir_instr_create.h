/* include/dr_ir_instr_create.h - instructions from an opcode and operands. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_INSTR_CREATE_H
#define DR_IR_INSTR_CREATE_H

#include "dr_defines.h"
#include "dr_ir_opnd.h"

/* A new instruction of opcode OPCODE (OP_*), in no list; free it with instr_destroy(). All operands
 * are given, implied ones included, destinations first: the macros INSTR_CREATE_*() add the implied
 * ones. Nothing is checked until it is encoded. */

/** An instruction with one destination and one source. */
DR_API instr_t *instr_create_1dst_1src(void *drcontext, int opcode, opnd_t dst, opnd_t src);
/** An instruction with one destination and two sources. */
DR_API instr_t *instr_create_1dst_2src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2);
/** An instruction with no destination and no source. */
DR_API instr_t *instr_create_0dst_0src(void *drcontext, int opcode);
/** An instruction with no destination and two sources. */
DR_API instr_t *instr_create_0dst_2src(void *drcontext, int opcode, opnd_t src1, opnd_t src2);
/** An instruction with one destination and three sources. */
DR_API instr_t *instr_create_1dst_3src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3);
/** An instruction with one destination and four sources. */
DR_API instr_t *instr_create_1dst_4src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3, opnd_t src4);
/** An instruction with two destinations and two sources. */
DR_API instr_t *instr_create_2dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2);
/** An instruction with two destinations and four sources. */
DR_API instr_t *instr_create_2dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4);
/** An instruction with no destination and one source. */
DR_API instr_t *instr_create_0dst_1src(void *drcontext, int opcode, opnd_t src);
/** An instruction with no destination and three sources. */
DR_API instr_t *instr_create_0dst_3src(void *drcontext, int opcode, opnd_t src1, opnd_t src2,
           opnd_t src3);
/** An instruction with no destination and four sources. */
DR_API instr_t *instr_create_0dst_4src(void *drcontext, int opcode, opnd_t src1, opnd_t src2,
           opnd_t src3, opnd_t src4);
/** An instruction with one destination and no source. */
DR_API instr_t *instr_create_1dst_0src(void *drcontext, int opcode, opnd_t dst);
/** An instruction with one destination and five sources. */
DR_API instr_t *instr_create_1dst_5src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5);
/** An instruction with one destination and six sources. */
DR_API instr_t *instr_create_1dst_6src(void *drcontext, int opcode, opnd_t dst, opnd_t src1,
           opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5, opnd_t src6);
/** An instruction with two destinations and no source. */
DR_API instr_t *instr_create_2dst_0src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2);
/** An instruction with two destinations and one source. */
DR_API instr_t *instr_create_2dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src);
/** An instruction with two destinations and three sources. */
DR_API instr_t *instr_create_2dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2, opnd_t src3);
/** An instruction with two destinations and five sources. */
DR_API instr_t *instr_create_2dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5);
/** An instruction with three destinations and no source. */
DR_API instr_t *instr_create_3dst_0src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3);
/** An instruction with three destinations and one source. */
DR_API instr_t *instr_create_3dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1);
/** An instruction with three destinations and two sources. */
DR_API instr_t *instr_create_3dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2);
/** An instruction with three destinations and three sources. */
DR_API instr_t *instr_create_3dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3);
/** An instruction with three destinations and four sources. */
DR_API instr_t *instr_create_3dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4);
/** An instruction with three destinations and five sources. */
DR_API instr_t *instr_create_3dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5);
/** An instruction with three destinations and six sources. */
DR_API instr_t *instr_create_3dst_6src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4, opnd_t src5,
           opnd_t src6);
/** An instruction with four destinations and one source. */
DR_API instr_t *instr_create_4dst_1src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src);
/** An instruction with four destinations and two sources. */
DR_API instr_t *instr_create_4dst_2src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2);
/** An instruction with four destinations and three sources. */
DR_API instr_t *instr_create_4dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3);
/** An instruction with four destinations and four sources. */
DR_API instr_t *instr_create_4dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4);
/** An instruction with four destinations and five sources. */
DR_API instr_t *instr_create_4dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
           opnd_t src5);
/** An instruction with four destinations and six sources. */
DR_API instr_t *instr_create_4dst_6src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
           opnd_t src5, opnd_t src6);
/** An instruction with four destinations and seven sources. */
DR_API instr_t *instr_create_4dst_7src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t src1, opnd_t src2, opnd_t src3, opnd_t src4,
           opnd_t src5, opnd_t src6, opnd_t src7);
/** An instruction with five destinations and three sources. */
DR_API instr_t *instr_create_5dst_3src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3);
/** An instruction with five destinations and four sources. */
DR_API instr_t *instr_create_5dst_4src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3,
           opnd_t src4);
/** An instruction with five destinations and five sources. */
DR_API instr_t *instr_create_5dst_5src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3,
           opnd_t src4, opnd_t src5);
/** An instruction with five destinations and eight sources. */
DR_API instr_t *instr_create_5dst_8src(void *drcontext, int opcode, opnd_t dst1, opnd_t dst2,
           opnd_t dst3, opnd_t dst4, opnd_t dst5, opnd_t src1, opnd_t src2, opnd_t src3,
           opnd_t src4, opnd_t src5, opnd_t src6, opnd_t src7, opnd_t src8);

#endif
