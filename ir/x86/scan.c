/* ir/x86/scan.c - ir_scan by Zydis: one Zydis decode boiled down to what a block builder asks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/fast.h"

#include "ir/x86/length.h"
#include "ir/x86/own.h"
#include "ir/x86/scan_table.h"
#include "ir/x86/vendor.h"
#include "ir/x86/zy.h"

/* Everything that is not listed falls through and may be copied. */
static const uint8_t kinds[ZYDIS_MNEMONIC_MAX_VALUE + 1] = {
#define KIND(mnemonic, kind) [ZYDIS_MNEMONIC_##mnemonic] = IR_##kind,
#include "ir/x86/scan_kinds.def"
#undef KIND
};

/* Shifts and rotates: a count of zero leaves the flags alone. */
static const uint8_t is_shift[ZYDIS_MNEMONIC_MAX_VALUE + 1] = {
    [ZYDIS_MNEMONIC_SHL] = 1,  [ZYDIS_MNEMONIC_SHR] = 1,  [ZYDIS_MNEMONIC_SAR] = 1,
    [ZYDIS_MNEMONIC_ROL] = 1,  [ZYDIS_MNEMONIC_ROR] = 1,  [ZYDIS_MNEMONIC_RCL] = 1,
    [ZYDIS_MNEMONIC_RCR] = 1,  [ZYDIS_MNEMONIC_SHLD] = 1, [ZYDIS_MNEMONIC_SHRD] = 1,
};

/* General registers that Zydis's tables leave out: those that string instructions advance, and
 * sources that it takes for destinations. */
