/* os/linux/self.h - the runtime's own image: where it is, what it exports, which file it came from. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_SELF_H
#define OS_LINUX_SELF_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Called by start.S, in this order, once.
 * self_move: copies the image; returns the distance to the copy.
 * self_drop_original: runs in the copy; unmaps what the kernel had mapped. */
uintptr_t self_move(const uintptr_t *kernel_stack);
void self_drop_original(uintptr_t distance);

struct self_range {
    uintptr_t start, end;
};

/* All of the image, the space between segments included. */
struct self_range self_image(void);

/* The absolute path of libdynamorio.so; "" before self_find_path or if there is none any more. */
const char *self_path(void);
void self_find_path(const char *execfn);

/* Whether a file's numbers are those of libdynamorio.so. */
bool self_is_file(uint64_t device, uint64_t inode);

/* The address of an exported function or variable, NULL: none of that name. */
void *self_export(const char *name);

#endif
