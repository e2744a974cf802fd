/* os/windows/mitigation.h - protections of a process under which no runtime can work in it.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Shadow stacks: the processor compares return addresses with its own copy, and a return in the cache is
 * none to it.  No dynamic code: nobody may make code, nor memory that it can be put into.  A process is made
 * without both (attributes.h), but a setting of the system may say something else.
 */
#ifndef OS_WINDOWS_MITIGATION_H
#define OS_WINDOWS_MITIGATION_H
#include <stdint.h>

/* Why no code of the runtime's can run in that process; NULL: it can, as far as the kernel tells. */
const char *mitigation_obstacle(uintptr_t process);

#endif
