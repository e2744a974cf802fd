/* core/x86/section.h - registers where the kernel has aborted a section.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_X86_SECTION_H
#define CORE_X86_SECTION_H
#include "core/arch.h"

/* The application's registers at the beginning of the abort code. */
void section_translate(const struct thread *t, struct mcontext *mc);

#endif
