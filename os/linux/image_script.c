/* os/linux/image_script.c - the first line of a #! script, read as Linux reads it. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The line ends at a newline within the first 256 bytes. If there is none, Linux must be sure
 * that the interpreter's name is not cut off: something must follow it that cannot belong to
 * a name (a blank, or the zeros that fill up a short file); an argument may be cut off.
 * Blanks are spaces and tabs only: a carriage return is part of the name, and everything
 * behind the name is one argument.
 */
#include "os/linux/image_script.h"

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool
script_is(const char *head, size_t size)
{
    return size >= 2 && head[0] == '#' && head[1] == '!';
}

static size_t
skip_blanks(const char *head, size_t at, size_t end)
{
    while (at < end && is_blank(head[at]))
        at++;
    return at;
}

/* The first place in [at, end) where a name ends, or end. */
static size_t
name_end(const char *head, size_t at, size_t end)
{
    while (at < end && !is_blank(head[at]) && head[at] != '\0')
        at++;
    return at;
}

/* Finds where the line ends; 0: there is no usable line. */
static size_t
line_end(const char *head)
{
    for (size_t i = 0; i < SCRIPT_HEAD; i++)
        if (head[i] == '\n')
            return i;
    size_t name = skip_blanks(head, 2, SCRIPT_HEAD);
    if (name == SCRIPT_HEAD || name_end(head, name, SCRIPT_HEAD) == SCRIPT_HEAD)
        return 0;
    return SCRIPT_HEAD - 1; /* the last byte is given up for the end of the string */
}

/* Copies up to a zero byte or END. */
static void
take(char *to, const char *head, size_t at, size_t end)
{
    while (at < end && head[at] != '\0')
        *to++ = head[at++];
    *to = '\0';
}

bool
script_read(const char head[SCRIPT_HEAD], struct script_line *out)
{
    if (!script_is(head, SCRIPT_HEAD))
        return false;
    size_t end = line_end(head);
    if (end == 0)
        return false;
    while (end > 2 && is_blank(head[end - 1]))
        end--;
    size_t name = skip_blanks(head, 2, end);
    if (name == end)
        return false;
    size_t stop = name_end(head, name, end);
    take(out->interp, head, name, stop);
    /* A zero byte ends the whole line. Linux looks at the byte AT the end as well, which
     * matters when trailing blanks were trimmed: there is no argument then. */
    size_t arg = stop < end && head[stop] != '\0' ? skip_blanks(head, stop, end) : end;
    out->has_arg = arg < end;
    take(out->arg, head, arg, end);
    return true;
}
