/* ir/x86/zy.h - the one door to Zydis: its headers and its decoders, ready to use. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_ZY_H
#define IR_X86_ZY_H

#include <Zydis/Zydis.h>

#include "ir/fast.h"

/* A decoder is a constant: the structure that ZydisDecoderInit would fill. Legacy features that
 * change what bytes mean on today's processors (KNC) are off, those that add instructions on. */
const ZydisDecoder *zy_decoder(ir_isa mode);

/* Instructions of Knights Corner, which is no x86 processor that can run us; Zydis decodes some
 * even so. */
static inline bool
zy_is_foreign(const ZydisDecodedInstruction *zi)
{
    return zi->meta.isa_ext == ZYDIS_ISA_EXT_KNC || zi->meta.isa_ext == ZYDIS_ISA_EXT_KNCE ||
        zi->meta.isa_ext == ZYDIS_ISA_EXT_KNCV;
}

/* Zydis flag set (positions of the flags register) -> EFLAGS_READ_* positions. */
static inline uint32_t
zy_flags_pack(ZydisAccessedFlagsMask m)
{
    return (uint32_t)((m & 1) | (m >> 1 & 2) | (m >> 2 & 4) | (m >> 3 & 0x18) | (m >> 3 & 0x1e0) |
                      (m >> 5 & 0x200) | (m >> 6 & 0x400) | (m >> 7 & 0x800));
}

#endif
