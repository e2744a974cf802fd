/* core/api/linux/process.c - the program's arguments, its parent, timers. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/process.h"

#include "core/rt/drcontext.h"
#include "dr_os_utils.h"
#include "dr_tools.h"
#include "os/image.h"
#include "os/safe.h"

DR_API process_id_t
dr_get_parent_id(void)
{
    return (process_id_t)os_process_parent();
}

/* The arguments are where the program found them: at its first stack pointer. */
static uintptr_t
word_at_start(unsigned index)
{
    const struct app_image *image = os_image();
    uintptr_t value;

    if (image == NULL || !os_safe_read((const uintptr_t *)image->sp + index, sizeof value, &value))
        return 0;
    return value;
}

DR_API int
dr_num_app_args(void)
{
    return os_image() == NULL ? -1 : (int)word_at_start(0);
}

static size_t
string_size_at(uintptr_t s)
{
    size_t n = 0;
    char c;

    while (os_safe_read((const char *)s + n, 1, &c)) {
        n++;
        if (c == '\0')
            break;
    }
    return n;
}

DR_API int
dr_get_app_args(dr_app_arg_t *args_array, int args_count)
{
    struct drcontext *c = drcontext_self();
    int have = dr_num_app_args();

    if (args_array == NULL || args_count < 0 || have < 0) {
        if (c != NULL)
            c->error = DR_ERROR_INVALID_PARAMETER;
        return -1;
    }
    for (int i = 0; i < MIN(args_count, have); i++) {
        uintptr_t s = word_at_start(1 + (unsigned)i);
        args_array[i] = (dr_app_arg_t){ (void *)s, string_size_at(s), DR_APP_ARG_CSTR_COMPAT };
    }
    return MIN(args_count, have);
}

DR_API const char *
dr_app_arg_as_cstring(dr_app_arg_t *app_arg, char *buf, int buf_size)
{
    UNUSED(buf);
    UNUSED(buf_size);
    return app_arg == NULL || app_arg->encoding != DR_APP_ARG_CSTR_COMPAT ? NULL : app_arg->start;
}

/* ---- the application's memory: the runtime notes what these do ---- */

/* Numbers of Linux on x86-64. */
enum { BRK = 12, MREMAP = 25 };

DR_API void *
dr_raw_mremap(void *old_address, size_t old_size, size_t new_size, int flags, void *new_address)
{
    return (void *)dr_invoke_syscall_as_app(dr_get_current_drcontext(), MREMAP, 5, old_address, old_size,
                                            new_size, (reg_t)flags, new_address);
}

DR_API void *
dr_raw_brk(void *new_address)
{
    return (void *)dr_invoke_syscall_as_app(dr_get_current_drcontext(), BRK, 1, new_address);
}
