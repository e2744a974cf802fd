/* ir/x86/invalid.c - why bytes are no instruction. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"
#include "ir/x86/vendor.h"

static const struct {
    ZyanStatus status;
    const char *why;
} reasons[] = {
    { ZYDIS_STATUS_NO_MORE_DATA, "the bytes end within it" },
    { ZYDIS_STATUS_DECODING_ERROR, "no such opcode" },
    { ZYDIS_STATUS_INSTRUCTION_TOO_LONG, "it is longer than 15 bytes" },
    { ZYDIS_STATUS_BAD_REGISTER, "no such register" },
    { ZYDIS_STATUS_ILLEGAL_LOCK, "lock is not allowed" },
    { ZYDIS_STATUS_ILLEGAL_LEGACY_PFX, "66, f2, f3 or lock before VEX, EVEX or XOP" },
    { ZYDIS_STATUS_ILLEGAL_REX, "REX before VEX, EVEX or XOP" },
    { ZYDIS_STATUS_INVALID_MAP, "no such opcode map" },
    { ZYDIS_STATUS_MALFORMED_EVEX, "reserved bits of EVEX" },
    { ZYDIS_STATUS_MALFORMED_MVEX, "reserved bits of EVEX" },
    { ZYDIS_STATUS_INVALID_MASK, "a mask that it does not take" },
};

const char *
isa_why_invalid(const byte *pc, size_t max, bool is_64)
{
    ir_isa mode = is_64 ? IR_ISA_AMD64 : IR_ISA_IA32;
    ZydisDecodedInstruction zi;
    ZydisDecoderContext ctx;

    if (max > ZYDIS_MAX_INSTRUCTION_LENGTH)
        max = ZYDIS_MAX_INSTRUCTION_LENGTH;
    ZyanStatus s = vendor_decode(mode, pc, max, &ctx, &zi);
    if (ZYAN_SUCCESS(s))
        return zy_is_foreign(&zi) ? "an instruction of Knights Corner" : NULL;
    for (uint i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        if (reasons[i].status == s)
            return reasons[i].why;
    }
    return "no instruction";
}
