/* os/linux/procfs_dir.h - folders of /proc without the entries that are the runtime's.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_LINUX_PROCFS_DIR_H
#define OS_LINUX_PROCFS_DIR_H
#include <stdbool.h>
#include <stdint.h>

/* Carries out a getdents* of the application if its folder is one of this process's that may hold
 * such entries.  False: it is not. */
bool procfs_dir_list(intptr_t nr, const uintptr_t args[6], intptr_t *result);

/* Whether a path names one of them in /proc/self/map_files.  PATH is the runtime's copy. */
bool procfs_dir_hides(int dirfd, const char *path);

/* Whether a descriptor is that file of this process's folder in /proc, such as "mem". */
bool procfs_dir_is_own_file(int fd, const char *name);

/* The absolute path of the folder that relative paths start from, with a slash at its end. */
bool procfs_dir_path(int dirfd, char *out, unsigned room);

#endif
