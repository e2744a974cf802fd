/* clients/syscalls.c - prints the system calls that are made: name, parameters, result. */
/* SPDX-License-Identifier: Apache-2.0 */

/* A line is written when the call has returned; of a call that does not, before it. With threads,
 * lines begin with the thread's number.
 */
#include "clients/at_fork.h"
#include "clients/options.h"
#include "clients/syscalls_names.h"
#include "clients/thread_data.h"

enum { MOST_PARAMETERS = 6, MOST_TEXT = 64 };

/* A call, from the event before to the one after. */
struct call {
    char line[1024];
    size_t length;
    bool is_printed;
};

/* One in the middle of which others are made. */
struct kept {
    struct kept *outer;
    struct call call;
};

struct pending {
    struct thread_data thread;
    struct call call;
    struct kept *kept;
};

static file_t out;
static bool print_count, is_quiet;
static volatile int64 calls, failures;

static void
append(struct pending *p, const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = dr_vsnprintf(p->call.line + p->call.length, sizeof p->call.line - p->call.length, fmt, ap);
    va_end(ap);
    p->call.length = n < 0 ? sizeof p->call.line : p->call.length + (size_t)n;
}

static void
append_string(struct pending *p, reg_t address)
{
    char text[MOST_TEXT];
    size_t n;

    if (address == 0) {
        append(p, "NULL");
        return;
    }
    if (!syscall_string(address, text, sizeof text, &n)) {
        append(p, PIFX, address);
        return;
    }
    append(p, "\"");
    for (size_t i = 0; i < n; i++) {
        if (text[i] >= ' ' && text[i] < 127 && text[i] != '"' && text[i] != '\\')
            append(p, "%c", text[i]);
        else
            append(p, "\\x%02x", (byte)text[i]);
    }
    append(p, n == MOST_TEXT ? "\"..." : "\"");
}

/* Small numbers are easier to read in decimal, also negative ones; the rest are addresses or masks. */
static void
append_number(struct pending *p, reg_t value)
{
    ptr_int_t number = (ptr_int_t)value;

    if ((ptr_int_t)(int)value != number && (uint)value == value && (int)value < 0 && (int)value > -4096)
        append(p, "%d", (int)value);
    else if (number > -4096 && number < 65536)
        append(p, SSZFMT, (ssize_t)number);
    else
        append(p, PIFX, value);
}

static void
describe_call(void *drcontext, struct pending *p, int number)
{
    const struct syscall_name *name = syscall_name(number);
    int count = name == NULL ? MOST_PARAMETERS : name->count;

    p->call.length = 0;
    p->call.is_printed = false;
    if (name != NULL)
        append(p, "%s(", name->name);
    else
        append(p, "syscall_%d(", number);
    for (int i = 0; i < count; i++) {
        reg_t value = dr_syscall_get_param(drcontext, i);
        append(p, i > 0 ? ", " : "");
        if (name != NULL && (name->strings >> i & 1) != 0)
            append_string(p, value);
        else
            append_number(p, value);
    }
    append(p, ")");
}

/* In one write, so that lines of several threads do not mix. The thread is the one of now: after a
 * fork the child prints its own. */
static void
print_line(struct pending *p)
{
    char line[sizeof p->call.line + 32];
    size_t n = p->call.length < sizeof p->call.line ? p->call.length : sizeof p->call.line - 1;

    p->call.line[n] = '\0';
    if (!is_quiet)
        dr_write_file(out, line, (size_t)dr_snprintf(line, sizeof line, TIDFMT " %s\n", p->thread.tid, p->call.line));
    p->call.is_printed = true;
}

static bool
on_filter(void *drcontext, int sysnum)
{
    (void)drcontext;
    (void)sysnum;
    return true;
}

static bool
on_pre(void *drcontext, int sysnum)
{
    struct pending *p = thread_data_mine();

    dr_atomic_add64_return_sum(&calls, 1);
    describe_call(drcontext, p, sysnum);
    const struct syscall_name *name = syscall_name(sysnum);
    if (name != NULL && syscall_ends(name)) {
        append(p, " = ?");
        print_line(p);
    } else if (name != NULL && syscall_may_end(name)) {
        print_line(p);
        p->call.is_printed = false; /* if it fails, there is a line with the result */
    }
    return true;
}

static void
on_post(void *drcontext, int sysnum)
{
    struct pending *p = thread_data_mine();
    dr_syscall_result_info_t info = { .size = sizeof info, .use_errno = true };
    char text[MOST_TEXT];

    (void)sysnum;
    if (p->call.is_printed || !dr_syscall_get_result_ex(drcontext, &info))
        return;
    if (info.succeeded) {
        append(p, " = ");
        append_number(p, info.value);
    } else {
        dr_atomic_add64_return_sum(&failures, 1);
        syscall_error_text(info.errno_value, text, sizeof text);
        append(p, " = %s", text);
    }
    print_line(p);
}

/* Windows calls the application in the middle of a call, and the application makes others meanwhile. */
static void
on_transfer(void *drcontext, const dr_kernel_xfer_info_t *info)
{
    struct pending *p = thread_data_mine();
    struct kept *k;

    if (info->type == DR_XFER_CALLBACK_DISPATCHER) {
        k = dr_thread_alloc(drcontext, sizeof *k);
        k->outer = p->kept;
        k->call = p->call;
        p->kept = k;
    } else if (info->type == DR_XFER_CALLBACK_RETURN && p->kept != NULL) {
        k = p->kept;
        p->call = k->call;
        p->kept = k->outer;
        dr_thread_free(drcontext, k, sizeof *k);
    }
}

static void
on_thread_init(void *drcontext)
{
    struct pending *p = thread_data_create(drcontext);

    p->call.is_printed = true;
}

/* At the end of the process it is called for threads that may still be running: what they use stays. */
static void
on_thread_exit(void *drcontext)
{
    struct pending *p = thread_data_of(drcontext);

    if (p == thread_data_mine())
        thread_data_remove(p);
}

static void
at_exit(void)
{
    if (print_count)
        dr_fprintf(out, "syscalls: " INT64_FORMAT_STRING " calls, " INT64_FORMAT_STRING " failed\n", calls, failures);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("syscalls", "");
    out = STDERR;
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-count")) {
            print_count = true;
        } else if (option_is(argv[i], "-quiet")) {
            print_count = is_quiet = true;
        } else if (option_is(argv[i], "-o")) {
            const char *path = option_value("syscalls", argc, argv, &i);
            out = dr_open_file(path, DR_FILE_WRITE_OVERWRITE);
            if (out == INVALID_FILE) {
                dr_fprintf(STDERR, "syscalls: cannot write '%s'\n", path);
                dr_abort_with_code(125);
            }
        } else {
            option_unknown("syscalls", argv[i], "-count -quiet -o FILE");
        }
    }
    if (!thread_data_init(sizeof(struct pending)))
        dr_abort();
    syscall_names_init();
    dr_register_kernel_xfer_event(on_transfer);
    dr_register_filter_syscall_event(on_filter);
    dr_register_pre_syscall_event(on_pre);
    dr_register_post_syscall_event(on_post);
    dr_register_thread_init_event(on_thread_init);
    dr_register_thread_exit_event(on_thread_exit);
    at_fork(thread_data_forked);
    dr_register_exit_event(at_exit);
}
