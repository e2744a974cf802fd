/* include/dr_defines_nt.h - the names of windows.h that the interface uses, for code that does without it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_DEFINES_NT_H
#define DR_DEFINES_NT_H 1

typedef void *HANDLE;
typedef struct HINSTANCE__ *HMODULE;
typedef long long (*FARPROC)(void);
typedef struct _EXCEPTION_RECORD EXCEPTION_RECORD;
typedef struct _CONTEXT CONTEXT;
typedef struct _IMAGE_SECTION_HEADER IMAGE_SECTION_HEADER;
typedef struct _MEMORY_BASIC_INFORMATION MEMORY_BASIC_INFORMATION;

#define INVALID_HANDLE_VALUE ((HANDLE)(long long)-1)
#define MAX_PATH 260

#endif /* DR_DEFINES_NT_H */
