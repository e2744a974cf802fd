/* os/linux/image_regions.h - what a fresh program has mapped, where /proc cannot be asked. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_REGIONS_H
#define OS_LINUX_IMAGE_REGIONS_H 1

#include "os/app_maps.h"

/* Visits the mappings of the program in rising order: its files, the vdso, the stack.
 * Context: start, after os_image_load() */
void image_regions_visit(void (*visit)(const struct os_map_line *m, void *arg), void *arg);

#endif
