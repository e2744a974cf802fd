/* clients/empty.c - does nothing: what a client costs by being there, and the least a client is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "dr_api.h"

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    dr_set_client_name("empty", "");
}
