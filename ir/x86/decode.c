/* ir/x86/decode.c - machine code to instr_t, as far as is asked for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/convert.h"

#include "ir/instr_mem.h"
#include "ir/x86/own.h"
#include "ir/x86/vendor.h"
#include "os/base/string.h"

/* Zydis's prefix attributes and ours. Prefixes that operands or the opcode show are left out. */
static const struct {
    ZydisInstructionAttributes theirs;
    uint ours;
} prefix_map[] = {
    { ZYDIS_ATTRIB_HAS_LOCK, PREFIX_LOCK },
    { ZYDIS_ATTRIB_HAS_XACQUIRE, PREFIX_XACQUIRE },
    { ZYDIS_ATTRIB_HAS_XRELEASE, PREFIX_XRELEASE },
    { ZYDIS_ATTRIB_HAS_BRANCH_TAKEN, PREFIX_JCC_TAKEN },
    { ZYDIS_ATTRIB_HAS_BRANCH_NOT_TAKEN, PREFIX_JCC_NOT_TAKEN },
    { ZYDIS_ATTRIB_HAS_BND, IR_PREFIX_BND },
    { ZYDIS_ATTRIB_HAS_NOTRACK, IR_PREFIX_NOTRACK },
};

#define RARE_PREFIXES                                                                       \
    (ZYDIS_ATTRIB_HAS_LOCK | ZYDIS_ATTRIB_HAS_XACQUIRE | ZYDIS_ATTRIB_HAS_XRELEASE |        \
     ZYDIS_ATTRIB_HAS_BRANCH_TAKEN | ZYDIS_ATTRIB_HAS_BRANCH_NOT_TAKEN | ZYDIS_ATTRIB_HAS_BND | \
     ZYDIS_ATTRIB_HAS_NOTRACK | ZYDIS_ATTRIB_HAS_OPERANDSIZE | ZYDIS_ATTRIB_HAS_ADDRESSSIZE)

static uint
prefixes_from_zydis(const ZydisDecodedInstruction *zi)
{
    uint p = 0;

    if ((zi->attributes & RARE_PREFIXES) != 0) {
        for (uint i = 0; i < sizeof(prefix_map) / sizeof(prefix_map[0]); i++) {
            if ((zi->attributes & prefix_map[i].theirs) != 0)
                p |= prefix_map[i].ours;
        }
        if ((zi->attributes & ZYDIS_ATTRIB_HAS_OPERANDSIZE) != 0)
            p |= IR_PREFIX_DATA;
        if ((zi->attributes & ZYDIS_ATTRIB_HAS_ADDRESSSIZE) != 0)
            p |= IR_PREFIX_ADDR;
    }
    if (zi->encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX)
        p |= IR_PREFIX_EVEX;
    else if (zi->encoding == ZYDIS_INSTRUCTION_ENCODING_VEX)
        p |= IR_PREFIX_VEX;
    else if (zi->encoding == ZYDIS_INSTRUCTION_ENCODING_XOP)
        p |= IR_PREFIX_XOP;
    if ((zi->attributes & ZYDIS_ATTRIB_HAS_REX) != 0 && zi->raw.rex.W)
        p |= IR_PREFIX_REXW;
    return p;
}

/* What EVEX says besides operands. */
static ushort
evex_from_zydis(const ZydisDecodedInstruction *zi)
{
    uint e = 0;

    if (zi->encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX) {
        if (zi->avx.mask.mode == ZYDIS_MASK_MODE_ZEROING ||
            zi->avx.mask.mode == ZYDIS_MASK_MODE_CONTROL_ZEROING)
            e |= IR_EVEX_ZEROING;
        if (zi->avx.has_sae)
            e |= IR_EVEX_SAE;
        e |= (uint)zi->avx.rounding.mode << IR_EVEX_ROUND_SHIFT;
        if (!zi->avx.broadcast.is_static)
            e |= (uint)zi->avx.broadcast.mode << IR_EVEX_BCST_SHIFT;
    }
    uint width = zi->avx.vector_length;
    e |= (width == 128 ? 1U : width == 256 ? 2U : width == 512 ? 3U : 0U) << IR_EVEX_WIDTH_SHIFT;
    return (ushort)e;
}

