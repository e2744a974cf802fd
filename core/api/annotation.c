/* core/api/annotation.c - annotations of the application: not looked for yet. */
/* SPDX-License-Identifier: Apache-2.0 */

/* False says so to whoever registers; a program's annotations then do what they do natively. */
#include "dr_annotation.h"
#include "os/base/types.h"

DR_API bool
dr_annotation_register_call(const char *annotation_name, void *callee, bool save_fpstate, uint num_args,
                            dr_annotation_calling_convention_t call_type)
{
    UNUSED(annotation_name);
    UNUSED(callee);
    UNUSED(save_fpstate);
    UNUSED(num_args);
    UNUSED(call_type);
    return false;
}

DR_API bool
dr_annotation_register_valgrind(dr_valgrind_request_id_t request_id,
                                ptr_uint_t (*annotation_callback)(dr_vg_client_request_t *request))
{
    UNUSED(request_id);
    UNUSED(annotation_callback);
    return false;
}

DR_API bool
dr_annotation_register_return(const char *annotation_name, void *return_value)
{
    UNUSED(annotation_name);
    UNUSED(return_value);
    return false;
}

DR_API bool
dr_annotation_pass_pc(const char *annotation_name)
{
    UNUSED(annotation_name);
    return false;
}

DR_API bool
dr_annotation_unregister_call(const char *annotation_name, void *callee)
{
    UNUSED(annotation_name);
    UNUSED(callee);
    return false;
}

DR_API bool
dr_annotation_unregister_return(const char *annotation_name)
{
    UNUSED(annotation_name);
    return false;
}

DR_API bool
dr_annotation_unregister_valgrind(dr_valgrind_request_id_t request_id,
                                  ptr_uint_t (*annotation_callback)(dr_vg_client_request_t *request))
{
    UNUSED(request_id);
    UNUSED(annotation_callback);
    return false;
}

DR_API void
dr_annotation_set_return_value(reg_t value)
{
    UNUSED(value);
}
