/* os/restartable.h - code sections that the kernel lets a thread abort when it is interrupted there.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Linux rseq.  A thread registers an area; a pointer in it leads to the descriptor of the section
 * that the thread is in.  A thread that is preempted, moved or gets a signal inside goes on at the
 * section's abort address; outside, the kernel clears the pointer.
 */
#ifndef OS_RESTARTABLE_H
#define OS_RESTARTABLE_H
#include <stdbool.h>
#include <stdint.h>

struct os_section {
    uintptr_t start, end, abort;
};

/* Bytes from the beginning of an area to the pointer. */
enum { OS_SECTION_FIELD = 8 };

/* Whether a descriptor of the application's stands there; false too while nobody has registered. */
bool os_section_read(uintptr_t descriptor, struct os_section *out);

/* What must stand in the 4 bytes before an abort address. */
uint32_t os_section_mark(void);

/* A descriptor of ours, to be filled in before any thread uses it; 0: no memory.  They stay: a
 * pointer to one may be found later. */
uintptr_t os_section_describe(void);
void os_section_fill(uintptr_t descriptor, const struct os_section *s);

/* Takes a pointer to one of ours out of the calling thread's area. */
void os_section_forget(uintptr_t area);

/* Whether any has been described. */
bool os_section_is_used(void);

#endif
