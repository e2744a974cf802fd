/* os/tls.h - the segment register that leads generated and runtime code to the thread's page.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_TLS_H
#define OS_TLS_H
#include <stdbool.h>
#include <stdint.h>

/* Makes `page` this thread's; its first pointer-sized word at OS_TLS_SELF must point to itself. */
void os_tls_set(void *page);

/* This thread's page.  Only valid after os_tls_set on this thread. */
void *os_tls_get(void);

/* What the application (or client code) has for its own thread-local variables: fs on x86-64. */
uintptr_t os_tls_app_base(void);
void os_tls_set_app_base(uintptr_t base);

/* The base address of the data segment that a selector names; false: it names none. */
bool os_tls_selector_base(unsigned selector, uintptr_t *base);

#endif
