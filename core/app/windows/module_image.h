/* core/app/windows/module_image.h - a copy of a mapped PE file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_WINDOWS_MODULE_IMAGE_H
#define CORE_APP_WINDOWS_MODULE_IMAGE_H

#include "os/base/pe.h"

struct module_image {
    struct pe pe;
    uint8_t *bytes;
    size_t size;
};

/* False: no such file is mapped there. */
bool
module_image_read(uintptr_t start, struct module_image *out);
void
module_image_free(struct module_image *image);

#endif
