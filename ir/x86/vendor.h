/* ir/x86/vendor.h - where processors of one vendor decode otherwise than those of another. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_VENDOR_H
#define IR_X86_VENDOR_H

/* Whose processor it is says dr_proc: the one that we run on, or what proc_set_vendor() has put in
 * its place. Processors of unknown vendors are taken for Intel's. In 64-bit mode
 *   - near branches (jmp, jcc, call, ret, loop, jrcxz) with prefix 66 and without REX.W: Intel's
 *     ignore the prefix; AMD's cut the target to 16 bits, have 16-bit displacements in place of
 *     32-bit ones, take 16-bit operands, and push and pop two bytes;
 *   - far pointers in memory under REX.W have a 64-bit offset for Intel's, 32 bits for AMD's.
 * In both modes lock before mov from and to cr0 makes it cr8 for AMD's, and verw of memory takes lock.
 * The fault of ud0 and ud1 comes before AMD's fetch the operand; its bytes belong to the instruction
 * all the same, as compilers use them. */
#include "dr_proc.h"
#include "ir/x86/zy.h"

static inline bool
vendor_is_amd(void)
{
    return proc_get_vendor() == VENDOR_AMD;
}

/* Whether a near branch of 64-bit code has 16-bit operands. */
static inline bool
vendor_narrows(const ZydisDecodedInstruction *zi)
{
    return zi->operand_width == 16 && zi->machine_mode == ZYDIS_MACHINE_MODE_LONG_64 &&
        (zi->meta.branch_type == ZYDIS_BRANCH_TYPE_SHORT ||
         zi->meta.branch_type == ZYDIS_BRANCH_TYPE_NEAR);
}

/* Zydis's decoding, in the form of the processor's vendor. OPS has room for all operands. */
ZyanStatus vendor_decode(ir_isa mode, const uint8_t *pc, size_t max, ZydisDecoderContext *ctx,
                         ZydisDecodedInstruction *zi);
ZyanStatus vendor_decode_operands(ir_isa mode, const ZydisDecoderContext *ctx,
                                  const ZydisDecodedInstruction *zi, ZydisDecodedOperand *ops);

#endif
