/* tests/package/standalone.c - a hosted program that links with the runtime for its decoder.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"

int main(void)
{
    byte code[] = {0x90, 0xc3};
    void *drcontext = dr_standalone_init();
    byte *next = decode_next_pc(drcontext, code);

    dr_standalone_exit();
    return next == code + 1 ? 0 : 1;
}
