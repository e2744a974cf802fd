/* core/x86/emit.h - writing instruction bytes, inside core/x86/ only.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_EMIT_H
#define CORE_X86_EMIT_H
#include "core/arch.h"
#include "os/base/string.h"

static inline void
emit_bytes(struct emitter *e, const void *bytes, size_t n)
{
    memcpy(e->hot, bytes, n);
    e->hot += n;
}

static inline void
emit_u8(struct emitter *e, unsigned v)
{
    *e->hot++ = (uint8_t)v;
}

static inline void
emit_u32(struct emitter *e, uint32_t v)
{
    memcpy(e->hot, &v, 4);
    e->hot += 4;
}

static inline void
emit_u64(struct emitter *e, uint64_t v)
{
    memcpy(e->hot, &v, 8);
    e->hot += 8;
}

/* The bytes of a static array. */
#define EMIT(e, ...)                                        \
    do {                                                    \
        static const uint8_t emit_code[] = { __VA_ARGS__ }; \
        emit_bytes((e), emit_code, sizeof(emit_code));      \
    } while (0)

/* mov seg:[slot], reg and back. */
void emit_tls_store(struct emitter *e, unsigned reg, unsigned slot);
void emit_tls_load(struct emitter *e, unsigned reg, unsigned slot);

/* mov dword seg:[slot + 4], imm */
void emit_tls_upper(struct emitter *e, unsigned slot, uint32_t imm);

/* The distance from the end of a 4-byte field at `field` (with `after` more bytes of the
 * instruction behind it) to `to`; false when it does not fit. */
bool emit_rel32(const uint8_t *field, size_t after, uintptr_t to, int32_t *rel);

/* An 8-byte literal in the cold part. */
uint8_t *emit_literal(struct emitter *e, uint64_t value);

#endif
