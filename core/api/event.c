/* core/api/event.c - registering for events. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/api/event_macros.h"

REGISTER(exit, void, void)
REGISTER(thread_init, void, void *)
REGISTER(thread_exit, void, void *)
UNREGISTER(post_attach, void, void)
REGISTER(pre_detach, void, void)
REGISTER(low_on_memory, void, void)
REGISTER(bb, dr_emit_flags_t, void *, void *, instrlist_t *, bool, bool)
REGISTER(trace, dr_emit_flags_t, void *, void *, instrlist_t *, bool)
REGISTER(end_trace, dr_custom_trace_action_t, void *, void *, void *)
REGISTER(delete, void, void *, void *)
REGISTER(restore_state, void, void *, void *, dr_mcontext_t *, bool, bool)
REGISTER(restore_state_ex, bool, void *, bool, dr_restore_state_info_t *)
REGISTER(clean_call_insertion, void, void *, instrlist_t *, instr_t *, dr_cleancall_save_t)
REGISTER(module_load, void, void *, const module_data_t *, bool)
REGISTER(module_unload, void, void *, const module_data_t *)
REGISTER(filter_syscall, bool, void *, int)
REGISTER(pre_syscall, bool, void *, int)
REGISTER(post_syscall, void, void *, int)
REGISTER(kernel_xfer, void, void *, const dr_kernel_xfer_info_t *)
REGISTER(security, void, void *, void *, app_pc, app_pc, dr_security_violation_type_t, dr_mcontext_t *,
         dr_security_violation_action_t *)

DR_API bool
dr_register_post_attach_event(void (*func)(void))
{
    event_add(EVENT_post_attach, (event_fn)func, 0);
    return true;
}

DR_API void
dr_register_nudge_event(void (*func)(void *drcontext, uint64 argument), client_id_t id)
{
    event_add(EVENT_nudge, (event_fn)func, id);
}

DR_API bool
dr_unregister_nudge_event(void (*func)(void *drcontext, uint64 argument), client_id_t id)
{
    return event_remove(EVENT_nudge, (event_fn)func, id);
}

/* Nothing is kept from run to run: what is registered for that is never called. */
#define NEVER_STORED(kind)                                                                                    \
    DR_API bool dr_register_persist_##kind(size_t (*func_size)(void *, void *, size_t, void **),              \
                                           bool (*func_persist)(void *, void *, file_t, void *),              \
                                           bool (*func_resurrect)(void *, void *, byte **))                   \
    {                                                                                                         \
        return func_size != NULL && func_persist != NULL && func_resurrect != NULL;                           \
    }                                                                                                         \
    DR_API bool dr_unregister_persist_##kind(size_t (*func_size)(void *, void *, size_t, void **),            \
                                             bool (*func_persist)(void *, void *, file_t, void *),            \
                                             bool (*func_resurrect)(void *, void *, byte **))                 \
    {                                                                                                         \
        return func_size != NULL && func_persist != NULL && func_resurrect != NULL;                           \
    }

NEVER_STORED(ro)
NEVER_STORED(rx)
NEVER_STORED(rw)

DR_API bool
dr_register_persist_patch(bool (*func_patch)(void *, void *, byte *, size_t, void *))
{
    return func_patch != NULL;
}

DR_API bool
dr_unregister_persist_patch(bool (*func_patch)(void *, void *, byte *, size_t, void *))
{
    return func_patch != NULL;
}

DR_API app_pc
dr_persist_start(void *perscxt)
{
    UNUSED(perscxt);
    return NULL;
}

DR_API size_t
dr_persist_size(void *perscxt)
{
    UNUSED(perscxt);
    return 0;
}

DR_API bool
dr_fragment_persistable(void *drcontext, void *perscxt, void *tag)
{
    UNUSED(drcontext);
    UNUSED(perscxt);
    UNUSED(tag);
    return false;
}

DR_API void
dr_allow_unsafe_static_behavior(void)
{
}
