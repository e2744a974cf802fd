/* os/linux/image.c - puts the program to run into memory, as the kernel would have. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The runtime was executed as
 *     libdynamorio.so [options] -- FILE ARGV0 [ARGV1 ...]
 * or, by an execve of a program that runs under it (exec.c),
 *     libdynamorio.so [options] -- '' fd=N FILE ARGV0 [ARGV1 ...]
 * where FILE is already open as N: it was executed through a descriptor, or its name means
 * something else in a new process. FILE is only its name then.
 */
#include "os/linux/image.h"
#include "os/linux/app_gate.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/image_files.h"
#include "os/linux/image_map.h"
#include "os/linux/image_stack.h"
#include "os/linux/self.h"
#include "os/linux/sys.h"
#include "os/mem.h"

#include <asm/errno.h>
#include <asm/mman.h>
#include <asm/stat.h>
#include <linux/auxvec.h>
#include <linux/fcntl.h>
#include <linux/mman.h>

enum { PATH_ROOM = 4096, STATUS_NOT_FOUND = 127, STATUS_CANNOT = 126, SHIFT_LIMIT = 8192 };

static struct image_state state;
static bool loaded;
static struct image_files files; /* too big for a small stack; used once */
static char exe_path[PATH_ROOM], interp_path[PATH_ROOM];

const struct image_state *
image_state(void)
{
    return loaded ? &state : NULL;
}

const struct image_files *
image_loaded_files(void)
{
    return &files;
}

const struct app_image *
os_image(void)
{
    return loaded ? &state.image : NULL;
}

void
os_image_self(uintptr_t *start, uintptr_t *end)
{
    struct self_range r = self_image();

    *start = r.start;
    *end = r.end;
}

const char *
os_image_self_path(void)
{
    return self_path();
}

void *
os_image_export(const char *name)
{
    return self_export(name);
}

static bool
complain(char *err, size_t size, const char *text)
{
    string_copy(err, text, size);
    return false;
}

/* Reads the words behind `--`. */
static bool
read_program(const char *const *words, unsigned count, struct os_start *out)
{
    out->file_fd = -1;
    out->file_nameless = false;
    if (count >= 3 && strcmp(words[0], IMAGE_HANDOVER) == 0) {
        out->file_nameless = string_starts_with(words[1], IMAGE_HANDOVER_NAMELESS);
        const char *number = strchr(words[1], '=');
        out->file_fd = number == NULL ? -1 : atoi(number + 1);
        words += 2;
        count -= 2;
    }
    if (count == 0)
        return false;
    out->file = words[0];
    out->argv = words + 1;
    out->argc = count - 1;
    return out->file[0] != '\0';
}

/* Copies words to memory that stays: the kernel's stack is going to be rewritten, and the
 * runtime keeps its options, to hand them on to children. NULL: no memory. */
static const char *const *
keep_words(const char *const *words, unsigned count)
{
    size_t size = (count + 1) * sizeof(char *);

    for (unsigned i = 0; i < count; i++)
        size += strlen(words[i]) + 1;
    const char **kept = os_mem_alloc(size, OS_PROT_READ | OS_PROT_WRITE);
    if (kept == NULL)
        return NULL;
    char *to = (char *)(kept + count + 1);
    for (unsigned i = 0; i < count; i++) {
        kept[i] = to;
        to = stpcpy(to, words[i]) + 1;
    }
    kept[count] = NULL;
    return kept;
}

bool
os_start_read(uintptr_t *kernel_stack, struct os_start *out, char *err, size_t err_size)
{
    unsigned argc = (unsigned)kernel_stack[0], end = 1;
    const char *const *argv = (const char *const *)(kernel_stack + 1);
    uintptr_t *p = kernel_stack + 1 + argc + 1;

    out->envp = (const char *const *)p;
    while (*p++ != 0) {
    }
    out->auxv = p;
    while (end < argc && strcmp(argv[end], "--") != 0)
        end++;
    out->option_count = argc == 0 ? 0 : end - 1;
    out->options = keep_words(argv + 1, out->option_count);
    if (out->options == NULL)
        return complain(err, err_size, "no memory for the options");
    if (end >= argc || !read_program(argv + end + 1, argc - end - 1, out))
        return complain(err, err_size, "no application was given (start it with drrun)");
    return true;
}

/* The name that the kernel would show for an open file. */
static void
name_of_file(int fd, const char *otherwise, char *out)
{
    char link[32];

    fmt_snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    intptr_t n = sys4(__NR_readlinkat, AT_FDCWD, link, out, PATH_ROOM - 1);
    if (sys_failed(n))
        string_copy(out, otherwise, PATH_ROOM);
    else
        out[n] = '\0';
}

