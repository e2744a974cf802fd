/* drmgr/fields.c - fields of threads and of nested callbacks. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/thread.h"

#include <stddef.h>
#include <string.h>

/* Changed while one part or another of the client starts: by atomic operations, without a lock. */
static int tls_taken[FIELDS_MOST];

struct cls_field {
    int taken; /* changes last, and first */
    void (*init)(void *drcontext, bool new_depth);
    void (*exit)(void *drcontext, bool thread_exit);
};
static struct cls_field cls[FIELDS_MOST];

struct thread *
thread_of(void *drcontext)
{
    return drcontext == NULL ? NULL : dr_get_tls_field(drcontext);
}

void
fields_reset(void)
{
    memset(tls_taken, 0, sizeof tls_taken);
    memset(cls, 0, sizeof cls);
}

static bool
take(int *taken)
{
    int free = 0;

    return __atomic_compare_exchange_n(taken, &free, 1, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

static bool
is_tls(int idx)
{
    return idx >= 0 && idx < FIELDS_MOST && __atomic_load_n(&tls_taken[idx], __ATOMIC_RELAXED) != 0;
}

static bool
is_cls(int idx)
{
    return idx >= 0 && idx < FIELDS_MOST && __atomic_load_n(&cls[idx].taken, __ATOMIC_ACQUIRE) == 2;
}

/* ---- depths ---- */

static void
call_init(void *drcontext, bool new_depth)
{
    for (int i = 0; i < FIELDS_MOST; i++)
        if (is_cls(i) && cls[i].init != NULL)
            cls[i].init(drcontext, new_depth);
}

static void
call_exit(void *drcontext, bool thread_exit)
{
    for (int i = 0; i < FIELDS_MOST; i++)
        if (is_cls(i) && cls[i].exit != NULL)
            cls[i].exit(drcontext, thread_exit);
}

void
thread_create(void *drcontext)
{
    struct thread *t = dr_thread_alloc(drcontext, sizeof *t);

    memset(t, 0, sizeof *t);
    t->depth = &t->first;
    dr_set_tls_field(drcontext, t);
    call_init(drcontext, true);
}

void
thread_destroy(void *drcontext)
{
    struct thread *t = thread_of(drcontext);
    struct depth *d;

    if (t == NULL)
        return;
    for (d = t->depth; d->inner != NULL;)
        d = d->inner;
    while (d != NULL) {
        struct depth *outer = d->outer;
        t->depth = d;
        call_exit(drcontext, true);
        if (d != &t->first)
            dr_thread_free(drcontext, d, sizeof *d);
        d = outer;
    }
    dr_set_tls_field(drcontext, NULL);
    dr_thread_free(drcontext, t, sizeof *t);
}

bool
drmgr_push_cls(void *drcontext)
{
    struct thread *t = thread_of(drcontext);
    struct depth *d;
    bool is_new;

    if (t == NULL)
        return false;
    d = t->depth->inner;
    is_new = d == NULL;
    if (is_new) {
        d = dr_thread_alloc(drcontext, sizeof *d);
        memset(d, 0, sizeof *d);
        d->outer = t->depth;
        t->depth->inner = d;
    }
    t->depth = d;
    call_init(drcontext, is_new);
    return true;
}

bool
drmgr_pop_cls(void *drcontext)
{
    struct thread *t = thread_of(drcontext);

    if (t == NULL || t->depth->outer == NULL)
        return false;
    call_exit(drcontext, false);
    t->depth = t->depth->outer;
    return true;
}

/* ---- of threads ---- */

int
drmgr_register_tls_field(void)
{
    for (int i = 0; i < FIELDS_MOST; i++)
        if (take(&tls_taken[i]))
            return i;
    return -1;
}

bool
drmgr_unregister_tls_field(int idx)
{
    if (!is_tls(idx))
        return false;
    __atomic_store_n(&tls_taken[idx], 0, __ATOMIC_RELEASE);
    return true;
}

void *
drmgr_get_tls_field(void *drcontext, int idx)
{
    struct thread *t = thread_of(drcontext);

    return t == NULL || !is_tls(idx) ? NULL : t->field[idx];
}

bool
drmgr_set_tls_field(void *drcontext, int idx, void *value)
{
    struct thread *t = thread_of(drcontext);

    if (t == NULL || !is_tls(idx))
        return false;
    t->field[idx] = value;
    return true;
}

static void
insert_load(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg, reg_id_t base, size_t offset)
{
    instrlist_meta_preinsert(ilist, where,
                             INSTR_CREATE_mov_ld(drcontext, opnd_create_reg(reg), OPND_CREATE_MEMPTR(base, (int)offset)));
}

static void
insert_store(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg, reg_id_t base, size_t offset)
{
    instrlist_meta_preinsert(ilist, where,
                             INSTR_CREATE_mov_st(drcontext, OPND_CREATE_MEMPTR(base, (int)offset), opnd_create_reg(reg)));
}

static bool
is_pointer_register(reg_id_t reg)
{
    return reg_is_gpr(reg) && reg_is_pointer_sized(reg);
}

static size_t
field_offset(int idx)
{
    return offsetof(struct thread, field) + (size_t)idx * sizeof(void *);
}

bool
drmgr_insert_read_tls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    if (!is_tls(idx) || !is_pointer_register(reg))
        return false;
    dr_insert_read_tls_field(drcontext, ilist, where, reg);
    insert_load(drcontext, ilist, where, reg, reg, field_offset(idx));
    return true;
}

bool
drmgr_insert_write_tls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg, reg_id_t scratch)
{
    if (!is_tls(idx) || !is_pointer_register(reg) || !is_pointer_register(scratch) || reg == scratch)
        return false;
    dr_insert_read_tls_field(drcontext, ilist, where, scratch);
    insert_store(drcontext, ilist, where, reg, scratch, field_offset(idx));
    return true;
}

