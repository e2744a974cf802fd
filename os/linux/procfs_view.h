/* os/linux/procfs_view.h - texts of /proc as the application may see them, put into a file. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OS_LINUX_PROCFS_VIEW_H
#define OS_LINUX_PROCFS_VIEW_H 1

#include "os/app_view.h"

#include <stddef.h>

/* Never NULL. */
const struct app_view *procfs_app_view(void);

enum { SINK_ROOM = 16384 };

/* Text on its way into a file in memory. */
struct sink {
    int fd;
    bool failed;
    size_t used;
    char buf[SINK_ROOM];
};

void sink_put(struct sink *sink, const char *text, size_t size);

/* Copies one line (SIZE bytes with its end, if it has one) into the sink, changed. */
typedef void (*line_filter)(struct sink *sink, const char *line, size_t size, void *state);

/* A file of /proc that has to be changed line by line. */
struct maps_state {
    bool skipping;       /* the lines of a range that is not shown */
    bool has_details;    /* smaps: lines about a range follow it */
    /* maps: the line held back, which the next one may continue */
    uintptr_t start, end;
    uint64_t offset;
    bool changed;
    char perms[8];
    char rest[4400];     /* behind the offset: device, inode, path */
};

void procfs_filter_maps(struct sink *sink, const char *line, size_t size, void *state);
void procfs_end_maps(struct sink *sink, struct maps_state *state);
/* smaps_rollup: first what smaps says of the areas that are not shown is added up, then it is taken
 * from the kernel's sums. */
struct rollup_state {
    bool is_hidden;      /* the area that the lines are about */
    uintptr_t start;     /* of the first area that is shown */
    uint64_t pss;        /* of this area */
    unsigned count;
    struct {
        char name[24];
        uint64_t kb;
    } hidden[40];
};

void procfs_filter_add_up(struct sink *sink, const char *line, size_t size, void *rollup);
void procfs_filter_rollup(struct sink *sink, const char *line, size_t size, void *rollup);
void procfs_filter_numa(struct sink *sink, const char *line, size_t size, void *state);
void procfs_filter_status(struct sink *sink, const char *line, size_t size, void *tid);
void procfs_filter_stat(struct sink *sink, const char *line, size_t size, void *tid);

/* If a path that ends .../PID/NAME or .../PID/task/TID/NAME is about this process: NAME, and the
 * thread in *TID (PID where none is named); otherwise NULL. */
const char *procfs_own_name(const char *path, int *tid);

/* Whether files of that name are to be replaced at all; cheap. */
bool procfs_may_matter(const char *name);

/* Makes the file that FD (just opened natively with FLAGS) is to be instead, if its contents
 * would show the runtime, and puts it in FD's place. */
void procfs_replace(int fd, int flags);

#endif
