/* core/build/section.h - sections of the application that the kernel may abort.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel compares the pc of an interrupted thread with the section in the thread's area; a
 * cache address is never inside, so it clears the pointer and lets the thread go on.  What has to
 * be prevented then is only the section's last instruction, its commit.  It is translated such
 * that it runs only if the pointer is still there, and inside a section of ours.
 */
#ifndef CORE_BUILD_SECTION_H
#define CORE_BUILD_SECTION_H
#include "core/build/writer.h"

/* The application takes the address of something: perhaps of a descriptor. */
void section_notice(uintptr_t at);

/* Whether an instruction that ends at `end` is the last one of a section. */
bool section_ends_at(app_addr end);

/* What comes before and behind that instruction's own code. */
struct section_code {
    uintptr_t ours, abort;
    uint8_t *start;
};
bool section_begin_commit(struct writer *w, app_addr pc, app_addr end, struct section_code *c);
void section_end_commit(struct writer *w, const struct section_code *c);

#endif
