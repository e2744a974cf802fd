/* ir/reg.c - registers: names, sizes, parts of one another, values in a machine context. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/reg.h"

#include "dr_ir_instr.h"
#include "dr_ir_utils.h"
#include "os/base/string.h"

struct reg_group {
    reg_id_t first, last;
    opnd_size_t size;
};

/* In the order of the enumeration. */
static const struct reg_group groups[] = {
    { DR_REG_RAX, DR_REG_R15, OPSZ_8 },
    { DR_REG_EAX, DR_REG_R15D, OPSZ_4 },
    { DR_REG_AX, DR_REG_R15W, OPSZ_2 },
    { DR_REG_AL, DR_REG_DIL, OPSZ_1 },
    { DR_REG_MM0, DR_REG_MM7, OPSZ_8 },
    { DR_REG_XMM0, DR_REG_XMM31, OPSZ_16 },
    { DR_REG_YMM0, DR_REG_YMM31, OPSZ_32 },
    { DR_REG_ZMM0, DR_REG_ZMM31, OPSZ_64 },
    { DR_REG_ST0, DR_REG_ST7, OPSZ_10 },
    { DR_SEG_ES, DR_SEG_GS, OPSZ_2 },
    { DR_REG_DR0, DR_REG_DR15, OPSZ_PTR },
    { DR_REG_CR0, DR_REG_CR15, OPSZ_PTR },
    { DR_REG_K0, DR_REG_K7, OPSZ_8 },
    { DR_REG_BND0, DR_REG_BND3, OPSZ_16 },
    { DR_REG_TMM0, DR_REG_TMM7, OPSZ_NA },
    { DR_REG_VIRT0, DR_REG_VIRT252, OPSZ_NA },
};
#define NUM_GROUPS (sizeof(groups) / sizeof(groups[0]))

static const struct reg_group *
group_of(reg_id_t reg)
{
    for (size_t i = 0; i < NUM_GROUPS; i++) {
        if (reg >= groups[i].first && reg <= groups[i].last)
            return &groups[i];
    }
    return NULL;
}

static const char *const names[] = {
#define N(reg, name) [DR_REG_##reg] = name,
#include "ir/reg_names.def"
#undef N
    [DR_SEG_ES] = "es", [DR_SEG_CS] = "cs", [DR_SEG_SS] = "ss",
    [DR_SEG_DS] = "ds", [DR_SEG_FS] = "fs", [DR_SEG_GS] = "gs",
    [DR_REG_NULL] = "<NULL>",
};

const char *
get_register_name(reg_id_t reg)
{
    if (reg < sizeof(names) / sizeof(names[0]) && names[reg] != NULL)
        return names[reg];
    return "<invalid>";
}

opnd_size_t
reg_get_size(reg_id_t reg)
{
    const struct reg_group *g = group_of(reg);

    return g == NULL ? OPSZ_NA : g->size;
}

/* The number of the 64-bit register that a general register is part of, as an offset from RAX;
 * -1 for any other register. */
int
reg_gpr_number(reg_id_t reg)
{
    if (reg >= DR_REG_RAX && reg <= DR_REG_R15)
        return reg - DR_REG_RAX;
    if (reg >= DR_REG_EAX && reg <= DR_REG_R15D)
        return reg - DR_REG_EAX;
    if (reg >= DR_REG_AX && reg <= DR_REG_R15W)
        return reg - DR_REG_AX;
    if (reg >= DR_REG_AL && reg <= DR_REG_BL)
        return reg - DR_REG_AL;
    if (reg >= DR_REG_AH && reg <= DR_REG_BH)
        return reg - DR_REG_AH;
    if (reg >= DR_REG_R8L && reg <= DR_REG_R15L)
        return reg - DR_REG_R8L + 8;
    if (reg >= DR_REG_SPL && reg <= DR_REG_DIL)
        return reg - DR_REG_SPL + 4;
    return -1;
}

/* Likewise for XMM, YMM and ZMM. */
int
reg_vector_number(reg_id_t reg)
{
    if (reg >= DR_REG_XMM0 && reg <= DR_REG_ZMM31)
        return (reg - DR_REG_XMM0) % 32;
    return -1;
}

