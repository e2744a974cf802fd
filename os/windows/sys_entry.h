/* os/windows/sys_entry.h - labels of sys_entry.S and app_entry.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_SYS_ENTRY_H
#define OS_WINDOWS_SYS_ENTRY_H
#include <stdint.h>

/* The way into the kernel for nt_call, and for calls of the application: one of the labels. */
extern uintptr_t nt_way_address, app_way_address;
#define nt_way nt_way_address
#define app_way app_way_address
#define nt_way_syscall ((uintptr_t)nt_enter_syscall)
#define nt_way_int ((uintptr_t)nt_enter_int)
#define nt_way_pointer ((uintptr_t)nt_enter_pointer)
#define app_way_syscall ((uintptr_t)app_enter_syscall)
#define app_way_int ((uintptr_t)app_enter_int)
#define app_way_pointer ((uintptr_t)app_enter_pointer)
extern uintptr_t nt_gateway; /* for the pointer's way */
extern uint32_t nt_vector_mask; /* the state that xsave keeps around a call; 0: there is only fxsave */

extern const char nt_enter_syscall[], nt_enter_int[], nt_enter_pointer[];
extern const char app_enter_syscall[], app_enter_int[], app_enter_pointer[];

#endif
