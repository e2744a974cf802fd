/* tests/ir/test_walk.c - walks all opcode maps x prefixes x ModRM and checks what decodes. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: test_walk MODE PERCENT [intel|amd]
 * Each byte string that decodes must
 *   - have one length, whoever is asked,
 *   - encode again to something that decodes to the same instruction and is not longer,
 *   - give the same through the scanner's table and through Zydis,
 *   - name the same general registers and flags through ir_scan and through its operands.
 * PERCENT of the strings are taken, chosen by a fixed generator; 100 takes all of them. The vendor is
 * that of the machine unless one is given. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"
#include "ir/fast.h"
#include "ir/flags.h"
#include "ir/isa.h"
#include "ir/opclass.h"
#include "ir/reg.h"
#include "ir/x86/scan_table.h"
#include "tests/ir/walk.h"

DR_API void *dr_standalone_init(void);

#define ORIG ((byte *)(ptr_uint_t)0x400000)

static void *dc;
static ir_isa scan_mode;
static unsigned long total, valid, failures;
static unsigned char shown[OP_AFTER_LAST];

static void
report(const char *what, const byte *bytes, int n, const byte *out, int m, instr_t *instr)
{
    failures++;
    if (shown[instr->opcode]++ > 1)
        return;
    printf("%s: %s:", what, decode_opcode_name((int)instr->opcode));
    for (int i = 0; i < n; i++)
        printf(" %02x", bytes[i]);
    if (m > 0)
        printf(" ->");
    for (int i = 0; i < m; i++)
        printf(" %02x", out[i]);
    printf("\n");
}

static long long
cut(long long v, unsigned bytes)
{
    return bytes == 1 ? (signed char)v : bytes == 2 ? (short)v : bytes == 4 ? (int)v : v;
}

/* Equal, but an immediate may have been encoded in fewer bytes. */
static bool
same(instr_t *a, instr_t *b)
{
    if (instr_same(a, b))
        return true;
    unsigned width = opnd_size_in_bytes(instr_get_operation_size(a));
    for (unsigned i = 0; i < a->num_srcs && i < b->num_srcs; i++) {
        opnd_t x = instr_get_src(a, i), y = instr_get_src(b, i);
        if (opnd_is_immed_int(x) && opnd_is_immed_int(y) &&
            cut(opnd_get_immed_int(x), width) == cut(opnd_get_immed_int(y), width))
            *(i == 0 ? &b->src0 : &b->srcs[i - 1]) = x;
    }
    return instr_same(a, b);
}

/* Two VIA instructions have a REX.W form that means nothing else. */
static bool
is_padlock(uint op)
{
    return op == OP_montmul || op == OP_xsha1 || op == OP_xsha256 || op == OP_xstore ||
        (op >= OP_xcrypt_cbc && op <= OP_xcrypt_ofb);
}

static bool
strip(opnd_t *o)
{
    if (!opnd_is_disp_encode_zero(*o) && !opnd_is_disp_force_full(*o))
        return false;
    opnd_set_disp_ex(o, opnd_get_disp(*o), false, false, opnd_is_disp_short_addr(*o));
    return true;
}

/* Without the wish for a displacement that is not needed, it is shorter. N bytes it was with. */
static void
check_shortest(const byte *bytes, int n, instr_t *instr)
{
    instr_noalloc_t again;
    byte out[MAX_INSTR_LENGTH + 16];
    const char *why;
    bool any = false;

    for (unsigned i = 0; i < instr->num_srcs; i++)
        any |= strip(i == 0 ? &instr->src0 : &instr->srcs[i - 1]);
    for (unsigned i = 0; i < instr->num_dsts; i++)
        any |= strip(&instr->dsts[i]);
    if (!any)
        return;
    int len = isa_encode(instr, out, ORIG, true, &why);
    memset(out + len, 0x90, 16);
    instr_noalloc_init(dc, &again);
    if (len == 0 || len >= n || decode_from_copy(dc, out, ORIG, &again.instr) != out + len ||
        !same(instr, &again.instr))
        report("not shorter without its displacement", bytes, n, out, len, instr);
}

static void
check_round_trip(const byte *bytes, int n, instr_t *instr)
{
    instr_noalloc_t again;
    byte out[MAX_INSTR_LENGTH + 16];
    const char *why;

    if (instr_is_cti_short(instr) || instr_is_cti_loop(instr) || is_padlock(instr->opcode))
        return; /* the target may get out of reach when prefixes without effect go */
    int len = isa_encode(instr, out, ORIG, true, &why);
    if (len == 0) {
        report(why, bytes, n, NULL, 0, instr);
        return;
    }
    memset(out + len, 0x90, 16);
    instr_noalloc_init(dc, &again);
    byte *end = decode_from_copy(dc, out, ORIG, &again.instr);
    if (end != out + len || !same(instr, &again.instr))
        report("not the same", bytes, n, out, len, instr);
    /* 16-bit forms of moffs and xbegin are not chosen, nor are 16-bit absolute addresses */
    else if (len > n && instr->opcode != OP_xbegin && instr->opcode != OP_mov_ld &&
             instr->opcode != OP_mov_st)
        report("longer", bytes, n, out, len, instr);
    else
        check_shortest(bytes, len, instr);
}

static void
add_registers(opnd_t o, bool is_dst, unsigned *reads, unsigned *writes, bool conditional)
{
    for (int i = 0; i < opnd_num_regs_used(o); i++) {
        reg_id_t r = opnd_get_reg_used(o, i);
        int g = reg_gpr_number(r);
        if (g < 0)
            continue;
        bool partial = opnd_size_in_bytes(reg_get_size(r)) < 4;
        if (opnd_is_reg(o) && is_dst) {
            *writes |= 1u << g;
            if (partial || conditional)
                *reads |= 1u << g;
        } else
            *reads |= 1u << g;
    }
}

