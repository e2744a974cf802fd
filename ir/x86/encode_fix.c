/* ir/x86/encode_fix.c - encodings that are legal, but not what the operands say: put right. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/x86/request.h"

#include "ir/opnd.h"
#include "os/base/string.h"

uint
encode_legacy_prefixes(const byte *buf, uint length)
{
    uint n = 0;

    while (n < length && ir_is_legacy_prefix(buf[n]))
        n++;
    return n;
}

/* Where two registers can be encoded both ways round, the opcode says which: mov_ld names its
 * destination in ModRM.reg. And xchg eax, eax is not the nop that it looks like: it clears the
 * upper half of rax. */
static int
fix_registers(struct encoding *e, byte *buf, int length)
{
    if (e->req.operand_count != 2 || e->mem_at >= 0)
        return length;
    uint i = encode_legacy_prefixes(buf, (uint)length);
    if (e->is_64 && (buf[i] & 0xf0) == 0x40)
        i++;
    if (e->instr->opcode == OP_mov_ld && (buf[i] & 0xfe) == 0x88) {
        buf[i] |= 2;
        buf[i + 1] = (byte)(0xc0 | (buf[i + 1] & 7) << 3 | (buf[i + 1] >> 3 & 7));
        if (i > 0 && e->is_64 && (buf[i - 1] & 0xf0) == 0x40) /* swap REX.R and REX.B */
            buf[i - 1] = (byte)((buf[i - 1] & 0xfa) | (buf[i - 1] & 1) << 2 | (buf[i - 1] >> 2 & 1));
    } else if (e->instr->opcode == OP_xchg && buf[i] == 0x90 &&
               e->req.operands[0].reg.value == e->req.operands[1].reg.value) {
        buf[i] = 0x87;
        buf[i + 1] = 0xc0;
        return (int)i + 2;
    }
    return length;
}

/* An absolute address below 4 GB: Zydis takes `67 a3 disp32`, whose prefix makes processors
 * stumble and whose address is another operand of ours. The form with SIB, which extends the sign,
 * is a byte longer; beyond 2 GB the address takes 8 bytes. */
static int
fix_absolute(struct encoding *e, byte *buf, int length)
{
    uint n = encode_legacy_prefixes(buf, (uint)length), i = 0, o = 0;
    byte out[MAX_INSTR_LENGTH + 2];

    if (!e->is_64 || e->addr_prefix || e->mem_at < 0 || e->req.mnemonic != ZYDIS_MNEMONIC_MOV ||
        memchr(buf, 0x67, n) == NULL)
        return length;
    uint op = (buf[n] & 0xf0) == 0x40 ? n + 1 : n;
    if ((buf[op] & 0xfc) != 0xa0 || length - (int)op != 5)
        return length;
    for (; i < op; i++) {
        if (buf[i] != 0x67)
            out[o++] = buf[i];
    }
    ZyanI64 disp = e->req.operands[e->mem_at].mem.displacement;
    if (disp != (int)disp) {
        out[o++] = buf[op];
        memcpy(out + o, &disp, 8);
        memcpy(buf, out, o + 8);
        return (int)o + 8;
    }
    out[o++] = (byte)((buf[op] & 2 ? 0x88 : 0x8a) | (buf[op] & 1));
    out[o++] = 0x04;
    out[o++] = 0x25;
    memcpy(out + o, buf + op + 1, 4);
    memcpy(buf, out, o + 4);
    return (int)o + 4;
}

/* In 32-bit mode Zydis makes a low absolute address 16 bits wide, which is another operand of
 * ours and slower: 32 bits again. */
static int
widen_absolute(struct encoding *e, byte *buf, int length)
{
    struct ir_scan s;
    byte out[MAX_INSTR_LENGTH + 4];
    uint o = 0;

    bool by_register = e->mem_at >= 0 && opnd_is_base_disp(e->mem) &&
        (OPND_GET_BASE(e->mem) != DR_REG_NULL || OPND_GET_INDEX(e->mem) != DR_REG_NULL);
    if (e->is_64 || e->mem_at < 0 || by_register || opnd_is_disp_short_addr(e->mem) ||
        memchr(buf, 0x67, encode_legacy_prefixes(buf, (uint)length)) == NULL)
        return length;
    if (ir_scan(buf, (size_t)length, IR_ISA_IA32, &s) != length || s.disp_size != 2)
        return length;
    int disp = (int)e->req.operands[e->mem_at].mem.displacement;
    for (uint i = 0; i < s.disp_off; i++) {
        if (buf[i] == 0x67 && i < s.opcode_off)
            continue;
        out[o++] = s.modrm_off != 0 && i == s.modrm_off ? (byte)((buf[i] & 0x38) | 5) : buf[i];
    }
    memcpy(out + o, &disp, 4);
    o += 4;
    uint tail = (uint)length - s.disp_off - 2U;
    memcpy(out + o, buf + s.disp_off + 2, tail);
    memcpy(buf, out, o + tail);
    return (int)(o + tail);
}

/* An operand may ask for a displacement byte of 0, or for 32 bits where 8 would do. */
static int
lengthen_displacement(struct encoding *e, byte *buf, int length)
{
    struct ir_scan s;
    byte out[MAX_INSTR_LENGTH + 8];

    if (e->mem_at < 0 || !opnd_is_base_disp(e->mem) ||
        (!e->mem.value.base_disp.encode_zero_disp && !e->mem.value.base_disp.force_full_disp))
        return length;
    if (ir_scan(buf, (size_t)length, e->is_64 ? IR_ISA_AMD64 : IR_ISA_IA32, &s) != length ||
        s.modrm_off == 0 || buf[s.modrm_off] >= 0x80 || s.disp_size == 4)
        return length; /* as long as can be */
    bool narrow = reg_get_size(OPND_GET_BASE(e->mem)) == OPSZ_2 ||
        reg_get_size(OPND_GET_INDEX(e->mem)) == OPSZ_2 ||
        (!e->is_64 && opnd_is_abs_addr(e->mem) && opnd_is_disp_short_addr(e->mem));
    uint size = e->mem.value.base_disp.force_full_disp ? (narrow ? 2U : 4U) : 1U;
    if (s.disp_size >= size)
        return length;
    int disp = OPND_GET_DISP(e->mem);
    bool sib = !narrow && (buf[s.modrm_off] & 7) == 4;
    uint head = s.modrm_off + 1U + sib, tail = (uint)length - head - s.disp_size;
    memcpy(out, buf, head);
    out[s.modrm_off] = (byte)((buf[s.modrm_off] & 0x3f) | (size == 1 ? 0x40 : 0x80));
    memcpy(out + head, &disp, size);
    memcpy(out + head + size, buf + head + s.disp_size, tail);
    if (head + size + tail > ZYDIS_MAX_INSTRUCTION_LENGTH)
        return length;
    memcpy(buf, out, head + size + tail);
    return (int)(head + size + tail);
}

int
encode_fix(struct encoding *e, byte *buf, int length)
{
    length = fix_registers(e, buf, length);
    length = fix_absolute(e, buf, length);
    length = widen_absolute(e, buf, length);
    return lengthen_displacement(e, buf, length);
}
