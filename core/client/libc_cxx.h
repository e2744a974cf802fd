/* core/client/libc_cxx.h - what compiled C++ imports on its own, answered for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_CLIENT_LIBC_CXX_H
#define CORE_CLIENT_LIBC_CXX_H

/* The address of a function or object by its linker name; NULL if it is none of these. */
void *
libc_cxx_find(const char *name);

#endif
