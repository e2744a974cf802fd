/* ir/context.h - what every drcontext begins with: where instructions get memory, and the mode. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_CONTEXT_H
#define IR_CONTEXT_H

#include "dr_defines.h"
#include "dr_ir_encode.h"

/* The first member of whatever stands behind a drcontext. A drcontext of NULL or
 * GLOBAL_DCONTEXT stands for the default one that ir_init() was given. */
struct ir_context {
    void *(*alloc)(struct ir_context *ctx, size_t size); /* aligned to 8; never NULL */
    void (*free)(struct ir_context *ctx, void *ptr, size_t size); /* SIZE as given to alloc */
    void (*write)(struct ir_context *ctx, file_t file, const char *text, size_t size);
    byte isa_mode;     /* dr_isa_mode_t: what decode() and new instructions take */
    byte disasm_style; /* dr_disasm_flags_t; of the default context only */
};

#ifndef GLOBAL_DCONTEXT
#    define GLOBAL_DCONTEXT ((void *)-1)
#endif

/* Makes CTX the default. Called once, before any other function here; CTX stays in use.
 * Context: init */
void ir_init(struct ir_context *ctx);

/* The context behind DRCONTEXT, never NULL after ir_init(). */
struct ir_context *ir_context_of(void *drcontext);

static inline void *
ir_alloc(void *drcontext, size_t size)
{
    struct ir_context *ctx = ir_context_of(drcontext);
    return ctx->alloc(ctx, size);
}

static inline void
ir_free(void *drcontext, void *ptr, size_t size)
{
    struct ir_context *ctx = ir_context_of(drcontext);
    ctx->free(ctx, ptr, size);
}

static inline bool
ir_mode_is_64(uint isa_mode)
{
    return isa_mode == DR_ISA_AMD64;
}

#endif
