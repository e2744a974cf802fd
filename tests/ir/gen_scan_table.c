/* tests/ir/gen_scan_table.c - writes ir/x86/scan_table.c from what Zydis says. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Every key (map, opcode, prefix, REX.W, memory or register, ModRM.reg) is tried with REX.R and
 * REX.B set, so that registers named by ModRM have numbers from 8 on and implied ones do not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_proc.h"
#include "ir/x86/scan_table.h"

#define MAX 6000
static struct scan_template templates[MAX];
static uint16_t columns[MAX][8], rows[600][SCAN_COLUMNS], row_of[2][256];
static unsigned num_templates = 1, num_columns = 1, num_rows = 1;

struct key {
    int map, opcode, prefix, w, is_reg, reg;
};

/* Bytes of a key; rex: what to or into the REX byte (0: none unless W). Returns their number. */
static int
bytes_of(const struct key *k, int rex, int rm, int fill, uint8_t *b)
{
    static const uint8_t prefix[] = { 0, 0x66, 0xf2, 0xf3 };
    int n = 0;

    memset(b, fill, 24);
    if (k->prefix != 0)
        b[n++] = prefix[k->prefix];
    if (k->w || rex)
        b[n++] = (uint8_t)(0x40 | k->w << 3 | rex);
    if (k->map == 1)
        b[n++] = 0x0f;
    b[n++] = (uint8_t)k->opcode;
    b[n++] = (uint8_t)((k->is_reg ? 0xc0 : 0) | k->reg << 3 | rm);
    return n;
}

static int
scan(const struct key *k, int rex, int rm, int fill, struct ir_scan *s)
{
    uint8_t b[24];

    bytes_of(k, rex, rm, fill, b);
    return scan_by_zydis(b, 0, 15, IR_ISA_AMD64, s);
}

/* With an immediate of given bytes, which stands where ModRM would be if there is none. */
static void
scan_with_fill(const struct key *k, bool no_modrm, int rm, int fill, struct ir_scan *s)
{
    uint8_t b[24];
    int n = bytes_of(k, 5, rm, fill, b);

    if (no_modrm)
        b[n - 1] = (uint8_t)fill;
    scan_by_zydis(b, 0, 15, IR_ISA_AMD64, s);
}

/* Whether ModRM.rm selects among instructions, not among registers. */
static bool
depends_on_rm(const struct key *k, const struct ir_scan *model)
{
    struct ir_scan s;

    for (int rm = 0; rm < 8 && k->is_reg && model->modrm_off != 0; rm++) {
        if (scan(k, 0, rm, 0x11, &s) == 0 || s.kind != model->kind || s.flags != model->flags ||
            s.eflags != model->eflags || s.length != model->length ||
            s.imm_size != model->imm_size)
            return true;
    }
    return false;
}

static bool
is_near_branch(unsigned kind)
{
    return kind == IR_JCC || kind == IR_LOOP || kind == IR_JMP || kind == IR_CALL || kind == IR_JMP_IND ||
        kind == IR_CALL_IND || kind == IR_RET;
}

