/* clients/counters.h - one counter in each thread, and their sum. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_COUNTERS_H
#define CLIENTS_COUNTERS_H

#include "dr_api.h"

/* Registers thread events; call it once, in dr_client_main(). False if there is no slot left. */
bool
counters_init(void);

/* The calling thread's counter as an operand for code inserted into one block. */
opnd_t
counters_operand(void);

/* The calling thread's counter, for clean calls. */
uint64 *
counters_mine(void);

/* Sum over all threads that there have been, and how many; with EACH, prints a line for each of them. */
uint64
counters_sum(const char *name, bool each, uint *threads);

#endif
