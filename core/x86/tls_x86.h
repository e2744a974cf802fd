/* core/x86/tls_x86.h - how a slot of the thread is addressed in 64-bit code.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_TLS_X86_H
#define CORE_X86_TLS_X86_H
#include "core/rt/tls_slots.h"

#define TLS_SEG_PREFIX 0x65u /* gs */
#define TLS_DISP(slot) (ABI_TLS_BASE + (uint32_t)(slot) * 8u)

#endif