/* ---- of callbacks ---- */

/* A thread that exists already has its fields from now on: they are NULL, init is not called. */
int
drmgr_register_cls_field(void (*cb_init_func)(void *drcontext, bool new_depth),
                         void (*cb_exit_func)(void *drcontext, bool thread_exit))
{
    for (int i = 0; i < FIELDS_MOST; i++) {
        if (!take(&cls[i].taken))
            continue;
        cls[i].init = cb_init_func;
        cls[i].exit = cb_exit_func;
        __atomic_store_n(&cls[i].taken, 2, __ATOMIC_RELEASE);
        return i;
    }
    return -1;
}

bool
drmgr_unregister_cls_field(void (*cb_init_func)(void *drcontext, bool new_depth),
                           void (*cb_exit_func)(void *drcontext, bool thread_exit), int idx)
{
    if (!is_cls(idx) || cls[idx].init != cb_init_func || cls[idx].exit != cb_exit_func)
        return false;
    __atomic_store_n(&cls[idx].taken, 0, __ATOMIC_RELEASE);
    return true;
}

void *
drmgr_get_cls_field(void *drcontext, int idx)
{
    struct thread *t = thread_of(drcontext);

    return t == NULL || !is_cls(idx) ? NULL : t->depth->field[idx];
}

bool
drmgr_set_cls_field(void *drcontext, int idx, void *value)
{
    struct thread *t = thread_of(drcontext);

    if (t == NULL || !is_cls(idx))
        return false;
    t->depth->field[idx] = value;
    return true;
}

void *
drmgr_get_parent_cls_field(void *drcontext, int idx)
{
    struct thread *t = thread_of(drcontext);

    return t == NULL || !is_cls(idx) || t->depth->outer == NULL ? NULL : t->depth->outer->field[idx];
}

/* The current depth moves: it is read each time. */
static void
insert_depth(void *drcontext, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    dr_insert_read_tls_field(drcontext, ilist, where, reg);
    insert_load(drcontext, ilist, where, reg, reg, offsetof(struct thread, depth));
}

bool
drmgr_insert_read_cls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg)
{
    if (!is_cls(idx) || !is_pointer_register(reg))
        return false;
    insert_depth(drcontext, ilist, where, reg);
    insert_load(drcontext, ilist, where, reg, reg, (size_t)idx * sizeof(void *));
    return true;
}

bool
drmgr_insert_write_cls_field(void *drcontext, int idx, instrlist_t *ilist, instr_t *where, reg_id_t reg, reg_id_t scratch)
{
    if (!is_cls(idx) || !is_pointer_register(reg) || !is_pointer_register(scratch) || reg == scratch)
        return false;
    insert_depth(drcontext, ilist, where, scratch);
    insert_store(drcontext, ilist, where, reg, scratch, (size_t)idx * sizeof(void *));
    return true;
}
