/* drmgr/events.c - the events that are not of blocks: handed on in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "drmgr/hooks.h"
#include "drmgr/thread.h"

#include <string.h>

/* ---- without arguments ---- */

typedef void (*plain_func)(void);
typedef void (*data_func)(void *user_data);

static void
call_plain(const struct callback *c)
{
    if (c->takes_data)
        ((data_func)c->func)(c->data);
    else
        c->func();
}

static void
deliver_plain(const struct hook *h)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&h->list))
        call_plain(c);
}

static struct hook exit_hook, low_on_memory_hook, post_attach_hook, pre_detach_hook;

/* One of them may end the manager, which frees the lists. */
static void
hear_exit(void)
{
    struct callback_array *a = callbacks_now(&exit_hook.list);
    size_t count = a == NULL ? 0 : a->count, size = count * sizeof(struct callback);
    struct callback *copy = count == 0 ? NULL : dr_global_alloc(size);

    if (count > 0)
        memcpy(copy, a->callback, size);
    for (size_t i = 0; i < count; i++)
        call_plain(&copy[i]);
    if (count > 0)
        dr_global_free(copy, size);
}

static void
hear_low_on_memory(void)
{
    deliver_plain(&low_on_memory_hook);
}

static void
hear_post_attach(void)
{
    deliver_plain(&post_attach_hook);
}

static void
hear_pre_detach(void)
{
    deliver_plain(&pre_detach_hook);
}

/* ---- threads ---- */

typedef void (*thread_func)(void *drcontext);
typedef void (*thread_data_func)(void *drcontext, void *user_data);

static struct hook thread_init_hook, thread_exit_hook;

static void
deliver_thread(const struct hook *h, void *drcontext)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&h->list))
        CALL(c, thread_func, thread_data_func, drcontext);
}

static void
hear_thread_init(void *drcontext)
{
    thread_create(drcontext);
    deliver_thread(&thread_init_hook, drcontext);
}

static void
hear_thread_exit(void *drcontext)
{
    deliver_thread(&thread_exit_hook, drcontext);
    thread_destroy(drcontext);
}

/* ---- system calls ---- */

typedef bool (*ask_func)(void *drcontext, int sysnum);
typedef bool (*ask_data_func)(void *drcontext, int sysnum, void *user_data);
typedef void (*syscall_func)(void *drcontext, int sysnum);
typedef void (*syscall_data_func)(void *drcontext, int sysnum, void *user_data);

static struct hook filter_syscall_hook, pre_syscall_hook, post_syscall_hook;

static bool
hear_filter_syscall(void *drcontext, int sysnum)
{
    bool wanted = false;

    FOR_EACH_CALLBACK(c, callbacks_now(&filter_syscall_hook.list))
        wanted = CALL(c, ask_func, ask_data_func, drcontext, sysnum) || wanted;
    return wanted;
}

static bool
hear_pre_syscall(void *drcontext, int sysnum)
{
    bool is_made = true;

    FOR_EACH_CALLBACK(c, callbacks_now(&pre_syscall_hook.list))
        is_made = CALL(c, ask_func, ask_data_func, drcontext, sysnum) && is_made;
    return is_made;
}

static void
hear_post_syscall(void *drcontext, int sysnum)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&post_syscall_hook.list))
        CALL(c, syscall_func, syscall_data_func, drcontext, sysnum);
}

/* ---- modules ---- */

typedef void (*load_func)(void *drcontext, const module_data_t *info, bool loaded);
typedef void (*load_data_func)(void *drcontext, const module_data_t *info, bool loaded, void *user_data);
typedef void (*unload_func)(void *drcontext, const module_data_t *info);
typedef void (*unload_data_func)(void *drcontext, const module_data_t *info, void *user_data);

static struct hook module_load_hook, module_unload_hook;

static void
hear_module_load(void *drcontext, const module_data_t *info, bool loaded)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&module_load_hook.list))
        CALL(c, load_func, load_data_func, drcontext, info, loaded);
}

static void
hear_module_unload(void *drcontext, const module_data_t *info)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&module_unload_hook.list))
        CALL(c, unload_func, unload_data_func, drcontext, info);
}

/* ---- what the kernel does to a thread ---- */

typedef void (*xfer_func)(void *drcontext, const dr_kernel_xfer_info_t *info);
typedef void (*restore_func)(void *drcontext, void *tag, dr_mcontext_t *mcontext, bool restore_memory, bool app_code_consistent);
typedef bool (*restore_ex_func)(void *drcontext, bool restore_memory, dr_restore_state_info_t *info);

static struct hook kernel_xfer_hook, restore_state_hook, restore_state_ex_hook;

/* Callbacks of the Windows kernel nest: each has its fields, which those who hear of it see already, or still. */
static void
hear_kernel_xfer(void *drcontext, const dr_kernel_xfer_info_t *info)
{
    if (info->type == DR_XFER_CALLBACK_DISPATCHER)
        drmgr_push_cls(drcontext);
    FOR_EACH_CALLBACK(c, callbacks_now(&kernel_xfer_hook.list))
        ((xfer_func)c->func)(drcontext, info);
    if (info->type == DR_XFER_CALLBACK_RETURN)
        drmgr_pop_cls(drcontext);
}

