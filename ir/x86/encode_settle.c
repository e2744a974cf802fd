/* ir/x86/encode_settle.c - mnemonics by operand size; prefixes and EVEX details of a request. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/request.h"

#include "ir/flags.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/opclass.h"

/* Opcodes whose mnemonic follows the size of an operand: which one tells, and the mnemonics for
 * 1, 2, 4 and 8 bytes. */
#define M(x) ZYDIS_MNEMONIC_##x
#define NO ZYDIS_MNEMONIC_INVALID
enum { DST0, DST1, SRC0, SRC1 };
static const struct family {
    ushort opcode;
    byte tells;
    ushort mnemonics[4];
} families[] = {
    { OP_movs, DST0, { M(MOVSB), M(MOVSW), M(MOVSD), M(MOVSQ) } },
    { OP_rep_movs, DST0, { M(MOVSB), M(MOVSW), M(MOVSD), M(MOVSQ) } },
    { OP_stos, DST0, { M(STOSB), M(STOSW), M(STOSD), M(STOSQ) } },
    { OP_rep_stos, DST0, { M(STOSB), M(STOSW), M(STOSD), M(STOSQ) } },
    { OP_lods, DST0, { M(LODSB), M(LODSW), M(LODSD), M(LODSQ) } },
    { OP_rep_lods, DST0, { M(LODSB), M(LODSW), M(LODSD), M(LODSQ) } },
    { OP_cmps, SRC0, { M(CMPSB), M(CMPSW), M(CMPSD), M(CMPSQ) } },
    { OP_rep_cmps, SRC0, { M(CMPSB), M(CMPSW), M(CMPSD), M(CMPSQ) } },
    { OP_repne_cmps, SRC0, { M(CMPSB), M(CMPSW), M(CMPSD), M(CMPSQ) } },
    { OP_scas, SRC0, { M(SCASB), M(SCASW), M(SCASD), M(SCASQ) } },
    { OP_rep_scas, SRC0, { M(SCASB), M(SCASW), M(SCASD), M(SCASQ) } },
    { OP_repne_scas, SRC0, { M(SCASB), M(SCASW), M(SCASD), M(SCASQ) } },
    { OP_ins, DST0, { M(INSB), M(INSW), M(INSD), NO } },
    { OP_rep_ins, DST0, { M(INSB), M(INSW), M(INSD), NO } },
    { OP_outs, SRC0, { M(OUTSB), M(OUTSW), M(OUTSD), NO } },
    { OP_rep_outs, SRC0, { M(OUTSB), M(OUTSW), M(OUTSD), NO } },
    { OP_cwde, DST0, { NO, M(CBW), M(CWDE), M(CDQE) } },
    { OP_cdq, DST0, { NO, M(CWD), M(CDQ), M(CQO) } },
    { OP_pushf, DST1, { NO, M(PUSHF), M(PUSHFD), M(PUSHFQ) } },
    { OP_popf, SRC1, { NO, M(POPF), M(POPFD), M(POPFQ) } },
    { OP_pextrd, DST0, { NO, NO, M(PEXTRD), M(PEXTRQ) } },
    { OP_pinsrd, SRC0, { NO, NO, M(PINSRD), M(PINSRQ) } },
    { OP_jecxz, SRC1, { NO, M(JCXZ), M(JECXZ), M(JRCXZ) } },
    { OP_movd, DST0, { NO, NO, M(MOVD), M(MOVD) } },
};

static opnd_t
telling(const instr_t *instr, uint which)
{
    instr_t *i = (instr_t *)instr;

    if (which == DST0 || which == DST1)
        return which - DST0 < i->num_dsts ? i->dsts[which - DST0] : opnd_create_null();
    return which - SRC0 < i->num_srcs ? (which == SRC0 ? i->src0 : i->srcs[0])
                                      : opnd_create_null();
}

/* The opcodes that are named after the memory form, but also between registers. */
static ZydisMnemonic
half_move(const instr_t *instr, ZydisMnemonic m)
{
    bool regs = instr->num_dsts == 1 && opnd_is_reg(instr->dsts[0]);

    for (uint i = 0; i < instr->num_srcs; i++)
        regs = regs && opnd_is_reg(i == 0 ? instr->src0 : instr->srcs[i - 1]);
    if (!regs)
        return m;
    return m == M(MOVLPS) ? M(MOVHLPS) : m == M(MOVHPS) ? M(MOVLHPS)
        : m == M(VMOVLPS) ? M(VMOVHLPS) : m == M(VMOVHPS) ? M(VMOVLHPS) : m;
}

