/* core/x86/branch.c - direct and indirect branches in the cache.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Every indirect branch ends in
 *     mov  gs:[RCX], rcx
 *     mov  rcx, TARGET            (pop rcx for a return)
 *     mov  gs:[RDX], rdx
 *     movzx edx, cx
 *     jmp  [landings + rdx*8]
 * and every place that such a branch may reach begins with a landing:
 *     not  rcx
 *     lea  rdx, [rip + TAG]
 *     lea  rcx, [rcx + rdx + 1]   = TAG - TARGET
 *     jrcxz ok
 *     jmp  miss
 * ok: mov  rdx, gs:[RDX]
 *     mov  rcx, gs:[RCX]
 * No flag changes on the way, and only the loads of the application's own operands can fault.
 */
#include "core/x86/emit.h"
#include "core/x86/glue.h"
#include "core/x86/tls_x86.h"
#include "os/base/assert.h"

static uint32_t landing_table;

void
arch_set_landing_table(uintptr_t base)
{
    ASSERT(1, base <= INT32_MAX);
    landing_table = (uint32_t)base;
}

/* A branch is patched by one store while other threads run it: its field must not straddle a
 * cache line.  Pads so that the field, `skip` bytes ahead, does not. */
static void
align_site(struct emitter *e, unsigned skip)
{
    uintptr_t field = (uintptr_t)e->hot + skip;
    unsigned in_line = field & 63;
    while (in_line > 60) {
        emit_u8(e, 0x90);
        in_line = (in_line + 1) & 63;
    }
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

void
arch_patch_branch(uint8_t *site, const uint8_t *target)
{
    int32_t rel = 0;
    bool fits = emit_rel32(site, 0, (uintptr_t)target, &rel);
    ASSERT(1, fits && ((uintptr_t)site & 63) <= 60);
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

void
arch_emit_push_return(struct emitter *e, app_addr ret_addr)
{
    uintptr_t r = (uintptr_t)ret_addr;
    if (r <= INT32_MAX) { /* push imm32, sign-extended to 8 bytes */
        emit_u8(e, 0x68);
        emit_u32(e, (uint32_t)r);
        return;
    }
    uint8_t *literal = emit_literal(e, r);
    int32_t rel = 0;
    EMIT(e, 0xff, 0x35);
    emit_rel32(e->hot, 0, (uintptr_t)literal, &rel);
    emit_u32(e, (uint32_t)rel);
}

/* The common end of indirect branches: the target is in rcx, rcx is saved. */
static void
emit_jump_landing(struct emitter *e)
{
    emit_tls_store(e, REG_DX, TLS_RDX);
    EMIT(e, 0x0f, 0xb7, 0xd1);       /* movzx edx, cx */
    EMIT(e, 0xff, 0x24, 0xd5);       /* jmp [rdx*8 + disp32] */
    emit_u32(e, landing_table);
}

void
arch_emit_ret(struct emitter *e, const struct ir_scan *s)
{
    emit_tls_store(e, REG_CX, TLS_RCX);
    emit_u8(e, 0x59); /* pop rcx */
    if (s->imm_size != 0 && (uint16_t)s->imm != 0) {
        EMIT(e, 0x48, 0x8d, 0xa4, 0x24); /* lea rsp, [rsp + imm] */
        emit_u32(e, (uint16_t)s->imm);
    }
    emit_jump_landing(e);
}

/* mov rcx, OPERAND for the operand of an indirect branch. */
static bool
emit_load_target(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    const uint8_t *bytes = from->bytes;
    unsigned rex = 0x48;
    emit_tls_store(e, REG_CX, TLS_RCX);
    for (unsigned i = 0; i < s->opcode_off; i++) {
        if ((bytes[i] & 0xf0) == 0x40)
            rex |= bytes[i] & 3u; /* X and B */
        else if (bytes[i] == 0x64 || bytes[i] == 0x65 || bytes[i] == 0x67)
            emit_u8(e, bytes[i]);
    }
    emit_u8(e, rex);
    emit_u8(e, 0x8b);
    emit_u8(e, (bytes[s->modrm_off] & 0xc7u) | REG_CX << 3);
    uint8_t *tail = e->hot;
    emit_bytes(e, bytes + s->modrm_off + 1, (size_t)(s->length - s->modrm_off - 1));
    if (s->rip_off == 0)
        return true;
    int32_t disp, rel;
    memcpy(&disp, bytes + s->rip_off, 4);
    uintptr_t to = (uintptr_t)(from->pc + s->length) + (uintptr_t)(intptr_t)disp;
    bool fits = emit_rel32(tail, 0, to, &rel);
    memcpy(tail, &rel, 4);
    return fits;
}

bool
arch_emit_jmp_ind(struct emitter *e, const struct ir_scan *s, const struct arch_source *from)
{
    bool fits = emit_load_target(e, s, from);
    emit_jump_landing(e);
    return fits;
}

bool
arch_emit_call_ind(struct emitter *e, const struct ir_scan *s, const struct arch_source *from,
                   app_addr ret_addr)
{
    bool fits = emit_load_target(e, s, from);
    arch_emit_push_return(e, ret_addr);
    emit_jump_landing(e);
    return fits;
}

uint8_t *
arch_emit_landing(struct emitter *e, app_addr tag)
{
    uint8_t *start = e->hot;
    int32_t rel = 0;
    EMIT(e, 0x48, 0xf7, 0xd1); /* not rcx */
    EMIT(e, 0x48, 0x8d, 0x15); /* lea rdx, [rip + tag] */
    bool fits = emit_rel32(e->hot, 0, (uintptr_t)tag, &rel);
    ASSERT(1, fits);
    UNUSED(fits);
    emit_u32(e, (uint32_t)rel);
    EMIT(e, 0x48, 0x8d, 0x4c, 0x11, 0x01); /* lea rcx, [rcx + rdx + 1] */
    EMIT(e, 0xe3, 0x05);                   /* jrcxz ok */
    emit_u8(e, 0xe9);                      /* jmp miss */
    emit_rel32(e->hot, 0, (uintptr_t)glue_entry(e->glue, GLUE_IBL_MISS), &rel);
    emit_u32(e, (uint32_t)rel);
    ASSERT(1, e->hot - start == LANDING_CHECK_SIZE);
    UNUSED(start);
    uint8_t *ok = e->hot;
    emit_tls_load(e, REG_DX, TLS_RDX);
    emit_tls_load(e, REG_CX, TLS_RCX);
    return ok;
}
