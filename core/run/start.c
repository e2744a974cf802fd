/* core/run/start.c - from the kernel's entry to the first fragment.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/start.h"
#include "core/app/map.h"
#include "core/app/view.h"
#include "core/arch.h"
#include "core/cache/fragment.h"
#include "core/cache/ibl.h"
#include "core/rt/options.h"
#include "core/rt/thread.h"
#include "core/run/client_events.h"
#include "core/run/dispatch.h"
#include "core/run/exit.h"
#include "core/run/process.h"
#include "core/run/signal.h"
#include "os/base/assert.h"
#include "os/base/fmt.h"
#include "os/base/log.h"
#include "os/file.h"
#include "os/image.h"
#include "os/process.h"

static void
write_out(int fd, const char *text, size_t size)
{
    os_file_write(fd == 2 ? os_file_stderr() : os_file_stdout(), text, size);
}

static const struct base_hooks hooks = { write_out, os_process_exit };

static void
log_to_stderr(const char *text, size_t size)
{
    os_file_write(os_file_stderr(), text, size);
}

static os_file log_file = OS_FILE_INVALID;

static void
log_to_file(const char *text, size_t size)
{
    os_file_write(log_file, text, size);
}

/* One file for each process that the runtime starts in; its forks share it. */
static void
open_log(void)
{
    char path[1024];
    int error = 0;
    log_set_hook(log_to_stderr);
    if (options.logdir == NULL)
        return;
    fmt_snprintf(path, sizeof(path), "%s/dynamorio.%zu.log", options.logdir,
                 (size_t)os_process_id());
    log_file = os_file_open(path, OS_FILE_WRITE | OS_FILE_CREATE | OS_FILE_APPEND, &error);
    if (log_file == OS_FILE_INVALID)
        FATAL("option '-logdir': cannot write to '%s' (error %d)", options.logdir, error);
    log_set_hook(log_to_file);
}

static void
read_options(const struct os_start *start)
{
    char err[512];
    if (!options_parse((int)start->option_count, (char **)(uintptr_t)start->options, err,
                       sizeof(err)))
        FATAL("%s", err);
    assert_level = (int)options.assert_level;
    log_level = (int)options.loglevel;
    log_mask = options.logmask;
    open_log();
    if (options.stats || options.client_count > 0 || options.loglevel > 0)
        os_file_keep_output();
}

static void
init_cache(void)
{
    fragment_table_init();
    if (!ibl_init())
        FATAL("out of memory: no place below 2 GB for the table of landings");
}

/* On the thread's own stack, which is larger than the one at start and has a guard: clients run. */
static _Noreturn void
first_thread(struct thread *t)
{
    arch_upcalls.again = dispatch_again;
    client_start(t);
    dispatch_again(t);
}

_Noreturn void
runtime_start(uintptr_t *kernel_stack)
{
    struct os_start start;
    struct app_image image;
    char err[4300];
    int status = EXIT_USER_ERROR;
    base_set_hooks(&hooks);
    if (!os_start_read(kernel_stack, &start, err, sizeof(err)))
        FATAL("%s", err);
    read_options(&start);
    if (!os_image_load(&start, &image, err, sizeof(err), &status)) {
        char line[4400];
        base_write(2, line, (size_t)fmt_snprintf(line, sizeof(line), "drrun: %s\n", err));
        os_process_exit(status);
    }
    app_map_init();
    app_view_init(signal_view);
    init_cache();
    struct thread *t = process_first_thread();
    if (t == NULL)
        FATAL("out of memory: no stack for the first thread");
    arch_upcalls = (struct arch_upcalls){ dispatch, first_thread, signal_after_call };
    signal_init(process_about_to_exit);
    if (!signal_thread_create(t, NULL, NULL))
        FATAL("out of memory: no stack for signals");
    thread_enlist(t);
    thread_attach(t);
    signal_thread_start(t);
    t->mc = image.begin;
    t->next = (app_addr)image.entry;
    arch_call_again();
}
