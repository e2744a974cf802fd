/* os/linux/app_gate.h - where system calls of the application are made: outside of the runtime's image.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The application may install filters of system calls (seccomp).  They are about its own calls, not
 * about the runtime's, and the kernel tells them the address of the instruction.  So the code that
 * makes calls for the application stands in a section of its own, which is copied to a page that is
 * not near any image of the runtime, of this process or of the programs that it will execute.
 */
#ifndef OS_LINUX_APP_GATE_H
#define OS_LINUX_APP_GATE_H
#include <stdint.h>

/* Where images of the runtime are: the upper halves of their addresses. */
enum { APP_GATE_IMAGES = 0x7e80, APP_GATE_IMAGES_END = 0x7e91 };

extern uintptr_t app_gate_distance; /* of the copy from the section */

/* Makes the copy.  Until then, and if there is no memory for it, calls are made in the image. */
void app_gate_init(void);

/* The copy's address of a label of the section, typed as the label. */
#define APP_GATE(label) ((__typeof__(&(label)[0]))((uintptr_t)(label) + app_gate_distance))
#define APP_GATE_CALL(function) ((__typeof__(&(function)))((uintptr_t)(function) + app_gate_distance))

/* A system call that the application has asked for, with arguments that are not its own. */
intptr_t app_plain_call(uintptr_t number, const uintptr_t args[6]);

#endif
