/* core/rt/windows/client_file.c - files as clients name them: handles. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"

os_file
drcontext_file(file_t f)
{
    return (os_file)(uintptr_t)f;
}

file_t
drcontext_file_for_client(os_file f)
{
    return f == OS_FILE_INVALID ? INVALID_FILE : (file_t)(uintptr_t)f;
}

bool
drcontext_file_is_standard(file_t f)
{
    os_file file = (os_file)(uintptr_t)f;

    return file == os_file_stdin() || file == os_file_stdout() || file == os_file_stderr();
}
