/* ir/hosted/windows/write.c - printing to handles; which the standard ones are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "ir/hosted/write.h"

DR_EXPORT file_t dr_get_stdout_file(void);
DR_EXPORT file_t dr_get_stderr_file(void);
DR_EXPORT file_t dr_get_stdin_file(void);

void
hosted_write(struct ir_context *ctx, file_t file, const char *text, size_t size)
{
    enum { MOST = 1 << 20 };

    (void)ctx;
    while (size > 0) {
        DWORD n = 0;
        if (!WriteFile(file, text, (DWORD)(size < MOST ? size : MOST), &n, NULL) || n == 0)
            return; /* nowhere to report it */
        text += n;
        size -= n;
    }
}

DR_EXPORT file_t
dr_get_stdout_file(void)
{
    return GetStdHandle(STD_OUTPUT_HANDLE);
}

DR_EXPORT file_t
dr_get_stderr_file(void)
{
    return GetStdHandle(STD_ERROR_HANDLE);
}

DR_EXPORT file_t
dr_get_stdin_file(void)
{
    return GetStdHandle(STD_INPUT_HANDLE);
}
