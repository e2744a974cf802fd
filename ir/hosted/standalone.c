/* ir/hosted/standalone.c - drdecode in an ordinary program: malloc, write, dr_standalone_init. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <unistd.h>

#include "ir/hosted/standalone.h"

#include "ir/context.h"

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

static void
hosted_write(struct ir_context *ctx, file_t file, const char *text, size_t size)
{
    (void)ctx;
    while (size > 0) {
        ssize_t n = write(file, text, size);
        if (n <= 0)
            return; /* nowhere to report it */
        text += n;
        size -= (size_t)n;
    }
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