static const struct {
    uint16_t mnemonic;
    uint16_t reads, writes;
} unlisted[] = {
#define SI 0x40
#define DI 0x80
#define ALL_SIZES(name, r, w)                                                        \
    { ZYDIS_MNEMONIC_##name##B, r, w }, { ZYDIS_MNEMONIC_##name##W, r, w }, { ZYDIS_MNEMONIC_##name##D, r, w }
    ALL_SIZES(CMPS, SI | DI, SI | DI), { ZYDIS_MNEMONIC_CMPSQ, SI | DI, SI | DI },
    ALL_SIZES(SCAS, DI, DI),           { ZYDIS_MNEMONIC_SCASQ, DI, DI },
    ALL_SIZES(LODS, SI, SI),           { ZYDIS_MNEMONIC_LODSQ, SI, SI },
    ALL_SIZES(STOS, DI, DI),           { ZYDIS_MNEMONIC_STOSQ, DI, DI },
    ALL_SIZES(INS, DI, DI),            ALL_SIZES(OUTS, SI, SI),
    { ZYDIS_MNEMONIC_MWAITX, 8, 0 },
};

/* Categories whose register-only forms cannot raise anything. */
static const uint8_t is_tame[ZYDIS_CATEGORY_MAX_VALUE + 1] = {
    [ZYDIS_CATEGORY_ADOX_ADCX] = 1, [ZYDIS_CATEGORY_BINARY] = 1,   [ZYDIS_CATEGORY_BITBYTE] = 1,
    [ZYDIS_CATEGORY_BMI1] = 1,      [ZYDIS_CATEGORY_BMI2] = 1,     [ZYDIS_CATEGORY_CMOV] = 1,
    [ZYDIS_CATEGORY_COND_BR] = 1,   [ZYDIS_CATEGORY_CONVERT] = 1,  [ZYDIS_CATEGORY_DATAXFER] = 1,
    [ZYDIS_CATEGORY_FLAGOP] = 1,    [ZYDIS_CATEGORY_LOGICAL] = 1,  [ZYDIS_CATEGORY_LZCNT] = 1,
    [ZYDIS_CATEGORY_MISC] = 1,      [ZYDIS_CATEGORY_NOP] = 1,      [ZYDIS_CATEGORY_PREFETCH] = 1,
    [ZYDIS_CATEGORY_ROTATE] = 1,    [ZYDIS_CATEGORY_SETCC] = 1,    [ZYDIS_CATEGORY_SHIFT] = 1,
    [ZYDIS_CATEGORY_TBM] = 1,       [ZYDIS_CATEGORY_WIDENOP] = 1,  [ZYDIS_CATEGORY_UNCOND_BR] = 1,
};

static const uint8_t is_tame_ext[ZYDIS_ISA_EXT_MAX_VALUE + 1] = {
    [ZYDIS_ISA_EXT_BASE] = 1,     [ZYDIS_ISA_EXT_BMI1] = 1,  [ZYDIS_ISA_EXT_BMI2] = 1,
    [ZYDIS_ISA_EXT_LONGMODE] = 1, [ZYDIS_ISA_EXT_LZCNT] = 1, [ZYDIS_ISA_EXT_ADOX_ADCX] = 1,
    [ZYDIS_ISA_EXT_MOVBE] = 1,    [ZYDIS_ISA_EXT_PAUSE] = 1, [ZYDIS_ISA_EXT_TBM] = 1,
};

/* What a register operand adds. A write that leaves part of the old value counts as a read. */
static void
add_register(struct ir_scan *s, ZydisRegister reg, ZydisOperandActions actions)
{
    bool reads = (actions & ZYDIS_OPERAND_ACTION_MASK_READ) != 0;
    bool writes = (actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0;
    ZydisRegisterClass rc = ZydisRegisterGetClass(reg);
    int id = ZydisRegisterGetId(reg);

    if (rc == ZYDIS_REGCLASS_GPR8) {
        /* al cl dl bl ah ch dh bh spl bpl sil dil r8b.. in the order of the enumeration */
        id = (int)(reg - ZYDIS_REGISTER_AL);
        if (id >= 4)
            id -= 4;
    }
    if (rc >= ZYDIS_REGCLASS_GPR8 && rc <= ZYDIS_REGCLASS_GPR64) {
        uint16_t bit = (uint16_t)(1u << id);
        bool partial = rc <= ZYDIS_REGCLASS_GPR16 ||
            (actions & ZYDIS_OPERAND_ACTION_CONDWRITE) != 0;
        if (reads || (writes && partial))
            s->gpr_read |= bit;
        if (writes)
            s->gpr_write |= bit;
    } else if (rc == ZYDIS_REGCLASS_SEGMENT) {
        uint8_t bit = (uint8_t)(1u << id);
        if (reads)
            s->seg_read |= bit;
        if (writes)
            s->seg_write |= bit;
    } else if ((rc >= ZYDIS_REGCLASS_X87 && rc <= ZYDIS_REGCLASS_TMM) ||
               rc == ZYDIS_REGCLASS_MASK) {
        s->flags |= IR_VECTOR;
    }
}

static void
add_memory(struct ir_scan *s, const ZydisDecodedOperand *op)
{
    if (op->mem.base != ZYDIS_REGISTER_NONE)
        add_register(s, op->mem.base, ZYDIS_OPERAND_ACTION_READ);
    if (op->mem.index != ZYDIS_REGISTER_NONE)
        add_register(s, op->mem.index, ZYDIS_OPERAND_ACTION_READ);
    if (op->mem.type == ZYDIS_MEMOP_TYPE_AGEN)
        return; /* lea computes an address, and segments do not count */
    if ((op->actions & ZYDIS_OPERAND_ACTION_MASK_READ) != 0)
        s->flags |= IR_READS_MEM;
    if ((op->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0)
        s->flags |= IR_WRITES_MEM;
    if (op->mem.segment == ZYDIS_REGISTER_GS)
        s->flags |= IR_USES_GS;
    else if (op->mem.segment == ZYDIS_REGISTER_FS)
        s->flags |= IR_USES_FS;
}

static void
add_operands(struct ir_scan *s, const ZydisDecodedInstruction *zi, const ZydisDecodedOperand *ops)
{
    for (int i = 0; i < zi->operand_count; i++) {
        const ZydisDecodedOperand *op = &ops[i];
        if (op->type == ZYDIS_OPERAND_TYPE_REGISTER)
            add_register(s, op->reg.value, op->actions);
        else if (op->type == ZYDIS_OPERAND_TYPE_MEMORY)
            add_memory(s, op);
        else if (op->type == ZYDIS_OPERAND_TYPE_IMMEDIATE &&
                 (op->visibility == ZYDIS_OPERAND_VISIBILITY_EXPLICIT) && s->imm_size != 0 &&
                 s->imm == 0)
            s->imm = op->imm.value.s;
        if (op->visibility == ZYDIS_OPERAND_VISIBILITY_HIDDEN &&
            op->type == ZYDIS_OPERAND_TYPE_REGISTER && op->reg.value == ZYDIS_REGISTER_RSP)
            s->flags |= IR_STACK;
        if (op->visibility == ZYDIS_OPERAND_VISIBILITY_HIDDEN &&
            op->type == ZYDIS_OPERAND_TYPE_REGISTER && op->reg.value == ZYDIS_REGISTER_ESP)
            s->flags |= IR_STACK;
    }
}

static void
add_unlisted(struct ir_scan *s, const ZydisDecodedInstruction *zi)
{
    if (zi->meta.category == ZYDIS_CATEGORY_STRINGOP ||
        zi->meta.category == ZYDIS_CATEGORY_IOSTRINGOP || zi->mnemonic == ZYDIS_MNEMONIC_MWAITX) {
        for (unsigned i = 0; i < sizeof(unlisted) / sizeof(unlisted[0]); i++) {
            if (unlisted[i].mnemonic == zi->mnemonic && zi->opcode_map == ZYDIS_OPCODE_MAP_DEFAULT) {
                s->gpr_read |= unlisted[i].reads;
                s->gpr_write |= unlisted[i].writes;
            }
        }
    }
    if (zy_is_mistaken_pause(zi)) {
        s->gpr_read |= 0x101;
        s->gpr_write |= 0x101;
    }
    if (zi->mnemonic == ZYDIS_MNEMONIC_XLAT)
        s->gpr_read |= 1;
    if (zi->mnemonic == ZYDIS_MNEMONIC_LWPINS || zi->mnemonic == ZYDIS_MNEMONIC_LWPVAL ||
        zi->mnemonic == ZYDIS_MNEMONIC_LLWPCB || zi->mnemonic == ZYDIS_MNEMONIC_RDSSPD ||
        zi->mnemonic == ZYDIS_MNEMONIC_RDSSPQ)
        s->gpr_read |= s->gpr_write; /* rdssp leaves the register alone without shadow stacks */
}

static void
add_layout(struct ir_scan *s, const ZydisDecodedInstruction *zi)
{
    const ZydisDecodedInstructionRaw *raw = &zi->raw;

    if ((zi->attributes & ZYDIS_ATTRIB_HAS_MODRM) != 0)
        s->modrm_off = raw->modrm.offset;
    s->disp_off = raw->disp.offset;
    s->disp_size = (uint8_t)(raw->disp.size / 8);
    s->imm_off = raw->imm[0].offset;
    s->imm_size = (uint8_t)(raw->imm[0].size / 8);
    s->imm2_off = raw->imm[1].offset;
    s->imm2_size = (uint8_t)(raw->imm[1].size / 8);
    if (s->modrm_off != 0 && raw->modrm.mod == 0 && raw->modrm.rm == 5 &&
        zi->machine_mode == ZYDIS_MACHINE_MODE_LONG_64)
        s->rip_off = s->disp_off;
    if (s->modrm_off != 0)
        s->opcode_off = (uint8_t)(s->modrm_off - 1);
    else {
        int tail = s->imm_size != 0 ? s->imm_off : s->disp_size != 0 ? s->disp_off : zi->length;
        s->opcode_off = (uint8_t)(tail - 1);
    }
}

static void
add_eflags(struct ir_scan *s, const ZydisDecodedInstruction *zi)
{
    if (zi->cpu_flags == NULL)
        return;
    s->eflags = zy_eflags(zi->mnemonic, zi->cpu_flags);
    bool may_keep = false;
    if (is_shift[zi->mnemonic] && s->imm_size != 0)
        may_keep = (s->imm & (zi->operand_width == 64 ? 63 : 31)) == 0;
    else if (is_shift[zi->mnemonic]) /* d0 and d1 shift by one; the others by cl */
        may_keep = zi->opcode_map != ZYDIS_OPCODE_MAP_DEFAULT || (zi->opcode & 2) != 0;
    /* AMD's bsf and bsr keep everything but ZF. */
    if (zi->mnemonic == ZYDIS_MNEMONIC_BSF || zi->mnemonic == ZYDIS_MNEMONIC_BSR)
        may_keep = true;
    if (may_keep)
        s->flags |= IR_COND_FLAGS;
}

static void
add_attributes(struct ir_scan *s, const ZydisDecodedInstruction *zi)
{
    ZydisInstructionAttributes a = zi->attributes;

    if ((a & ZYDIS_ATTRIB_HAS_LOCK) != 0 ||
        (zi->mnemonic == ZYDIS_MNEMONIC_XCHG && (s->flags & IR_WRITES_MEM) != 0))
        s->flags |= IR_LOCKED;
    if ((a & (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE | ZYDIS_ATTRIB_HAS_REPNE)) != 0)
        s->flags |= IR_REP;
    if ((a & ZYDIS_ATTRIB_HAS_ADDRESSSIZE) != 0)
        s->flags |= IR_ADDR_SIZE;
    if (zi->operand_width == 16)
        s->flags |= IR_OPND_SIZE;
    if ((a & ZYDIS_ATTRIB_IS_PRIVILEGED) != 0)
        s->flags |= IR_PRIVILEGED;
    if ((a & (ZYDIS_ATTRIB_FPU_STATE_CR | ZYDIS_ATTRIB_FPU_STATE_CW | ZYDIS_ATTRIB_XMM_STATE_CR |
              ZYDIS_ATTRIB_XMM_STATE_CW)) != 0)
        s->flags |= IR_VECTOR;
    bool tame = is_tame[zi->meta.category] && is_tame_ext[zi->meta.isa_ext] &&
        (s->flags & (IR_READS_MEM | IR_WRITES_MEM | IR_VECTOR | IR_PRIVILEGED)) == 0 &&
        s->seg_write == 0 && zi->mnemonic != ZYDIS_MNEMONIC_DIV &&
        zi->mnemonic != ZYDIS_MNEMONIC_IDIV;
    if (!tame || (s->kind != IR_OTHER && s->kind != IR_JCC && s->kind != IR_LOOP &&
                  s->kind != IR_JMP))
        s->flags |= IR_MAY_FAULT;
}

/* Narrows the mnemonic's kind with what the operands say, and finds the direct target. */
static void
settle_kind(struct ir_scan *s, const ZydisDecodedInstruction *zi, uint64_t orig)
{
    uint8_t kind = kinds[zi->mnemonic];

    if (kind == 0)
        kind = IR_OTHER;
    if (zi->meta.branch_type == ZYDIS_BRANCH_TYPE_FAR)
        kind = IR_FAR;
    else if (kind == IR_JMP && !zi->raw.imm[0].is_relative)
        kind = IR_JMP_IND;
    else if (kind == IR_CALL && !zi->raw.imm[0].is_relative)
        kind = IR_CALL_IND;
    if (kind == IR_OTHER && (s->seg_read | s->seg_write) != 0)
        kind = IR_SEG;
    if (kind == IR_OTHER && (zi->attributes & ZYDIS_ATTRIB_IS_PRIVILEGED) != 0)
        kind = IR_HLT;
    if (vendor_narrows(zi) && kind != IR_JCC && kind != IR_JMP)
        kind = IR_NARROW;
    s->kind = kind;
    if (kind == IR_JCC)
        s->cond = zi->opcode & 0xf;
    else if (kinds[zi->mnemonic] == IR_LOOP)
        s->cond = zi->opcode;
    if (zi->raw.imm[0].is_relative) {
        s->target = orig + zi->length + (uint64_t)zi->raw.imm[0].value.s;
        if (vendor_narrows(zi))
            s->target &= 0xffff;
        else if (zi->machine_mode != ZYDIS_MACHINE_MODE_LONG_64)
            s->target &= zi->operand_width == 16 ? 0xffff : 0xffffffff;
        s->imm = zi->raw.imm[0].value.s;
    }
}

int
scan_by_zydis(const uint8_t *pc, uint64_t orig, size_t max, ir_isa mode, struct ir_scan *out)
{
    ZydisDecodedInstruction zi;
    ZydisDecodedOperand ops[ZYDIS_MAX_OPERAND_COUNT];
    ZydisDecoderContext ctx;

    *out = (struct ir_scan){ 0 };
    if (max > ZYDIS_MAX_INSTRUCTION_LENGTH)
        max = ZYDIS_MAX_INSTRUCTION_LENGTH;
    if (ZYAN_FAILED(vendor_decode(mode, pc, max, &ctx, &zi)) ||
        zy_is_foreign(&zi) ||
        ZYAN_FAILED(vendor_decode_operands(mode, &ctx, &zi, ops))) {
        out->length = (uint8_t)own_length(pc, max, mode);
        if (out->length != 0) { /* they are privileged */
            out->kind = IR_HLT;
            out->flags = IR_PRIVILEGED | IR_MAY_FAULT;
            out->gpr_read = pc[1] == 0x0f && pc[2] == 0 ? (uint16_t)(1u << (pc[3] & 7)) : 0;
            return out->length;
        }
        out->length = (uint8_t)length_by_structure(pc, max, mode);
        if (out->length != 0)
            layout_by_structure(pc, mode, out);
        return out->length;
    }
    out->length = zi.length;
    add_layout(out, &zi);
    add_operands(out, &zi, ops);
    add_unlisted(out, &zi);
    settle_kind(out, &zi, orig);
    add_eflags(out, &zi);
    add_attributes(out, &zi);
    return zi.length;
}
