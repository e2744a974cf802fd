/* tests/clients/syscalls_client.c - watches and changes the system calls of calls_of_kernel.S. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/clients/check.h"

/* Numbers of Linux on x86-64. */
enum { WRITE = 1, CLOSE = 3, GETPID = 39, GETUID = 102, GETGID = 104, GETPPID = 110, EXIT_GROUP = 231 };
enum { EPERM_CODE = 1, EBADF_CODE = 9 };

static int asked, pre[512], post[512], writes;

static bool
wants(void *drcontext, int number)
{
    (void)drcontext;
    asked++;
    return number != EXIT_GROUP && !(number == GETPID && post[GETPID] == 1);
}

static bool
before(void *drcontext, int number)
{
    dr_mcontext_t mc = { .size = sizeof mc, .flags = DR_MC_ALL };

    pre[number]++;
    CHECK(dr_get_mcontext(drcontext, &mc) && mc.xax == (reg_t)number);
    switch (number) {
    case GETUID: dr_syscall_set_result(drcontext, 4242); return false;
    case GETPPID: dr_syscall_set_sysnum(drcontext, GETPID); return true;
    case WRITE:
        CHECK(dr_syscall_get_param(drcontext, 0) == 1);
        if (writes++ == 0) {
            CHECK(dr_syscall_get_param(drcontext, 2) == 6);
            dr_syscall_set_param(drcontext, 2, 3);
        }
        return true;
    default: return true;
    }
}

static void
after_write(void *drcontext, dr_syscall_result_info_t *info)
{
    static const reg_t sizes[] = { 3, 2, 56 };

    CHECK(info->succeeded && writes <= 3 && info->value == sizes[writes - 1]);
    if (writes != 1)
        return;
    dr_syscall_set_sysnum(drcontext, WRITE);
    dr_syscall_set_param(drcontext, 0, 1);
    dr_syscall_set_param(drcontext, 1, (reg_t)"xy");
    dr_syscall_set_param(drcontext, 2, 2);
    dr_syscall_invoke_another(drcontext);
}

static void
after(void *drcontext, int number)
{
    dr_syscall_result_info_t info = { .size = sizeof info, .use_errno = true };

    post[number]++;
    CHECK(dr_syscall_get_result_ex(drcontext, &info));
    switch (number) {
    case GETPID:
        CHECK(info.succeeded && info.value == (reg_t)dr_get_process_id());
        dr_syscall_set_result(drcontext, 7777);
        break;
    case WRITE: after_write(drcontext, &info); break;
    case GETGID:
        info.succeeded = false;
        info.errno_value = EPERM_CODE;
        CHECK(dr_syscall_set_result_ex(drcontext, &info));
        break;
    case CLOSE:
        CHECK(!info.succeeded && info.errno_value == EBADF_CODE);
        info = (dr_syscall_result_info_t){ .size = sizeof info, .succeeded = true, .value = 5 };
        CHECK(dr_syscall_set_result_ex(drcontext, &info));
        break;
    default: break;
    }
}

static bool
never(void *drcontext, int number)
{
    (void)drcontext;
    (void)number;
    CHECK(!"an event that was taken back");
    return true;
}

static void
at_exit(void)
{
    dr_fprintf(STDERR, "asked %d, getuid %d %d, getppid %d %d, getpid %d %d, write %d %d, exit %d %d\n", asked,
               pre[GETUID], post[GETUID], pre[GETPPID], post[GETPPID], pre[GETPID], post[GETPID], pre[WRITE],
               post[WRITE], pre[EXIT_GROUP], post[EXIT_GROUP]);
    dr_fprintf(STDERR, "%d failures\n", failures);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    (void)argc;
    (void)argv;
    dr_register_filter_syscall_event(wants);
    dr_register_pre_syscall_event(before);
    dr_register_pre_syscall_event(never);
    CHECK(dr_unregister_pre_syscall_event(never) && !dr_unregister_pre_syscall_event(never));
    dr_register_post_syscall_event(after);
    dr_register_exit_event(at_exit);
}