bool
reg_is_gpr(reg_id_t reg)
{
    return reg >= DR_REG_RAX && reg <= DR_REG_DIL;
}

bool
reg_is_segment(reg_id_t reg)
{
    return reg >= DR_SEG_ES && reg <= DR_SEG_GS;
}

bool
reg_is_simd(reg_id_t reg)
{
    return reg_is_mmx(reg) || reg_is_vector_simd(reg);
}

bool
reg_is_vector_simd(reg_id_t reg)
{
    return reg >= DR_REG_XMM0 && reg <= DR_REG_ZMM31;
}

bool
reg_is_opmask(reg_id_t reg)
{
    return reg >= DR_REG_K0 && reg <= DR_REG_K7;
}

bool
reg_is_bnd(reg_id_t reg)
{
    return reg >= DR_REG_BND0 && reg <= DR_REG_BND3;
}

bool
reg_is_strictly_xmm(reg_id_t reg)
{
    return reg >= DR_REG_XMM0 && reg <= DR_REG_XMM31;
}

bool
reg_is_strictly_ymm(reg_id_t reg)
{
    return reg >= DR_REG_YMM0 && reg <= DR_REG_YMM31;
}

bool
reg_is_strictly_zmm(reg_id_t reg)
{
    return reg >= DR_REG_ZMM0 && reg <= DR_REG_ZMM31;
}

/* These two ask whether it has that many bits at least, so a ymm counts as an xmm. */
bool
reg_is_xmm(reg_id_t reg)
{
    return reg_is_strictly_xmm(reg) || reg_is_strictly_ymm(reg);
}

bool
reg_is_ymm(reg_id_t reg)
{
    return reg_is_strictly_ymm(reg);
}

bool
reg_is_mmx(reg_id_t reg)
{
    return reg >= DR_REG_MM0 && reg <= DR_REG_MM7;
}

bool
reg_is_fp(reg_id_t reg)
{
    return reg >= DR_REG_ST0 && reg <= DR_REG_ST7;
}

bool
reg_is_z(reg_id_t reg)
{
    (void)reg; /* scalable vectors are another machine's */
    return false;
}

bool
reg_is_32bit(reg_id_t reg)
{
    return reg >= DR_REG_EAX && reg <= DR_REG_R15D;
}

bool
reg_is_64bit(reg_id_t reg)
{
    return reg >= DR_REG_RAX && reg <= DR_REG_R15;
}

bool
reg_is_pointer_sized(reg_id_t reg)
{
    return IF_X64_ELSE(reg_is_64bit(reg), reg_is_32bit(reg));
}

bool
reg_is_stolen(reg_id_t reg)
{
    (void)reg; /* none is on x86 */
    return false;
}

bool
reg_is_extended(reg_id_t reg)
{
    int n = reg_gpr_number(reg), v = reg_vector_number(reg);

    return n >= 8 || v >= 8 || (reg >= DR_REG_SPL && reg <= DR_REG_DIL) ||
        (reg >= DR_REG_CR0 + 8 && reg <= DR_REG_CR15) ||
        (reg >= DR_REG_DR0 + 8 && reg <= DR_REG_DR15);
}

bool
reg_is_avx512_extended(reg_id_t reg)
{
    return reg_vector_number(reg) >= 16;
}

bool
reg_is_avx512(reg_id_t reg)
{
    return reg_is_strictly_zmm(reg) || reg_is_opmask(reg);
}

reg_id_t
reg_32_to_64(reg_id_t reg)
{
    return reg_is_32bit(reg) ? (reg_id_t)(reg - DR_REG_EAX + DR_REG_RAX) : DR_REG_INVALID;
}

reg_id_t
reg_64_to_32(reg_id_t reg)
{
    return reg_is_64bit(reg) ? (reg_id_t)(reg - DR_REG_RAX + DR_REG_EAX) : DR_REG_INVALID;
}

reg_id_t
reg_32_to_16(reg_id_t reg)
{
    return reg_is_32bit(reg) ? (reg_id_t)(reg - DR_REG_EAX + DR_REG_AX) : DR_REG_INVALID;
}

