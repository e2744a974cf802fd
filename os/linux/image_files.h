/* os/linux/image_files.h - finds, opens and checks the files that a program consists of. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_IMAGE_FILES_H
#define OS_LINUX_IMAGE_FILES_H 1

#include "os/linux/elf.h"
#include "os/linux/image_script.h"

enum {
    /* Read in one go: holds the program headers of any ordinary program. */
    IMAGE_HEAD = 2048,
};

struct image_file {
    int fd; /* -1: not open */
    uint64_t size;
    struct elf_header header;
    struct elf_plan plan;
    const elf_phdr *phdrs;
    void *own_phdrs; /* pages of their own where the head does not hold them, or NULL */
    size_t head_size;
    _Alignas(16) char head[IMAGE_HEAD];
};

/* Why a program cannot be started. */
struct image_refusal {
    int error;        /* the kernel's code for it, positive; 0: nothing is wrong */
    const char *path; /* the file it is about */
    const char *role; /* "" or what that file is to the program */
    struct elf_fault fault; /* more about ENOEXEC and ELIBBAD */
};

/* About 12 KB: also used by execve, on a thread's runtime stack. */
struct image_files {
    const char *path;            /* as asked for */
    const char *exe_path;        /* the same, or the last script's interpreter */
    struct script_line scripts[SCRIPT_DEPTH]; /* from the file asked for inwards */
    unsigned script_count;
    struct image_file exe, interp;
    bool has_interp;
    char interp_path[ELF_MAX_INTERP];
    struct image_refusal refusal;
};

/* Opens PATH relative to DIRFD as execveat would with FLAGS (AT_SYMLINK_NOFOLLOW), or takes
 * FD, if that is not negative, as the file that PATH names, and then owns it.
 * Fails: false, with out->refusal set and everything closed. */
bool image_files_open(struct image_files *out, int dirfd, const char *path, int flags, int fd);
void image_files_close(struct image_files *files);

/* One line without its end. Returns BUF. */
char *image_refusal_text(const struct image_refusal *refusal, char *buf, size_t size);

/* What a kernel code means, in words. */
const char *image_error_text(int error);

#endif