ZydisMnemonic
encode_mnemonic(const instr_t *instr, bool is_64)
{
    static const ZydisMnemonic iret[] = { M(IRET), M(IRETD), M(IRETQ) };
    uint op = instr->opcode, bytes;

    for (uint i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        if (families[i].opcode != op)
            continue;
        bytes = opnd_size_bytes_in(opnd_get_size(telling(instr, families[i].tells)), is_64);
        if (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8)
            return (ZydisMnemonic)families[i].mnemonics[__builtin_ctz(bytes)];
        return opcode_to_mnemonic(op);
    }
    switch (op) {
    case OP_cmpxchg8b:
        return opnd_size_bytes_in(opnd_get_size(telling(instr, DST0)), is_64) == 16
            ? M(CMPXCHG16B) : M(CMPXCHG8B);
    case OP_iret: /* five slots in 64-bit mode, three otherwise */
        if (opnd_size_is_open(opnd_get_size(telling(instr, SRC1))))
            return is_64 ? iret[2] : iret[1];
        bytes = opnd_size_bytes_in(opnd_get_size(telling(instr, SRC1)), is_64) / (is_64 ? 5 : 3);
        return bytes == 2 ? iret[0] : bytes == 8 ? iret[2] : iret[1];
    case OP_pusha:
        return opnd_size_bytes_in(opnd_get_size(telling(instr, DST1)), is_64) == 16 ? M(PUSHA)
                                                                                    : M(PUSHAD);
    case OP_popa:
        return opnd_size_bytes_in(opnd_get_size(telling(instr, SRC1)), is_64) == 16 ? M(POPA)
                                                                                    : M(POPAD);
    case OP_movlps:
    case OP_movhps:
    case OP_vmovlps:
    case OP_vmovhps: return half_move(instr, opcode_to_mnemonic(op));
    default: return opcode_to_mnemonic(op);
    }
}

/* ---- prefixes ---- */

static const struct {
    uint ours;
    ZydisInstructionAttributes theirs;
} prefix_map[] = {
    { PREFIX_LOCK, ZYDIS_ATTRIB_HAS_LOCK },
    { PREFIX_XACQUIRE, ZYDIS_ATTRIB_HAS_XACQUIRE },
    { PREFIX_XRELEASE, ZYDIS_ATTRIB_HAS_XRELEASE },
    { IR_PREFIX_BND, ZYDIS_ATTRIB_HAS_BND },
    { IR_PREFIX_NOTRACK, ZYDIS_ATTRIB_HAS_NOTRACK },
};

static const struct {
    ushort opcode;
    ZydisInstructionAttributes rep;
} reps[] = {
    { OP_rep_movs, ZYDIS_ATTRIB_HAS_REP },  { OP_rep_stos, ZYDIS_ATTRIB_HAS_REP },
    { OP_rep_lods, ZYDIS_ATTRIB_HAS_REP },  { OP_rep_ins, ZYDIS_ATTRIB_HAS_REP },
    { OP_rep_outs, ZYDIS_ATTRIB_HAS_REP },  { OP_rep_cmps, ZYDIS_ATTRIB_HAS_REPE },
    { OP_rep_scas, ZYDIS_ATTRIB_HAS_REPE }, { OP_repne_cmps, ZYDIS_ATTRIB_HAS_REPNE },
    { OP_repne_scas, ZYDIS_ATTRIB_HAS_REPNE },
};

static void
add_segment(ZydisEncoderRequest *req, reg_id_t seg, bool is_64)
{
    static const ZydisInstructionAttributes attr[] = {
        ZYDIS_ATTRIB_HAS_SEGMENT_ES, ZYDIS_ATTRIB_HAS_SEGMENT_CS, ZYDIS_ATTRIB_HAS_SEGMENT_SS,
        ZYDIS_ATTRIB_HAS_SEGMENT_DS, ZYDIS_ATTRIB_HAS_SEGMENT_FS, ZYDIS_ATTRIB_HAS_SEGMENT_GS,
    };
    if (reg_is_segment(seg) && (!is_64 || seg >= DR_SEG_FS))
        req->prefixes |= attr[seg - DR_SEG_ES];
}

/* ---- sizes that only implied operands show ---- */

