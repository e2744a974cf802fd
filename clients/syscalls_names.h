/* clients/syscalls_names.h - names of system calls, their parameters and their errors. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_SYSCALLS_NAMES_H
#define CLIENTS_SYSCALLS_NAMES_H

#include "dr_api.h"

struct syscall_name {
    const char *name;
    byte count;   /* of parameters */
    byte strings; /* bit I: parameter I is, or leads to, a string that the kernel reads */
};

/* In dr_client_main(). */
void
syscall_names_init(void);

/* NULL for a number that has no name here. */
const struct syscall_name *
syscall_name(int number);

/* Copies the string that a parameter is or leads to, at most SIZE bytes. *LENGTH: how many; SIZE: there
 * may be more. False: it cannot be read. */
bool
syscall_string(reg_t value, char *to, size_t size, size_t *length);

/* Whether a call never comes back, or only when it fails. */
bool
syscall_ends(const struct syscall_name *name);
bool
syscall_may_end(const struct syscall_name *name);

/* What a call that failed is said to have returned. */
void
syscall_error_text(uint error, char *to, size_t size);

#endif
