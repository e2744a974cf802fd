/* os/linux/self.c - the runtime moves itself into memory of its own and relocates itself. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel has mapped libdynamorio.so like any program: by name, in the middle of the area
 * where the application's libraries would go. It must not be seen there (/proc/self/maps), it
 * must not take the place that the application's ELF interpreter would get, and as long as it
 * is mapped by name the kernel refuses to let /proc/self/exe mean another file. So the first
 * thing that runs makes a second image elsewhere, relocates it and continues there; then the
 * original is unmapped.
 *
 * The second image is mapped from a file of the same contents and another name, which the build
 * puts beside libdynamorio.so (a hard link serves): its pages are shared by all processes, and
 * fork and execve have less to do. Without that file the image is copied into anonymous memory.
 *
 * self_move() and what it calls run before relocation: they call each other directly and use
 * no table of pointers and no string through a pointer.
 */
#include "os/linux/self.h"
#include "os/base/string.h"
#include "os/linux/elf.h"
#include "os/mem_own.h"
#include "os/linux/sys.h"

#include <asm/mman.h>
#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#    define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MADV_POPULATE_WRITE
#    define MADV_POPULATE_WRITE 23
#endif

/* What the file that is mapped is called, behind the name of the one that is executed. */
#define TWIN ".image"

enum { R_RELATIVE = 8, PATH_ROOM = 4096, EXIT_NO_START = 125 };

/* The linker puts this at the ELF header, which is the image's first byte. */
extern const elf_ehdr __ehdr_start __attribute__((visibility("hidden")));

static char runtime_path[PATH_ROOM];
static uint64_t runtime_device, runtime_inode; /* 0: unknown */

static NORETURN void
die(const char *text, size_t size)
{
    sys3(__NR_write, 2, text, size);
    for (;;)
        sys1(__NR_exit_group, EXIT_NO_START);
}
#define DIE(text) die("drrun: " text "\n", sizeof("drrun: " text "\n") - 1)

static const elf_phdr *
phdr_at(uintptr_t base, unsigned i)
{
    return (const elf_phdr *)(base + __ehdr_start.e_phoff) + i;
}

/* The file is linked at 0, so the last segment's end is the size. */
static size_t
image_size(uintptr_t base)
{
    uintptr_t end = 0;

    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
        const elf_phdr *p = phdr_at(base, i);
        if (p->p_type == PT_LOAD && p->p_vaddr + p->p_memsz > end)
            end = p->p_vaddr + p->p_memsz;
    }
    return align_up(end, ELF_PAGE);
}

/*
 * Where the copy goes: below everything that the kernel's own choice (top down from the stack,
 * which is at most 1 TB lower than 0x7fff...) reaches for a long time, above everything else,
 * and in a part that the sanitizers treat as ordinary memory rather than as their shadow. A
 * little random, so that an attacker of the application gains no known address; the random
 * number is not the application's AT_RANDOM, which the application may want to keep secret.
 */
static uintptr_t
choose_place(void)
{
    enum { NO_RANDOM = 0x0040000 /* ADDR_NO_RANDOMIZE */, NO_WAIT = 1 /* GRND_NONBLOCK */ };
    uintptr_t base = 0x7e8000000000, random = 0;

    if ((sys1(__NR_personality, 0xffffffff) & NO_RANDOM) == 0)
        sys3(__NR_getrandom, &random, sizeof(random), NO_WAIT);
    return base + ((random & 0xfffff) << 16);
}

/* What comes before the zeroed part, in whole pages. */
static size_t
bytes_in_file(uintptr_t base)
{
    uintptr_t end = 0;

    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
        const elf_phdr *p = phdr_at(base, i);
        if (p->p_type == PT_LOAD && p->p_vaddr + p->p_filesz > end)
            end = p->p_vaddr + p->p_filesz;
    }
    return align_up(end, ELF_PAGE);
}

static int
protection(const elf_phdr *p)
{
    return (p->p_flags & PF_R ? PROT_READ : 0) | (p->p_flags & PF_W ? PROT_WRITE : 0) |
        (p->p_flags & PF_X ? PROT_EXEC : 0);
}

