/* ir/x86/scan_table.h - the table behind the fast path of ir_scan in 64-bit mode. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_SCAN_TABLE_H
#define IR_X86_SCAN_TABLE_H

#include "ir/fast.h"

/* What an opcode of the one-byte or the 0f map is under given prefixes, as far as registers that
 * ModRM, the opcode's low bits or SIB name do not matter. The table is made from what Zydis says
 * (tests/ir/gen_scan_table.c) and compared with it by the walk over all encodings. */
struct scan_template {
    uint8_t kind; /* IR_INVALID: ask Zydis */
    uint8_t cond;
    uint8_t imm_size;
    uint8_t shape; /* SHAPE_* */
    uint8_t roles; /* ROLE_* */
    uint8_t seg_read, seg_write;
    uint16_t flags;
    uint16_t gpr_read, gpr_write; /* implied registers */
    uint32_t eflags;
};

#define SHAPE_MODRM 0x01
#define SHAPE_REL 0x02        /* the immediate is a branch displacement */
#define SHAPE_SIGNED 0x04     /* the immediate is sign-extended */
#define SHAPE_SHIFT 0x08      /* flags stay when the count is a multiple of 32 (64) */
#define SHAPE_BYTE_REG 0x10   /* ModRM.reg names a byte register */
#define SHAPE_BYTE_RM 0x20    /* ModRM.rm or the opcode's low bits do */
#define SHAPE_OPCODE_REG 0x40 /* a register in the opcode's low bits, with the roles of rm */
#define SHAPE_NO_SEGMENT 0x80 /* the memory operand is not accessed: a segment does not count */

#define ROLE_REG_READ 0x01
#define ROLE_REG_WRITE 0x02
#define ROLE_RM_READ 0x04 /* only with ModRM.mod == 3, or SHAPE_OPCODE_REG */
#define ROLE_RM_WRITE 0x08

/* Columns: prefix (none, 66, f2, f3), REX.W, memory or register. */
#define SCAN_COLUMNS 16
#define SCAN_COLUMN(prefix, w, is_reg) ((prefix) << 2 | (w) << 1 | (is_reg))

extern const struct scan_template scan_templates[];
/* scan_columns[column][ModRM.reg] is a template; scan_rows[row][SCAN_COLUMN] a column. */
extern const uint16_t scan_columns[][8];
extern const uint16_t scan_rows[][SCAN_COLUMNS];
/* The row of an opcode: [0] one-byte, [1] 0f. */
extern const uint16_t scan_row_of[2][256];

/* The path through Zydis alone. */
int scan_by_zydis(const uint8_t *pc, uint64_t orig, size_t max, ir_isa mode, struct ir_scan *out);

#endif
