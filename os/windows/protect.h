/* os/windows/protect.h - page protections, Windows' and ours.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_PROTECT_H
#define OS_WINDOWS_PROTECT_H
#include <stdint.h>

uint32_t protect_from_prot(int prot);

/* A guard page counts as one without access until it has been touched. */
int protect_to_prot(uint32_t protect);

#endif
