/* ir/hosted/standalone.c - drdecode in an ordinary program: malloc, write, dr_standalone_init. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "ir/hosted/standalone.h"

#include "ir/hosted/write.h"

static void *
hosted_alloc(struct ir_context *ctx, size_t size)
{
    void *p = malloc(size);

    (void)ctx;
    if (p == NULL)
        abort(); /* an instruction cannot be half there */
    return p;
}

static void
hosted_free(struct ir_context *ctx, void *ptr, size_t size)
{
    (void)ctx;
    (void)size;
    free(ptr);
}

static struct ir_context context = { hosted_alloc, hosted_free, hosted_write,
                                     DR_ISA_MODE_NATIVE_, 0 };

/* A program that is linked with the library need not call dr_standalone_init() to decode. */
__attribute__((constructor)) static void
begin(void)
{
    ir_init(&context);
}

void *
dr_standalone_init(void)
{
    ir_init(&context);
    return &context;
}

void
dr_standalone_exit(void)
{
}
