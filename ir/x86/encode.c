/* ir/x86/encode.c - instr_t to machine code. */
/* SPDX-License-Identifier: Apache-2.0 */

/* The layouts (ir/x86/layout.h) of the opcode are tried in turn: where one fits the numbers of
 * operands and the implied registers, its shown operands are handed to Zydis, which picks the
 * shortest form. Displacements relative to the pc are put in afterwards, when the length is
 * known. Direct branches are encoded by hand. */
#include "ir/x86/request.h"

#include "ir/flags.h"
#include "ir/instr_mem.h"
#include "ir/opclass.h"
#include "ir/opnd.h"
#include "ir/reg.h"
#include "ir/x86/own.h"
#include "ir/x86/quick.h"
#include "os/base/string.h"

/* Stands where a rip-relative displacement will be. */
#define RIP_MARK 0x5a3c7e19

/* ---- operands of the request ---- */

/* movdir64b and enqcmd hold a second address in a register, which settles the address size. */
static bool
has_narrow_address(const instr_t *instr)
{
    return (instr->opcode == OP_movdir64b || instr->opcode == OP_enqcmd ||
            instr->opcode == OP_enqcmds) &&
        instr->num_srcs == 2 && reg_is_32bit(opnd_get_reg(instr->srcs[0]));
}

/* Sizes that say nothing: an address only, or as much as the processor's state takes. */
static bool
has_open_size(opnd_size_t size)
{
    return size == OPSZ_NA || size == OPSZ_0 || size == OPSZ_xsave;
}

static bool
put_memory(struct encoding *e, ZydisEncoderOperand *z, opnd_t o)
{
    ptr_uint_t target;

    z->type = ZYDIS_OPERAND_TYPE_MEMORY;
    uint bytes = opnd_size_bytes_in(o.size, e->is_64);
    if ((bytes == 0 && !has_open_size(o.size)) || !encode_far_pointer_size(e->instr, &bytes))
        return false;
    z->mem.size = (ZyanU16)bytes;
    if (z->mem.size == 0) { /* an address only (lea): Zydis wants the size of the address */
        uint regs = opnd_is_base_disp(o)
            ? opnd_size_in_bytes(reg_get_size(OPND_GET_BASE(o) != DR_REG_NULL ? OPND_GET_BASE(o)
                                                                              : OPND_GET_INDEX(o)))
            : 0;
        z->mem.size = (ZyanU16)(regs != 0 && regs <= 8 ? regs : e->is_64 ? 8 : 4);
    }
    if (opnd_is_base_disp(o)) {
        z->mem.base = reg_to_zydis(OPND_GET_BASE(o));
        z->mem.index = reg_to_zydis(OPND_GET_INDEX(o));
        z->mem.scale = (ZyanU8)OPND_GET_SCALE(o);
        z->mem.displacement = OPND_GET_DISP(o);
        if ((OPND_GET_BASE(o) != DR_REG_NULL && z->mem.base == ZYDIS_REGISTER_NONE) ||
            (OPND_GET_INDEX(o) != DR_REG_NULL && z->mem.index == ZYDIS_REGISTER_NONE))
            return false;
        if (e->instr->opcode == OP_bndldx || e->instr->opcode == OP_bndstx) {
            if (z->mem.scale > 1)
                return false; /* the index is not scaled: it is another operand */
            z->mem.scale = 0;
        }
        if (z->mem.base == ZYDIS_REGISTER_NONE && z->mem.index == ZYDIS_REGISTER_NONE &&
            o.value.base_disp.disp_short_addr) {
            e->addr_prefix = e->is_64;
            if (!e->is_64) { /* a 16-bit address, which Zydis takes as signed */
                if (OPND_GET_DISP(o) < SHRT_MIN || OPND_GET_DISP(o) > USHRT_MAX)
                    return false;
                z->mem.displacement = (short)OPND_GET_DISP(o);
                if (o.size == OPSZ_lea)
                    z->mem.size = 2;
            }
        }
        return true;
    }
    if (opnd_is_mem_instr(o)) {
        if (!encode_target(e->instr, o, (const byte *)e->final_pc, &target))
            return false;
    } else
        target = (ptr_uint_t)o.value.addr;
    if (!e->is_64) { /* an address of the first 4 GB, or one whose sign was extended */
        z->mem.displacement = (int)target;
        return (ptr_int_t)target == (int)target || target == (uint)target;
    }
    ptr_int_t away = (ptr_int_t)(target - e->final_pc);
    /* the length is not known yet: leave room for it */
    bool near_enough = !e->check_reach || (away >= INT_MIN + 64 && away <= INT_MAX);
    if (o.kind == ABS_ADDR_kind && (e->req.mnemonic == ZYDIS_MNEMONIC_MOV || !near_enough)) {
        z->mem.displacement = (ZyanI64)target; /* moffs; others fail for it */
        return true;
    }
    if (!near_enough && (ptr_int_t)target == (int)target) {
        z->mem.displacement = (ZyanI64)target;
        return true;
    }
    /* the first 4 GB can be reached modulo 2^32 */
    e->rip_wraps = (!near_enough && (uint64)target >> 32 == 0) || has_narrow_address(e->instr);
    if (e->rip_wraps && (uint64)target >> 32 != 0)
        return false;
    z->mem.base = e->rip_wraps ? ZYDIS_REGISTER_EIP : ZYDIS_REGISTER_RIP;
    if (e->rip_wraps && z->mem.size == 8 && o.size == OPSZ_lea)
        z->mem.size = 4;
    z->mem.displacement = RIP_MARK;
    e->rip_relative = true;
    e->rip_target = target;
    return true;
}

