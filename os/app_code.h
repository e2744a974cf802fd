/* os/app_code.h - the application's code where the runtime has written over it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_APP_CODE_H
#define OS_APP_CODE_H
#include <stdint.h>

/* Where the bytes of the instruction at pc can be read as the application has them: there, or in a copy
 * that has at least as many as an instruction can have.
 * Context: any */
const uint8_t *os_app_code(const uint8_t *pc);

#endif
