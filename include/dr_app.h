/* include/dr_app.h - running parts of a program under the runtime, from within the program. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_APP_H
#define DR_APP_H 1

#include "dr_defines.h"

/** Marks the functions that an application may call. */
#ifdef WINDOWS
#    ifdef DR_APP_EXPORTS
#        define DR_APP_API DR_LINKAGE_ __declspec(dllexport)
#    else
#        define DR_APP_API DR_LINKAGE_ __declspec(dllimport)
#    endif
#else
#    define DR_APP_API DR_LINKAGE_ __attribute__((visibility("default")))
#endif

/** Prepares the runtime and its clients without taking control. Returns 0, or another number on
 *  failure. */
DR_APP_API int
dr_app_setup(void);

/** Frees what dr_app_setup() took; the process goes on natively. Returns 0 on success. */
DR_APP_API int
dr_app_cleanup(void);

/** Puts every thread of the process under the runtime's control; needs dr_app_setup(). */
DR_APP_API void
dr_app_start(void);

/** Lets every thread go on natively; dr_app_start() may be called again. */
DR_APP_API void
dr_app_stop(void);

/** dr_app_setup() and dr_app_start(). */
DR_APP_API int
dr_app_setup_and_start(void);

/** Puts the process under control for good: dr_app_stop() is ignored from now on. */
DR_APP_API void
dr_app_take_over(void);

/** Translates the target of an indirect call made by native code into one that stays in control;
 *  returns where to call instead. */
DR_APP_API void *
dr_app_handle_mbr_target(void *target);

/** dr_app_stop() and dr_app_cleanup(). */
DR_APP_API void
dr_app_stop_and_cleanup(void);

/** The same, and fills *drstats (unless NULL) with the run's figures before they are gone. The
 *  caller sets drstats->size. */
DR_APP_API void
dr_app_stop_and_cleanup_with_stats(dr_stats_t *drstats);

/** Whether the calling thread is run by the runtime now. */
DR_APP_API bool
dr_app_running_under_dynamorio(void);

#endif /* DR_APP_H */
