/* tests/clients/symbols.h - addresses in the program, which the client gets as NAME=ADDRESS, in hexadecimal. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CLIENTS_SYMBOLS_H
#define TESTS_CLIENTS_SYMBOLS_H

#include "dr_api.h"

#include <string.h>

static struct {
    char name[32];
    app_pc pc;
} symbols[64];
static size_t symbol_count;

/* Takes an option if it is one of these. */
static void
take_symbol(const char *option)
{
    ptr_uint_t value;

    if (symbol_count < sizeof symbols / sizeof symbols[0] &&
        dr_sscanf(option, "%31[^=]=%zx", symbols[symbol_count].name, &value) == 2)
        symbols[symbol_count++].pc = (app_pc)value;
}

static app_pc
symbol(const char *name)
{
    for (size_t i = 0; i < symbol_count; i++)
        if (strcmp(symbols[i].name, name) == 0)
            return symbols[i].pc;
    dr_fprintf(STDERR, "no symbol %s\n", name);
    dr_abort();
    return NULL;
}

#endif
