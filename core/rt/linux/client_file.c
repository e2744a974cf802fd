/* core/rt/linux/client_file.c - files as clients name them: descriptors. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/drcontext.h"

os_file
drcontext_file(file_t f)
{
    switch (f) {
    case STDIN: return os_file_stdin();
    case STDOUT: return os_file_stdout();
    case STDERR: return os_file_stderr();
    default: return (os_file)f;
    }
}

file_t
drcontext_file_for_client(os_file f)
{
    return f == OS_FILE_INVALID ? INVALID_FILE : (file_t)f;
}

bool
drcontext_file_is_standard(file_t f)
{
    return f == STDIN || f == STDOUT || f == STDERR;
}
