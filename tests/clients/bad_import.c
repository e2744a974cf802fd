/* tests/clients/bad_import.c - a client that needs a function which nobody has. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

extern int
this_function_does_not_exist(void);

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    dr_printf("%d\n", this_function_does_not_exist());
}
