/* core/x86/vector_state.h - labels of client_switch_simd.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_VECTOR_STATE_H
#define CORE_X86_VECTOR_STATE_H
#include "core/rt/thread.h"

/* How the state is saved; set once by arch_vector_init. */
extern uint32_t vector_mask, vector_kind;

void vector_save(struct thread *t);
void vector_restore(struct thread *t);

/* Reached from generated code only: not functions for C. */
extern const char vector_save_asm[], clean_call_end[];
extern const char clean_call_save[], clean_call_save_simd[];
extern const char clean_call_restore[], clean_call_restore_simd[];
extern const char clean_call_tail[], clean_call_tail_end[];

#endif
