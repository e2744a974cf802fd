/* os/linux/app_gate.c - the copy of the code that makes system calls of the application.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/linux/app_gate.h"
#include "os/base/string.h"
#include "os/mem.h"

/* The linker's names of the section. */
extern const char __start_app_gate[] __attribute__((visibility("hidden")));
extern const char __stop_app_gate[] __attribute__((visibility("hidden")));

uintptr_t app_gate_distance;

void
app_gate_init(void)
{
    size_t size = (size_t)(__stop_app_gate - __start_app_gate);
    void *copy = os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
    if (copy == NULL)
        return;
    memcpy(copy, __start_app_gate, size);
    if (os_mem_protect(copy, size, OS_PROT_READ | OS_PROT_EXEC))
        app_gate_distance = (uintptr_t)copy - (uintptr_t)__start_app_gate;
}
