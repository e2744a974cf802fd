/* core/app/module_copy.h - copies of what is known of one module, each in one block of memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_APP_MODULE_COPY_H
#define CORE_APP_MODULE_COPY_H

#include "core/app/module.h"

/* Copies VALUES with its strings, which may be NULL, into a block that also has room for EXTRA bytes,
 * at *extra_at. What else in VALUES points somewhere is copied as it is.
 */
module_data_t *
module_copy_build(const module_data_t *values, const char *path, const char *module_name, size_t extra, void **extra_at);

#endif
