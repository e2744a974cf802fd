/* ir/opnd_float.c - floating-point immediates: compiled with SSE, called by clients only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_ir_opnd.h"

opnd_t
opnd_create_immed_float(float f)
{
    opnd_t o = { .kind = IMMED_FLOAT_kind, .size = OPSZ_4 };
    o.value.immed_float = f;
    return o;
}

opnd_t
opnd_create_immed_double(double d)
{
    opnd_t o = { .kind = IMMED_DOUBLE_kind, .size = OPSZ_8 };
    o.value.immed_double = d;
    return o;
}

float
opnd_get_immed_float(opnd_t opnd)
{
    return opnd.kind == IMMED_FLOAT_kind ? opnd.value.immed_float : 0;
}

double
opnd_get_immed_double(opnd_t opnd)
{
    return opnd.kind == IMMED_DOUBLE_kind ? opnd.value.immed_double : 0;
}
