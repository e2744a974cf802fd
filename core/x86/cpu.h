/* core/x86/cpu.h - what this processor can do, as far as emitted code depends on it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_CPU_H
#define CORE_X86_CPU_H
#include <stdbool.h>

/* Asks everything, once at start. */
void cpu_ask(void);

bool cpu_has_bmi2(void);
bool cpu_has_fast_pext(void);
bool cpu_has_rtm(void);
bool cpu_is_intel(void);
bool cpu_is_amd(void);

#endif
