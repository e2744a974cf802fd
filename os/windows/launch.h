/* os/windows/launch.h - what whoever starts a process tells the runtime in it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_LAUNCH_H
#define OS_WINDOWS_LAUNCH_H
#include <stddef.h>
#include <stdint.h>

enum { LAUNCH_THREAD_CODE = 16, LAUNCH_PATH = 1024 };

/* Filled in before the process runs: it is a variable of the image, exported as runtime_launch. */
struct launch {
    uintptr_t ntdll;
    size_t image_size;                        /* of the runtime, without the words behind it */
    uint8_t thread_code[LAUNCH_THREAD_CODE];  /* of LdrInitializeThunk, before our jump was written there */
    uint32_t word_count, words_size;
    uintptr_t words;                          /* the runtime's options, each with its final zero */
    uintptr_t output[2];                      /* where the runtime's own output goes, 0: to the standard files */
    char self[LAUNCH_PATH];                   /* the runtime's file */
};

extern struct launch runtime_launch;

#endif
