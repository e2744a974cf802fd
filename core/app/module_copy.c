/* core/app/module_copy.c - copies of what is known of one module, each in one block of memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module_copy.h"

#include "core/rt/heap.h"
#include "os/base/string.h"
#include "os/file.h"

/* Then what the system's side adds, then the strings. */
struct copy {
    module_data_t data;
    size_t size;
};

static size_t
string_size(const char *s)
{
    return s == NULL ? 0 : strlen(s) + 1;
}

/* Copies S to *AT and moves on. */
static char *
place(char **at, const char *s)
{
    size_t n = string_size(s);
    char *to = *at;

    if (s == NULL)
        return NULL;
    *at += n;
    return memcpy(to, s, n);
}

module_data_t *
module_copy_build(const module_data_t *values, const char *path, const char *module_name, size_t extra, void **extra_at)
{
    size_t size = sizeof(struct copy) + extra + string_size(path) + string_size(module_name);
    struct copy *c = heap_zalloc(size);
    char *at = (char *)(c + 1) + extra;

    c->size = size;
    c->data = *values;
    c->data.full_path = place(&at, path);
    c->data.names.module_name = place(&at, module_name);
    c->data.names.file_name = path == NULL ? NULL : os_file_name(c->data.full_path);
    *extra_at = c + 1;
    return &c->data;
}

void
module_data_free(module_data_t *data)
{
    if (data != NULL)
        heap_free(data, ((struct copy *)data)->size);
}
