/* os/base/string.c - memory and strings with general registers only. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Copies: up to 16 bytes with two overlapping words, up to a page or so with a loop of words, more
 * with rep movsb, which every processor of the last decade does in whole cache lines (and which is
 * the only way to get at those lines without vector registers). A backward rep movsb goes byte by
 * byte, so moving up uses the loop whatever the size.
 */
#include "os/base/string.h"

#include "os/base/ctype.h"

/* The loops below must not be recognised as the very functions they implement. */
#if defined(__GNUC__) && !defined(__clang__)
#    pragma GCC optimize("no-tree-loop-distribute-patterns")
#endif

#define REP_FROM 1024 /* below it the start of rep costs more than the loop */

typedef uintptr_t word __attribute__((may_alias, aligned(1)));
typedef uint32_t half __attribute__((may_alias, aligned(1)));
typedef uint16_t quarter __attribute__((may_alias, aligned(1)));

#define WORD sizeof(word)

/* At most two words; loads come before stores, so the areas may overlap. */
static inline void
copy_small(unsigned char *d, const unsigned char *s, size_t n)
{
    if (n >= WORD) {
        word first = *(const word *)s, last = *(const word *)(s + n - WORD);
        *(word *)d = first;
        *(word *)(d + n - WORD) = last;
    } else if (n >= 4) {
        half first = *(const half *)s, last = *(const half *)(s + n - 4);
        *(half *)d = first;
        *(half *)(d + n - 4) = last;
    } else if (n >= 2) {
        quarter first = *(const quarter *)s, last = *(const quarter *)(s + n - 2);
        *(quarter *)d = first;
        *(quarter *)(d + n - 2) = last;
    } else if (n == 1) {
        *d = *s;
    }
}

/* For areas that do not overlap, or D below S. */
static inline void
copy_up(unsigned char *d, const unsigned char *s, size_t n)
{
    while (n > 4 * WORD) {
        word a = ((const word *)s)[0], b = ((const word *)s)[1];
        word c = ((const word *)s)[2], e = ((const word *)s)[3];
        ((word *)d)[0] = a;
        ((word *)d)[1] = b;
        ((word *)d)[2] = c;
        ((word *)d)[3] = e;
        d += 4 * WORD, s += 4 * WORD, n -= 4 * WORD;
    }
    while (n > 2 * WORD) {
        *(word *)d = *(const word *)s;
        d += WORD, s += WORD, n -= WORD;
    }
    copy_small(d, s, n);
}

static inline void
copy_down(unsigned char *d, const unsigned char *s, size_t n)
{
    while (n > 2 * WORD) {
        word a = *(const word *)(s + n - WORD), b = *(const word *)(s + n - 2 * WORD);
        *(word *)(d + n - WORD) = a;
        *(word *)(d + n - 2 * WORD) = b;
        n -= 2 * WORD;
    }
    copy_small(d, s, n);
}

void *
memcpy(void *restrict dst, const void *restrict src, size_t n)
{
    if (n <= 2 * WORD) {
        copy_small(dst, src, n);
    } else if (n < REP_FROM) {
        copy_up(dst, src, n);
    } else {
        void *d = dst;
        const void *s = src;
        __asm__ volatile("rep movsb" : "+D"(d), "+S"(s), "+c"(n) : : "memory");
    }
    return dst;
}

void *
memmove(void *dst, const void *src, size_t n)
{
    uintptr_t above = (uintptr_t)dst - (uintptr_t)src;

    if (n <= 2 * WORD)
        copy_small(dst, src, n);
    else if (above >= n && (uintptr_t)0 - above >= n)
        return memcpy(dst, src, n);
    else if (above >= n) /* dst is below: going up never reads what was written */
        copy_up(dst, src, n);
    else
        copy_down(dst, src, n);
    return dst;
}

void *
memset(void *dst, int c, size_t n)
{
    unsigned char *d = dst;
    word fill = (word)-1 / 255 * (unsigned char)c;

    if (n >= REP_FROM) {
        __asm__ volatile("rep stosb" : "+D"(d), "+c"(n) : "a"(c) : "memory");
        return dst;
    }
    if (n >= WORD) {
        unsigned char *last = d + n - WORD;
        for (; d < last; d += WORD)
            *(word *)d = fill;
        *(word *)last = fill;
        return dst;
    }
    for (; n > 0; n--)
        *d++ = (unsigned char)c;
    return dst;
}

