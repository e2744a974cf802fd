/* os/time.h - clocks.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_TIME_H
#define OS_TIME_H
#include <stdint.h>

uint64_t os_time_monotonic_ns(void);
uint64_t os_time_process_ns(void); /* that all threads of the process have computed */
uint64_t os_time_wall_us(void); /* since 1970-01-01 UTC */

#endif