static struct scan_template
learn(const struct key *k)
{
    static const struct scan_template ask = { 0 };
    struct scan_template t = { 0 };
    struct ir_scan s, plain, other;
    /* an rm that is neither reg's number, nor SIB (4), nor rip (5), nor rcx */
    int rm = k->reg == 7 ? 6 : 7;

    /* nop is xchg with REX.B; moves of control registers do not look at ModRM.mod; with bounds it is the
     * number of the register that makes a nop of them */
    if ((k->map == 0 && k->opcode == 0x90) || (k->map == 1 && (k->opcode & 0xf8) == 0x20) ||
        (k->map == 1 && (k->opcode & 0xfe) == 0x1a))
        return ask;
    if (k->map == 0 && (k->opcode == 0x0f || (k->opcode & 0xf0) == 0x40 ||
                        ir_is_legacy_prefix((uint8_t)k->opcode)))
        return ask;
    if (scan(k, 0, rm, 0x11, &plain) == 0 || plain.kind == IR_INVALID)
        return ask;
    if (depends_on_rm(k, &plain))
        return ask;
    if (k->prefix == 1 && !k->w && is_near_branch(plain.kind))
        return ask; /* the vendor settles what 66 does */
    if (scan(k, 5, rm, 0x11, &s) == 0 || s.kind != plain.kind || s.length != plain.length + (k->w == 0))
        return ask;
    /* two immediates, moffs, far pointers, x87: rare, or not regular */
    if (s.imm2_size != 0 || (s.disp_size != 0 && s.modrm_off == 0) || (s.kind == IR_FAR && k->map == 0) ||
        s.imm_size == 8)
        return ask;
    t.kind = s.kind;
    t.cond = s.cond;
    t.imm_size = s.imm_size;
    t.seg_read = s.seg_read;
    t.seg_write = s.seg_write;
    t.flags = s.flags;
    t.eflags = s.eflags;
    unsigned reg_bit = 1u << (8 + k->reg), rm_bit = 1u << (8 + rm);
    if (s.modrm_off != 0) {
        t.shape |= SHAPE_MODRM;
        t.roles |= (s.gpr_read & reg_bit ? ROLE_REG_READ : 0) | (s.gpr_write & reg_bit ? ROLE_REG_WRITE : 0);
        if (k->is_reg)
            t.roles |= (s.gpr_read & rm_bit ? ROLE_RM_READ : 0) | (s.gpr_write & rm_bit ? ROLE_RM_WRITE : 0);
        else if ((s.gpr_read & rm_bit) == 0)
            return ask; /* memory that no base is read for */
    } else {
        rm_bit = 1u << (8 + (k->opcode & 7));
        t.roles |= (s.gpr_read & rm_bit ? ROLE_RM_READ : 0) | (s.gpr_write & rm_bit ? ROLE_RM_WRITE : 0);
        if (t.roles != 0)
            t.shape |= SHAPE_OPCODE_REG;
        reg_bit = 0;
    }
    t.gpr_read = (uint16_t)(s.gpr_read & ~(reg_bit | rm_bit));
    t.gpr_write = (uint16_t)(s.gpr_write & ~(reg_bit | rm_bit));
    if ((t.gpr_read | t.gpr_write) >> 8 & ~8u) /* r11 of syscall is implied, others are not */
        return ask;
    if (s.target != 0 || s.kind == IR_JCC || s.kind == IR_JMP || s.kind == IR_CALL || s.kind == IR_LOOP ||
        s.kind == IR_XBEGIN)
        t.shape |= SHAPE_REL;
    /* byte registers: without REX, numbers 4 to 7 are the second bytes of the first four */
    if (k->w == 0) {
        struct key k7 = *k;
        if (s.modrm_off == 0) {
            k7.opcode |= 7;
            if (t.roles != 0 && scan(&k7, 0, 3, 0x11, &other) != 0 && (other.gpr_write & 0x80) == 0 &&
                (other.gpr_read & 0x80) == 0)
                t.shape |= SHAPE_BYTE_RM;
        } else {
            k7.reg = 7;
            if ((t.roles & 3) != 0 && scan(&k7, 0, 6, 0x11, &other) != 0 &&
                ((other.gpr_read | other.gpr_write) & 0x80) == 0)
                t.shape |= SHAPE_BYTE_REG;
            k7.reg = k->reg;
            if ((t.roles & 12) != 0 && k->reg != 7 && scan(&k7, 0, 7, 0x11, &other) != 0 &&
                ((other.gpr_read | other.gpr_write) & 0x80) == 0)
                t.shape |= SHAPE_BYTE_RM;
            if ((t.roles & 12) != 0 && k->reg == 7 && scan(&k7, 0, 6, 0x11, &other) != 0 &&
                ((other.gpr_read | other.gpr_write) & 0x40) == 0)
                t.shape |= SHAPE_BYTE_RM;
        }
    }
    /* immediates: sign, and whether zero keeps the flags */
    scan_with_fill(k, s.modrm_off == 0, rm, 0xff, &other);
    if (t.imm_size != 0 && other.imm < 0)
        t.shape |= SHAPE_SIGNED;
    scan_with_fill(k, s.modrm_off == 0, rm, 0, &other);
    if (t.imm_size != 0 && ((other.flags ^ s.flags) & IR_COND_FLAGS) != 0) {
        t.shape |= SHAPE_SHIFT;
        t.flags &= (uint16_t)~IR_COND_FLAGS;
    }
    if (!k->is_reg && s.modrm_off != 0 && (s.flags & (IR_READS_MEM | IR_WRITES_MEM)) == 0)
        t.shape |= SHAPE_NO_SEGMENT;
    return t;
}