/* The file to map from: the runtime's own name, and TWIN behind it. */
static intptr_t
open_twin(void)
{
    static const char twin[] = TWIN;
    char path[PATH_ROOM];
    intptr_t n = sys4(__NR_readlinkat, AT_FDCWD, "/proc/self/exe", path, sizeof(path));

    if (sys_failed(n) || (size_t)n > sizeof(path) - sizeof(twin))
        return -1;
    memcpy(path + n, twin, sizeof(twin));
    return sys4(__NR_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
}

/* Whether the file is of the same build: they have the same note of its identity. */
static bool
is_twin(uintptr_t from, intptr_t fd)
{
    char note[256];

    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
        const elf_phdr *p = phdr_at(from, i);
        if (p->p_type == PT_NOTE && p->p_filesz <= sizeof(note))
            return sys4(__NR_pread64, fd, note, p->p_filesz, p->p_offset) == (intptr_t)p->p_filesz &&
                memcmp(note, (const void *)(from + p->p_vaddr), p->p_filesz) == 0;
    }
    return false;
}

/* Maps one segment over the anonymous memory that stays for what is zero behind it. */
static bool
map_segment(const elf_phdr *p, uintptr_t to, intptr_t fd)
{
    uintptr_t start = align_down(p->p_vaddr, ELF_PAGE), end = p->p_vaddr + p->p_filesz;
    size_t size = align_up(end, ELF_PAGE) - start;

    if (sys_failed(sys6(__NR_mmap, to + start, size, protection(p), MAP_PRIVATE | MAP_FIXED, fd,
                        align_down(p->p_offset, ELF_PAGE))))
        return false;
    if ((p->p_flags & PF_W) != 0) {
        sys3(__NR_madvise, to + start, size, MADV_POPULATE_WRITE); /* for relocations */
        memset((void *)(to + end), 0, align_up(end, ELF_PAGE) - end);
    }
    return true;
}

static bool
map_twin(uintptr_t from, uintptr_t to)
{
    intptr_t fd = open_twin();
    bool done = !sys_failed(fd) && is_twin(from, fd);

    for (unsigned i = 0; done && i < __ehdr_start.e_phnum; i++) {
        const elf_phdr *p = phdr_at(from, i);
        done = p->p_type != PT_LOAD || map_segment(p, to, fd);
    }
    if (!sys_failed(fd)) {
        sys1(__NR_close, fd);
        if (!done) /* nothing of it may stay in the way of the copy */
            sys6(__NR_mmap, to, image_size(from), PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    }
    return done;
}

static uintptr_t
reserve(size_t size)
{
    int prot = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    intptr_t at = sys6(__NR_mmap, choose_place(), size, prot, flags | MAP_FIXED_NOREPLACE, -1, 0);

    if (sys_failed(at))
        at = sys6(__NR_mmap, 0, size, prot, flags, -1, 0);
    if (sys_failed(at))
        DIE("no memory for the runtime itself (is there a limit, as by ulimit -v?)");
    return (uintptr_t)at;
}

static void
copy_segments(uintptr_t from, uintptr_t to)
{
    /* One call for all pages instead of a fault for each; Linux 5.14, and only a wish. */
    sys3(__NR_madvise, to, bytes_in_file(from), MADV_POPULATE_WRITE);
    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
        const elf_phdr *p = phdr_at(from, i);
        if (p->p_type == PT_LOAD)
            memcpy((void *)(to + p->p_vaddr), (const void *)(from + p->p_vaddr), p->p_filesz);
    }
}

/* Applies the only kind of relocation that the build lets through. Each holds its full value,
 * so it does not matter what stood there. */
static void
relocate(uintptr_t base)
{
    const elf_dyn *dyn = NULL;
    uintptr_t table = 0, size = 0;

    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++)
        if (phdr_at(base, i)->p_type == PT_DYNAMIC)
            dyn = (const elf_dyn *)(base + phdr_at(base, i)->p_vaddr);
    for (; dyn != NULL && dyn->d_tag != DT_NULL; dyn++) {
        if (dyn->d_tag == DT_RELA)
            table = dyn->d_un.d_val;
        else if (dyn->d_tag == DT_RELASZ)
            size = dyn->d_un.d_val;
    }
    const elf_rela *r = (const elf_rela *)(base + table), *end = r + size / sizeof(*r);
    for (; r < end; r++) {
        if (r->r_info != R_RELATIVE)
            DIE("this build is broken: it has other relocations than relative ones");
        *(uintptr_t *)(base + r->r_offset) = base + (uintptr_t)r->r_addend;
    }
}

static void
protect(uintptr_t start, uintptr_t end, int prot)
{
    if (start < end && sys3(__NR_mprotect, start, end - start, prot) != 0)
        DIE("the kernel refuses executable memory");
}

/* PT_GNU_RELRO stands behind the PT_LOAD that it is a part of; its end is rounded down because
 * the rest of that page stays writable. */
