/* os/windows/sign.h - whether another process runs under a runtime, and where that is entered.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_SIGN_H
#define OS_WINDOWS_SIGN_H
#include "os/windows/visit.h"

/* Its entry for new threads, and what stands in front of it; 0: it runs natively, or cannot be read. */
uintptr_t sign_find(uintptr_t process, struct visit_sign *sign);

#endif
