/* ir/x86/zy.c - the decoders of both modes, as constants. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/zy.h"

#define MODES(amd_branches, mpx)                          \
    {                                                     \
        [ZYDIS_DECODER_MODE_AMD_BRANCHES] = amd_branches, \
        [ZYDIS_DECODER_MODE_MPX] = mpx,                   \
        [ZYDIS_DECODER_MODE_CET] = ZYAN_TRUE,             \
        [ZYDIS_DECODER_MODE_LZCNT] = ZYAN_TRUE,           \
        [ZYDIS_DECODER_MODE_TZCNT] = ZYAN_TRUE,           \
        [ZYDIS_DECODER_MODE_CLDEMOTE] = ZYAN_TRUE         \
    }
#define DECODER_32(...) { ZYDIS_MACHINE_MODE_LEGACY_32, ZYDIS_STACK_WIDTH_32, MODES(__VA_ARGS__) }
#define DECODER_64(...) { ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64, MODES(__VA_ARGS__) }

static const ZydisDecoder decoders[][2] = {
    [ZY_USUAL] = { [IR_ISA_IA32] = DECODER_32(ZYAN_FALSE, ZYAN_TRUE),
                   [IR_ISA_AMD64] = DECODER_64(ZYAN_FALSE, ZYAN_TRUE) },
    [ZY_AMD] = { [IR_ISA_IA32] = DECODER_32(ZYAN_FALSE, ZYAN_TRUE),
                 [IR_ISA_AMD64] = DECODER_64(ZYAN_TRUE, ZYAN_TRUE) },
    [ZY_NO_MPX] = { [IR_ISA_IA32] = DECODER_32(ZYAN_FALSE, ZYAN_FALSE),
                    [IR_ISA_AMD64] = DECODER_64(ZYAN_FALSE, ZYAN_FALSE) },
};

const ZydisDecoder *
zy_decoder(ir_isa mode, enum zy_kind kind)
{
    return &decoders[kind][mode];
}
