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

/* The command line as the application has it; units, without a final zero. */
const uint16_t *os_app_command_line(size_t *units);

/* Writes UNITS of text as UTF-8, with a final zero as far as there is room; how many bytes the whole has
 * without that. */
size_t os_app_text_to_utf8(const void *text, size_t units, char *to, size_t room);

/* Has the system show a box and waits for the user.  False: it does not do such things. */
bool os_app_show_box(const char *title, const char *text);

/* The calling thread, or another one of this process, by its number: a handle that nobody closes; 0: there
 * is no such thread. */
uintptr_t os_app_thread_handle(uintptr_t tid);

/* Writes the general registers, flags and pc to a context as the kernel has them; which of these it says
 * is in its flags afterwards. */
struct mcontext;
void os_app_context_fill(const struct mcontext *mc, bool has_integer, bool has_control, void *context);

/* The same for the lower halves of vector registers 0 to 15, which lie STRIDE bytes apart. */
void os_app_context_fill_vectors(const void *vectors, size_t stride, void *context);

/* The region at an address as the application is told of it, in the kernel's form.  Bytes written, 0:
 * no room, or no such address. */
size_t os_app_query_memory(uintptr_t address, void *out, size_t room);

#endif
