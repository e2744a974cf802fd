/* os/linux/exec.h - an application's execve, carried out so that the new program runs here too. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_EXEC_H
#define OS_LINUX_EXEC_H 1

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* Memory that exec_app() works in. */
    EXEC_SCRATCH = 48 * 1024,
};

struct exec_request {
    /* As the application said it; execve: AT_FDCWD and flags 0. All are its addresses. */
    int dirfd;
    uintptr_t path, argv, envp;
    int flags;

    bool follow;                /* false: carry it out as it is */
    const char *const *options; /* the runtime's words for the new process, without `--` */
    unsigned option_count;

    /* EXEC_SCRATCH bytes. After vfork the parent sees whatever is written here (and in the
     * request), so it should be the child's own or memory that the parent does not rely on. */
    void *scratch;

    /* Called at most once, before a program is executed that will not be followed. */
    void (*note)(const char *why, const char *path);

    /* Set when the scratch memory was too small: pages that the kernel frees when execve
     * succeeds, but not after vfork: there the parent gives them back (os_mem_free). */
    void *leftover;
    size_t leftover_size;
};

/* Returns only when nothing was executed: the kernel's code (negative), which is what the
 * application would have got natively.
 * Context: runtime; the signal mask and dispositions of the kernel are the application's, since
 * the new program inherits them */
intptr_t exec_app(struct exec_request *request);

#endif
