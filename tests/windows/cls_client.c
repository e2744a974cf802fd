/* tests/windows/cls_client.c - each nested callback of the kernel has its own field.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tests/clients/check.h"

#include "drmgr.h"

#include <string.h>

static int tls, cls;
static int entered, left, told_in, told_out, deepest, threads;

struct level {
    int depth;
    int visits;
};

/* The thread's own field says how deep it is; the callback's must say the same. */
static int
depth_of(void *drcontext)
{
    return (int)(ptr_int_t)drmgr_get_tls_field(drcontext, tls);
}

static void
cls_init(void *drcontext, bool new_depth)
{
    struct level *l;
    int depth = depth_of(drcontext) + 1;

    drmgr_set_tls_field(drcontext, tls, (void *)(ptr_int_t)depth);
    if (new_depth) {
        l = dr_thread_alloc(drcontext, sizeof *l);
        l->depth = depth;
        l->visits = 0;
        drmgr_set_cls_field(drcontext, cls, l);
    }
    l = drmgr_get_cls_field(drcontext, cls);
    CHECK(l != NULL && l->depth == depth);
    l->visits++;
    if (depth > deepest)
        deepest = depth;
    if (depth > 1) {
        struct level *outer = drmgr_get_parent_cls_field(drcontext, cls);
        CHECK(outer != NULL && outer->depth == depth - 1);
        dr_atomic_add32_return_sum((volatile int *)&entered, 1);
    } else
        CHECK(drmgr_get_parent_cls_field(drcontext, cls) == NULL);
}

static void
cls_exit(void *drcontext, bool thread_exit)
{
    struct level *l = drmgr_get_cls_field(drcontext, cls);

    CHECK(l != NULL);
    if (thread_exit) {
        dr_thread_free(drcontext, l, sizeof *l);
        return;
    }
    CHECK(l->depth == depth_of(drcontext));
    drmgr_set_tls_field(drcontext, tls, (void *)(ptr_int_t)(l->depth - 1));
    dr_atomic_add32_return_sum((volatile int *)&left, 1);
}

static void
on_xfer(void *drcontext, const dr_kernel_xfer_info_t *info)
{
    struct level *l = drmgr_get_cls_field(drcontext, cls);

    if (info->type == DR_XFER_CALLBACK_DISPATCHER) {
        CHECK(l->depth > 1); /* entered already */
        dr_atomic_add32_return_sum((volatile int *)&told_in, 1);
    }
    if (info->type == DR_XFER_CALLBACK_RETURN) {
        CHECK(l->depth > 1); /* not left yet */
        dr_atomic_add32_return_sum((volatile int *)&told_out, 1);
    }
}

static void
begin(void *drcontext)
{
    CHECK(depth_of(drcontext) == 1);
    dr_atomic_add32_return_sum((volatile int *)&threads, 1);
}

static void
at_exit(void)
{
    CHECK(told_in == entered && told_out == left && threads > 0);
    dr_fprintf(STDERR, "callbacks: %s, %s, %s, %d failures\n", entered > 10 ? "many" : "few", deepest > 2 ? "nested" : "flat",
               entered == left ? "balanced" : "not balanced", failures);
    drmgr_exit();
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    CHECK(drmgr_init());
    tls = drmgr_register_tls_field();
    cls = drmgr_register_cls_field(cls_init, cls_exit);
    CHECK(drmgr_register_thread_init_event(begin) && drmgr_register_kernel_xfer_event(on_xfer));
    CHECK(drmgr_register_exit_event(at_exit));
}
