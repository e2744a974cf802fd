/* core/x86/branch.c - direct branches, stubs, and the push of a call.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/x86/emit.h"
#include "core/x86/glue.h"
#include "core/x86/tls_x86.h"
#include "os/base/assert.h"

/* A branch is patched by one store while other threads run it.  Processors promise that such a
 * store is seen as a whole only inside eight aligned bytes.  Pads so that the field, `skip` bytes
 * ahead, lies there: with prefixes that a branch ignores, which cost nothing but their bytes. */
static void
align_site(struct emitter *e, unsigned skip)
{
    enum { IGNORED_PREFIX = 0x2e };
    while ((((uintptr_t)e->hot + skip) & 7) > 4)
        emit_u8(e, IGNORED_PREFIX);
}

uint8_t *
arch_emit_jmp(struct emitter *e)
{
    align_site(e, 1);
    emit_u8(e, 0xe9);
    emit_u32(e, 0);
    return e->hot - 4;
}

uint8_t *
arch_emit_jcc(struct emitter *e, uint8_t cond)
{
    align_site(e, 2);
    emit_u8(e, 0x0f);
    emit_u8(e, 0x80u | cond);
    emit_u32(e, 0);
    return e->hot - 4;
}

/* loop and jcxz reach 8 bits only: they skip to a jump that reaches 32. */
uint8_t *
arch_emit_loop(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    emit_bytes(e, from->bytes, s->imm_off); /* prefixes and opcode */
    emit_u8(e, 2);
    emit_u8(e, 0xeb);
    uint8_t *over = e->hot;
    emit_u8(e, 0);
    uint8_t *behind = e->hot;
    align_site(e, 1);
    emit_u8(e, 0xe9);
    emit_u32(e, 0);
    *over = (uint8_t)(e->hot - behind);
    return e->hot - 4;
}

bool
arch_branch_reaches(const uint8_t *site, const uint8_t *target)
{
    int32_t rel;
    return emit_rel32(site, 0, (uintptr_t)target, &rel);
}

void
arch_patch_branch(uint8_t *site, const uint8_t *target)
{
    int32_t rel = 0;
    bool fits = emit_rel32(site, 0, (uintptr_t)target, &rel);
    ASSERT(1, fits && ((uintptr_t)site & 7) <= 4);
    UNUSED(fits);
    __atomic_store_n((int32_t *)(void *)site, rel, __ATOMIC_RELEASE);
}

uint8_t *
arch_branch_target(const uint8_t *site)
{
    int32_t rel;
    memcpy(&rel, site, 4);
    return (uint8_t *)(uintptr_t)(site + 4 + rel);
}

void
arch_write_stub(uint8_t *at, const uint8_t *unit_base, uint32_t exit_id)
{
    uint32_t slot = TLS_DISP(TLS_EXIT_ID);
    int32_t rel = 0;
    at[0] = TLS_SEG_PREFIX;
    at[1] = 0xc7;
    at[2] = 0x04;
    at[3] = 0x25;
    memcpy(at + 4, &slot, 4);
    memcpy(at + 8, &exit_id, 4);
    at[12] = 0xe9;
    emit_rel32(at + 13, 0, (uintptr_t)glue_entry(unit_base, GLUE_EXIT), &rel);
    memcpy(at + 13, &rel, 4);
}

void
arch_emit_exit(struct emitter *e, uint32_t exit_id)
{
    arch_write_stub(e->hot, e->glue, exit_id);
    e->hot += ARCH_STUB_SIZE;
}

/* push, call or jmp (by its ModRM byte) of a literal. */
static void
emit_through_literal(struct emitter *e, unsigned modrm, uintptr_t to)
{
    uint8_t *literal = emit_literal(e, to);
    int32_t rel = 0;
    emit_u8(e, 0xff);
    emit_u8(e, modrm);
    emit_rel32(e->hot, 0, (uintptr_t)literal, &rel);
    emit_u32(e, (uint32_t)rel);
}

void
arch_emit_push_return(struct emitter *e, app_addr ret_addr)
{
    uintptr_t r = (uintptr_t)ret_addr;
    if (r <= INT32_MAX) { /* push imm32, sign-extended to 8 bytes */
        emit_u8(e, 0x68);
        emit_u32(e, (uint32_t)r);
        return;
    }
    emit_through_literal(e, 0x35, r);
}

void
arch_emit_call_far(struct emitter *e, uintptr_t to)
{
    emit_through_literal(e, 0x15, to);
}

void
arch_emit_jmp_far(struct emitter *e, uintptr_t to)
{
    emit_through_literal(e, 0x25, to);
}

void
arch_emit_jcc_far(struct emitter *e, uint8_t cond, uintptr_t to)
{
    emit_u8(e, 0x70u | (cond ^ 1u)); /* over the jump of six bytes */
    emit_u8(e, 6);
    emit_through_literal(e, 0x25, to);
}