static void
hear_restore_state(void *drcontext, void *tag, dr_mcontext_t *mcontext, bool restore_memory, bool app_code_consistent)
{
    FOR_EACH_CALLBACK(c, callbacks_now(&restore_state_hook.list))
        ((restore_func)c->func)(drcontext, tag, mcontext, restore_memory, app_code_consistent);
}

static bool
hear_restore_state_ex(void *drcontext, bool restore_memory, dr_restore_state_info_t *info)
{
    bool is_good = true;

    FOR_EACH_CALLBACK(c, callbacks_now(&restore_state_ex_hook.list))
        is_good = ((restore_ex_func)c->func)(drcontext, restore_memory, info) && is_good;
    return is_good;
}

/* ---- registration ---- */

HOOK(exit)
PLAIN(exit, void, void)
WITH_DATA(exit, void, void *user_data)

HOOK(low_on_memory)
PLAIN(low_on_memory, void, void)
ORDERED(low_on_memory, drmgr_register_low_on_memory_event_ex, void, void)
WITH_DATA(low_on_memory, void, void *user_data)

HOOK(post_attach)
PLAIN(post_attach, void, void)
WITH_DATA(post_attach, void, void *user_data)

HOOK(pre_detach)
PLAIN(pre_detach, void, void)
WITH_DATA(pre_detach, void, void *user_data)

HOOK(thread_init)
PLAIN(thread_init, void, void *drcontext)
ORDERED(thread_init, drmgr_register_thread_init_event_ex, void, void *drcontext)
WITH_DATA(thread_init, void, void *drcontext, void *user_data)

HOOK(thread_exit)
PLAIN(thread_exit, void, void *drcontext)
ORDERED(thread_exit, drmgr_register_thread_exit_event_ex, void, void *drcontext)
WITH_DATA(thread_exit, void, void *drcontext, void *user_data)

HOOK(filter_syscall)
PLAIN(filter_syscall, bool, void *drcontext, int sysnum)
WITH_DATA(filter_syscall, bool, void *drcontext, int sysnum, void *user_data)

HOOK(pre_syscall)
PLAIN(pre_syscall, bool, void *drcontext, int sysnum)
ORDERED(pre_syscall, drmgr_register_pre_syscall_event_ex, bool, void *drcontext, int sysnum)
WITH_DATA(pre_syscall, bool, void *drcontext, int sysnum, void *user_data)

HOOK(post_syscall)
PLAIN(post_syscall, void, void *drcontext, int sysnum)
ORDERED(post_syscall, drmgr_register_post_syscall_event_ex, void, void *drcontext, int sysnum)
WITH_DATA(post_syscall, void, void *drcontext, int sysnum, void *user_data)

HOOK(module_load)
PLAIN(module_load, void, void *drcontext, const module_data_t *info, bool loaded)
ORDERED(module_load, drmgr_register_module_load_event_ex, void, void *drcontext, const module_data_t *info, bool loaded)
WITH_DATA(module_load, void, void *drcontext, const module_data_t *info, bool loaded, void *user_data)

HOOK(module_unload)
PLAIN(module_unload, void, void *drcontext, const module_data_t *info)
ORDERED(module_unload, drmgr_register_module_unload_event_ex, void, void *drcontext, const module_data_t *info)
WITH_DATA(module_unload, void, void *drcontext, const module_data_t *info, void *user_data)

HOOK(kernel_xfer)
PLAIN(kernel_xfer, void, void *drcontext, const dr_kernel_xfer_info_t *info)
ORDERED(kernel_xfer, drmgr_register_kernel_xfer_event_ex, void, void *drcontext, const dr_kernel_xfer_info_t *info)

HOOK(restore_state)
PLAIN(restore_state, void, void *drcontext, void *tag, dr_mcontext_t *mcontext, bool restore_memory, bool app_code_consistent)

HOOK(restore_state_ex)
PLAIN(restore_state_ex, bool, void *drcontext, bool restore_memory, dr_restore_state_info_t *info)
ORDERED(restore_state_ex, drmgr_register_restore_state_ex_event_ex, bool, void *drcontext, bool restore_memory, dr_restore_state_info_t *info)

static struct hook *const hooks[] = {
    &exit_hook, &low_on_memory_hook, &post_attach_hook, &pre_detach_hook, &thread_init_hook, &thread_exit_hook,
    &filter_syscall_hook, &pre_syscall_hook, &post_syscall_hook, &module_load_hook, &module_unload_hook,
    &kernel_xfer_hook, &restore_state_hook, &restore_state_ex_hook,
};

void
events_init(void)
{
    hook_take(&thread_init_hook); /* for the fields */
    hook_take(&thread_exit_hook);
    if (system_has_callbacks)
        hook_take(&kernel_xfer_hook);
}

void
events_exit(void)
{
    for (size_t i = 0; i < sizeof hooks / sizeof hooks[0]; i++)
        hook_reset(hooks[i]);
    hook_reset(system_hook);
}
