/* os/tls.h - the segment register that leads generated and runtime code to the thread's page.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_TLS_H
#define OS_TLS_H

/* Makes `page` this thread's; its first pointer-sized word at OS_TLS_SELF must point to itself. */
void os_tls_set(void *page);

/* This thread's page.  Only valid after os_tls_set on this thread. */
void *os_tls_get(void);

#endif
