/* core/api/windows/args.c - the program's arguments: its command line, divided as programs do. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"
#include "core/rt/heap.h"
#include "dr_os_utils.h"
#include "os/app_windows.h"
#include "os/base/atomic.h"

/* Each argument ends with a zero. */
struct arguments {
    int count;
    size_t units; /* of all of them */
    uint16_t *text;
};

static struct arguments *known; /* set once */

static bool
is_space(uint16_t c)
{
    return c == ' ' || c == '\t';
}

/* The first word is the program's name: a quote lasts to the next one, backslashes are themselves. */
static const uint16_t *
take_name(const uint16_t *from, const uint16_t *end, uint16_t **to)
{
    bool is_quoted = false;

    for (; from < end && (is_quoted || !is_space(*from)); from++)
        if (*from == '"')
            is_quoted = !is_quoted;
        else
            *(*to)++ = *from;
    *(*to)++ = 0;
    return from;
}

/* Backslashes count only before a quote: two are one, and an odd one makes the quote a letter. Two quotes
 * in a quoted part are one. */
static const uint16_t *
take_word(const uint16_t *from, const uint16_t *end, uint16_t **to)
{
    bool is_quoted = false;

    while (from < end && (is_quoted || !is_space(*from))) {
        size_t slashes = 0;
        while (from < end && *from == '\\')
            from++, slashes++;
        bool at_quote = from < end && *from == '"';
        for (size_t i = 0; i < (at_quote ? slashes / 2 : slashes); i++)
            *(*to)++ = '\\';
        if (!at_quote) {
            if (from < end && (is_quoted || !is_space(*from)))
                *(*to)++ = *from++;
        } else if (slashes % 2 != 0) {
            *(*to)++ = *from++;
        } else {
            from++;
            if (is_quoted && from < end && *from == '"')
                *(*to)++ = *from++;
            else
                is_quoted = !is_quoted;
        }
    }
    *(*to)++ = 0;
    return from;
}

static struct arguments *
divide(void)
{
    size_t units;
    const uint16_t *from = os_app_command_line(&units), *end = from + units;
    struct arguments *a = heap_zalloc(sizeof *a);

    a->units = 2 * units + 2;
    a->text = heap_alloc(a->units * sizeof *a->text);
    uint16_t *to = a->text;
    from = take_name(from, end, &to);
    a->count = 1;
    for (;;) {
        while (from < end && is_space(*from))
            from++;
        if (from == end)
            return a;
        from = take_word(from, end, &to);
        a->count++;
    }
}

static void
discard(struct arguments *a)
{
    heap_free(a->text, a->units * sizeof *a->text);
    heap_free(a, sizeof *a);
}

/* Two threads may come here at once: one of the results stays. */
static const struct arguments *
all_arguments(void)
{
    struct arguments *a = ATOMIC_LOAD(&known), *none = NULL;

    if (a != NULL)
        return a;
    a = divide();
    if (ATOMIC_CAS(&known, &none, a))
        return a;
    discard(a);
    return ATOMIC_LOAD(&known);
}

DR_API int
dr_num_app_args(void)
{
    return all_arguments()->count;
}

DR_API int
dr_get_app_args(dr_app_arg_t *args_array, int args_count)
{
    struct drcontext *c = drcontext_self();
    const struct arguments *a = all_arguments();
    const uint16_t *text = a->text;

    if (args_array == NULL || args_count < 0) {
        if (c != NULL)
            c->error = DR_ERROR_INVALID_PARAMETER;
        return -1;
    }
    for (int i = 0; i < MIN(args_count, a->count); i++) {
        size_t n = 0;
        while (text[n++] != 0) {
        }
        args_array[i] = (dr_app_arg_t){ (void *)(uintptr_t)text, n * sizeof *text, DR_APP_ARG_UTF_16 };
        text += n;
    }
    return MIN(args_count, a->count);
}

DR_API const char *
dr_app_arg_as_cstring(dr_app_arg_t *app_arg, char *buf, int buf_size)
{
    struct drcontext *c = drcontext_self();

    if (app_arg == NULL || buf == NULL || buf_size <= 0 || app_arg->encoding != DR_APP_ARG_UTF_16) {
        if (c != NULL)
            c->error = DR_ERROR_INVALID_PARAMETER;
        return NULL;
    }
    if (os_app_text_to_utf8(app_arg->start, app_arg->size / sizeof(uint16_t) - 1, buf, (size_t)buf_size) < (size_t)buf_size)
        return buf;
    if (c != NULL)
        c->error = DR_ERROR_INSUFFICIENT_SPACE;
    return NULL;
}
