/* tests/os/exec_harness_self.c - stands in for self.c and image.c in the harness. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "exec_harness.h"
#include "os/linux/image.h"
#include "os/linux/self.h"

#include <string.h>
#include <sys/stat.h>

static struct image_state state;
static const char *runtime;

void
harness_set(const char *runtime_path, const char *exe, bool exe_set)
{
    runtime = runtime_path;
    state.image.path = exe;
    state.mm = (struct mm_result){.mm_set = true, .exe_set = exe_set};
}

void
harness_set_words(char *words, unsigned long args, unsigned long env, unsigned long auxv)
{
    state.mm.mm_set = false;
    state.stack.arg_start = (uintptr_t)words;
    state.stack.arg_end = state.stack.env_start = state.stack.arg_start + args;
    state.stack.env_end = state.stack.env_start + env;
    state.stack.auxv = (struct aux *)state.stack.env_end;
    state.stack.auxv_size = auxv;
}

const struct image_state *
image_state(void)
{
    return &state;
}

const char *
self_path(void)
{
    return runtime;
}

bool
self_is_file(uint64_t device, uint64_t inode)
{
    struct stat st;
    return stat(runtime, &st) == 0 && st.st_dev == device && st.st_ino == inode;
}