static bool
put_operand(struct encoding *e, uint n, opnd_t o)
{
    ZydisEncoderOperand *z = &e->req.operands[n];
    ptr_uint_t target;

    if (opnd_is_reg(o)) {
        z->type = ZYDIS_OPERAND_TYPE_REGISTER;
        z->reg.value = reg_to_zydis(OPND_GET_REG(o));
        z->reg.is4 = (int)n == e->is4_at;
        return z->reg.value != ZYDIS_REGISTER_NONE;
    }
    if (opnd_is_memory_reference(o)) {
        e->mem_at = (int)n;
        e->mem = o;
        return put_memory(e, z, o);
    }
    z->type = ZYDIS_OPERAND_TYPE_IMMEDIATE;
    if (opnd_is_immed_int(o)) {
        z->imm.s = opnd_get_immed_int64(o);
        return true;
    }
    if (opnd_is_far_pc(o)) {
        z->type = ZYDIS_OPERAND_TYPE_POINTER;
        z->ptr.segment = o.aux.far_pc_seg_selector;
        z->ptr.offset = (ZyanU32)(ptr_uint_t)o.value.pc;
        return (ptr_uint_t)o.value.pc == z->ptr.offset;
    }
    if (opnd_is_near_instr(o) || opnd_is_pc(o)) { /* its address as a constant */
        if (!encode_target(e->instr, o, (const byte *)e->final_pc, &target))
            return false;
        target >>= opnd_get_shift(o);
        z->imm.u = target;
        if (opnd_size_bytes_in(o.size, e->is_64) == 4)
            z->imm.s = (int)target;
        else if (opnd_size_bytes_in(o.size, e->is_64) == 2)
            z->imm.s = (short)target;
        return true;
    }
    return false;
}

/* ---- asking Zydis ---- */

static int
ask(struct encoding *e, byte *buf)
{
    ZyanUSize length = ZYDIS_MAX_INSTRUCTION_LENGTH;

    return ZYAN_SUCCESS(ZydisEncoderEncodeInstruction(&e->req, buf, &length)) ? (int)length : 0;
}

/* Bits of the number that an immediate stands for once it has been extended. */
static uint
operation_bits(const struct encoding *e)
{
    const ZydisEncoderOperand *z = &e->req.operands[0];

    if (z->type == ZYDIS_OPERAND_TYPE_REGISTER)
        return ZydisRegisterGetWidth(ZYDIS_MACHINE_MODE_LONG_64, z->reg.value);
    if (z->type == ZYDIS_OPERAND_TYPE_MEMORY)
        return 8U * z->mem.size;
    if (e->req.operand_size_hint == ZYDIS_OPERAND_SIZE_HINT_16) /* a push */
        return 16;
    return e->is_64 ? 64 : 32;
}

/* Immediates may be given signed or unsigned; the encoder takes one of the two. Only values that
 * the width can hold are tried, as negative ones only where no sign is extended from them. */