reg_id_t
reg_from_gpr_number(int n, opnd_size_t size)
{
    switch (size) {
    case OPSZ_8: return (reg_id_t)(DR_REG_RAX + n);
    case OPSZ_4: return (reg_id_t)(DR_REG_EAX + n);
    case OPSZ_2: return (reg_id_t)(DR_REG_AX + n);
    case OPSZ_1:
        if (n >= 8)
            return (reg_id_t)(DR_REG_R8L + n - 8);
        return (reg_id_t)(n < 4 ? DR_REG_AL + n : DR_REG_SPL + n - 4);
    default: return DR_REG_INVALID;
    }
}

reg_id_t
reg_32_to_8(reg_id_t reg)
{
    if (!reg_is_32bit(reg))
        return DR_REG_INVALID;
    if (reg >= DR_REG_ESP && sizeof(void *) == 4) /* esp to edi have no low byte in 32-bit mode */
        return DR_REG_NULL;
    return reg_from_gpr_number(reg - DR_REG_EAX, OPSZ_1);
}

reg_id_t
reg_32_to_opsz(reg_id_t reg, opnd_size_t sz)
{
    return reg_is_32bit(reg) ? reg_resize_to_opsz(reg, sz) : DR_REG_INVALID;
}

reg_id_t
reg_resize_to_opsz(reg_id_t reg, opnd_size_t sz)
{
    int n = reg_gpr_number(reg), v = reg_vector_number(reg);

    if (n >= 0) {
        if (sz == OPSZ_1)
            return reg_32_to_8((reg_id_t)(DR_REG_EAX + n));
        return reg_from_gpr_number(n, sz);
    }
    if (v >= 0) {
        if (sz == OPSZ_16)
            return (reg_id_t)(DR_REG_XMM0 + v);
        if (sz == OPSZ_32)
            return (reg_id_t)(DR_REG_YMM0 + v);
        if (sz == OPSZ_64)
            return (reg_id_t)(DR_REG_ZMM0 + v);
        return DR_REG_INVALID;
    }
    return sz == reg_get_size(reg) ? reg : DR_REG_INVALID;
}

reg_id_t
reg_to_pointer_sized(reg_id_t reg)
{
    int n = reg_gpr_number(reg);

    return n < 0 ? reg : (reg_id_t)(DR_REG_START_GPR + n);
}

/* The position of a register among those that carry a function's parameters. */
int
reg_parameter_num(reg_id_t reg)
{
    const struct reg_parameters *p = reg_parameters();

    for (uint i = 0; i < p->count; i++) {
        if (reg_is_gpr(reg) && reg_gpr_number(reg) == p->numbers[i])
            return (int)i;
    }
    return -1;
}

/* Bytes of its file that a register covers: [*low, *high) of the file's widest register. */
static int
extent(reg_id_t reg, uint *low, uint *high)
{
    int n = reg_gpr_number(reg);

    *low = 0;
    *high = opnd_size_in_bytes(reg_get_size(reg));
    if (n >= 0) {
        if (reg >= DR_REG_AH && reg <= DR_REG_BH) {
            *low = 1;
            *high = 2;
        }
        return n;
    }
    n = reg_vector_number(reg);
    return n >= 0 ? 16 + n : 64 + reg;
}

bool
reg_overlap(reg_id_t r1, reg_id_t r2)
{
    uint l1, h1, l2, h2;

    if (r1 == DR_REG_NULL || r2 == DR_REG_NULL)
        return false;
    if (r1 == r2)
        return true;
    return extent(r1, &l1, &h1) == extent(r2, &l2, &h2) && l1 < h2 && l2 < h1;
}

/* Whether every byte of INNER is part of OUTER. */
bool
reg_covers(reg_id_t outer, reg_id_t inner)
{
    uint lo, ho, li, hi;

    if (outer == inner)
        return outer != DR_REG_NULL;
    return extent(outer, &lo, &ho) == extent(inner, &li, &hi) && lo <= li && hi <= ho;
}

