/* include/dr_ir_isa_features_x86.h - instruction set extensions: instr_get_isa_feature(). */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_IR_ISA_FEATURES_X86_H
#define DR_IR_ISA_FEATURES_X86_H

/* Any other value names an extension; instr_get_isa_feature_name() tells which. */
enum {
    ISA_FEAT_INVALID,     /**< no instruction */
    ISA_FEAT_UNKNOWN = 1, /**< not known */
};

#endif