static int
ask_immediates(struct encoding *e, byte *buf)
{
    int n = ask(e, buf);

    for (uint i = 0; n == 0 && i < e->req.operand_count; i++) {
        ZydisEncoderOperand *z = &e->req.operands[i];
        ZyanI64 was = z->imm.s;
        if (z->type != ZYDIS_OPERAND_TYPE_IMMEDIATE)
            continue;
        /* from the widest: what is cut to fewer bits than the field has is another number */
        for (uint bits = 32; n == 0 && bits >= 8; bits /= 2) {
            ZyanI64 span = 1LL << bits;
            if (was >= span / 2 && was < span && operation_bits(e) == bits)
                z->imm.s = was - span; /* as signed */
            else if (was < 0 && was >= -span / 2)
                z->imm.s = was + span; /* as unsigned */
            else
                continue;
            n = ask(e, buf);
        }
        z->imm.s = was;
    }
    return n;
}

/* Zydis does not look at the size of memory where REX.W or VEX.W is set. */
static bool
size_is_right(struct encoding *e, const byte *buf)
{
    const ZydisEncodableInstruction *forms;
    const ZydisInstructionDefinition *def;
    uint size = e->req.operands[e->mem_at].mem.size;
    uint i = 0;

    while (ir_is_legacy_prefix(buf[i]))
        i++;
    bool rex_w = e->is_64 && (buf[i] & 0xf8) == 0x48;
    bool vex_w = (buf[i] == 0xc4 || buf[i] == 0x62 || buf[i] == 0x8f) && (buf[i + 2] & 0x80) != 0;
    if ((!rex_w && !vex_w) || e->mem.size == OPSZ_lea || opnd_is_vsib(e->mem))
        return true;
    uint count = ZydisGetEncodableInstructions(e->req.mnemonic, &forms);
    for (i = 0; i < count; i++) {
        ZydisGetInstructionDefinition(forms[i].encoding, forms[i].instruction_reference, &def);
        if (e->mem_at >= (int)def->operand_count_visible)
            continue;
        const ZydisOperandDefinition *op = &ZydisGetOperandDefinitions(def)[e->mem_at];
        if (op->type < ZYDIS_SEMANTIC_OPTYPE_MEM)
            continue;
        if (op->size[0] == 0 || op->size[0] == size || op->size[1] == size || op->size[2] == size)
            return true;
    }
    return false;
}

/* Whether the instruction takes an operand that only names an address. */
static bool
takes_address(struct encoding *e)
{
    const ZydisEncodableInstruction *forms;
    const ZydisInstructionDefinition *def;
    uint count = ZydisGetEncodableInstructions(e->req.mnemonic, &forms);

    if (opclass_has(e->instr->opcode, OPCLASS_NO_ACCESS))
        return true;
    for (uint i = 0; i < count; i++) {
        ZydisGetInstructionDefinition(forms[i].encoding, forms[i].instruction_reference, &def);
        if (e->mem_at >= (int)def->operand_count_visible)
            continue;
        const ZydisOperandDefinition *op = &ZydisGetOperandDefinitions(def)[e->mem_at];
        if (op->type == ZYDIS_SEMANTIC_OPTYPE_AGEN || op->type == ZYDIS_SEMANTIC_OPTYPE_MIB ||
            (op->type >= ZYDIS_SEMANTIC_OPTYPE_MEM && op->size[0] == 0))
            return true;
    }
    return false;
}

/* Tries a size of memory unless it was tried before. */
static int
ask_size(struct encoding *e, byte *buf, uint bytes)
{
    ZydisEncoderOperand *z = &e->req.operands[e->mem_at];
    ZyanU16 was = z->mem.size;

    if (bytes == was)
        return 0;
    z->mem.size = (ZyanU16)bytes;
    int n = ask_immediates(e, buf);
    if (n == 0)
        z->mem.size = was;
    return n;
}

/* Sizes of memory that may be meant: what the operand says, its alternatives, and for operands
 * without a size whatever the instruction takes. */
