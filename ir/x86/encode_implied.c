/* ir/x86/encode_implied.c - whether operands that assembly does not show are the machine's. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Implied operands follow from operand, address and stack size of the bytes. The few instructions
 * that have some are decoded again: that cannot disagree with the decoder. */
#include "ir/x86/request.h"

#include "ir/opnd.h"

static bool
is_implied(uint word)
{
    return word >= W_HIDDEN;
}

static opnd_t
real_operand(const struct decoding *d, uint word)
{
    if (word < W_SP && word - W_HIDDEN >= d->zi.operand_count)
        return opnd_create_null();
    return operand_from_word(d, word);
}

/* What is pushed lies as far below the stack pointer as it is wide: an operand whose size is left
 * open gives the default of both. */
static bool
is_displacement(opnd_t given, opnd_t real, bool is_64)
{
    int disp = opnd_get_disp(given), real_disp = opnd_get_disp(real);

    return disp == real_disp ||
        (opnd_size_is_open(opnd_get_size(given)) && real_disp < 0 &&
         disp == -(int)opnd_size_bytes_in(opnd_get_size(given), is_64) &&
         real_disp == -(int)opnd_size_bytes_in(opnd_get_size(real), is_64));
}

/* An operand as it was given against the one that the encoding has. */
static bool
is_operand(opnd_t given, opnd_t real, bool is_64)
{
    if (opnd_is_reg(real) || !opnd_is_base_disp(real))
        return opnd_is_reg(given) ? opnd_get_reg(given) == opnd_get_reg(real)
                                  : opnd_same(given, real);
    reg_id_t seg = opnd_get_segment(given), real_seg = opnd_get_segment(real);
    bool segments_fit = seg == real_seg ||
        (seg == DR_REG_NULL && (real_seg == DR_SEG_DS || real_seg == DR_SEG_ES)) ||
        (is_64 && real_seg < DR_SEG_FS && seg < DR_SEG_FS);
    return segments_fit && opnd_is_base_disp(given) &&
        opnd_get_base(given) == opnd_get_base(real) &&
        opnd_get_index(given) == opnd_get_index(real) &&
        (opnd_get_index(real) == DR_REG_NULL || opnd_get_scale(given) == opnd_get_scale(real)) &&
        is_displacement(given, real, is_64) &&
        opnd_size_allows(opnd_get_size(given), opnd_size_bytes_in(opnd_get_size(real), is_64), is_64);
}

bool
encode_implied_fit(const struct encoding *e, const struct layout *l, const byte *buf, int length)
{
    struct decoding d;
    uint implied = 0;

    for (uint i = 0; i < l->num_dsts; i++)
        implied += is_implied(l->dsts[i]);
    for (uint i = 0; i < l->num_srcs; i++)
        implied += is_implied(l->srcs[i]);
    if (implied == 0)
        return true;
    if (!decoding_of(&d, buf, (size_t)length, e->final_pc, e->is_64))
        return false;
    for (uint i = 0; i < l->num_dsts; i++) {
        if (is_implied(l->dsts[i]) &&
            !is_operand(e->instr->dsts[i], real_operand(&d, l->dsts[i]), e->is_64))
            return false;
    }
    for (uint i = 0; i < l->num_srcs; i++) {
        if (is_implied(l->srcs[i]) &&
            !is_operand(i == 0 ? e->instr->src0 : e->instr->srcs[i - 1],
                        real_operand(&d, l->srcs[i]), e->is_64))
            return false;
    }
    return true;
}