static void
set_opcode(instr_t *instr, const struct decoding *d)
{
    instr->opcode = opcode_from_zydis(d);
    instr->prefixes = prefixes_from_zydis(&d->zi);
    instr->evex = evex_from_zydis(&d->zi);
    instr->eflags = effects_eflags(&d->zi);
    instr->predicate = (byte)effects_predicate(instr->opcode);
    instr->flags &= ~INSTR_CATEGORY_VALID;
    instr->flags |= INSTR_OPCODE_VALID | INSTR_EFLAGS_VALID | INSTR_EFLAGS_6_VALID;
}

static void
form_of(const struct decoding *d, struct layout_form *f)
{
    f->def = d->ctx.definition;
    f->ops = ZydisGetOperandDefinitions(f->def);
    f->num_ops = d->zi.operand_count;
    f->num_visible = d->zi.operand_count_visible;
    f->is_evex = d->zi.encoding == ZYDIS_INSTRUCTION_ENCODING_EVEX && f->num_visible > 1 &&
        f->ops[1].type == ZYDIS_SEMANTIC_OPTYPE_MASK &&
        f->ops[1].op.encoding == ZYDIS_OPERAND_ENCODING_MASK;
    f->is_64 = d->is_64;
    f->first_is_byte = f->num_visible > 0 && d->ops[0].size == 8;
    f->first_is_mem = f->num_visible > 0 && d->ops[0].type == ZYDIS_OPERAND_TYPE_MEMORY;
}

static void
set_operands(instr_t *instr, const struct decoding *d)
{
    struct layout_form form;
    struct layout l;

    form_of(d, &form);
    if (!layout_for_decode(instr->opcode, &form, &l))
        l.num_dsts = l.num_srcs = 0;
    instr_mem_set_operands(instr, l.num_dsts, l.num_srcs);
    for (uint i = 0; i < l.num_dsts; i++)
        instr->dsts[i] = operand_from_word(d, l.dsts[i]);
    for (uint i = 0; i < l.num_srcs; i++)
        *instr_src_at(instr, i) = operand_from_word(d, l.srcs[i]);
    instr->flags |= INSTR_OPERANDS_VALID;
}

static int
invalid(instr_t *instr)
{
    instr->opcode = OP_INVALID;
    instr->flags &= ~(INSTR_RAW_BITS_VALID | INSTR_OPCODE_VALID | INSTR_OPERANDS_VALID);
    return 0;
}

/* Decodes as if no f3 stood there. */
static int
decode_without_rep(instr_t *instr, const byte *pc, const byte *orig, uint length,
                   enum isa_level level)
{
    byte copy[ZYDIS_MAX_INSTRUCTION_LENGTH];
    uint n = 0;

    for (uint i = 0; i < length; i++) {
        if (pc[i] != 0xf3)
            copy[n++] = pc[i];
    }
    if (isa_decode(instr, copy, orig, n, level) == 0)
        return 0;
    instr_set_raw_bits(instr, (byte *)pc, length);
    instr->flags |= INSTR_RIP_REL_VALID;
    return (int)length;
}

bool
decoding_of(struct decoding *d, const byte *pc, size_t max, ptr_uint_t orig, bool is_64)
{
    ir_isa mode = is_64 ? IR_ISA_AMD64 : IR_ISA_IA32;

    if (ZYAN_FAILED(vendor_decode(mode, pc, max, &d->ctx, &d->zi)) ||
        ZYAN_FAILED(vendor_decode_operands(mode, &d->ctx, &d->zi, d->ops)))
        return false;
    d->is_64 = is_64;
    d->next_pc = orig + d->zi.length;
    return true;
}

