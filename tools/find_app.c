/* tools/find_app.c - finds the application as a shell does, and refuses what cannot run.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The runtime reads the whole file again and trusts nothing that is said here. These checks
 * are for the person at the terminal: the mistake is named before anything else happens.
 */
#include "tools/find_app.h"

#include "tools/args.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What execvp uses when PATH is not set. */
#define DEFAULT_PATH "/bin:/usr/bin"

static const struct {
    unsigned machine;
    const char *name;
} machines[] = {
    {EM_386, "i386"},        {EM_X86_64, "x86_64"},   {EM_ARM, "arm"},
    {EM_AARCH64, "aarch64"}, {EM_RISCV, "riscv"},     {EM_PPC, "ppc"},
    {EM_PPC64, "ppc64"},     {EM_S390, "s390"},       {EM_MIPS, "mips"},
    {EM_SPARC, "sparc"},     {EM_SPARCV9, "sparc64"}, {EM_LOONGARCH, "loongarch"},
};

static const char *machine_name(unsigned machine)
{
    for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++) {
        if (machines[i].machine == machine)
            return machines[i].name;
    }
    return format("ELF machine %u", machine);
}

/* Returns 0, or the errno that execve would give. */
static int check_permission(const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return errno;
    if (S_ISDIR(st.st_mode))
        return EISDIR;
    if (!S_ISREG(st.st_mode) || faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) != 0)
        return EACCES;
    return 0;
}

/* Returns the first executable regular file of that name on PATH, or a null pointer; then
 * *FORBIDDEN is a file that has the name but may not be executed, if there was one.
 */
static const char *search_path(const char *name, const char **forbidden)
{
    const char *dir = getenv("PATH");

    *forbidden = NULL;
    if (dir == NULL)
        dir = DEFAULT_PATH;
    for (;;) {
        int length = (int)strcspn(dir, ":");
        const char *slash = length == 0 ? "" : "/"; /* an empty entry is the current folder */
        const char *file = format("%.*s%s%s", length, dir, slash, name);
        int error = check_permission(file);

        if (error == 0)
            return file;
        if (error == EACCES && *forbidden == NULL)
            *forbidden = file;
        if (dir[length] == '\0')
            return NULL;
        dir += length + 1;
    }
}

static const char *locate(const char *name)
{
    const char *forbidden;
    const char *file;
    int error;

    if (name[0] == '\0')
        die(EXIT_NOT_FOUND, "the application's name is empty");
    if (strchr(name, '/') == NULL) {
        file = search_path(name, &forbidden);
        if (file != NULL)
            return file;
        if (forbidden != NULL)
            die(EXIT_NOT_EXECUTABLE, "%s: not executable", forbidden);
        die(EXIT_NOT_FOUND, "%s: no such application on PATH", name);
    }
    error = check_permission(name);
    switch (error) {
    case 0: return name;
    case ENOENT:
    case ENOTDIR: die(EXIT_NOT_FOUND, "%s: no such application", name);
    case EISDIR: die(EXIT_NOT_EXECUTABLE, "%s: is a directory", name);
    case EACCES: die(EXIT_NOT_EXECUTABLE, "%s: not executable", name);
    default: die(EXIT_NOT_EXECUTABLE, "%s: %s", name, strerror(error));
    }
}

/* A file that is being checked. STATUS is the exit code when it will not do. */
struct file {
    const char *path;
    int status;
    int fd;
    size_t have; /* how much of HEADER was there; the rest is 0 */
    Elf64_Ehdr header;
};

/* Ends the program unless the class, byte order and machine are those of this computer. */
static void check_ident(const struct file *f)
{
    const Elf64_Ehdr *header = &f->header;

    /* Class, order and e_machine stand at the same places in 32- and 64-bit headers. */
    if (f->have < offsetof(Elf64_Ehdr, e_version))
        die(f->status, "%s: truncated ELF file (%zu bytes)", f->path, f->have);
    if (header->e_ident[EI_DATA] == ELFDATA2MSB)
        die(f->status, "%s: wrong architecture: %s (big-endian); this is x86_64", f->path,
            machine_name(__builtin_bswap16(header->e_machine)));
    if (header->e_ident[EI_DATA] != ELFDATA2LSB)
        die(f->status, "%s: corrupt ELF file: unknown byte order", f->path);
    if (header->e_machine != EM_X86_64)
        die(f->status, "%s: wrong architecture: %s; this is x86_64", f->path,
            machine_name(header->e_machine));
    if (header->e_ident[EI_CLASS] == ELFCLASS32)
        die(f->status, "%s: wrong architecture: x32; this is x86_64", f->path);
    if (header->e_ident[EI_CLASS] != ELFCLASS64)
        die(f->status, "%s: corrupt ELF file: unknown class", f->path);
    if (f->have < sizeof(*header))
        die(f->status, "%s: truncated ELF file (%zu bytes)", f->path, f->have);
}

