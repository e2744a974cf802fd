/* tests/os/exec_harness.h - what the harness sets in its stand-ins. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXEC_HARNESS_H
#define EXEC_HARNESS_H 1

#include <stdbool.h>

/* EXE: what /proc/self/exe should mean; EXE_SET: the kernel knows. */
void harness_set(const char *runtime_path, const char *exe, bool exe_set);

/* The application's arguments, environment and auxv, one behind the other, which the kernel does
 * not know of. */
void harness_set_words(char *words, unsigned long args, unsigned long env, unsigned long auxv);

#endif
