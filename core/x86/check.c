/* core/x86/check.c - comparing the source of a fragment before it runs.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     mov  gs:[RCX], rcx
 *     mov  gs:[RDX], rdx
 * for each piece of 8, 4, 2 or 1 bytes:
 *     mov  rcx, [SOURCE]
 *     mov  rdx, -EXPECTED
 *     lea  rcx, [rcx + rdx]
 *     jrcxz next
 *     jmp  fail
 * and at the end rdx and rcx as they were; no flag changes.  The failing exit stands before the
 * fragment, and begins with rcx and rdx in their slots.
 */
#include "core/x86/emit.h"
#include "core/x86/tls_x86.h"
#include "os/base/assert.h"

static void
restore(struct emitter *e)
{
    emit_tls_load(e, REG_DX, TLS_RDX);
    emit_tls_load(e, REG_CX, TLS_RCX);
}

void
arch_emit_data(struct emitter *e, const uint8_t *bytes, size_t size)
{
    emit_bytes(e, bytes, size);
}

void
arch_emit_check_failed(struct emitter *e)
{
    restore(e);
}

void
arch_emit_check_begin(struct emitter *e)
{
    emit_tls_store(e, REG_CX, TLS_RCX);
    emit_tls_store(e, REG_DX, TLS_RDX);
}

void
arch_emit_check_end(struct emitter *e)
{
    restore(e);
}

/* mov rcx or movzx ecx with a modrm byte. */
static void
emit_load(struct emitter *e, unsigned size, unsigned modrm)
{
    switch (size) {
    case 8: EMIT(e, 0x48, 0x8b); break;
    case 4: EMIT(e, 0x8b); break;
    case 2: EMIT(e, 0x0f, 0xb7); break;
    default: EMIT(e, 0x0f, 0xb6); break;
    }
    emit_u8(e, modrm);
}

static void
emit_load_source(struct emitter *e, app_addr source, unsigned size)
{
    int32_t rel;
    size_t opcode_size = size == 4 ? 2 : 3;
    if (emit_rel32(e->hot + opcode_size, 0, (uintptr_t)source, &rel)) {
        emit_load(e, size, 0x0d);
        emit_u32(e, (uint32_t)rel);
        return;
    }
    EMIT(e, 0x48, 0xb9);
    emit_u64(e, (uintptr_t)source);
    emit_load(e, size, 0x09);
}

void
arch_emit_check(struct emitter *e, app_addr source, const uint8_t *expected, unsigned size,
                const uint8_t *failed)
{
    uint64_t value = 0;
    int32_t rel;
    memcpy(&value, expected, size);
    emit_load_source(e, source, size);
    EMIT(e, 0x48, 0xba); /* one size for all values: the comparison can be written anew in place */
    emit_u64(e, 0 - value);
    EMIT(e, 0x48, 0x8d, 0x0c, 0x11); /* lea rcx, [rcx + rdx] */
    EMIT(e, 0xe3, 0x05, 0xe9);       /* jrcxz +5; jmp */
    bool fits = emit_rel32(e->hot, 0, (uintptr_t)failed, &rel);
    ASSERT(1, fits);
    UNUSED(fits);
    emit_u32(e, (uint32_t)rel);
}
