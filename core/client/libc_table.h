/* core/client/libc_table.h - functions of a C library that the runtime answers for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_LIBC_TABLE_H
#define CORE_CLIENT_LIBC_TABLE_H

#include "os/base/types.h"

/* Address of the function (or variable) NAME; NULL if it is not among those answered. They are known
 * to the runtime's loader only: libdynamorio.so exports none of them. */
void *
libc_table_find(const char *name);

#endif
