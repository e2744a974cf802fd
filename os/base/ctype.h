/* os/base/ctype.h - character classes of ASCII. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_BASE_CTYPE_H
#define OS_BASE_CTYPE_H

/* Functions, not macros, because clients import them too (core/client/libc_table.c). */
int
isalnum(int c);
int
isalpha(int c);
int
isblank(int c);
int
iscntrl(int c);
int
isdigit(int c);
int
isgraph(int c);
int
islower(int c);
int
isprint(int c);
int
ispunct(int c);
int
isspace(int c);
int
isupper(int c);
int
isxdigit(int c);
int
tolower(int c);
int
toupper(int c);

#endif
