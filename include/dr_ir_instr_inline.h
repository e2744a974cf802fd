/* include/dr_ir_instr_inline.h - instruction queries as macros, in use when DR_FAST_IR is defined. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_INSTR_INLINE_H
#define DR_IR_INSTR_INLINE_H

#include "dr_ir_opnd_inline.h"

/* How functions that may be inlined are marked, inside the library and for clients. */
#define INSTR_INLINE extern inline
#define INSTR_INLINE_INTERNALLY

/* Checks of a client's arguments; a no-op in clients. */
#define CLIENT_ASSERT(cond, msg) ((void)0)
#define CLIENT_ASSERT_(cond, msg)
#ifdef DEBUG
#    define DR_IF_DEBUG(x) x
#    define DR_IF_DEBUG_(x) x,
#else
#    define DR_IF_DEBUG(x)
#    define DR_IF_DEBUG_(x)
#endif

/* Decodes operands if that has not been done: asking for their number does it. */
#define MAKE_OPNDS_VALID(instr) ((void)instr_num_srcs(instr))
#define INSTR_GET_DST(instr, pos) (MAKE_OPNDS_VALID(instr), (instr)->dsts[pos])
#define INSTR_GET_SRC(instr, pos) \
    (MAKE_OPNDS_VALID(instr), (pos) == 0 ? (instr)->src0 : (instr)->srcs[(pos)-1])
#define INSTR_GET_TARGET(instr) (MAKE_OPNDS_VALID(instr), (instr)->src0)

#ifdef DR_FAST_IR
#    define instr_get_dst INSTR_GET_DST
#    define instr_get_src INSTR_GET_SRC
#    define instr_get_target INSTR_GET_TARGET
#endif

#endif
