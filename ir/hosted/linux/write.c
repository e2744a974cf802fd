/* ir/hosted/linux/write.c - printing to descriptors. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "ir/hosted/write.h"

void
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
