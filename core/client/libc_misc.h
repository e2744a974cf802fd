/* core/client/libc_misc.h - small C library functions that exist for clients only. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_LIBC_MISC_H
#define CORE_CLIENT_LIBC_MISC_H

#include "os/base/types.h"

/* What `stdin`, `stdout` and `stderr` point to. */
struct client_stream {
    int number; /* 0 to 2 */
};
extern struct client_stream *client_stdin, *client_stdout, *client_stderr;

/* Unbuffered, in one write. Returns what was written. */
size_t
client_stream_write(const struct client_stream *s, const char *text, size_t size);

int
client_puts(const char *s);
int
client_putchar(int c);
int
client_fputs(const char *s, struct client_stream *f);
int
client_fputc(int c, struct client_stream *f);
size_t
client_fwrite(const void *p, size_t size, size_t count, struct client_stream *f);
int
client_fflush(struct client_stream *f);

NORETURN void
client_abort(void);
NORETURN void
client_exit(int status);
NORETURN void
client_assert_fail(const char *expr, const char *file, unsigned line, const char *function);
NORETURN void
client_chk_fail(void);
NORETURN void
client_stack_chk_fail(void);
int *
client_errno_location(void);
int
client_cxa_atexit(void (*function)(void *), void *arg, void *dso);
void
client_cxa_finalize(void *dso);
int
client_atexit(void (*function)(void));
int
client_abs(int x);
long
client_labs(long x);
char *
client_strtok(char *s, const char *delim);
int
client_rand(void);
void
client_srand(unsigned seed);
int
client_strcoll(const char *a, const char *b);

/* Tables behind the macros of ctype.h. */
const unsigned short **
client_ctype_b_loc(void);
const int32_t **
client_ctype_tolower_loc(void);
const int32_t **
client_ctype_toupper_loc(void);

/* With the size of the destination, as -D_FORTIFY_SOURCE calls them. */
void *
client_memcpy_chk(void *d, const void *s, size_t n, size_t room);
void *
client_memmove_chk(void *d, const void *s, size_t n, size_t room);
void *
client_memset_chk(void *d, int c, size_t n, size_t room);
char *
client_strcpy_chk(char *d, const char *s, size_t room);
char *
client_stpcpy_chk(char *d, const char *s, size_t room);
char *
client_strncpy_chk(char *d, const char *s, size_t n, size_t room);
char *
client_strcat_chk(char *d, const char *s, size_t room);
char *
client_strncat_chk(char *d, const char *s, size_t n, size_t room);

/* libc_print_float.c: these may be given floating-point values. */
int
client_printf(const char *fmt, ...);
int
client_vprintf(const char *fmt, va_list ap);
int
client_fprintf(struct client_stream *f, const char *fmt, ...);
int
client_vfprintf(struct client_stream *f, const char *fmt, va_list ap);
int
client_sprintf(char *buf, const char *fmt, ...);
int
client_vsprintf(char *buf, const char *fmt, va_list ap);
int
client_printf_chk(int flag, const char *fmt, ...);
int
client_vprintf_chk(int flag, const char *fmt, va_list ap);
int
client_fprintf_chk(struct client_stream *f, int flag, const char *fmt, ...);
int
client_vfprintf_chk(struct client_stream *f, int flag, const char *fmt, va_list ap);
int
client_sprintf_chk(char *buf, int flag, size_t room, const char *fmt, ...);
int
client_vsprintf_chk(char *buf, int flag, size_t room, const char *fmt, va_list ap);
int
client_snprintf_chk(char *buf, size_t max, int flag, size_t room, const char *fmt, ...);
int
client_vsnprintf_chk(char *buf, size_t max, int flag, size_t room, const char *fmt, va_list ap);

#endif
