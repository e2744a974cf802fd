/* core/rt/raw_tls.h - slots of a thread that clients take for themselves.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Where the operating system's slots are the application's as well (os/tls.h), one belongs to the clients
 * from the moment when one of them takes it; that must be before the application runs.  A few more are kept
 * for those that come later.
 */
#ifndef CORE_RT_RAW_TLS_H
#define CORE_RT_RAW_TLS_H
#include <stdbool.h>
#include <stddef.h>

enum { RAW_TLS_KEPT = 4 };

/* Takes COUNT slots in a row, zero in each thread, of which the first is the nth from TLS_RAW on so that
 * fits(n, arg).  Negative: there are no such.
 * Context: client code */
int raw_tls_take(unsigned count, bool (*fits)(unsigned first, void *arg), void *arg);

/* False: they were not taken. */
bool raw_tls_give_back(unsigned first, unsigned count);

/* The application is about to run.  Context: start */
void raw_tls_keep_some(void);

#endif
