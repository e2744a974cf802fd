/* os/linux/app_code.c - the runtime writes over no code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/app_code.h"

const uint8_t *
os_app_code(const uint8_t *pc)
{
    return pc;
}
