/* tests/package/client.c - the smallest client, built by an external project.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    dr_printf("the external client is here\n");
}
