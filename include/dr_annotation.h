/* include/dr_annotation.h - markers that a program carries for tools, and who answers them. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_ANNOTATION_H
#define DR_ANNOTATION_H 1

#include "dr_defines.h"

/** How an annotation passes its arguments. */
typedef enum _dr_annotation_calling_convention_t {
    /** In registers as far as they go; on x86-64 the platform's normal convention. */
    DR_ANNOTATION_CALL_TYPE_FASTCALL,
    /** A variable number of arguments. */
    DR_ANNOTATION_CALL_TYPE_VARARG,
    DR_ANNOTATION_CALL_TYPE_LAST,
} dr_annotation_calling_convention_t;

enum {
    /** Arguments of a Valgrind request. */
    DR_VG_NUM_ARGS = 5,
};

/** The Valgrind client requests that can be answered. */
typedef enum _dr_valgrind_request_id_t {
    DR_VG_ID__RUNNING_ON_VALGRIND,
    DR_VG_ID__DO_LEAK_CHECK,
    DR_VG_ID__MAKE_MEM_DEFINED_IF_ADDRESSABLE,
    DR_VG_ID__DISCARD_TRANSLATIONS,
    DR_VG_ID__CHECK_MEM_IS_ADDRESSABLE,
    DR_VG_ID__CHECK_MEM_IS_DEFINED,
    DR_VG_ID__MAKE_MEM_UNDEFINED,
    DR_VG_ID__MAKE_MEM_DEFINED,
    DR_VG_ID__MALLOCLIKE_BLOCK,
    DR_VG_ID__FREELIKE_BLOCK,
    DR_VG_ID__LAST,
} dr_valgrind_request_id_t;

/** One Valgrind request as the application made it. */
typedef struct _dr_vg_client_request_t {
    ptr_uint_t request;
    ptr_uint_t args[DR_VG_NUM_ARGS];
    /** What the request yields when nobody answers. */
    ptr_uint_t default_result;
} dr_vg_client_request_t;

/** Calls `callee`, as a clean call with `num_args` arguments, whenever the annotation of that name
 *  is executed; `save_fpstate` saves the x87 and vector state around it. Several callees are called
 *  in the order of registration. False if the name is not known or no memory is left. */
DR_API bool
dr_annotation_register_call(const char *annotation_name, void *callee, bool save_fpstate, uint num_args,
                            dr_annotation_calling_convention_t call_type);

/** Answers a Valgrind request; the callback's result becomes the request's. */
DR_API bool
dr_annotation_register_valgrind(dr_valgrind_request_id_t request_id,
                                ptr_uint_t (*annotation_callback)(dr_vg_client_request_t *request));

/** Makes the annotation yield a fixed value. */
DR_API bool
dr_annotation_register_return(const char *annotation_name, void *return_value);

/** Makes the annotation's address available to its callees with dr_read_saved_reg() in
 *  SPILL_SLOT_2. */
DR_API bool
dr_annotation_pass_pc(const char *annotation_name);

/** Undoes dr_annotation_register_call(); false if there was nothing to undo. */
DR_API bool
dr_annotation_unregister_call(const char *annotation_name, void *callee);

/** Undoes dr_annotation_register_return(). */
DR_API bool
dr_annotation_unregister_return(const char *annotation_name);

/** Undoes dr_annotation_register_valgrind(). */
DR_API bool
dr_annotation_unregister_valgrind(dr_valgrind_request_id_t request_id,
                                  ptr_uint_t (*annotation_callback)(dr_vg_client_request_t *request));

/** For a callee of an annotation: what the annotation yields. */
DR_API void
dr_annotation_set_return_value(reg_t value);

#endif /* DR_ANNOTATION_H */
