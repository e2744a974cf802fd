/* os/windows/app_policy.h - what the application asks of the kernel for itself, and the code cache cannot bear.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_APP_POLICY_H
#define OS_WINDOWS_APP_POLICY_H
#include "os/mcontext.h"
#include <stdbool.h>

/* NtSetInformationProcess.  False: the kernel is to be asked as the application has said. */
bool app_policy_set(struct mcontext *mc);

#endif
