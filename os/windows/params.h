/* os/windows/params.h - what the process was started with, from its parameter block.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_PARAMS_H
#define OS_WINDOWS_PARAMS_H
#include "os/windows/nt.h"

/* The text at one of the PARAMETERS_ offsets; units without a final zero. */
const wchar16 *params_text(unsigned offset, size_t *units);
uintptr_t params_word(unsigned offset);

#endif
