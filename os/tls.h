/* os/tls.h - the segment register that leads generated and runtime code to the thread's page.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_TLS_H
#define OS_TLS_H
#include <stdbool.h>
#include <stdint.h>

/* Where the slots of a thread lie that has the structure that begins with `page`: there, or in what
 * the operating system keeps for the calling thread, which must be the one then. */
uintptr_t *os_tls_slots(uintptr_t *page);

/* Slots from `first` on are the runtime's as well, where the operating system gives slots to whoever asks.
 * False: it is too late, the application has begun, and what is not ours already may be its. */
bool os_tls_claim(unsigned first, unsigned count);

/* Makes the structure that begins with `page` this thread's; its slot ABI_CORE_SLOT must point to it. */
void os_tls_set(void *page);

/* This thread's structure.  Only valid after os_tls_set on this thread. */
void *os_tls_get(void);

/* What the application (or client code) has for its own thread-local variables: fs on x86-64. */
uintptr_t os_tls_app_base(void);
void os_tls_set_app_base(uintptr_t base);

/* The base address of the data segment that a selector names; false: it names none. */
bool os_tls_selector_base(unsigned selector, uintptr_t *base);

#endif
