/* tests/os/test_proc_maps.c - lines of /proc/self/maps without the runtime's memory. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/procfs_view.h"
#include "os/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static char out[1 << 16];
static size_t out_size;

void
sink_put(struct sink *sink, const char *text, size_t size)
{
    (void)sink;
    assert_true(out_size + size < sizeof(out));
    memcpy(out + out_size, text, size);
    out_size += size;
    out[out_size] = '\0';
}

/* The runtime's own memory, and a range that the application believes to be writable code. */
static uintptr_t own_start, own_end, other_start, other_end;

bool
os_mem_find_own(uintptr_t from, uintptr_t *start, uintptr_t *end)
{
    *start = own_start;
    *end = own_end;
    return own_end > from;
}

static int
protection(uintptr_t start, uintptr_t end, uintptr_t *until)
{
    if (start >= other_end || end <= other_start)
        return APP_VIEW_AS_IS;
    if (start < other_start) {
        *until = other_start;
        return APP_VIEW_AS_IS;
    }
    *until = other_end < end ? other_end : end;
    return OS_PROT_READ | OS_PROT_WRITE | OS_PROT_EXEC;
}

const struct app_view *
procfs_app_view(void)
{
    static const struct app_view view = {.protection = protection};
    return &view;
}

static void
set_ranges(uintptr_t own, uintptr_t own_to, uintptr_t other, uintptr_t other_to)
{
    own_start = own;
    own_end = own_to;
    other_start = other;
    other_end = other_to;
}

static const char *
filter(const char *text, bool has_details)
{
    static struct maps_state state;
    memset(&state, 0, sizeof(state));
    state.has_details = has_details;
    out_size = 0;
    out[0] = '\0';
    while (*text != '\0') {
        const char *end = strchr(text, '\n') + 1;
        procfs_filter_maps(NULL, text, (size_t)(end - text), &state);
        text = end;
    }
    procfs_end_maps(NULL, &state);
    return out;
}

static void
keeps_what_it_need_not_change(void **state)
{
    static char text[1 << 16];
    FILE *f = fopen("/proc/self/maps", "r");
    (void)state;
    text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
    fclose(f);
    set_ranges(0, 0, 0, 0);
    assert_string_equal(filter(text, false), text);
    assert_string_equal(filter(text, true), text);
}

static void
hides_lines_and_parts(void **state)
{
    (void)state;
    set_ranges(0x2000, 0x4000, 0, 0);
    assert_string_equal(filter("00001000-00005000 rw-p 00000000 00:00 0 \n", false),
                        "00001000-00002000 rw-p 00000000 00:00 0 \n"
                        "00004000-00005000 rw-p 00000000 00:00 0 \n");
    assert_string_equal(filter("00002000-00003000 rw-p 00000000 00:00 0 \n"
                               "00003000-00004000 r-xp 00000000 00:00 0 \n", false), "");
    /* The offset moves along; the name stays in its column. */
    const char *text = filter("00001000-00005000 r--p 00007000 fe:00 12 /x\n", false);
    const char *second = strchr(text, '\n') + 1;
    assert_memory_equal(text, "00001000-00002000 r--p 00007000 fe:00 12 ", 40);
    assert_memory_equal(second, "00004000-00005000 r--p 0000a000 fe:00 12 ", 40);
    assert_int_equal(strchr(second, '/') - second, 73);
}

static void
shows_other_protections(void **state)
{
    (void)state;
    set_ranges(0, 0, 0x2000, 0x3000);
    /* What the runtime had made read-only is one area with its neighbours again. */
    assert_string_equal(filter("00001000-00002000 rwxp 00000000 00:00 0 \n"
                               "00002000-00003000 r-xp 00000000 00:00 0 \n"
                               "00003000-00004000 rwxp 00000000 00:00 0 \n", false),
                        "00001000-00004000 rwxp 00000000 00:00 0 \n");
    /* Neighbours that the kernel itself keeps apart stay so. */
    assert_string_equal(filter("00004000-00005000 rwxp 00000000 00:00 0 \n"
                               "00005000-00006000 rwxp 00000000 00:00 0 \n", false),
                        "00004000-00005000 rwxp 00000000 00:00 0 \n"
                        "00005000-00006000 rwxp 00000000 00:00 0 \n");
    assert_string_equal(filter("00001000-00002000 rwxp 00001000 00:01 5 \n"
                               "00002000-00003000 r-xp 00009000 00:01 5 \n", false),
                        "00001000-00002000 rwxp 00001000 00:01 5 \n"
                        "00002000-00003000 rwxp 00009000 00:01 5 \n");
}

static void
hides_details(void **state)
{
    (void)state;
    set_ranges(0x2000, 0x4000, 0, 0);
    assert_string_equal(filter("00001000-00002000 rw-p 00000000 00:00 0 \nSize: 4 kB\nRss: 0 kB\n"
                               "00002000-00004000 rw-p 00000000 00:00 0 \nSize: 8 kB\nRss: 0 kB\n"
                               "00005000-00006000 rw-p 00000000 00:00 0 \nSize: 1 kB\n", true),
                        "00001000-00002000 rw-p 00000000 00:00 0 \nSize: 4 kB\nRss: 0 kB\n"
                        "00005000-00006000 rw-p 00000000 00:00 0 \nSize: 1 kB\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_it_need_not_change),
        cmocka_unit_test(hides_lines_and_parts),
        cmocka_unit_test(shows_other_protections),
        cmocka_unit_test(hides_details),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
