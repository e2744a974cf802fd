/* clients/memtrace.h - what the parts of memtrace share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CLIENTS_MEMTRACE_H
#define CLIENTS_MEMTRACE_H

#include "clients/thread_data.h"
#include "dr_api.h"

/* One access, as it stands in the buffer and in a binary file. */
struct access {
    ptr_uint_t address;
    uint size; /* bytes; 0 where the instruction decides when it runs (xsave) */
    uint is_write;
};

enum {
    BUFFER_SIZE = 256 * 1024,
    SLACK_SIZE = 64 * 1024, /* room behind the end for one block's accesses: it is looked at once a block */
};

/* A thread's. Two more raw slots belong to it: where the next access goes, and minus the end of the buffer. */
struct trace {
    struct thread_data thread;
    ptr_uint_t *slots;   /* the thread's own; others look at them when the process ends */
    struct access *buffer;
    file_t file;
    uint64 reads, writes;
    dr_mcontext_t before; /* registers before a repeated string instruction */
};

/* ---- memtrace_output.c ---- */

/* False if no slots are left. */
bool
output_init(const char *prefix, bool as_text);
void
output_thread_init(void *drcontext);
void
output_thread_exit(void *drcontext);
void
output_fork(void *drcontext);

/* At the end: writes what is left of threads that are still there, and gives the totals. */
void
output_totals(uint64 *reads, uint64 *writes, uint *threads);

opnd_t
output_next_slot(void);
opnd_t
output_minus_end_slot(void);

/* Clean call: the buffer is full. */
void
output_flush_mine(void);

/* Adds one access of the calling thread. */
void
output_add(struct trace *t, ptr_uint_t address, uint size, bool is_write);

/* ---- memtrace_insert.c ---- */

/* The block event. */
dr_emit_flags_t
insert_into_block(void *drcontext, void *tag, instrlist_t *bb, bool for_trace, bool translating);

#endif
