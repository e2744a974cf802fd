/* ir/hosted/windows/strchrnul.c - the one function of the runtime's C library that the system's has not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/string.h"

char *
strchrnul(const char *s, int c)
{
    while (*s != '\0' && *s != (char)c)
        s++;
    return (char *)(uintptr_t)s;
}
