/* core/client/client_malloc.h - the malloc family for clients, on the runtime's heap. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_CLIENT_MALLOC_H
#define CORE_CLIENT_CLIENT_MALLOC_H

#include "os/base/types.h"

/* As in the C library, except that running out of memory ends the process with a message; only a size
 * that nothing can have gives NULL. */
void *
client_malloc(size_t size);
void *
client_calloc(size_t count, size_t size);
void *
client_realloc(void *p, size_t size);
void *
client_reallocarray(void *p, size_t count, size_t size);
void
client_free(void *p);
/* ALIGN is a power of two; NULL if not. */
void *
client_memalign(size_t align, size_t size);
int
client_posix_memalign(void **p, size_t align, size_t size);
size_t
client_malloc_usable_size(void *p);
char *
client_strdup(const char *s);
char *
client_strndup(const char *s, size_t max);

#endif
