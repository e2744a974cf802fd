/* ir/hosted/write.h - how drdecode prints in an ordinary program. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IR_HOSTED_WRITE_H
#define IR_HOSTED_WRITE_H

#include "ir/context.h"

/* All of it, unless the system refuses. */
void
hosted_write(struct ir_context *ctx, file_t file, const char *text, size_t size);

#endif
