/* os/file.h - files for the runtime's own use: raw, unbuffered, out of the application's sight.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_FILE_H
#define OS_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef intptr_t os_file; /* descriptor or handle; OS_FILE_INVALID when there is none */
#define OS_FILE_INVALID ((os_file)-1)

enum {
    OS_FILE_READ = 1,
    OS_FILE_WRITE = 2,
    OS_FILE_APPEND = 4,
    OS_FILE_CREATE = 8,     /* create when missing */
    OS_FILE_TRUNCATE = 16,  /* empty it when there */
    OS_FILE_EXCLUSIVE = 32, /* fail when there */
};

/* Opened descriptors are moved out of the low range that the application's own opens will get,
 * are closed on exec, and are out of the application's reach.  OS_FILE_INVALID with *error (may be NULL) set to the kernel's code. */
os_file os_file_open(const char *path, int flags, int *error);
void os_file_close(os_file f);
intptr_t os_file_read(os_file f, void *buf, size_t size);        /* bytes, or a negative kernel code */
intptr_t os_file_write(os_file f, const void *buf, size_t size); /* all of it unless an error */
int64_t os_file_seek(os_file f, int64_t offset, int whence);     /* whence: 0 set, 1 current, 2 end */
int64_t os_file_size(os_file f);
/* The last part of a path, as this system separates them. */
const char *os_file_name(const char *path);
bool os_file_exists(const char *path, bool is_dir);
bool os_file_delete(const char *path);
bool os_file_rename(const char *from, const char *to, bool replace);
bool os_file_mkdir(const char *path);
bool os_file_rmdir(const char *path);
bool os_file_flush(os_file f);
os_file os_file_dup(os_file f);
bool os_file_getcwd(char *buf, size_t size);
/* The standard files of the process; after os_file_keep_output, copies of output and error as they
 * were then, which do not follow what the application does with its own. */
void os_file_keep_output(void);
os_file os_file_stdin(void);
os_file os_file_stdout(void);
os_file os_file_stderr(void);

#endif
