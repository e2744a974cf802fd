/* core/client/libc_misc.c - small C library functions that exist for clients only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/client/libc_misc.h"

#include "os/base/assert.h"
#include "os/base/ctype.h"
#include "os/base/string.h"
#include "os/file.h"
#include "os/process.h"

static struct client_stream streams[3] = { { 0 }, { 1 }, { 2 } };

struct client_stream *client_stdin = &streams[0];
struct client_stream *client_stdout = &streams[1];
struct client_stream *client_stderr = &streams[2];

size_t
client_stream_write(const struct client_stream *s, const char *text, size_t size)
{
    intptr_t n = os_file_write(s->number == 2 ? os_file_stderr() : os_file_stdout(), text, size);

    return n < 0 ? 0 : (size_t)n;
}

int
client_fputs(const char *s, struct client_stream *f)
{
    size_t n = strlen(s);

    return client_stream_write(f, s, n) == n ? 1 : -1;
}

int
client_puts(const char *s)
{
    return client_fputs(s, client_stdout) < 0 ? -1 : client_putchar('\n');
}

int
client_fputc(int c, struct client_stream *f)
{
    char text = (char)c;

    return client_stream_write(f, &text, 1) == 1 ? (unsigned char)c : -1;
}

int
client_putchar(int c)
{
    return client_fputc(c, client_stdout);
}

size_t
client_fwrite(const void *p, size_t size, size_t count, struct client_stream *f)
{
    return size == 0 ? 0 : client_stream_write(f, p, size * count) / size;
}

int
client_fflush(struct client_stream *f)
{
    UNUSED(f); /* nothing is kept back */
    return 0;
}

void
client_abort(void)
{
    os_process_abort();
}

void
client_exit(int status)
{
    os_process_exit(status);
}

void
client_assert_fail(const char *expr, const char *file, unsigned line, const char *function)
{
    FATAL("a client's assertion failed: %s:%u: %s: %s", file, line, function != NULL ? function : "", expr);
}

void
client_chk_fail(void)
{
    FATAL("a client overflows a buffer");
}

void
client_stack_chk_fail(void)
{
    FATAL("a client has overwritten its stack");
}

/* One for all threads: nothing that is answered here sets it. */
int *
client_errno_location(void)
{
    static int value;

    return &value;
}

/* Destructors of C++ objects and functions of atexit(). */
struct at_exit {
    void (*function)(void *);
    void *arg;
    void *dso;
};

enum { MOST_AT_EXIT = 128 };
static struct at_exit at_exits[MOST_AT_EXIT];
static unsigned at_exit_count;

int
client_cxa_atexit(void (*function)(void *), void *arg, void *dso)
{
    if (at_exit_count == MOST_AT_EXIT)
        return -1;
    at_exits[at_exit_count++] = (struct at_exit){ function, arg, dso };
    return 0;
}

/* A library's destructors call this with their own DSO handle. */
void
client_cxa_finalize(void *dso)
{
    for (unsigned i = at_exit_count; i-- > 0;) {
        struct at_exit e = at_exits[i];
        if ((dso == NULL || e.dso == dso) && e.function != NULL) {
            at_exits[i].function = NULL;
            e.function(e.arg);
        }
    }
}

int
client_atexit(void (*function)(void))
{
    return client_cxa_atexit((void (*)(void *))(uintptr_t)function, NULL, NULL);
}

int
client_abs(int x)
{
    return x < 0 ? -x : x;
}

long
client_labs(long x)
{
    return x < 0 ? -x : x;
}

char *
client_strtok(char *s, const char *delim)
{
    static char *save;

    return strtok_r(s, delim, &save);
}

static uint64_t random_state = 1;

void
client_srand(unsigned seed)
{
    random_state = seed;
}

int
client_rand(void)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)(random_state >> 33 & 0x7fffffff);
}

int
client_strcoll(const char *a, const char *b)
{
    return strcmp(a, b);
}

/* The bits of glibc's ctype.h on little-endian machines; the tables are indexed from -128. */
enum {
    C_UPPER = 1 << 8,
    C_LOWER = 1 << 9,
    C_ALPHA = 1 << 10,
    C_DIGIT = 1 << 11,
    C_XDIGIT = 1 << 12,
    C_SPACE = 1 << 13,
    C_PRINT = 1 << 14,
    C_GRAPH = 1 << 15,
    C_BLANK = 1 << 0,
    C_CNTRL = 1 << 1,
    C_PUNCT = 1 << 2,
    C_ALNUM = 1 << 3,
};

static unsigned short
classes_of(int c)
{
    int bits = (isupper(c) ? C_UPPER : 0) | (islower(c) ? C_LOWER : 0) | (isalpha(c) ? C_ALPHA : 0) | (isdigit(c) ? C_DIGIT : 0) |
        (isxdigit(c) ? C_XDIGIT : 0) | (isspace(c) ? C_SPACE : 0) | (isprint(c) ? C_PRINT : 0) | (isgraph(c) ? C_GRAPH : 0) |
        (isblank(c) ? C_BLANK : 0) | (iscntrl(c) ? C_CNTRL : 0) | (ispunct(c) ? C_PUNCT : 0) | (isalnum(c) ? C_ALNUM : 0);

    return (unsigned short)bits;
}

const unsigned short **
client_ctype_b_loc(void)
{
    static unsigned short table[384];
    static const unsigned short *at = table + 128;

    if (table[128 + 'a'] == 0) /* two threads may fill it with the same */
        for (int c = 0; c < 128; c++)
            table[128 + c] = classes_of(c);
    return &at;
}

static const int32_t *
fill_cases(int32_t *table, int (*change)(int))
{
    if (table[128 + 'a'] == 0)
        for (int c = -128; c < 256; c++)
            table[128 + c] = c >= 0 && c < 128 ? change(c) : c;
    return table + 128;
}

const int32_t **
client_ctype_tolower_loc(void)
{
    static int32_t table[384];
    static const int32_t *at;

    at = fill_cases(table, tolower);
    return &at;
}

const int32_t **
client_ctype_toupper_loc(void)
{
    static int32_t table[384];
    static const int32_t *at;

    at = fill_cases(table, toupper);
    return &at;
}

static void
need(size_t n, size_t room)
{
    if (n > room)
        client_chk_fail();
}

void *
client_memcpy_chk(void *d, const void *s, size_t n, size_t room)
{
    need(n, room);
    return memcpy(d, s, n);
}

void *
client_memmove_chk(void *d, const void *s, size_t n, size_t room)
{
    need(n, room);
    return memmove(d, s, n);
}

void *
client_memset_chk(void *d, int c, size_t n, size_t room)
{
    need(n, room);
    return memset(d, c, n);
}

char *
client_strcpy_chk(char *d, const char *s, size_t room)
{
    need(strlen(s) + 1, room);
    return strcpy(d, s);
}

char *
client_stpcpy_chk(char *d, const char *s, size_t room)
{
    need(strlen(s) + 1, room);
    return stpcpy(d, s);
}

char *
client_strncpy_chk(char *d, const char *s, size_t n, size_t room)
{
    need(n, room);
    return strncpy(d, s, n);
}

char *
client_strcat_chk(char *d, const char *s, size_t room)
{
    need(strlen(d) + strlen(s) + 1, room);
    return strcat(d, s);
}

char *
client_strncat_chk(char *d, const char *s, size_t n, size_t room)
{
    need(strlen(d) + strnlen(s, n) + 1, room);
    return strncat(d, s, n);
}
