/* os/base/fmt.h - the printf and scanf families, numbers from text, sorting. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Each function exists twice. fmt_* knows no floating-point conversion and runs with general
 * registers only: it is what the runtime itself uses, anywhere. fmt_float_* (files *_float.c) takes
 * and yields floating-point values, hence touches vector registers, and is called by clients only.
 */
#ifndef OS_BASE_FMT_H
#define OS_BASE_FMT_H

#include "os/base/types.h"

/* As C99's vsnprintf: always ends the string when ROOM > 0, returns the length the whole text has.
 * Conversions d i u o x X c s p %, with %n eaten and ignored; flags - + space # 0; lengths hh h l ll
 * j z t and Microsoft's I64 and I32; %ls and %lc give UTF-8.
 */
int
fmt_vsnprintf(char *buf, size_t room, const char *fmt, va_list ap);
PRINTF_LIKE(3, 4) int
fmt_snprintf(char *buf, size_t room, const char *fmt, ...);

/* The same with e f g a E F G A and the length L. */
int
fmt_float_vsnprintf(char *buf, size_t room, const char *fmt, va_list ap);
PRINTF_LIKE(3, 4) int
fmt_float_snprintf(char *buf, size_t room, const char *fmt, ...);

/* As C99's vsscanf, without floating point: d i u o x X c s p [ n %. */
int
fmt_vsscanf(const char *text, const char *fmt, va_list ap);
__attribute__((format(scanf, 2, 3))) int
fmt_sscanf(const char *text, const char *fmt, ...);
int
fmt_float_vsscanf(const char *text, const char *fmt, va_list ap);
__attribute__((format(scanf, 2, 3))) int
fmt_float_sscanf(const char *text, const char *fmt, ...);

/* Numbers from text, as in the C library but without errno: out of range gives the nearest limit. */
long
strtol(const char *restrict s, char **restrict end, int base);
unsigned long
strtoul(const char *restrict s, char **restrict end, int base);
long long
strtoll(const char *restrict s, char **restrict end, int base);
unsigned long long
strtoull(const char *restrict s, char **restrict end, int base);
int
atoi(const char *s);
long
atol(const char *s);
long long
atoll(const char *s);

double
strtod(const char *restrict s, char **restrict end);
float
strtof(const char *restrict s, char **restrict end);
double
atof(const char *s);

/* Sorts without allocating, never worse than n log n. */
void
qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *
bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *));

/* Parses a whole string as an unsigned number in base 10, or 16 after 0x; false if it is none. */
MUST_USE bool
fmt_parse_u64(const char *s, uint64_t *value);

#endif
