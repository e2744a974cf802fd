/* ir/x86/length.h - instruction length from the encoding's structure alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_X86_LENGTH_H
#define IR_X86_LENGTH_H

#include "ir/fast.h"

/* The length that prefixes, opcode map and ModRM give, whether or not the opcode exists, for
 * encodings whose structure is regular: VEX, EVEX, XOP and the legacy 0f 38 and 0f 3a maps.
 * 0 for everything else, and when the instruction does not end within MAX (at most 15). */
int length_by_structure(const uint8_t *pc, size_t max, ir_isa mode);

/* What the structure says besides of an instruction whose length is known: where opcode, ModRM,
 * displacement and a rip-relative one stand, its segment, and the general registers that it may
 * name, or imply as instructions do (rax, rcx, rdx). */
void layout_by_structure(const uint8_t *pc, ir_isa mode, struct ir_scan *s);

#endif
