/* tests/windows/calls_client.c - system calls that a client sees, changes, skips, adds and makes itself.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"

#define YEAR ((int64)31536000 * 10000000)

static int sleep_number, yield_number, close_number, query_number;
static int seen, skipped, another, closed, filtered, bad;
static int made;
static bool is_second;

/* mov r10, rcx; mov eax, number */
static int number_of(const char *name)
{
    module_data_t *ntdll = dr_lookup_module_by_name("ntdll.dll");
    const byte *stub = ntdll == NULL ? NULL : (const byte *)dr_get_proc_address(ntdll->handle, name);
    int number = -1;
    if (stub != NULL && stub[0] == 0x4c && stub[3] == 0xb8)
        memcpy(&number, stub + 4, sizeof(number));
    if (ntdll != NULL)
        dr_free_module_data(ntdll);
    return number;
}

static bool on_filter(void *drcontext, int number)
{
    (void)drcontext;
    filtered++;
    return number == sleep_number || number == yield_number || number == close_number;
}

/* A sleep of a year, which the program asks for, is left out; of one of a millisecond, the program's parameter is
 * read and another one is put in its place. */
static bool on_pre(void *drcontext, int number)
{
    if (number != sleep_number)
        return true;
    seen++;
    int64 time = 0;
    size_t got = 0;
    if (!dr_safe_read((void *)dr_syscall_get_param(drcontext, 1), sizeof(time), &time, &got) || got != sizeof(time))
        bad++;
    if (time <= -YEAR) {
        dr_syscall_set_result(drcontext, 0x123);
        skipped++;
        return false;
    }
    static int64 short_time = -1;
    if (time == -10000 * 7)
        dr_syscall_set_param(drcontext, 1, (reg_t)&short_time);
    return true;
}

static void on_post(void *drcontext, int number)
{
    dr_syscall_result_info_t info = {.size = sizeof(info), .use_high = false, .use_errno = true};
    if (!dr_syscall_get_result_ex(drcontext, &info))
        bad++;
    if (number == close_number && info.errno_value == 0xc0000008) { /* no such handle: the program hears of another error */
        info.value = 0xc0000005;
        info.succeeded = false;
        info.use_errno = false;
        info.use_high = false;
        closed += dr_syscall_set_result_ex(drcontext, &info);
    }
    if (number == yield_number) {
        another += is_second;
        is_second = !is_second;
        if (is_second) { /* once more */
            dr_syscall_set_sysnum(drcontext, yield_number);
            dr_syscall_invoke_another(drcontext);
        }
    }
    if (number == sleep_number && info.succeeded != (info.value < 0x80000000))
        bad++;
}

/* At an instruction of the application's, in its place. */
static void make_one(void)
{
    byte info[0x30];
    void *drcontext = dr_get_current_drcontext();
    uint count = 0;
    memset(info, 0, sizeof(info));
    reg_t result = dr_invoke_syscall_as_app(drcontext, query_number, 5, (reg_t)-1, (reg_t)0, (reg_t)info, (reg_t)sizeof(info), (reg_t)&count);
    if (result != 0 || count != sizeof(info) || *(process_id_t *)(info + 0x20) != dr_get_process_id())
        bad++;
    made++;
}

static dr_emit_flags_t on_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating)
{
    static int count;
    module_data_t *main_module = dr_get_main_module();
    (void)for_trace, (void)translating;
    if (dr_module_contains_addr(main_module, dr_fragment_app_pc(tag)) && count++ % 3 == 0)
        dr_insert_clean_call(drcontext, bb, instrlist_first_app(bb), (void *)make_one, false, 0);
    dr_free_module_data(main_module);
    return DR_EMIT_DEFAULT;
}

static void at_exit(void)
{
    dr_fprintf(STDERR, "seen %d, skipped %d, another %d, closed %d, filter %d, bad %d, natively %d\n", seen > 1, skipped, another, closed,
               filtered > 10, bad, dr_syscall_intercept_natively("NtClose", close_number, 1, 0));
    dr_fprintf(STDERR, "made %d, files %d\n", made > 5, dr_get_stdin_file() != INVALID_FILE && dr_get_stdout_file() != INVALID_FILE && dr_get_stderr_file() != INVALID_FILE);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    sleep_number = number_of("NtDelayExecution");
    yield_number = number_of("NtYieldExecution");
    close_number = number_of("NtClose");
    query_number = number_of("NtQueryInformationProcess");
    dr_register_filter_syscall_event(on_filter);
    dr_register_pre_syscall_event(on_pre);
    dr_register_post_syscall_event(on_post);
    dr_register_bb_event(on_block);
    dr_register_exit_event(at_exit);
}
