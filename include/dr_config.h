/* include/dr_config.h - which programs are run with which clients: the configuration files. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_CONFIG_H
#define DR_CONFIG_H 1

#include "dr_defines.h"

/* A configuration belongs to a program's base name and optionally to one process id (0: any); it
 * stands in the user's folder, or with `global` in that of the machine. */

/** The longest option string of the runtime or of a client, its zero included. */
#define DR_MAX_OPTIONS_LENGTH 2048

/** What the functions on this page return. */
typedef enum {
    DR_SUCCESS,
    DR_FAILURE,                  /**< for no reason named below */
    DR_PROC_REG_EXISTS,          /**< the program is registered already */
    DR_PROC_REG_INVALID,         /**< the program is not registered */
    DR_PRIORITY_INVALID,         /**< a client's priority is out of range */
    DR_ID_CONFLICTING,           /**< a client of that id is there already */
    DR_ID_INVALID,               /**< no client has that id */
    DR_NUDGE_PID_NOT_FOUND,      /**< no such process */
    DR_NUDGE_TIMEOUT,            /**< the nudge was not handled in time */
    DR_CONFIG_STRING_TOO_LONG,   /**< an option string or path is too long */
    DR_CONFIG_FILE_WRITE_FAILED, /**< the file cannot be written */
    DR_NUDGE_PID_NOT_INJECTED,   /**< the process does not run under the runtime */
    DR_CONFIG_DIR_NOT_FOUND,     /**< there is no folder for configurations */
    DR_CONFIG_INVALID_PARAMETER, /**< a parameter makes no sense */
    DR_CONFIG_CLIENT_NOT_FOUND,  /**< the client's library does not exist */
    DR_CONFIG_OPTIONS_INVALID,   /**< the options cannot be stored or parsed */
} dr_config_status_t;

/** How a program is run. */
typedef enum {
    DR_MODE_NONE,              /**< not configured */
    DR_MODE_CODE_MANIPULATION, /**< from the code cache: the normal mode */
    DR_MODE_PROBE,             /**< not supported */
    DR_MODE_MEMORY_FIREWALL,   /**< not supported */
    DR_MODE_DO_NOT_RUN,        /**< natively, although a wider rule says otherwise */
} dr_operation_mode_t;

/** Whose configuration is meant on a 64-bit machine. */
typedef enum {
    DR_PLATFORM_DEFAULT, /**< that of the calling program */
    DR_PLATFORM_32BIT,
    DR_PLATFORM_64BIT,
    DR_PLATFORM_NONE,
} dr_platform_t;

/** One client of a registered program. The caller sets struct_size; when reading, `path` and
 *  `options` are buffers of MAXIMUM_PATH and DR_MAX_OPTIONS_LENGTH bytes, or NULL. */
typedef struct _dr_config_client_t {
    size_t struct_size;
    client_id_t id;
    /** Order among the clients, from 0. */
    size_t priority;
    char *path;
    char *options;
    /** A library of the other word size, for children of that size. */
    bool is_alt_bitwidth;
} dr_config_client_t;

/** Iterates over registered programs. */
typedef struct _dr_registered_process_iterator_t dr_registered_process_iterator_t;
/** Iterates over the clients of one program. */
typedef struct _dr_client_iterator_t dr_client_iterator_t;

/** Registers a program. `dr_root_dir` is the installation; `dr_options` may be NULL. */
DR_API dr_config_status_t
dr_register_process(const char *process_name, process_id_t pid, bool global, const char *dr_root_dir,
                    dr_operation_mode_t dr_mode, bool debug, dr_platform_t dr_platform, const char *dr_options);

/** Takes a program out, with its clients. */
DR_API dr_config_status_t
dr_unregister_process(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform);

/** Overrides the runtime's library; `dr_alt_lib_path` is that of the other word size, or NULL. */
DR_API dr_config_status_t
dr_register_inject_paths(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                         const char *dr_lib_path, const char *dr_alt_lib_path);

