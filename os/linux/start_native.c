/* os/linux/start_native.c - runs the program natively: what stands in while there is no code cache. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/image.h"
#include "os/linux/sys.h"

void start_enter(uintptr_t sp, uintptr_t entry);
void runtime_start(uintptr_t *kernel_stack);

static void
die(const char *text, int status)
{
    char line[4400];
    int n = fmt_snprintf(line, sizeof(line), "libdynamorio.so: %s\n", text);

    sys3(__NR_write, 2, line, (size_t)n < sizeof(line) ? (size_t)n : sizeof(line) - 1);
    sys1(__NR_exit_group, status);
}

/* core/run/start.c defines the one that is used; this one is for testing the loader alone. */
__attribute__((weak)) void
runtime_start(uintptr_t *kernel_stack)
{
    struct os_start start;
    struct app_image image;
    char err[4300];
    int status = 1;

    if (!os_start_read(kernel_stack, &start, err, sizeof(err)))
        die(err, status);
    if (!os_image_load(&start, &image, err, sizeof(err), &status))
        die(err, status);
    start_enter(image.sp, image.entry);
}