int
memcmp(const void *a, const void *b, size_t n)
{
    const unsigned char *x = a, *y = b;

    for (; n >= WORD && *(const word *)x == *(const word *)y; n -= WORD)
        x += WORD, y += WORD;
    for (; n > 0; n--, x++, y++)
        if (*x != *y)
            return *x - *y;
    return 0;
}

void *
memchr(const void *s, int c, size_t n)
{
    const unsigned char *p = s;

    for (; n > 0; n--, p++)
        if (*p == (unsigned char)c)
            return (void *)(uintptr_t)p;
    return NULL;
}

void *
memrchr(const void *s, int c, size_t n)
{
    const unsigned char *p = s;

    while (n-- > 0)
        if (p[n] == (unsigned char)c)
            return (void *)(uintptr_t)(p + n);
    return NULL;
}

size_t
strlen(const char *s)
{
    const char *p = s;

    while (*p != '\0')
        p++;
    return (size_t)(p - s);
}

size_t
strnlen(const char *s, size_t max)
{
    size_t n = 0;

    while (n < max && s[n] != '\0')
        n++;
    return n;
}

int
strcmp(const char *a, const char *b)
{
    for (; *a != '\0' && *a == *b; a++)
        b++;
    return (unsigned char)*a - (unsigned char)*b;
}

int
strncmp(const char *a, const char *b, size_t n)
{
    for (; n > 0; n--, a++, b++)
        if (*a != *b || *a == '\0')
            return (unsigned char)*a - (unsigned char)*b;
    return 0;
}

int
strcasecmp(const char *a, const char *b)
{
    return strncasecmp(a, b, SIZE_MAX);
}

int
strncasecmp(const char *a, const char *b, size_t n)
{
    for (; n > 0; n--, a++, b++) {
        int x = tolower((unsigned char)*a), y = tolower((unsigned char)*b);
        if (x != y || x == 0)
            return x - y;
    }
    return 0;
}

char *
strchrnul(const char *s, int c)
{
    while (*s != '\0' && *s != (char)c)
        s++;
    return (char *)(uintptr_t)s;
}

char *
strchr(const char *s, int c)
{
    char *p = strchrnul(s, c);

    return *p == (char)c ? p : NULL;
}

char *
strrchr(const char *s, int c)
{
    return memrchr(s, c, strlen(s) + 1);
}

char *
strstr(const char *s, const char *part)
{
    size_t n = strlen(part);

    if (n == 0)
        return (char *)(uintptr_t)s;
    for (; (s = strchr(s, *part)) != NULL; s++)
        if (strncmp(s, part, n) == 0)
            return (char *)(uintptr_t)s;
    return NULL;
}

char *
stpcpy(char *restrict dst, const char *restrict src)
{
    size_t n = strlen(src);

    memcpy(dst, src, n + 1);
    return dst + n;
}

char *
strcpy(char *restrict dst, const char *restrict src)
{
    stpcpy(dst, src);
    return dst;
}

char *
strncpy(char *restrict dst, const char *restrict src, size_t n)
{
    size_t have = strnlen(src, n);

    memcpy(dst, src, have);
    memset(dst + have, 0, n - have);
    return dst;
}

char *
strcat(char *restrict dst, const char *restrict src)
{
    strcpy(dst + strlen(dst), src);
    return dst;
}

char *
strncat(char *restrict dst, const char *restrict src, size_t n)
{
    size_t have = strnlen(src, n);
    char *end = dst + strlen(dst);

    memcpy(end, src, have);
    end[have] = '\0';
    return dst;
}

static size_t
span(const char *s, const char *set, bool in)
{
    size_t n = 0;

    while (s[n] != '\0' && (strchr(set, s[n]) != NULL) == in)
        n++;
    return n;
}

size_t
strspn(const char *s, const char *accept)
{
    return span(s, accept, true);
}

size_t
strcspn(const char *s, const char *reject)
{
    return span(s, reject, false);
}

char *
strpbrk(const char *s, const char *accept)
{
    s += strcspn(s, accept);
    return *s != '\0' ? (char *)(uintptr_t)s : NULL;
}

char *
strtok_r(char *restrict s, const char *restrict delim, char **restrict save)
{
    if (s == NULL)
        s = *save;
    s += strspn(s, delim);
    if (*s == '\0') {
        *save = s;
        return NULL;
    }
    *save = s + strcspn(s, delim);
    if (**save != '\0')
        *(*save)++ = '\0';
    return s;
}
