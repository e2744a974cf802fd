/* ir/x86/zyreg.c - our register numbers and Zydis's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"

static const ushort from_zydis[ZYDIS_REGISTER_MAX_VALUE + 1] = {
#define Z(ours, theirs) [ZYDIS_REGISTER_##theirs] = ours,
#include "ir/x86/zy_regs.def"
#undef Z
};

static const ushort to_zydis[DR_REG_AFTER_LAST_VALID_ENUM] = {
#define Z(ours, theirs) [ours] = ZYDIS_REGISTER_##theirs,
#include "ir/x86/zy_regs.def"
#undef Z
};

reg_id_t
reg_from_zydis(ZydisRegister reg)
{
    return from_zydis[reg];
}

ZydisRegister
reg_to_zydis(reg_id_t reg)
{
    return reg < DR_REG_AFTER_LAST_VALID_ENUM ? (ZydisRegister)to_zydis[reg] : ZYDIS_REGISTER_NONE;
}
