/* core/x86/rebase.h - instructions whose memory operand is reached through a scratch register.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_REBASE_H
#define CORE_X86_REBASE_H
#include "core/arch.h"

/* Emits the instruction with the address of its operand put together in a scratch register: it
 * is relative to gs, or to rip and out of reach.  False: a form that nobody uses; nothing of what
 * has been emitted may stay. */
bool rebase_emit(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                 enum xl_kind *kind, uint8_t *aux);

/* Emits the instruction, which has a memory operand, with another register in the place of base and index, whose
 * value it loads: what they are in regs, and `moved` more.  False: as above. */
bool rebase_emit_moved(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                       const uintptr_t *regs, uintptr_t moved, unsigned *reg);

/* rcx = the operand of an indirect branch that is relative to gs.  Faults only in the load. */
bool rebase_emit_target(struct emitter *e, const struct ir_scan *s, const struct arch_source *from);

/* Where the string instruction itself stands in the sequence for one that is relative to gs. */
enum { REBASE_STRING_OFFSET = 31 };

#endif
