/* core/x86/section.c - the last instruction of a section that the kernel may abort.
 * SPDX-License-Identifier: Apache-2.0
 *
 *         jmp  over
 *         ud1  MARK
 * abort:  restore flags, rdx, rcx, rax          (the kernel sends interrupted threads here)
 *         exit to the application's abort address
 * over:   save rax, rcx, rdx and the flags
 *         mov  rcx, gs:[AREA]
 *         jrcxz restore
 *         mov  rax, THE APPLICATION'S DESCRIPTOR
 *         mov  rdx, OURS
 *         cmpxchg [rcx + 8], rdx                (without lock: only the kernel takes part, when it
 *                                                has interrupted this thread)
 * start:  jnz  abort                            (the kernel has cleared it: interrupted before)
 * restore: the same
 *         INSTRUCTION
 * end:
 * Ours covers start to end.
 */
#include "core/x86/emit.h"
#include "core/x86/section.h"
#include "core/x86/tls_x86.h"
#include "os/base/assert.h"
#include "os/restartable.h"

uint8_t *
arch_emit_section_mark(struct emitter *e, uint32_t mark)
{
    EMIT(e, 0xeb, 0); /* jmp over */
    uint8_t *site = e->hot - 1;
    EMIT(e, 0x0f, 0xb9, 0x3d);
    emit_u32(e, mark);
    return site;
}

void
arch_emit_section_restore(struct emitter *e)
{
    emit_tls_load(e, REG_AX, TLS_SCRATCH2);
    EMIT(e, 0x04, 0x7f, 0x9e); /* add al, 0x7f; sahf */
    emit_tls_load(e, REG_DX, TLS_RDX);
    emit_tls_load(e, REG_CX, TLS_RCX);
    emit_tls_load(e, REG_AX, TLS_RAX);
}

void
arch_emit_section_over(struct emitter *e, uint8_t *site)
{
    ASSERT(1, e->hot - (site + 1) < 128);
    *site = (uint8_t)(e->hot - (site + 1));
}

uint8_t *
arch_emit_section_arm(struct emitter *e, uintptr_t theirs, uintptr_t ours, const uint8_t *abort)
{
    int32_t rel = 0;
    emit_tls_store(e, REG_AX, TLS_RAX);
    emit_tls_store(e, REG_CX, TLS_RCX);
    emit_tls_store(e, REG_DX, TLS_RDX);
    EMIT(e, 0x9f, 0x0f, 0x90, 0xc0); /* lahf; seto al */
    emit_tls_store(e, REG_AX, TLS_SCRATCH2);
    emit_tls_load(e, REG_CX, TLS_RSEQ);
    EMIT(e, 0xe3, 31); /* jrcxz restore */
    const uint8_t *behind = e->hot;
    EMIT(e, 0x48, 0xb8);
    emit_u64(e, theirs);
    EMIT(e, 0x48, 0xba);
    emit_u64(e, ours);
    EMIT(e, 0x48, 0x0f, 0xb1, 0x51, OS_SECTION_FIELD);
    uint8_t *start = e->hot;
    EMIT(e, 0x0f, 0x85);
    emit_rel32(e->hot, 0, (uintptr_t)abort, &rel);
    emit_u32(e, (uint32_t)rel);
    ASSERT(1, e->hot - behind == 31);
    UNUSED(behind);
    arch_emit_section_restore(e);
    return start;
}

void
section_translate(const struct thread *t, struct mcontext *mc)
{
    enum { LAHF_FLAGS = 0xd5, OVERFLOW_BIT = 11 };
    uintptr_t kept = t->tls[TLS_SCRATCH2];
    mc->reg[REG_AX] = t->tls[TLS_RAX];
    mc->reg[REG_CX] = t->tls[TLS_RCX];
    mc->reg[REG_DX] = t->tls[TLS_RDX];
    mc->flags &= ~(uintptr_t)(LAHF_FLAGS | 1 << OVERFLOW_BIT);
    mc->flags |= (kept >> 8 & LAHF_FLAGS) | (kept & 1) << OVERFLOW_BIT;
}
