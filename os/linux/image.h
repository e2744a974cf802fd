/* os/linux/image.h - what other parts of os/linux need to know about the program's image. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_H
#define OS_LINUX_IMAGE_H 1

#include "os/image.h"
#include "os/linux/image_mm.h"

struct image_state {
    struct app_image image;
    struct mm_result mm;
    struct stack_result stack; /* where arguments, environment and auxv were written */
    uint64_t exe_device, exe_inode;
};

/* NULL before os_image_load(). */
const struct image_state *image_state(void);

/* The program's files as they were read; closed. */
const struct image_files *image_loaded_files(void);

/* Behind `--`, an empty word says that one more word follows which execve hands on to the new
 * process besides the file's name; not even execve accepts an empty name, so it cannot be one.
 * The file is open under a number; NAMELESS: it was executed by that descriptor alone. */
#define IMAGE_HANDOVER ""
#define IMAGE_HANDOVER_FD "fd="
#define IMAGE_HANDOVER_NAMELESS "nameless-fd="

#endif
