/* os/linux/signal_entry.h - labels of signal_entry.S and safe.S.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_SIGNAL_ENTRY_H
#define OS_LINUX_SIGNAL_ENTRY_H
#include "os/linux/signal_abi.h"

void signal_restorer(void);
void signal_return_here(struct k_frame *f);
void signal_xsave(void *area, uint64_t features);
extern const char safe_copy_begin[], safe_copy_end[], safe_copy_fault[];

#endif
