/* tests/os/test_script.c - first lines of scripts; what Linux does with each was tried out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/image_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct row {
    const char *head;
    const char *interp; /* NULL: ENOEXEC */
    const char *arg;    /* NULL: none */
} rows[] = {
    {"#!/bin/sh\n", "/bin/sh", NULL},
    {"#!/bin/sh", "/bin/sh", NULL},
    {"#! /bin/sh -x\nrest", "/bin/sh", "-x"},
    {"#!\t /bin/sh\t -x  two  words \t\n", "/bin/sh", "-x  two  words"},
    {"#!/bin/sh \n", "/bin/sh", NULL},
    {"#!/bin/sh ", "/bin/sh", ""}, /* a short file is filled up with zeros: an empty argument */
    {"#!/bin/sh\r\n", "/bin/sh\r", NULL},
    {"#!/bin/sh -x", "/bin/sh", "-x"},
    {"#!\n", NULL, NULL},
    {"#!  \t\n/bin/sh\n", NULL, NULL},
    {"#!", "", NULL}, /* then ENOENT, as for any empty name */
    {"#/bin/sh\n", NULL, NULL},
    {"", NULL, NULL},
};

static void
reads_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char head[SCRIPT_HEAD] = {0};
        struct script_line line;
        memcpy(head, rows[i].head, strlen(rows[i].head));
        bool ok = script_read(head, &line);
        if (ok != (rows[i].interp != NULL))
            fail_msg("row %zu: %d", i, ok);
        if (!ok)
            continue;
        assert_string_equal(line.interp, rows[i].interp);
        assert_int_equal(line.has_arg, rows[i].arg != NULL);
        if (line.has_arg)
            assert_string_equal(line.arg, rows[i].arg);
    }
}

/* A file that goes on behind byte 255 without an end of line. */
static void
reads_long_lines(void **state)
{
    char head[SCRIPT_HEAD];
    struct script_line line;
    (void)state;
    memset(head, 'a', sizeof(head));
    memcpy(head, "#!/", 3);
    assert_false(script_read(head, &line)); /* the name may be cut off */
    head[100] = ' ';
    assert_true(script_read(head, &line)); /* the argument may be */
    assert_int_equal(strlen(line.interp), 98);
    assert_int_equal(strlen(line.arg), SCRIPT_HEAD - 1 - 101);
    head[255] = '\n';
    assert_true(script_read(head, &line));
    assert_int_equal(strlen(line.arg), 255 - 101);
    head[100] = 'a';
    assert_true(script_read(head, &line)); /* the longest name that fits */
    assert_int_equal(strlen(line.interp), 253);
    memset(head + 2, ' ', sizeof(head) - 2);
    assert_false(script_read(head, &line));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_lines),
        cmocka_unit_test(reads_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
