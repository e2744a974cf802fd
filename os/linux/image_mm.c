/* os/linux/image_mm.c - what the kernel remembers about a program: heap, argument area, name. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/image_mm.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/linux/sys.h"
#include "os/mem.h"

#include <linux/fcntl.h>
#include <linux/personality.h>
#include <linux/prctl.h>
#include <linux/random.h>
#include <linux/utsname.h>

enum {
    /* vm.mmap_rnd_bits, which only root can read; all x86-64 distributions leave it there. */
    DEFAULT_RANDOM_BITS = 28,
    NAME_ROOM = 16,
};

/* The room in which the kernel places the heap of a 64-bit program behind its data (1 GB, 32 MB
 * before Linux 5.18). A program with fixed addresses gets less of it, because its code cache must
 * be near too, and lies above it: the heap can grow that much longer. */
#define BRK_RANDOM ((uintptr_t)1 << 30)
#define BRK_RANDOM_FIXED ((uintptr_t)1 << 27)

/* A small number in a file of /proc, OTHERWISE if there is none. */
static unsigned
read_number(const char *path, unsigned otherwise)
{
    char text[16] = "";
    intptr_t fd = sys4(__NR_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);

    if (sys_failed(fd))
        return otherwise;
    intptr_t n = sys3(__NR_read, fd, text, sizeof(text) - 1);
    sys1(__NR_close, fd);
    return sys_failed(n) || n == 0 ? otherwise : (unsigned)strtoul(text, NULL, 10);
}

void
layout_read(struct layout_facts *out)
{
    unsigned level = read_number("/proc/sys/kernel/randomize_va_space", 2);

    out->random = level > 0 && (sys1(__NR_personality, 0xffffffff) & ADDR_NO_RANDOMIZE) == 0;
    out->random_brk = out->random && level > 1;
    out->random_bits = out->random
        ? read_number("/proc/sys/vm/mmap_rnd_bits", DEFAULT_RANDOM_BITS)
        : 0;
}

uintptr_t
layout_random(uintptr_t limit)
{
    uint64_t random = 0;

    if (sys3(__NR_getrandom, &random, sizeof(random), GRND_NONBLOCK) != sizeof(random))
        __asm__("rdtsc; shl $32, %%rdx; or %%rdx, %%rax" : "=a"(random)::"rdx");
    return align_down((uintptr_t)(random % limit), ELF_PAGE);
}

/* Two thirds of user space: below it and above it there is room for everything else. */
static uintptr_t
program_area(void)
{
    return os_mem_facts()->highest / 3 * 2;
}

uintptr_t
layout_place(const struct layout_facts *facts, const struct elf_plan *plan)
{
    uintptr_t place = program_area();

    if (facts->random)
        place += layout_random((uintptr_t)ELF_PAGE << facts->random_bits);
    return align_down(place, plan->align) + (plan->low & (plan->align - 1));
}

uintptr_t
layout_brk(const struct layout_facts *facts, const struct image_files *files, uintptr_t bias)
{
    /* A static program that can go anywhere lies among libraries, where a heap could not grow. */
    bool moved = !files->exe.header.fixed && !files->has_interp;
    uintptr_t brk = moved ? program_area() : bias + files->exe.plan.end_bss;

    brk = align_up(brk, ELF_PAGE);
    if (facts->random_brk)
        brk += (moved ? 0 : ELF_PAGE) +
            layout_random(files->exe.header.fixed ? BRK_RANDOM_FIXED : BRK_RANDOM);
    return brk;
}

struct mm_result
mm_set(const struct image_files *files, uintptr_t bias, uintptr_t brk,
       const struct stack_result *stack)
{
    const struct elf_plan *plan = &files->exe.plan;
    struct prctl_mm_map map = {
        .start_code = bias + plan->start_code,
        .end_code = bias + plan->end_code,
        .start_data = bias + plan->start_data,
        .end_data = bias + plan->end_data,
        .start_brk = brk,
        .brk = brk,
        .start_stack = stack->sp,
        .arg_start = stack->arg_start,
        .arg_end = stack->arg_end,
        .env_start = stack->env_start,
        .env_end = stack->env_end,
        .auxv = (void *)stack->auxv,
        .auxv_size = (uint32_t)stack->auxv_size,
        .exe_fd = (uint32_t)files->exe.fd,
    };

    /* The file can be changed with CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN only. */
    if (sys5(__NR_prctl, PR_SET_MM, PR_SET_MM_MAP, &map, sizeof(map), 0) == 0)
        return (struct mm_result){.mm_set = true, .exe_set = true};
    map.exe_fd = (uint32_t)-1;
    bool set = sys5(__NR_prctl, PR_SET_MM, PR_SET_MM_MAP, &map, sizeof(map), 0) == 0;
    return (struct mm_result){.mm_set = set, .exe_set = false};
}

/* Since Linux 6.14 a program that was executed through a descriptor is named by its file. */
static bool
names_by_file(void)
{
    struct new_utsname u;
    unsigned major = 0, minor = 0;

    if (sys1(__NR_uname, &u) != 0 || fmt_sscanf(u.release, "%u.%u", &major, &minor) != 2)
        return false;
    return major > 6 || (major == 6 && minor >= 14);
}

void
mm_set_name(const char *execfn, bool nameless, const char *path)
{
    char name[NAME_ROOM];

    string_copy(name, string_basename(nameless && names_by_file() ? path : execfn), sizeof(name));
    sys2(__NR_prctl, PR_SET_NAME, name);
}
