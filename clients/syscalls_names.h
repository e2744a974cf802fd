/* clients/syscalls_names.h - names of system calls and of their errors. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_SYSCALLS_NAMES_H
#define CLIENTS_SYSCALLS_NAMES_H

#include "dr_api.h"

struct syscall_name {
    const char *name;
    byte count;   /* of parameters */
    byte strings; /* bit I: parameter I is a string that the kernel reads */
};

/* NULL for a number that has no name here. */
const struct syscall_name *
syscall_name(int number);

/* ENOENT for 2 and so on; "?" for a number that has no name here. */
const char *
error_name(int number);

#endif