byte
reg_get_bits(reg_id_t reg)
{
    int n = reg_gpr_number(reg);

    if (reg >= DR_REG_AH && reg <= DR_REG_BH)
        return (byte)(n + 4); /* their number when there is no REX */
    if (n >= 0)
        return (byte)(n & 7);
    n = reg_vector_number(reg);
    if (n >= 0)
        return (byte)(n & 7);
    const struct reg_group *g = group_of(reg);
    return g == NULL ? 0xff : (byte)((reg - g->first) & 7);
}

opnd_size_t
reg_get_size_lmul(reg_id_t reg, lmul_t lmul)
{
    (void)lmul;
    return reg_get_size(reg);
}

/* ---- values ---- */

/* Where a general register lies in the context: the structure's order is the stack order of
 * pusha. */
static reg_t *
mcontext_slot(dr_mcontext_t *mc, int n)
{
    IF_X64(if (n >= 8) return &mc->r8 + (n - 8);)
    reg_t *const slots[] = { &mc->xax, &mc->xcx, &mc->xdx, &mc->xbx,
                             &mc->xsp, &mc->xbp, &mc->xsi, &mc->xdi };
    return slots[n & 7];
}

reg_t
reg_get_value(reg_id_t reg, dr_mcontext_t *mc)
{
    int n = reg_gpr_number(reg);

    if (n < 0 || (n >= 8 && !IF_X64_ELSE(true, false)))
        return 0;
    reg_t v = *mcontext_slot(mc, n);
    if (reg >= DR_REG_AH && reg <= DR_REG_BH)
        return v >> 8 & 0xff;
    switch (reg_get_size(reg)) {
    case OPSZ_1: return v & 0xff;
    case OPSZ_2: return v & 0xffff;
    case OPSZ_4: return v & 0xffffffff;
    default: return v;
    }
}

bool
reg_get_value_ex(reg_id_t reg, dr_mcontext_t *mc, byte *val)
{
    int v = reg_vector_number(reg);

    if (reg_is_gpr(reg)) {
        reg_t value = reg_get_value(reg, mc);
        memcpy(val, &value, sizeof(value));
        return true;
    }
    if (v >= 0 && v < MCXT_NUM_SIMD_SLOTS) {
        memcpy(val, &mc->simd[v], opnd_size_in_bytes(reg_get_size(reg)));
        return true;
    }
    if (reg_is_opmask(reg)) {
        memcpy(val, &mc->opmask[reg - DR_REG_K0], sizeof(dr_opmask_t));
        return true;
    }
    return false; /* MMX and x87 are not in the context */
}

void
reg_set_value(reg_id_t reg, dr_mcontext_t *mc, reg_t value)
{
    int n = reg_gpr_number(reg);

    if (n < 0)
        return;
    reg_t *slot = mcontext_slot(mc, n);
    if (reg >= DR_REG_AH && reg <= DR_REG_BH)
        *slot = (*slot & ~(reg_t)0xff00) | (value & 0xff) << 8;
    else if (reg_get_size(reg) == OPSZ_1)
        *slot = (*slot & ~(reg_t)0xff) | (value & 0xff);
    else if (reg_get_size(reg) == OPSZ_2)
        *slot = (*slot & ~(reg_t)0xffff) | (value & 0xffff);
    else if (reg_get_size(reg) == OPSZ_4)
        *slot = value & 0xffffffff; /* the processor clears the upper half too */
    else
        *slot = value;
}

bool
reg_set_value_ex(reg_id_t reg, dr_mcontext_t *mc, byte *val_buf)
{
    int v = reg_vector_number(reg);

    if (reg_is_gpr(reg)) {
        reg_t value;
        memcpy(&value, val_buf, sizeof(value));
        reg_set_value(reg, mc, value);
        return true;
    }
    if (v >= 0 && v < MCXT_NUM_SIMD_SLOTS) {
        memcpy(&mc->simd[v], val_buf, opnd_size_in_bytes(reg_get_size(reg)));
        return true;
    }
    if (reg_is_opmask(reg)) {
        memcpy(&mc->opmask[reg - DR_REG_K0], val_buf, sizeof(dr_opmask_t));
        return true;
    }
    return false;
}

reg_id_t
dr_get_stolen_reg(void)
{
    return DR_REG_NULL;
}
