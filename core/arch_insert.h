/* core/arch_insert.h - code that is inserted for clients, as the floors above see it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * All of it is meta instructions before `where` (NULL: at the end).
 */
#ifndef CORE_ARCH_INSERT_H
#define CORE_ARCH_INSERT_H
#include "core/rt/thread.h"
#include "dr_ir_instrlist.h"

/* Where code is inserted. */
struct insertion {
    void *drcontext;
    instrlist_t *list;
    instr_t *where;
};

/* An instruction of a client's has been emitted. */
struct emitter;
void arch_note_meta(struct emitter *e, instr_t *i);

/* ---- slots of the thread, flags ---- */

/* A slot (core/rt/tls_slots.h), or a part of one, as an operand. */
opnd_t arch_slot_opnd(unsigned slot);
opnd_t arch_slot_part(unsigned slot, unsigned offset, opnd_size_t size);

void arch_insert_load(const struct insertion *at, reg_id_t reg, opnd_t from);
void arch_insert_store(const struct insertion *at, opnd_t to, reg_id_t reg);

/* The arithmetic flags to xax and back. */
void arch_insert_flags_to_xax(const struct insertion *at);
void arch_insert_flags_from_xax(const struct insertion *at);

/* ---- calls of client code ---- */

struct arch_call {
    void *callee;
    uint flags; /* dr_cleancall_save_t */
    uint count;
    const opnd_t *args;
};

/* With all state of the application kept, on the runtime's stack. */
void arch_insert_clean_call(const struct insertion *at, const struct arch_call *call);

/* The two halves of it, with registers as they were in between; saves everything. */
void arch_insert_call_begin(const struct insertion *at);
void arch_insert_call_end(const struct insertion *at);

/* A plain call on the present stack, which may change what calls change. */
void arch_insert_plain_call(const struct insertion *at, const struct arch_call *call);

/* The application's stack pointer for the runtime's and back. */
void arch_insert_to_clean_stack(const struct insertion *at);
void arch_insert_to_app_stack(const struct insertion *at);

#endif
