/* tests/clients/no_entry.c - a library that is no client. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

DR_EXPORT int
something_else(void);

DR_EXPORT int
something_else(void)
{
    return 1;
}
