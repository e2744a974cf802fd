/* include/dr_tracedump.h - the layout of a binary file of traces. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_TRACEDUMP_H
#define DR_TRACEDUMP_H 1

#include "dr_defines.h"

/* A file header; then for each trace its header, the address and size of each block it was made
 * from, one record per exit stub, and the code. */

/** Starts the file. */
typedef struct _tracedump_file_header_t {
    int version;
    bool x64;
    /** Bytes of an exit's execution count: 0, 4 or 8. */
    int linkcount_size;
} tracedump_file_header_t;

/** Starts a trace. */
typedef struct _tracedump_trace_header_t {
    int frag_id;
    /** Application address of the start. */
    app_pc tag;
    /** Where the code stood in the cache. */
    app_pc cache_start_pc;
    /** Offset of the normal entry from cache_start_pc. */
    int entry_offs;
    int num_exits;
    /** Bytes of code, stubs that are not separate included. */
    int code_size;
    uint num_bbs;
    bool x64;
} tracedump_trace_header_t;

/** Bytes of a block's origin before its code: address and size. */
#define BB_ORIGIN_HEADER_SIZE (sizeof(app_pc) + sizeof(int))

/** The most code a separate stub has. */
#define SEPARATE_STUB_MAX_SIZE 64

/** Describes an exit. */
typedef struct _tracedump_stub_data {
    /** Offset of the branch from cache_start_pc. */
    int cti_offs;
    app_pc stub_pc;
    app_pc target;
    bool linked;
    int stub_size;
    union {
        uint count32;
        uint64 count64;
    } count;
    /** stub_size bytes follow. */
    byte stub_code[1];
} tracedump_stub_data_t;

/** Bytes of an exit's record before its count. */
#define STUB_DATA_FIXED_SIZE (offsetof(tracedump_stub_data_t, count))

#endif /* DR_TRACEDUMP_H */
