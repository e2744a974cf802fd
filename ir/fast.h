/* ir/fast.h - what a block builder must know of one instruction, without making an instr_t. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_FAST_H
#define IR_FAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dr_ir_eflags_x86.h"

typedef enum { IR_ISA_IA32, IR_ISA_AMD64 } ir_isa;

/* What control does after the instruction, and who must look after it. */
enum ir_kind {
    IR_INVALID,  /* no such instruction, or it does not end within max */
    IR_OTHER,    /* falls through; may be copied (with rip_off patched) */
    IR_JCC,      /* conditional, direct; cond is its condition code */
    IR_LOOP,     /* loop, loope, loopne, jcxz, jecxz, jrcxz: direct, 8-bit reach */
    IR_JMP,      /* direct */
    IR_CALL,     /* direct, near */
    IR_JMP_IND,  /* through a register or memory, near */
    IR_CALL_IND, /* through a register or memory, near */
    IR_RET,      /* near; imm holds the bytes popped besides the address */
    IR_FAR,      /* far jmp, call or ret, and anything else that loads cs */
    IR_NARROW,   /* call, ret, indirect jmp, loop or jrcxz of 64-bit code with a 16-bit target:
                    see ir/x86/vendor.h; target is that of direct ones */
    IR_IRET,
    IR_SYSCALL,
    IR_SYSENTER,
    IR_INT, /* int n; imm is n */
    IR_INT1,
    IR_INT3,
    IR_INTO,
    IR_UD, /* ud0, ud1, ud2: meant to fault */
    IR_HLT, /* hlt and every other privileged instruction: faults in user mode */
    IR_CPUID,
    IR_XBEGIN, /* target is the fallback address */
    IR_XABORT,
    IR_POPF,
    IR_PUSHF,
    IR_SEG,       /* reads or writes a segment register as such: see seg_read, seg_write */
    IR_RDGSBASE,
    IR_WRGSBASE,
    IR_RDFSBASE,
    IR_WRFSBASE,
    IR_RDTSC, /* rdtsc, rdtscp */
    IR_KIND_LAST = IR_RDTSC,
};

/* Bits of ir_scan.flags. */
#define IR_READS_MEM 0x0001    /* loads, the pop of a return included */
#define IR_WRITES_MEM 0x0002   /* stores, the push of a call included */
#define IR_MAY_FAULT 0x0004    /* anything but plain register arithmetic and direct jumps */
#define IR_USES_FS 0x0008      /* a memory operand is relative to fs */
#define IR_USES_GS 0x0010      /* a memory operand is relative to gs */
#define IR_LOCKED 0x0020       /* lock prefix in effect, or xchg with memory */
#define IR_REP 0x0040          /* a repeated string instruction */
#define IR_VECTOR 0x0080       /* touches x87, MMX, XMM, YMM, ZMM, k or tile state */
#define IR_ADDR_SIZE 0x0100    /* has an address-size prefix */
#define IR_OPND_SIZE 0x0200    /* 16-bit operand size: near branches cut the target to 16 bits */
#define IR_STACK 0x0400        /* pushes or pops implicitly */
#define IR_COND_FLAGS 0x0800   /* may leave the flags that it writes as they were (shift by cl) */
#define IR_PRIVILEGED 0x1000

struct ir_scan {
    uint8_t length;     /* 0: unknown */
    uint8_t kind;       /* enum ir_kind */
    uint8_t cond;       /* low four bits of the jcc opcode; for IR_LOOP the opcode byte */
    uint8_t opcode_off; /* of the last opcode byte: legacy prefixes, REX and escapes stand before */
    uint8_t modrm_off;  /* 0: none */
    uint8_t disp_off, disp_size; /* displacement; size in bytes, 0: none */
    uint8_t rip_off;    /* offset of a 32-bit displacement relative to rip, 0: none */
    uint8_t imm_off, imm_size;   /* first immediate, the displacement of direct branches included */
    uint8_t imm2_off, imm2_size; /* enter, extrq, insertq, far pointers' selector */
    uint8_t seg_read, seg_write; /* segment registers accessed as registers: bit n is es cs ss ds fs gs */
    uint16_t flags;              /* IR_* */
    uint16_t gpr_read, gpr_write; /* bit n: general register n (rax rcx rdx rbx rsp rbp rsi rdi r8..),
                                     address registers included; a write of less than the whole
                                     register (and a conditional one) sets both */
    uint32_t eflags;  /* EFLAGS_READ_*, EFLAGS_WRITE_* */
    uint64_t target;  /* direct branches: the address, as if the bytes stood at `orig` */
    int64_t imm;      /* value of the first immediate, sign-extended as the CPU does */
};

/* Looks at the instruction at PC, of which at most MAX bytes may be read. Returns its length,
 * 0 when that is not known. KIND is IR_INVALID when the decoder does not know the instruction;
 * the length is then still given where the encoding's structure shows it (VEX, EVEX, the 0f 38
 * and 0f 3a maps), so that it can run natively.
 * Context: any; touches nothing but *out
 */
int ir_scan(const uint8_t *pc, size_t max, ir_isa mode, struct ir_scan *out);

/* The same for bytes at PC that belong at ORIG: direct targets are relative to ORIG. */
int ir_scan_copy(const uint8_t *pc, uint64_t orig, size_t max, ir_isa mode, struct ir_scan *out);

/* The same for an instruction whose LENGTH is known: not a byte more is read. */
int ir_scan_whole(const uint8_t *pc, uint64_t orig, size_t length, ir_isa mode, struct ir_scan *out);

/* Operand size, address size, lock, repeat, segment. */
static inline bool
ir_is_legacy_prefix(uint8_t b)
{
    return b == 0x66 || b == 0x67 || b == 0xf0 || b == 0xf2 || b == 0xf3 || b == 0x2e ||
        b == 0x36 || b == 0x3e || b == 0x26 || b == 0x64 || b == 0x65;
}

/* Where in 64-bit code the prefixes end that stand before END, the last opcode byte: at the REX byte
 * in effect, at VEX and its kin, at the first escape, or at END. A REX byte that another prefix
 * follows is ignored, and belongs to what ends there. */
static inline unsigned
ir_prefixes_end(const uint8_t *pc, unsigned end)
{
    unsigned i = 0, legacy = 0;

    for (; i < end && (ir_is_legacy_prefix(pc[i]) || (pc[i] & 0xf0) == 0x40); i++) {
        if (ir_is_legacy_prefix(pc[i]))
            legacy = i + 1;
    }
    return i > legacy ? i - 1 : i;
}

/* The REX byte in effect in 64-bit code, 0: none. */
static inline uint8_t
ir_rex(const uint8_t *pc, const struct ir_scan *s)
{
    unsigned at = ir_prefixes_end(pc, s->opcode_off);

    return at < s->opcode_off && (pc[at] & 0xf0) == 0x40 ? pc[at] : 0;
}

/* The length only; 0: unknown. */
int ir_length(const uint8_t *pc, size_t max, ir_isa mode);

#endif