static void
add_hints(struct encoding *e, uint word, opnd_t opnd)
{
    uint bytes = opnd_size_bytes_in(opnd_get_size(opnd), e->is_64);

    switch (word) {
    case W_PUSHED2:
    case W_POPPED2: bytes /= 2; DR_FALLTHROUGH;
    case W_PUSHED:
    case W_POPPED:
    case W_AT_BP:
        if (bytes == 8 && !e->is_64) /* built for this machine's mode */
            bytes = 4;
        e->req.operand_size_hint = bytes == 2 ? ZYDIS_OPERAND_SIZE_HINT_16
            : bytes == 4                      ? ZYDIS_OPERAND_SIZE_HINT_32
            : bytes == 8                      ? ZYDIS_OPERAND_SIZE_HINT_64
                                              : ZYDIS_OPERAND_SIZE_HINT_NONE;
        if (opclass_has(e->instr->opcode, OPCLASS_RET) &&
            (bytes == 2 || opclass_has(e->instr->opcode, OPCLASS_FAR)))
            e->req.branch_width = bytes == 2 ? ZYDIS_BRANCH_WIDTH_16
                : bytes == 4                 ? ZYDIS_BRANCH_WIDTH_32
                                             : ZYDIS_BRANCH_WIDTH_64;
        break;
    case W_AT_SI:
    case W_AT_DI:
    case W_AT_XLAT:
    case W_AT_MASKMOV8:
    case W_AT_MASKMOV16:
    case W_AT_V0:
        if (word != W_AT_DI && word != W_AT_V0 && opnd_get_segment(opnd) != DR_SEG_DS)
            add_segment(&e->req, opnd_get_segment(opnd), e->is_64);
        bytes = opnd_size_in_bytes(reg_get_size(opnd_get_base(opnd)));
        DR_FALLTHROUGH;
    case W_ZA:
    case W_ZC:
    case W_ZSI:
    case W_ZDI:
        e->req.address_size_hint = bytes == 2 ? ZYDIS_ADDRESS_SIZE_HINT_16
            : bytes == 4                      ? ZYDIS_ADDRESS_SIZE_HINT_32
            : bytes == 8                      ? ZYDIS_ADDRESS_SIZE_HINT_64
                                              : ZYDIS_ADDRESS_SIZE_HINT_NONE;
        break;
    default: break;
    }
}

void
encode_settle(struct encoding *e, const struct layout *l)
{
    instr_t *instr = e->instr;
    ZydisEncoderRequest *req = &e->req;

    req->machine_mode = e->is_64 ? ZYDIS_MACHINE_MODE_LONG_64 : ZYDIS_MACHINE_MODE_LEGACY_32;
    if (instr->prefixes != 0) {
        for (uint i = 0; i < sizeof(prefix_map) / sizeof(prefix_map[0]); i++) {
            if ((instr->prefixes & prefix_map[i].ours) != 0)
                req->prefixes |= prefix_map[i].theirs;
        }
    }
    if (instr->opcode >= OP_rep_cmps && instr->opcode <= OP_repne_scas) {
        for (uint i = 0; i < sizeof(reps) / sizeof(reps[0]); i++) {
            if (reps[i].opcode == instr->opcode)
                req->prefixes |= reps[i].rep;
        }
    }
    if (opclass_has(instr->opcode, OPCLASS_CTI) && !opclass_has(instr->opcode, OPCLASS_IRET))
        req->branch_type = opclass_has(instr->opcode, OPCLASS_FAR) ? ZYDIS_BRANCH_TYPE_FAR
                                                                   : ZYDIS_BRANCH_TYPE_NEAR;
    if (req->operand_count > 0 && req->operands[0].type == ZYDIS_OPERAND_TYPE_POINTER)
        req->branch_width = (instr->prefixes & IR_PREFIX_DATA) != 0 ? ZYDIS_BRANCH_WIDTH_16
                                                                    : ZYDIS_BRANCH_WIDTH_32;
    if (e->mem_at >= 0)
        add_segment(req, opnd_get_segment(e->mem), e->is_64);
    for (uint i = 0; i < l->num_dsts; i++) {
        if (l->dsts[i] >= W_SP && l->dsts[i] < W_REG)
            add_hints(e, l->dsts[i], instr->dsts[i]);
    }
    for (uint i = 0; i < l->num_srcs; i++) {
        if (l->srcs[i] >= W_SP && l->srcs[i] < W_REG)
            add_hints(e, l->srcs[i], i == 0 ? instr->src0 : instr->srcs[i - 1]);
    }
    if ((instr->prefixes & IR_PREFIX_EVEX) != 0 ||
        (instr->encoding_hints & DR_ENCODING_HINT_X86_EVEX) != 0)
        req->allowed_encodings = ZYDIS_ENCODABLE_ENCODING_EVEX;
    else if ((instr->prefixes & IR_PREFIX_VEX) != 0)
        req->allowed_encodings = ZYDIS_ENCODABLE_ENCODING_VEX;
    else if ((instr->prefixes & IR_PREFIX_XOP) != 0)
        req->allowed_encodings = ZYDIS_ENCODABLE_ENCODING_XOP;
    else /* MVEX is for a processor that is not supported */
        req->allowed_encodings = (ZydisEncodableEncoding)(
            ZYDIS_ENCODABLE_ENCODING_LEGACY | ZYDIS_ENCODABLE_ENCODING_3DNOW |
            ZYDIS_ENCODABLE_ENCODING_XOP | ZYDIS_ENCODABLE_ENCODING_VEX |
            ZYDIS_ENCODABLE_ENCODING_EVEX);
    req->evex.zeroing_mask = (instr->evex & IR_EVEX_ZEROING) != 0;
    req->evex.sae = (instr->evex & IR_EVEX_SAE) != 0;
    req->evex.rounding = (ZydisRoundingMode)(instr->evex >> IR_EVEX_ROUND_SHIFT & 7);
    req->evex.broadcast = (ZydisBroadcastMode)(instr->evex >> IR_EVEX_BCST_SHIFT & 15);
}