static void check_segments(const struct file *f, uint64_t size)
{
    const Elf64_Ehdr *header = &f->header;
    uint64_t length = (uint64_t)header->e_phnum * sizeof(Elf64_Phdr);
    bool has_load = false;

    if (header->e_phnum == 0 || header->e_phentsize != sizeof(Elf64_Phdr))
        die(f->status, "%s: corrupt ELF file: no usable program headers", f->path);
    if (header->e_phoff > size || length > size - header->e_phoff)
        die(f->status, "%s: truncated ELF file: program headers are cut off", f->path);
    for (unsigned i = 0; i < header->e_phnum; i++) {
        Elf64_Phdr segment;
        uint64_t at = header->e_phoff + i * sizeof(segment);

        if (pread(f->fd, &segment, sizeof(segment), (off_t)at) != (ssize_t)sizeof(segment))
            die(f->status, "%s: cannot be read: %s", f->path, strerror(errno));
        if (segment.p_type != PT_LOAD && segment.p_type != PT_INTERP)
            continue; /* nobody needs the others to start */
        has_load |= segment.p_type == PT_LOAD;
        if (segment.p_offset > size || segment.p_filesz > size - segment.p_offset)
            die(f->status, "%s: truncated ELF file: segment %u is cut off", f->path, i);
    }
    if (!has_load)
        die(f->status, "%s: corrupt ELF file: nothing to load", f->path);
}

static void check_elf(const struct file *f)
{
    unsigned type = f->header.e_type;
    struct stat st;

    check_ident(f);
    if (type == ET_REL)
        die(f->status, "%s: is an object file", f->path);
    if (type == ET_CORE)
        die(f->status, "%s: is a core dump", f->path);
    if (type != ET_EXEC && type != ET_DYN)
        die(f->status, "%s: corrupt ELF file: unknown type", f->path);
    if (fstat(f->fd, &st) != 0)
        die(f->status, "%s: cannot be read: %s", f->path, strerror(errno));
    check_segments(f, (uint64_t)st.st_size);
}

/* Opens the file and reads its header; ends the program where that fails. */
static void open_file(struct file *f)
{
    ssize_t n;

    f->fd = open(f->path, O_RDONLY | O_CLOEXEC);
    if (f->fd < 0)
        die(f->status, "%s: cannot be read: %s", f->path, strerror(errno));
    n = pread(f->fd, &f->header, sizeof(f->header), 0);
    if (n < 0)
        die(f->status, "%s: cannot be read: %s", f->path, strerror(errno));
    f->have = (size_t)n;
}

static bool is_elf(const struct file *f)
{
    return memcmp(f->header.e_ident, ELFMAG, SELFMAG) == 0;
}

const char *find_app(const char *name)
{
    struct file f = {.path = locate(name), .status = EXIT_NOT_EXECUTABLE};

    /* The kernel also runs files that may be executed but not read; the runtime must read. */
    open_file(&f);
    if (is_elf(&f))
        check_elf(&f);
    else if (memcmp(f.header.e_ident, "#!", 2) != 0)
        die(f.status, "%s: exec format error: neither an ELF file nor a #! script", f.path);
    close(f.fd);
    return f.path;
}

void check_client(const char *path)
{
    struct file f = {.path = path, .status = EXIT_USAGE};
    struct stat st;

    if (stat(path, &st) != 0)
        die(f.status, "%s: no such client: %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        die(f.status, "%s: the client is not a file", path);
    open_file(&f);
    if (!is_elf(&f))
        die(f.status, "%s: the client is not an ELF file", path);
    check_elf(&f);
    if (f.header.e_type != ET_DYN)
        die(f.status, "%s: the client is not a shared library", path);
    close(f.fd);
}