/* Where the two views differ for a reason: the decoder's tables know conditional accesses. */
static bool
effects_may_differ(uint op)
{
    static const unsigned short ops[] = {
        OP_cmpxchg, OP_cmpxchg8b, OP_encls, OP_enclu, OP_enclv, OP_pconfig, OP_getsec, OP_sysenter,
        OP_sysexit, OP_sysret, OP_xabort, OP_xbegin, OP_pusha, OP_popa, OP_monitor, OP_monitorx,
        OP_mwait, OP_mwaitx, OP_aaa, OP_aas, OP_aad, OP_aam, OP_shld, OP_shrd, OP_nop_modrm,
        OP_lar, OP_lsl, OP_tdcall, OP_cpuid, OP_syscall, OP_llwpcb, OP_lwpins, OP_lwpval, OP_vmread,
        OP_movdir64b, OP_enqcmd, OP_enqcmds, OP_rdsspd, OP_rdsspq, OP_div, OP_idiv, OP_bndldx, OP_bndstx,
    };
    for (unsigned i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
        if (ops[i] == op)
            return true;
    }
    return is_padlock(op);
}

static void
check_effects(const byte *bytes, int n, instr_t *instr, const struct ir_scan *s)
{
    unsigned reads = 0, writes = 0;
    bool conditional = instr_is_predicated(instr);

    for (int i = 0; i < instr_num_srcs(instr); i++)
        add_registers(instr_get_src(instr, (uint)i), false, &reads, &writes, false);
    for (int i = 0; i < instr_num_dsts(instr); i++)
        add_registers(instr_get_dst(instr, (uint)i), true, &reads, &writes, conditional);
    if (s->eflags != instr_get_eflags(instr, DR_QUERY_INCLUDE_ALL))
        report("flags differ", bytes, n, NULL, 0, instr);
    instr_noalloc_t raw;
    instr_noalloc_init(dc, &raw);
    instr_set_raw_bits(&raw.instr, (byte *)bytes, (uint)n);
    if (instr_get_eflags(&raw.instr, DR_QUERY_DEFAULT) != instr_get_eflags(instr, DR_QUERY_DEFAULT))
        report("flags of bits differ", bytes, n, NULL, 0, instr);
    uint course;
    if (isa_course_of_bits(&raw.instr, &course) &&
        course != (opclass_of(instr->opcode) & OPCLASS_COURSE))
        report("course of bits differs", bytes, n, NULL, 0, instr);
    if (effects_may_differ(instr->opcode))
        return;
    if (s->gpr_write != writes || (s->gpr_read | writes) != (reads | writes))
        report("registers differ", bytes, n, NULL, 0, instr);
    bool r = instr_reads_memory(instr), w = instr_writes_memory(instr);
    if (w != ((s->flags & IR_WRITES_MEM) != 0) || (r && (s->flags & IR_READS_MEM) == 0))
        report("memory differs", bytes, n, NULL, 0, instr);
}

static void
check(const byte *bytes)
{
    instr_noalloc_t n;
    struct ir_scan s;
    byte copy[32] = { 0 };

    total++;
    memcpy(copy, bytes, 15);
    instr_noalloc_init(dc, &n);
    byte *end = decode_from_copy(dc, copy, ORIG, &n.instr);
    int len = ir_scan_copy(copy, (ptr_uint_t)ORIG, 15, scan_mode, &s);
    if (end == NULL) {
        if (s.kind != IR_INVALID)
            report("scan takes what decode does not", bytes, len, NULL, 0, &n.instr);
        return;
    }
    valid++;
    struct ir_scan slow;
    scan_by_zydis(copy, (ptr_uint_t)ORIG, 15, scan_mode, &slow);
    if (memcmp(&s, &slow, sizeof(s)) != 0)
        report("table and Zydis differ", bytes, len, NULL, 0, &n.instr);
    if (end - copy != len || decode_next_pc(dc, copy) != end ||
        decode_sizeof_ex(dc, copy, NULL, NULL) != len || ir_length(copy, 15, scan_mode) != len)
        report("lengths differ", bytes, len, NULL, 0, &n.instr);
    /* one byte less is not enough */
    if (ir_scan(copy, (size_t)len - 1, scan_mode, &s) != 0 && s.kind != IR_INVALID)
        report("reads too far", bytes, len, NULL, 0, &n.instr);
    ir_scan_copy(copy, (ptr_uint_t)ORIG, 15, scan_mode, &s);
    check_effects(bytes, len, &n.instr, &s);
    if (total % 64 == 0) {
        char text[512];
        for (uint style = 0; style < 3; style++) {
            disassemble_set_syntax((dr_disasm_flags_t)style);
            if (instr_disassemble_to_buffer(dc, &n.instr, text, sizeof(text)) == 0)
                report("no text", bytes, len, NULL, 0, &n.instr);
        }
    }
    check_round_trip(bytes, len, &n.instr);
}

int
main(int argc, char **argv)
{
    if (argc != 3 && argc != 4) {
        fprintf(stderr, "usage: test_walk 64|32 PERCENT [intel|amd]\n");
        return 2;
    }
    dc = dr_standalone_init();
    bool is_64 = atoi(argv[1]) == 64;
    if (argc == 4)
        proc_set_vendor(strcmp(argv[3], "amd") == 0 ? VENDOR_AMD : VENDOR_INTEL);
    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    scan_mode = is_64 ? IR_ISA_AMD64 : IR_ISA_IA32;
    walk_all(is_64, (unsigned)atoi(argv[2]), check);
    printf("%lu byte strings, %lu instructions\n%lu passed, %lu failed\n", total, valid,
           valid - failures, failures);
    return failures == 0 ? 0 : 1;
}
