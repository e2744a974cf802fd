/* clients/memtrace_output.c - the buffers of memtrace and the files they go to. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/memtrace.h"

static reg_id_t segment;
static uint offset;
static const char *file_prefix;
static bool is_text;
static void *lock; /* before that of thread_data.c */
static uint64 all_reads, all_writes; /* guarded by lock */
static uint all_threads;             /* guarded by lock */

bool
output_init(const char *prefix, bool as_text)
{
    file_prefix = prefix;
    is_text = as_text;
    lock = dr_mutex_create();
    return thread_data_init(sizeof(struct trace)) && dr_raw_tls_calloc(&segment, &offset, 2, 0);
}

static opnd_t
slot(uint number)
{
    return opnd_create_far_base_disp(segment, DR_REG_NULL, DR_REG_NULL, 0, (int)(offset + number * sizeof(void *)), OPSZ_PTR);
}

opnd_t
output_next_slot(void)
{
    return slot(0);
}

opnd_t
output_minus_end_slot(void)
{
    return slot(1);
}

static ptr_uint_t *
my_slots(void)
{
    return (ptr_uint_t *)(void *)((byte *)dr_get_dr_segment_base(segment) + offset);
}

static file_t
open_file(thread_id_t tid)
{
    char path[MAXIMUM_PATH];
    file_t f;

    dr_snprintf(path, sizeof path, "%s." TIDFMT ".%s", file_prefix, tid, is_text ? "txt" : "bin");
    path[sizeof path - 1] = '\0';
    f = dr_open_file(path, DR_FILE_WRITE_OVERWRITE);
    if (f == INVALID_FILE)
        dr_fprintf(STDERR, "memtrace: cannot write '%s': this thread is counted only\n", path);
    return f;
}

static void
start_file(struct trace *t, void *drcontext)
{
    ptr_uint_t *mine = t->slots = my_slots();

    t->file = open_file(dr_get_thread_id(drcontext));
    t->reads = t->writes = 0;
    mine[0] = (ptr_uint_t)t->buffer;
    mine[1] = (ptr_uint_t)0 - ((ptr_uint_t)t->buffer + BUFFER_SIZE);
}

void
output_thread_init(void *drcontext)
{
    struct trace *t = thread_data_create(drcontext);

    t->buffer = dr_global_alloc(BUFFER_SIZE + SLACK_SIZE);
    start_file(t, drcontext);
}

static void
write_text(struct trace *t, const struct access *from, const struct access *to)
{
    char text[4096];
    size_t n = 0;

    for (; from < to; from++) {
        int more = dr_snprintf(text + n, sizeof text - n, "%c %u " PIFX "\n", from->is_write ? 'W' : 'R', from->size, from->address);
        n += more < 0 ? 0 : (size_t)more;
        if (n > sizeof text - 64) {
            dr_write_file(t->file, text, n);
            n = 0;
        }
    }
    dr_write_file(t->file, text, n);
}

static void
flush(struct trace *t, struct access *end)
{
    for (const struct access *a = t->buffer; a < end; a++) {
        t->writes += a->is_write;
        t->reads += !a->is_write;
    }
    if (t->file == INVALID_FILE)
        return;
    if (is_text)
        write_text(t, t->buffer, end);
    else
        dr_write_file(t->file, t->buffer, (size_t)(end - t->buffer) * sizeof *end);
}

void
output_flush_mine(void)
{
    struct trace *t = thread_data_mine();
    ptr_uint_t *mine = my_slots();

    flush(t, (struct access *)mine[0]);
    mine[0] = (ptr_uint_t)t->buffer;
}

void
output_add(struct trace *t, ptr_uint_t address, uint size, bool is_write)
{
    ptr_uint_t *mine = my_slots();
    struct access *a = (struct access *)mine[0];

    a->address = address;
    a->size = size;
    a->is_write = is_write;
    mine[0] = (ptr_uint_t)(a + 1);
    if (mine[0] >= (ptr_uint_t)t->buffer + BUFFER_SIZE)
        output_flush_mine();
}

static void
finish(struct trace *t)
{
    flush(t, (struct access *)t->slots[0]);
    if (t->file != INVALID_FILE)
        dr_close_file(t->file);
    all_reads += t->reads;
    all_writes += t->writes;
    all_threads++;
}

/* At the end of the process it is called for threads that may still be running: what they use stays. */
void
output_thread_exit(void *drcontext)
{
    struct trace *t = thread_data_of(drcontext);

    dr_mutex_lock(lock);
    finish(t);
    t->thread.is_ended = true;
    dr_mutex_unlock(lock);
    if (t != thread_data_mine())
        return;
    dr_global_free(t->buffer, BUFFER_SIZE + SLACK_SIZE);
    thread_data_remove(t);
}

/* The child has its own file and nothing of what the parent has gathered. */
void
output_fork(void *drcontext)
{
    struct trace *t = thread_data_mine();

    thread_data_forked(drcontext);
    lock = mutex_after_fork(lock, NULL);
    all_reads = all_writes = 0;
    all_threads = 0;
    if (t->file != INVALID_FILE)
        dr_close_file(t->file);
    start_file(t, drcontext);
}

void
output_totals(uint64 *reads, uint64 *writes, uint *threads)
{
    dr_mutex_lock(lock);
    thread_data_lock();
    for (struct thread_data *t = thread_data_first(); t != NULL; t = t->next)
        if (!t->is_ended)
            finish((struct trace *)t);
    thread_data_unlock();
    *reads = all_reads;
    *writes = all_writes;
    *threads = all_threads;
    dr_mutex_unlock(lock);
}
