/* os/linux/image_map.h - maps an ELF file as the kernel would. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_MAP_H
#define OS_LINUX_IMAGE_MAP_H 1

#include "os/linux/image_files.h"

/* Maps FILE. PLACE is where its lowest page should go, 0: wherever the kernel likes; a file
 * with fixed addresses ignores it. *BIAS is what its addresses are moved by.
 * Fails: false, with a line in ERR. */
bool image_map(const struct image_file *file, const char *path, uintptr_t place,
               uintptr_t *bias, char *err, size_t err_size);

#endif