int
isa_decode(instr_t *instr, const byte *pc, const byte *orig, size_t max, enum isa_level level)
{
    struct decoding d;
    ir_isa mode = instr->isa_mode == DR_ISA_IA32 ? IR_ISA_IA32 : IR_ISA_AMD64;

    if (level == ISA_LENGTH) {
        int n = ir_length(pc, max, mode);
        if (n == 0)
            return invalid(instr);
        instr_set_raw_bits(instr, (byte *)pc, (uint)n);
        return n;
    }
    if (max > ZYDIS_MAX_INSTRUCTION_LENGTH)
        max = ZYDIS_MAX_INSTRUCTION_LENGTH;
    if (!decoding_of(&d, pc, max, (ptr_uint_t)orig, mode == IR_ISA_AMD64))
        return own_decode(instr, pc, max, level) ? (int)instr->length : invalid(instr);
    if (zy_is_foreign(&d.zi))
        return invalid(instr);
    if (zy_is_mistaken_pause(&d.zi))
        return decode_without_rep(instr, pc, orig, d.zi.length, level);
    instr_set_raw_bits(instr, (byte *)pc, d.zi.length);
    set_opcode(instr, &d);
    if (d.is_64 && (d.zi.attributes & ZYDIS_ATTRIB_HAS_MODRM) != 0 && d.zi.raw.modrm.mod == 0 &&
        d.zi.raw.modrm.rm == 5)
        instr->rip_rel_pos = d.zi.raw.disp.offset;
    else if (d.zi.raw.imm[0].is_relative) {
        if (d.zi.raw.imm[0].size == 32)
            instr->rip_rel_pos = d.zi.raw.imm[0].offset;
        else
            instr->flags |= INSTR_REL_SHORT;
    }
    instr->flags |= INSTR_RIP_REL_VALID;
    if (level == ISA_OPERANDS)
        set_operands(instr, &d);
    return d.zi.length;
}

/* Raw bits that were copied from elsewhere are relative to where the application had them. */
const byte *
isa_origin(const instr_t *instr)
{
    if ((instr->flags & (INSTR_RAW_BITS_ALLOCATED | INSTR_PERSISTENT)) != 0 &&
        instr->translation != NULL)
        return instr->translation;
    return instr->bytes;
}

bool
isa_raise(instr_t *instr, enum isa_level level)
{
    if ((instr->flags & INSTR_RAW_BITS_VALID) == 0 || instr->bytes == NULL)
        return false;
    byte *bytes = instr->bytes;
    uint length = instr->length;
    int n = isa_decode(instr, bytes, isa_origin(instr), length, level);
    if (n == 0) { /* it stays what stands there, which the processor may know */
        instr->bytes = bytes;
        instr->length = length;
        instr->flags |= INSTR_RAW_BITS_VALID;
    }
    return n != 0 && (uint)n == length;
}

dr_pred_type_t
isa_predicate(uint opcode)
{
    return effects_predicate(opcode);
}

uint
isa_opcode_eflags(uint opcode)
{
    const ZydisEncodableInstruction *e;
    const ZydisInstructionDefinition *def;
    const ZydisDefinitionAccessedFlags *flags;
    ZydisDecodedInstruction zi;
    ZydisMnemonic m = opcode_to_mnemonic(opcode);
    uint all = 0;

    if (m == ZYDIS_MNEMONIC_INVALID)
        return 0;
    uint n = ZydisGetEncodableInstructions(m, &e);
    for (uint i = 0; i < n; i++) {
        ZydisGetInstructionDefinition(e[i].encoding, e[i].instruction_reference, &def);
        if (!ZydisGetAccessedFlags(def, &flags))
            continue;
        zi.mnemonic = m;
        zi.cpu_flags = &flags->cpu_flags;
        all |= effects_eflags(&zi);
    }
    return all;
}