static int
ask_sizes(struct encoding *e, byte *buf)
{
    const ZydisEncodableInstruction *forms;
    const ZydisInstructionDefinition *def;
    if (e->mem_at >= 0 && e->mem.size == OPSZ_0 && !takes_address(e))
        return 0;
    int n = ask_immediates(e, buf);
    if (e->mem_at < 0)
        return n;
    if (n != 0 && size_is_right(e, buf))
        return n;
    n = 0;
    opnd_size_t size = e->mem.size;
    bool any = has_open_size(size);
    uint count = ZydisGetEncodableInstructions(e->req.mnemonic, &forms);
    for (uint i = 0; n == 0 && i < count; i++) {
        ZydisGetInstructionDefinition(forms[i].encoding, forms[i].instruction_reference, &def);
        if (e->mem_at >= (int)def->operand_count_visible)
            continue;
        const ZydisOperandDefinition *op = &ZydisGetOperandDefinitions(def)[e->mem_at];
        if (op->type < ZYDIS_SEMANTIC_OPTYPE_MEM)
            continue;
        for (uint k = 0; n == 0 && k < 3; k++) {
            if (any || opnd_size_allows(size, op->size[k], e->is_64))
                n = ask_size(e, buf, op->size[k]);
        }
    }
    return n;
}

/* A memory operand as small as one element of the vectors beside it means an EVEX broadcast. */
static int
ask_broadcasts(struct encoding *e, byte *buf)
{
    int n = ask_sizes(e, buf);

    if (n != 0 || e->mem_at < 0 || e->req.evex.broadcast != ZYDIS_BROADCAST_MODE_INVALID)
        return n;
    uint size = opnd_size_bytes_in(e->mem.size, e->is_64);
    if (size != 2 && size != 4 && size != 8)
        return 0;
    e->req.operands[e->mem_at].mem.size = (ZyanU16)size;
    for (uint m = ZYDIS_BROADCAST_MODE_1_TO_2; n == 0 && m <= ZYDIS_BROADCAST_MODE_1_TO_32; m++) {
        e->req.evex.broadcast = (ZydisBroadcastMode)m;
        n = ask(e, buf);
        if (n != 0 && buf[encode_legacy_prefixes(buf, (uint)n)] != 0x62)
            n = 0; /* Zydis ignores a broadcast where there is none */
    }
    if (n == 0)
        e->req.evex.broadcast = ZYDIS_BROADCAST_MODE_INVALID;
    return n;
}

/* Puts the displacement in place of the mark: the first one, since immediates stand behind. */
static bool
patch_rip(struct encoding *e, byte *buf, int length)
{
    int mark = RIP_MARK;

    for (int i = 1; i + 4 <= length; i++) {
        if (memcmp(buf + i, &mark, 4) != 0)
            continue;
        ptr_int_t disp = (ptr_int_t)(e->rip_target - (e->final_pc + (ptr_uint_t)length));
        if (e->check_reach && disp != (int)disp && !e->rip_wraps)
            return false;
        memcpy(buf + i, &disp, 4);
        return true;
    }
    return false;
}

static int
try_layout(struct encoding *e, const struct layout *l, byte *buf)
{
    opnd_t shown[ENCODE_MAX_SHOWN];
    int n = encode_sort_operands(e->instr, l, shown), length;

    if (n < 0)
        return 0;
    ZydisMnemonic m = e->req.mnemonic;
    memset(&e->req, 0, sizeof(e->req));
    e->req.mnemonic = m;
    e->mem_at = -1;
    e->rip_relative = e->addr_prefix = false;
    e->req.operand_count = (ZyanU8)n;
    e->why = "no encoding takes these operands";
    for (int i = 0; i < n; i++) {
        if (!put_operand(e, (uint)i, shown[i])) {
            e->why = "an operand of a kind that no instruction takes";
            return 0;
        }
    }
    if (e->instr->opcode == OP_nop_modrm && n == 1) { /* the register field says nothing */
        uint bytes = opnd_size_bytes_in(opnd_get_size(shown[0]), e->is_64);
        e->req.operands[1].type = ZYDIS_OPERAND_TYPE_REGISTER;
        e->req.operands[1].reg.value = bytes == 2 ? ZYDIS_REGISTER_AX
            : bytes == 8                          ? ZYDIS_REGISTER_RAX
                                                  : ZYDIS_REGISTER_EAX;
        e->req.operand_count = 2;
    }
    encode_settle(e, l);
    length = ask_broadcasts(e, buf);
    if (length == 0)
        return 0;
    length = encode_fix(e, buf, length);
    if (e->addr_prefix && memchr(buf, 0x67, encode_legacy_prefixes(buf, (uint)length)) == NULL) {
        memmove(buf + 1, buf, (size_t)length);
        buf[0] = 0x67;
        length++;
    }
    if (length > ZYDIS_MAX_INSTRUCTION_LENGTH) { /* by a prefix or displacement that was added */
        e->why = "it would be longer than 15 bytes";
        return 0;
    }
    if (e->rip_relative && !patch_rip(e, buf, length)) {
        e->why = "the memory operand is more than 2 GB away";
        return 0;
    }
    if (!encode_implied_fit(e, l, buf, length)) {
        e->why = "an operand that the opcode implies is not the one given";
        return 0;
    }
    return length;
}

