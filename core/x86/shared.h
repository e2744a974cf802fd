/* core/x86/shared.h - labels of switch.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_SHARED_H
#define CORE_X86_SHARED_H

_Noreturn void switch_enter(void);
extern const char switch_enter_begin[], switch_enter_end[], switch_abort[];
extern const char switch_exit[], switch_exit_end[];
extern const char ibl_begin[], ibl_cold[], ibl_miss[], ibl_end[];

#endif
