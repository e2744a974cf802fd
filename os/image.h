/* os/image.h - the program to run: what is asked for at start, and what has been mapped for it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_IMAGE_H
#define OS_IMAGE_H 1

#include "os/mcontext.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What this process was started with. The options stay; the other strings are where the kernel
 * put them, and valid until os_image_load(). */
struct os_start {
    const char *const *options; /* the runtime's own words: between its name and `--` */
    unsigned option_count;
    const char *file;           /* the program's file, as its execve named it */
    int file_fd;                /* that file, already open; -1: open it by name */
    bool file_nameless;         /* it was executed by a descriptor alone */
    const char *const *argv;    /* the program's own, argc of them */
    unsigned argc;
    const char *const *envp;
    void *auxv;                 /* the kernel's, owned by os/ */
};

/* The program in memory, ready to begin. */
struct app_image {
    uintptr_t entry;            /* the first instruction: the ELF interpreter's, or exe_entry */
    uintptr_t sp;               /* its stack pointer there */
    struct mcontext begin;      /* all registers there */
    uintptr_t exe_base, exe_end;
    uintptr_t exe_bias;         /* what addresses in the file are moved by */
    uintptr_t exe_entry;
    uintptr_t interp_base, interp_end; /* 0: none */
    uintptr_t interp_bias;
    uintptr_t brk_start;
    const char *path;           /* absolute path of the mapped file; lives as long as the process */
    const char *interp_path;    /* as the program names it; "" if none */
};

/* Reads what the kernel passed to the entry point.
 * Context: start
 * Fails: false, with one line in ERR */
bool os_start_read(uintptr_t *kernel_stack, struct os_start *out, char *err, size_t err_size);

/* Maps the program and makes the process look as if the kernel had started it: stack, heap
 * start, names. The caller is not on the kernel's stack, which is rewritten.
 * Context: start, one thread
 * Fails: false, with one line in ERR and the exit status for it in *STATUS; the process cannot
 *        go on then */
bool os_image_load(const struct os_start *start, struct app_image *out, char *err,
                   size_t err_size, int *status);

/* What os_image_load() made; NULL before. */
const struct app_image *os_image(void);

/* The runtime's own image: [*start, *end). */
void os_image_self(uintptr_t *start, uintptr_t *end);

/* The file that the runtime was started from, "" if it is not known. */
const char *os_image_self_path(void);

/* The address of a function or variable that the runtime exports, NULL if there is none. */
void *os_image_export(const char *name);

#endif
