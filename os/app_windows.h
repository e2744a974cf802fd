/* os/app_windows.h - what only this system knows of a process.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows only.
 */
#ifndef OS_APP_WINDOWS_H
#define OS_APP_WINDOWS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The process environment block. */
uintptr_t os_app_peb(void);

struct os_app_version {
    unsigned major, minor, build;
    unsigned service_pack_major, service_pack_minor;
};
void os_app_version(struct os_app_version *out);

/* The process that a handle stands for, 0: none; and a handle for one, 0: none. */
uintptr_t os_app_process_of_handle(uintptr_t handle);
uintptr_t os_app_process_open(uintptr_t id);

/* The region at an address as the application is told of it, in the kernel's form.  Bytes written, 0:
 * no room, or no such address. */
size_t os_app_query_memory(uintptr_t address, void *out, size_t room);

#endif
