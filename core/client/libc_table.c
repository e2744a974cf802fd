/* core/client/libc_table.c - functions of a C library that the runtime answers for clients. */
/* SPDX-License-Identifier: Apache-2.0 */

/* What a client compiled by an ordinary compiler imports although it was written without a C library
 * in mind, and what is useful and needs nothing that the runtime does not have. Whoever needs more
 * links it in statically.
 */
#include "core/client/libc_table.h"

#include "core/client/client_malloc.h"
#include "core/client/libc_cxx.h"
#include "core/client/libc_misc.h"
#include "os/base/ctype.h"
#include "os/base/fmt.h"
#include "os/base/string.h"

struct entry {
    const char *name;
    void *address;
};

#define SAME(name) { #name, (void *)name }
#define AS(name, function) { name, (void *)function }

static const struct entry table[] = {
    /* memory and strings */
    SAME(memcpy), SAME(memmove), SAME(memset), SAME(memcmp), SAME(memchr), SAME(memrchr), SAME(strlen), SAME(strnlen),
    SAME(strcmp), SAME(strncmp), SAME(strcasecmp), SAME(strncasecmp), SAME(strchr), SAME(strrchr), SAME(strchrnul),
    SAME(strstr), SAME(strcpy), SAME(stpcpy), SAME(strncpy), SAME(strcat), SAME(strncat), SAME(strspn), SAME(strcspn),
    SAME(strpbrk), SAME(strtok_r), AS("__strtok_r", strtok_r), AS("strtok", client_strtok), AS("bcmp", memcmp),
    AS("strcoll", client_strcoll), AS("index", strchr), AS("rindex", strrchr),
    AS("__memcpy_chk", client_memcpy_chk), AS("__memmove_chk", client_memmove_chk), AS("__memset_chk", client_memset_chk),
    AS("__strcpy_chk", client_strcpy_chk), AS("__stpcpy_chk", client_stpcpy_chk), AS("__strncpy_chk", client_strncpy_chk),
    AS("__strcat_chk", client_strcat_chk), AS("__strncat_chk", client_strncat_chk),
    /* characters */
    SAME(isalnum), SAME(isalpha), SAME(isblank), SAME(iscntrl), SAME(isdigit), SAME(isgraph), SAME(islower), SAME(isprint),
    SAME(ispunct), SAME(isspace), SAME(isupper), SAME(isxdigit), SAME(tolower), SAME(toupper),
    AS("__ctype_b_loc", client_ctype_b_loc), AS("__ctype_tolower_loc", client_ctype_tolower_loc),
    AS("__ctype_toupper_loc", client_ctype_toupper_loc),
    /* memory from the heap */
    AS("malloc", client_malloc), AS("calloc", client_calloc), AS("realloc", client_realloc), AS("free", client_free),
    AS("reallocarray", client_reallocarray), AS("memalign", client_memalign), AS("aligned_alloc", client_memalign),
    AS("posix_memalign", client_posix_memalign), AS("malloc_usable_size", client_malloc_usable_size),
    AS("strdup", client_strdup), AS("__strdup", client_strdup), AS("strndup", client_strndup), AS("__strndup", client_strndup),
    AS("cfree", client_free),
    /* printing and parsing */
    AS("snprintf", fmt_float_snprintf), AS("vsnprintf", fmt_float_vsnprintf), AS("sprintf", client_sprintf),
    AS("vsprintf", client_vsprintf), AS("printf", client_printf), AS("vprintf", client_vprintf), AS("fprintf", client_fprintf),
    AS("vfprintf", client_vfprintf), AS("puts", client_puts), AS("putchar", client_putchar), AS("fputs", client_fputs),
    AS("fputc", client_fputc), AS("putc", client_fputc), AS("_IO_putc", client_fputc), AS("fwrite", client_fwrite),
    AS("fflush", client_fflush), AS("stdin", &client_stdin), AS("stdout", &client_stdout), AS("stderr", &client_stderr),
    AS("__snprintf_chk", client_snprintf_chk), AS("__vsnprintf_chk", client_vsnprintf_chk), AS("__sprintf_chk", client_sprintf_chk),
    AS("__vsprintf_chk", client_vsprintf_chk), AS("__printf_chk", client_printf_chk), AS("__vprintf_chk", client_vprintf_chk),
    AS("__fprintf_chk", client_fprintf_chk), AS("__vfprintf_chk", client_vfprintf_chk),
    AS("sscanf", fmt_float_sscanf), AS("vsscanf", fmt_float_vsscanf), AS("__isoc99_sscanf", fmt_float_sscanf),
    AS("__isoc99_vsscanf", fmt_float_vsscanf), AS("__isoc23_sscanf", fmt_float_sscanf), AS("__isoc23_vsscanf", fmt_float_vsscanf),
    SAME(strtol), SAME(strtoul), SAME(strtoll), SAME(strtoull), SAME(strtod), SAME(strtof), SAME(atoi), SAME(atol), SAME(atoll),
    SAME(atof), AS("__isoc23_strtol", strtol), AS("__isoc23_strtoul", strtoul), AS("__isoc23_strtoll", strtoll),
    AS("__isoc23_strtoull", strtoull), AS("strtoimax", strtoll), AS("strtoumax", strtoull),
    /* the rest */
    SAME(qsort), SAME(bsearch), AS("abs", client_abs), AS("labs", client_labs), AS("rand", client_rand), AS("srand", client_srand),
    AS("abort", client_abort), AS("exit", client_exit), AS("_exit", client_exit), AS("__assert_fail", client_assert_fail),
    AS("__chk_fail", client_chk_fail), AS("__stack_chk_fail", client_stack_chk_fail), AS("__errno_location", client_errno_location),
    AS("atexit", client_atexit), AS("__cxa_atexit", client_cxa_atexit), AS("__cxa_finalize", client_cxa_finalize),
};

void *
libc_table_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)
        if (strcmp(table[i].name, name) == 0)
            return table[i].address;
    return libc_cxx_find(name);
}
