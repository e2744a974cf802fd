/* os/base/string.h - memory and strings: the C library's functions by their own names. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_STRING_H
#define OS_BASE_STRING_H

#include "os/base/types.h"

/* The compiler itself calls the first four. None of them touches vector registers. */
void *
memcpy(void *restrict dst, const void *restrict src, size_t n);
void *
memmove(void *dst, const void *src, size_t n);
void *
memset(void *dst, int c, size_t n);
int
memcmp(const void *a, const void *b, size_t n);
void *
memchr(const void *s, int c, size_t n);
void *
memrchr(const void *s, int c, size_t n);

size_t
strlen(const char *s);
size_t
strnlen(const char *s, size_t max);
int
strcmp(const char *a, const char *b);
int
strncmp(const char *a, const char *b, size_t n);
int
strcasecmp(const char *a, const char *b);
int
strncasecmp(const char *a, const char *b, size_t n);
char *
strchr(const char *s, int c);
char *
strrchr(const char *s, int c);
/* Like strchr, but the end of the string instead of NULL. */
char *
strchrnul(const char *s, int c);
char *
strstr(const char *s, const char *part);
char *
strcpy(char *restrict dst, const char *restrict src);
char *
stpcpy(char *restrict dst, const char *restrict src);
char *
strncpy(char *restrict dst, const char *restrict src, size_t n);
char *
strcat(char *restrict dst, const char *restrict src);
char *
strncat(char *restrict dst, const char *restrict src, size_t n);
size_t
strspn(const char *s, const char *accept);
size_t
strcspn(const char *s, const char *reject);
char *
strpbrk(const char *s, const char *accept);
char *
strtok_r(char *restrict s, const char *restrict delim, char **restrict save);

/* Copies what fits and always ends the string; false if something was cut off. */
bool
string_copy(char *dst, const char *src, size_t room);

/* The part behind the last slash; behind the last of any of the separators. */
const char *
string_basename(const char *path);
const char *
string_behind(const char *s, const char *separators);

bool
string_ends_with(const char *s, const char *end);

bool
string_starts_with(const char *s, const char *start);

#endif
