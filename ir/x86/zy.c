/* ir/x86/zy.c - the decoders of both modes, as constants. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/zy.h"

#define MODES(amd_branches)                       \
    {                                             \
        [ZYDIS_DECODER_MODE_AMD_BRANCHES] = amd_branches, \
        [ZYDIS_DECODER_MODE_MPX] = ZYAN_TRUE,     \
        [ZYDIS_DECODER_MODE_CET] = ZYAN_TRUE,     \
        [ZYDIS_DECODER_MODE_LZCNT] = ZYAN_TRUE,   \
        [ZYDIS_DECODER_MODE_TZCNT] = ZYAN_TRUE,   \
        [ZYDIS_DECODER_MODE_CLDEMOTE] = ZYAN_TRUE \
    }

static const ZydisDecoder decoders[] = {
    [IR_ISA_IA32] = { ZYDIS_MACHINE_MODE_LEGACY_32, ZYDIS_STACK_WIDTH_32, MODES(ZYAN_FALSE) },
    [IR_ISA_AMD64] = { ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64, MODES(ZYAN_FALSE) },
};
static const ZydisDecoder decoder_of_amd = { ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64,
                                             MODES(ZYAN_TRUE) };

const ZydisDecoder *
zy_decoder(ir_isa mode, bool amd_branches)
{
    return mode == IR_ISA_AMD64 && amd_branches ? &decoder_of_amd : &decoders[mode];
}
