/* core/x86/glue.h - the entries of a unit's glue.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_GLUE_H
#define CORE_X86_GLUE_H
#include <stdint.h>

enum glue_entry { GLUE_EXIT, GLUE_IBL_MISS, GLUE_IBL_COLD, GLUE_COUNT };

const uint8_t *glue_entry(const uint8_t *unit_base, enum glue_entry entry);

#endif