static bool
map_files(const struct layout_facts *layout, char *err, size_t err_size)
{
    struct app_image *image = &state.image;
    const struct elf_plan *plan = &files.exe.plan;
    /* What has no interpreter may be one itself, and goes where libraries go. */
    uintptr_t place = files.has_interp ? layout_place(layout, plan) : 0;

    if (!image_map(&files.exe, files.exe_path, place, &image->exe_bias, err, err_size))
        return false;
    image->exe_base = image->exe_bias + plan->low;
    image->exe_end = image->exe_bias + plan->high;
    image->entry = image->exe_entry = image->exe_bias + files.exe.header.entry;
    image->interp_base = image->interp_end = image->interp_bias = 0;
    if (!files.has_interp)
        return true;
    plan = &files.interp.plan;
    if (!image_map(&files.interp, files.interp_path, 0, &image->interp_bias, err, err_size))
        return false;
    image->interp_base = image->interp_bias + plan->low;
    image->interp_end = image->interp_bias + plan->high;
    image->entry = image->interp_bias + files.interp.header.entry;
    return true;
}

/* Changes the vector that the kernel made for the runtime into the program's, in place. */
static void
fix_auxv(struct aux *auxv)
{
    const struct app_image *image = &state.image;

    for (struct aux *a = auxv; a->type != AT_NULL; a++) {
        switch (a->type) {
        case AT_PHDR: a->value = image->exe_bias + files.exe.plan.phdr_vaddr; break;
        case AT_PHNUM: a->value = files.exe.header.phdr_count; break;
        case AT_PHENT: a->value = sizeof(elf_phdr); break;
        case AT_BASE: a->value = image->interp_bias; break;
        case AT_ENTRY: a->value = image->exe_entry; break;
        default: break;
        }
    }
}

/* Words that stand in front of the program's own: of a script, from the outermost interpreter
 * to the script; a script takes the place of argv[0]. */
static void
plan_words(const struct os_start *start, struct stack_plan *plan)
{
    unsigned n = 0;

    for (unsigned i = files.script_count; i-- > 0;) {
        plan->front[n++] = files.scripts[i].interp;
        if (files.scripts[i].has_arg)
            plan->front[n++] = files.scripts[i].arg;
    }
    bool is_script = files.script_count > 0;
    if (is_script)
        plan->front[n++] = start->file;
    else if (start->argc == 0)
        plan->front[n++] = ""; /* Linux lets no program start without a name */
    plan->front_count = n;
    unsigned drop = is_script && start->argc > 0 ? 1 : 0;
    plan->argv = start->argv + drop;
    plan->argc = start->argc - drop;
}

static bool
write_stack(const struct os_start *start, const struct layout_facts *layout)
{
    struct aux *auxv = start->auxv, *execfn = aux_find(auxv, AT_EXECFN);
    struct stack_plan plan = {.execfn = start->file, .envp = start->envp, .auxv = auxv};

    if (execfn == NULL)
        return false;
    /* The kernel puts the name last, with one zero word behind it. */
    const char *name = (const char *)execfn->value;
    plan.top = execfn->value + strlen(name) + 1 + sizeof(uintptr_t);
    plan.shift = layout->random ? layout_random(SHIFT_LIMIT * ELF_PAGE) / ELF_PAGE : 0;
    fix_auxv(auxv);
    plan_words(start, &plan);
    if (files.exe.plan.exec_stack)
        sys3(__NR_mprotect, align_down(plan.top - 1, ELF_PAGE), ELF_PAGE,
             PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN);
    return stack_write(&plan, &state.stack);
}

static void
note_files(const struct os_start *start)
{
    struct stat st;

    name_of_file(files.exe.fd, files.exe_path, exe_path);
    string_copy(interp_path, files.has_interp ? files.interp_path : "", PATH_ROOM);
    state.image.path = exe_path;
    state.image.interp_path = interp_path;
    if (sys2(__NR_fstat, files.exe.fd, &st) == 0) {
        state.exe_device = st.st_dev;
        state.exe_inode = st.st_ino;
    }
    /* Before the stack is rewritten, and with it the name. */
    mm_set_name(start->file, start->file_nameless, exe_path);
}

static int
status_of(int error)
{
    return error == ENOENT || error == ENOTDIR ? STATUS_NOT_FOUND : STATUS_CANNOT;
}

bool
os_image_load(const struct os_start *start, struct app_image *out, char *err, size_t err_size,
              int *status)
{
    struct layout_facts layout;
    const struct aux *execfn = aux_find(start->auxv, AT_EXECFN);

    *status = STATUS_CANNOT;
    app_gate_init();
    self_find_path(execfn == NULL ? "" : (const char *)execfn->value);
    if (!image_files_open(&files, AT_FDCWD, start->file, 0, start->file_fd)) {
        *status = status_of(files.refusal.error);
        image_refusal_text(&files.refusal, err, err_size);
        return false;
    }
    layout_read(&layout);
    if (!map_files(&layout, err, err_size))
        return false;
    note_files(start);
    state.image.brk_start = layout_brk(&layout, &files, state.image.exe_bias);
    if (!write_stack(start, &layout))
        return complain(err, err_size, "no memory to build the application's stack");
    state.image.sp = state.stack.sp;
    state.image.begin = (struct mcontext){ .pc = state.image.entry, .flags = 0x202 };
    state.image.begin.reg[REG_SP] = state.image.sp;
    state.mm = mm_set(&files, state.image.exe_bias, state.image.brk_start, &state.stack);
    image_files_close(&files);
    *out = state.image;
    loaded = true;
    return true;
}
