/* os/mcontext.h - the general registers of application code.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_MCONTEXT_H
#define OS_MCONTEXT_H
#include <stdint.h>

/* Registers in the order of their hardware numbers. */
enum { REG_AX, REG_CX, REG_DX, REG_BX, REG_SP, REG_BP, REG_SI, REG_DI };

/* General registers, flags and pc: all that a switch between cache and runtime saves. */
struct mcontext {
    uintptr_t reg[16];
    uintptr_t flags;
    uintptr_t pc;
};

#endif