/** Whether a program is registered; the out-parameters may be NULL (sizes as in
 *  dr_config_client_t). */
DR_API bool
dr_process_is_registered(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                         char *dr_root_dir, dr_operation_mode_t *dr_mode, bool *debug, char *dr_options);

/** Adds a client at priority `client_pri` (0 to the number of clients). */
DR_API dr_config_status_t
dr_register_client(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                   client_id_t client_id, size_t client_pri, const char *client_path, const char *client_options);

/** The same by a structure. */
DR_API dr_config_status_t
dr_register_client_ex(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                      DR_PARAM_IN dr_config_client_t *client);

/** Takes a client out. */
DR_API dr_config_status_t
dr_unregister_client(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                     client_id_t client_id);

/** How many clients a program has. */
DR_API size_t
dr_num_registered_clients(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform);

/** Describes one client; the out-parameters may be NULL. */
DR_API dr_config_status_t
dr_get_client_info(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                   client_id_t client_id, size_t *client_pri, char *client_path, char *client_options);

/** The same by a structure, whose `id` says which. */
DR_API dr_config_status_t
dr_get_client_info_ex(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform,
                      dr_config_client_t *client);

/** Starts over the clients of a program; NULL on failure. */
DR_API dr_client_iterator_t *
dr_client_iterator_start(const char *process_name, process_id_t pid, bool global, dr_platform_t dr_platform);

DR_API bool
dr_client_iterator_hasnext(dr_client_iterator_t *iter);

DR_API void
dr_client_iterator_next(dr_client_iterator_t *iter, client_id_t *client_id, size_t *client_pri, char *client_path,
                        char *client_options);

DR_API dr_config_status_t
dr_client_iterator_next_ex(dr_client_iterator_t *iter, dr_config_client_t *client);

DR_API void
dr_client_iterator_stop(dr_client_iterator_t *iter);

/** Folder of the configuration files, as a string of at most config_dir_sz bytes. */
DR_API dr_config_status_t
dr_get_config_dir(bool global, bool alternative_local, char *config_dir, size_t config_dir_sz);

/** Sends a nudge to every process of that name; *nudge_count (or NULL) is how many there were.
 *  `timeout_ms` is how long to wait for each to finish, INFINITE or 0 (not at all). */
DR_API dr_config_status_t
dr_nudge_process(const char *process_name, client_id_t client_id, uint64 arg, uint timeout_ms, int *nudge_count);

/** Sends a nudge to one process. */
DR_API dr_config_status_t
dr_nudge_pid(process_id_t process_id, client_id_t client_id, uint64 arg, uint timeout_ms);

/** Sends a nudge to every process under the runtime. */
DR_API dr_config_status_t
dr_nudge_all(client_id_t client_id, uint64 arg, uint timeout_ms, int *nudge_count);

/** A text for a status. */
DR_API const char *
dr_config_status_code_to_string(dr_config_status_t code);

#ifdef WINDOWS
/** Starts over the registered programs; NULL on failure. */
DR_API dr_registered_process_iterator_t *
dr_registered_process_iterator_start(dr_platform_t dr_platform, bool global);

DR_API bool
dr_registered_process_iterator_hasnext(dr_registered_process_iterator_t *iter);

DR_API bool
dr_registered_process_iterator_next(dr_registered_process_iterator_t *iter, char *process_name, char *dr_root_dir,
                                    dr_operation_mode_t *dr_mode, bool *debug, char *dr_options);

DR_API void
dr_registered_process_iterator_stop(dr_registered_process_iterator_t *iter);

/** Puts every registered program under the runtime however it is started. */
DR_API dr_config_status_t
dr_register_syswide(dr_platform_t dr_platform, const char *dr_root_dir);

DR_API dr_config_status_t
dr_unregister_syswide(dr_platform_t dr_platform, const char *dr_root_dir);

DR_API bool
dr_syswide_is_on(dr_platform_t dr_platform, const char *dr_root_dir);
#endif

#endif /* DR_CONFIG_H */