static unsigned
template_id(const struct key *k)
{
    struct scan_template t = learn(k);

    if (t.kind == IR_INVALID)
        return 0;
    for (unsigned i = 1; i < num_templates; i++) {
        if (memcmp(&templates[i], &t, sizeof(t)) == 0)
            return i;
    }
    templates[num_templates] = t;
    return num_templates++;
}

static unsigned
column_id(struct key *k)
{
    uint16_t c[8];

    for (k->reg = 0; k->reg < 8; k->reg++)
        c[k->reg] = (uint16_t)template_id(k);
    for (unsigned i = 0; i < num_columns; i++) {
        if (memcmp(columns[i], c, sizeof(c)) == 0)
            return i;
    }
    memcpy(columns[num_columns], c, sizeof(c));
    return num_columns++;
}

static void
numbers(const uint16_t *n, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        printf("%s%u", i > 0 ? "," : "", n[i]);
}

int
main(void)
{
    proc_set_vendor(VENDOR_INTEL);
    for (int map = 0; map < 2; map++) {
        for (int op = 0; op < 256; op++) {
            uint16_t r[SCAN_COLUMNS];
            for (int p = 0; p < 4; p++) {
                for (int w = 0; w < 2; w++) {
                    for (int m = 0; m < 2; m++) {
                        struct key k = { map, op, p, w, m, 0 };
                        r[SCAN_COLUMN(p, w, m)] = (uint16_t)column_id(&k);
                    }
                }
            }
            unsigned i = 0;
            while (i < num_rows && memcmp(rows[i], r, sizeof(r)) != 0)
                i++;
            if (i == num_rows)
                memcpy(rows[num_rows++], r, sizeof(r));
            row_of[map][op] = (uint16_t)i;
        }
    }
    printf("/* ir/x86/scan_table.c - generated by tests/ir/gen_scan_table.c; do not edit. */\n"
           "/* SPDX-License-Identifier: Apache-2.0 */\n"
           "#include \"ir/x86/scan_table.h\"\n\n"
           "/* kind, cond, imm_size, shape, roles, seg_read, seg_write, flags, gpr_read, gpr_write, eflags */\n"
           "const struct scan_template scan_templates[] = {\n");
    for (unsigned i = 0; i < num_templates; i++) {
        const struct scan_template *t = &templates[i];
        printf("{%u,%u,%u,%u,%u,%u,%u,%u,%u,%u,%u},%s", t->kind, t->cond, t->imm_size, t->shape, t->roles,
               t->seg_read, t->seg_write, t->flags, t->gpr_read, t->gpr_write, t->eflags,
               i % 4 == 3 ? "\n" : "");
    }
    printf("\n};\n\nconst uint16_t scan_columns[][8] = {\n");
    for (unsigned i = 0; i < num_columns; i++) {
        printf("{");
        numbers(columns[i], 8);
        printf("},%s", i % 4 == 3 ? "\n" : "");
    }
    printf("\n};\n\nconst uint16_t scan_rows[][SCAN_COLUMNS] = {\n");
    for (unsigned i = 0; i < num_rows; i++) {
        printf("{");
        numbers(rows[i], SCAN_COLUMNS);
        printf("},\n");
    }
    printf("};\n\nconst uint16_t scan_row_of[2][256] = {\n{");
    for (int map = 0; map < 2; map++) {
        for (int op = 0; op < 256; op += 16) {
            printf("\n");
            numbers(&row_of[map][op], 16);
            printf(",");
        }
        printf(map == 0 ? "},\n{" : "},\n};\n");
    }
    return 0;
}