/* ---- the layouts to try ---- */

static int
try_rows(struct encoding *e, byte *buf)
{
    struct layout l;
    uint row = 0;
    int n = 0;

    while (n == 0 && layout_next_row(e->instr->opcode, &row, &l))
        n = try_layout(e, &l, buf);
    return n;
}

static uint
layout_sum(const struct layout *l, int is4)
{
    uint sum = (uint)l->num_dsts << 4 | l->num_srcs | (uint)(is4 + 1) << 8;

    for (uint i = 0; i < l->num_dsts; i++)
        sum = sum * 31 + l->dsts[i];
    for (uint i = 0; i < l->num_srcs; i++)
        sum = sum * 37 + l->srcs[i];
    return sum;
}

static int
try_rule(struct encoding *e, byte *buf)
{
    const ZydisEncodableInstruction *forms;
    struct layout_form f;
    struct layout l;
    uint tried[8], num_tried = 0;
    uint count = ZydisGetEncodableInstructions(e->req.mnemonic, &forms);

    for (uint i = 0; i < count; i++) {
        if ((forms[i].modes & (e->is_64 ? ZYDIS_WIDTH_64 : ZYDIS_WIDTH_32)) == 0 ||
            forms[i].encoding == ZYDIS_INSTRUCTION_ENCODING_MVEX)
            continue;
        encode_form(&forms[i], &f);
        if (!layout_by_rule(&f, &l) || l.num_dsts != e->instr->num_dsts ||
            l.num_srcs != e->instr->num_srcs)
            continue;
        e->is4_at = -1; /* the register that stands in the immediate byte */
        for (int k = 0; k < f.num_visible; k++) {
            if (f.ops[k].op.encoding == ZYDIS_OPERAND_ENCODING_IS4 &&
                f.ops[k].type != ZYDIS_SEMANTIC_OPTYPE_IMM)
                e->is4_at = k;
        }
        uint constants = 0; /* forms of one layout differ in where an immediate is */
        for (uint v = 0; v < f.num_visible; v++)
            constants |= (uint)encode_is_constant(&f.ops[v]) << v;
        uint sum = layout_sum(&l, e->is4_at) * 64 + constants, k = 0;
        while (k < num_tried && tried[k] != sum)
            k++;
        if (k < num_tried)
            continue;
        if (num_tried < 8)
            tried[num_tried++] = sum;
        int n = try_layout(e, &l, buf);
        if (n != 0)
            return n;
    }
    return 0;
}

int
isa_encode(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach, const char **why)
{
    int n = encode_quick(instr, buf);

    *why = NULL;
    return n != 0 ? n : isa_encode_in_full(instr, buf, final_pc, check_reach, why);
}

int
isa_encode_in_full(instr_t *instr, byte *buf, const byte *final_pc, bool check_reach,
                   const char **why)
{
    struct encoding e;
    int n;

    *why = NULL;
    if (instr->opcode == OP_LABEL)
        return 0;
    n = encode_branch(instr, buf, final_pc, check_reach, why);
    if (n >= 0)
        return n;
    n = encode_by_vendor(instr, buf, final_pc, check_reach, why);
    if (n >= 0)
        return n;
    n = own_encode(instr, buf);
    if (n != 0)
        return n;
    e.instr = instr;
    e.is_64 = instr->isa_mode != DR_ISA_IA32;
    e.check_reach = check_reach;
    e.final_pc = (ptr_uint_t)final_pc;
    e.is4_at = -1;
    e.why = "its operands are not those of the opcode";
    e.req.mnemonic = encode_mnemonic(instr, e.is_64);
    if (e.req.mnemonic == ZYDIS_MNEMONIC_INVALID) {
        *why = "no such instruction";
        return 0;
    }
    uint row = 0;
    struct layout l;
    n = layout_next_row(instr->opcode, &row, &l) ? try_rows(&e, buf) : try_rule(&e, buf);
    if (n == 0)
        *why = e.why;
    return n;
}
