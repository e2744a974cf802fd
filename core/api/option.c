/* core/api/option.c - a client's options, and the runtime's. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/options.h"

#include "core/client/client.h"
#include "dr_tools.h"
#include "os/base/ctype.h"
#include "os/base/fmt.h"
#include "os/base/string.h"

DR_API const char *
dr_get_options(client_id_t client_id)
{
    const struct client *c = client_get(client_id);

    return c == NULL ? NULL : c->options;
}

DR_API bool
dr_get_option_array(client_id_t client_id, int *argc, const char ***argv)
{
    const struct client *c = client_get(client_id);

    if (c == NULL)
        return false;
    *argc = c->argc;
    *argv = c->argv;
    return true;
}

DR_API const char *
dr_get_client_path(client_id_t client_id)
{
    const struct client *c = client_get(client_id);

    return c == NULL ? NULL : c->path;
}

DR_API byte *
dr_get_client_base(client_id_t client_id)
{
    const struct client *c = client_get(client_id);

    return c == NULL ? NULL : (byte *)c->lib->base;
}

/* Words are separated by blanks; quotes of any of three kinds hold one together. */
DR_API const char *
dr_get_token(const char *str, char *buf, size_t buflen)
{
    size_t n = 0;
    char quote = '\0';

    if (str == NULL || buflen == 0)
        return NULL;
    while (isspace((unsigned char)*str))
        str++;
    if (*str == '\0')
        return NULL;
    for (; *str != '\0' && (quote != '\0' || !isspace((unsigned char)*str)); str++) {
        if (quote == '\0' && strchr("\"'`", *str) != NULL) {
            quote = *str;
        } else if (*str == quote) {
            quote = '\0';
        } else if (n + 1 < buflen) {
            buf[n++] = *str;
        }
    }
    buf[n] = '\0';
    return str;
}

/* The client that a function was called from; the first one if it was called from elsewhere. */
static struct client *
caller(void *return_address)
{
    const struct client *c = client_at((uintptr_t)return_address);

    return client_get(c == NULL ? 0 : c->id);
}

DR_API bool
dr_set_client_name(const char *name, const char *report_URL)
{
    struct client *c = caller(__builtin_return_address(0));

    if (c == NULL || name == NULL)
        return false;
    c->name = __wrap_strdup(name);
    c->report_to = report_URL == NULL ? "" : __wrap_strdup(report_URL);
    return true;
}

DR_API bool
dr_set_client_version_string(const char *version)
{
    struct client *c = caller(__builtin_return_address(0));

    if (c == NULL || version == NULL)
        return false;
    c->version = __wrap_strdup(version);
    return true;
}

/* ---- the runtime's options, from its table ---- */

enum option_type { TYPE_BOOL, TYPE_UINT, TYPE_SIZE, TYPE_TEXT };

static const struct {
    const char *name;
    enum option_type type;
    const void *value;
} table[] = {
#define OPTION(type, name, value, help, test) { #name, TYPE_##type, &options.name },
#include "core/rt/options.def"
#undef OPTION
};

static int
find_option(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (strcmp(table[i].name, name) == 0)
            return (int)i;
    return -1;
}

DR_API bool
dr_get_integer_option(const char *option_name, uint64 *val)
{
    int i = find_option(option_name);

    if (i < 0)
        return false;
    switch (table[i].type) {
    case TYPE_BOOL: *val = *(const option_BOOL *)table[i].value; return true;
    case TYPE_UINT: *val = *(const option_UINT *)table[i].value; return true;
    case TYPE_SIZE: *val = *(const option_SIZE *)table[i].value; return true;
    case TYPE_TEXT: break;
    }
    return false;
}

DR_API bool
dr_get_string_option(const char *option_name, char *buf, size_t len)
{
    int i = find_option(option_name);
    const char *text;

    if (i < 0 || table[i].type != TYPE_TEXT)
        return false;
    text = *(const option_TEXT *)table[i].value;
    return string_copy(buf, text == NULL ? "" : text, len);
}
