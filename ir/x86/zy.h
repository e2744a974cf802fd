/* ir/x86/zy.h - the one door to Zydis: its headers and its decoders, ready to use. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_ZY_H
#define IR_X86_ZY_H

#include <Zydis/Zydis.h>

#include "ir/fast.h"

enum zy_kind {
    ZY_USUAL,
    ZY_AMD,    /* prefix 66 is not ignored before near branches of 64-bit code */
    ZY_NO_MPX, /* bounds are unknown: their opcodes do nothing */
};

/* A decoder is a constant: the structure that ZydisDecoderInit would fill. Legacy features that
 * change what bytes mean on today's processors (KNC) are off, those that add instructions on.
 * Decoding goes through ir/x86/vendor.h. */
const ZydisDecoder *zy_decoder(ir_isa mode, enum zy_kind kind);

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

/* The flags of an instruction as an EFLAGS_* set, with what Zydis's tables leave out. What is left
 * undefined counts as written: its old value is gone as far as code may tell. */
static inline uint32_t
zy_eflags(ZydisMnemonic mnemonic, const ZydisAccessedFlags *f)
{
    uint32_t e = zy_flags_pack(f->tested) |
        EFLAGS_READ_TO_WRITE(zy_flags_pack(f->modified | f->set_0 | f->set_1 | f->undefined));

    /* these clear the flags that they do not set */
    if (mnemonic == ZYDIS_MNEMONIC_PTEST || mnemonic == ZYDIS_MNEMONIC_VPTEST ||
        mnemonic == ZYDIS_MNEMONIC_VTESTPS || mnemonic == ZYDIS_MNEMONIC_VTESTPD)
        e |= EFLAGS_WRITE_6;
    return e;
}

/* f3 90 is pause, but with REX.B it is xchg r8, rax with a prefix that means nothing. */
static inline bool
zy_is_mistaken_pause(const ZydisDecodedInstruction *zi)
{
    return zi->mnemonic == ZYDIS_MNEMONIC_PAUSE && (zi->attributes & ZYDIS_ATTRIB_HAS_REX) != 0 &&
        zi->raw.rex.B;
}

#endif