static void
protect_segments(uintptr_t base, bool is_mapped)
{
    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
        const elf_phdr *p = phdr_at(base, i);
        uintptr_t start = align_down(base + p->p_vaddr, ELF_PAGE), end = base + p->p_vaddr + p->p_memsz;
        if (p->p_type == PT_LOAD && !is_mapped)
            protect(start, align_up(end, ELF_PAGE), protection(p));
        else if (p->p_type == PT_GNU_RELRO)
            protect(start, align_down(end, ELF_PAGE), PROT_READ);
    }
}

uintptr_t
self_move(const uintptr_t *kernel_stack)
{
    uintptr_t from = (uintptr_t)&__ehdr_start;
    uintptr_t to = reserve(image_size(from));
    bool is_mapped = map_twin(from, to);

    UNUSED(kernel_stack);
    if (!is_mapped)
        copy_segments(from, to);
    relocate(to);
    protect_segments(to, is_mapped);
    return to - from;
}

void
self_drop_original(uintptr_t distance)
{
    uintptr_t here = (uintptr_t)&__ehdr_start;

    mem_own_add(here, here + image_size(here));
    sys2(__NR_munmap, here - distance, image_size(here));
}

struct self_range
self_image(void)
{
    uintptr_t base = (uintptr_t)&__ehdr_start;

    return (struct self_range){base, base + image_size(base)};
}

const char *
self_path(void)
{
    return runtime_path;
}

/* Must run while /proc/self/exe still is the runtime. Without /proc the name that the kernel
 * was given has to do, if it does not depend on the working directory. */
void
self_find_path(const char *execfn)
{
    intptr_t n = sys4(__NR_readlinkat, AT_FDCWD, "/proc/self/exe", runtime_path, PATH_ROOM - 1);
    struct stat st;

    if (!sys_failed(n))
        runtime_path[n] = '\0';
    else if (execfn[0] != '/' || !string_copy(runtime_path, execfn, PATH_ROOM))
        runtime_path[0] = '\0';
    if (sys2(__NR_stat, runtime_path, &st) == 0) {
        runtime_device = st.st_dev;
        runtime_inode = st.st_ino;
    }
}

bool
self_is_file(uint64_t device, uint64_t inode)
{
    return runtime_inode != 0 && runtime_device == device && runtime_inode == inode;
}

static const elf_dyn *
own_dynamic(uintptr_t base)
{
    for (unsigned i = 0; i < __ehdr_start.e_phnum; i++)
        if (phdr_at(base, i)->p_type == PT_DYNAMIC)
            return (const elf_dyn *)(base + phdr_at(base, i)->p_vaddr);
    return NULL;
}

/* Looks NAME up in the GNU hash table, which the build asks the linker for. */
static const elf_sym *
find_symbol(const char *name, const uint32_t *table, const elf_sym *symbols, const char *strings)
{
    uint32_t hash = 5381, buckets = table[0], first = table[1], words = table[2];
    const uint32_t *bucket = table + 4 + words * (sizeof(uintptr_t) / 4);
    const uint32_t *chain = bucket + buckets;

    for (const char *s = name; *s != '\0'; s++)
        hash = hash * 33 + (uint8_t)*s;
    uint32_t i = buckets == 0 ? 0 : bucket[hash % buckets];
    if (i < first)
        return NULL;
    for (;; i++) {
        uint32_t h = chain[i - first];
        if ((h | 1) == (hash | 1) && strcmp(strings + symbols[i].st_name, name) == 0)
            return &symbols[i];
        if (h & 1) /* the bucket's last */
            return NULL;
    }
}

void *
self_export(const char *name)
{
    uintptr_t base = (uintptr_t)&__ehdr_start, table = 0, symbols = 0, strings = 0;

    for (const elf_dyn *d = own_dynamic(base); d != NULL && d->d_tag != DT_NULL; d++) {
        if (d->d_tag == DT_SYMTAB)
            symbols = base + d->d_un.d_val;
        else if (d->d_tag == DT_STRTAB)
            strings = base + d->d_un.d_val;
        else if (d->d_tag == 0x6ffffef5 /* DT_GNU_HASH */)
            table = base + d->d_un.d_val;
    }
    if (table == 0 || symbols == 0 || strings == 0)
        return NULL;
    const elf_sym *s = find_symbol(name, (const uint32_t *)table, (const elf_sym *)symbols,
                                   (const char *)strings);
    return s == NULL || s->st_shndx == SHN_UNDEF ? NULL : (void *)(base + s->st_value);
}
