/* tests/samples/writes.c - counts what is written to each descriptor, and leaves one text out. */
/* SPDX-License-Identifier: Apache-2.0 */

/* Option: writes to standard output that begin with it are not made, but the application thinks so. */
#include "dr_api.h"

#include <string.h>
#include <syscall.h>

static const char *secret;
static uint64 bytes[3];
static int skipped, signals;

static bool
filter(void *drcontext, int sysnum)
{
    return sysnum == SYS_write;
}

static bool
before(void *drcontext, int sysnum)
{
    char text[64];
    size_t n = strlen(secret);

    if (dr_syscall_get_param(drcontext, 0) != STDOUT || n > sizeof(text))
        return true;
    if (!dr_safe_read((void *)dr_syscall_get_param(drcontext, 1), n, text, NULL) || memcmp(text, secret, n) != 0)
        return true;
    dr_syscall_set_result(drcontext, dr_syscall_get_param(drcontext, 2));
    skipped++;
    return false;
}

static void
after(void *drcontext, int sysnum)
{
    dr_syscall_result_info_t info = { sizeof(info) };

    dr_syscall_get_result_ex(drcontext, &info);
    if (info.succeeded && dr_syscall_get_param(drcontext, 0) <= 2)
        bytes[dr_syscall_get_param(drcontext, 0)] += info.value;
}

static dr_signal_action_t
on_signal(void *drcontext, dr_siginfo_t *siginfo)
{
    signals++;
    return DR_SIGNAL_DELIVER;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "skipped %d stdout %llu signals %d\n", skipped, bytes[1], signals);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    secret = argc > 1 ? argv[1] : "nothing";
    dr_register_filter_syscall_event(filter);
    dr_register_pre_syscall_event(before);
    dr_register_post_syscall_event(after);
    dr_register_signal_event(on_signal);
    dr_register_exit_event(at_exit);
}
