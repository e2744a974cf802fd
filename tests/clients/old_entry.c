/* tests/clients/old_entry.c - a client that starts at dr_init. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

DR_EXPORT void
dr_init(client_id_t id)
{
    char word[32];
    const char *rest = dr_get_token(dr_get_options(id), word, sizeof word);

    dr_fprintf(STDERR, "dr_init %u '%s' then '%s'\n", id, word, rest == NULL ? "" : rest);
}
