/* include/dr_modules.h - the application's executables and libraries. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DR_MODULES_H
#define DR_MODULES_H 1

#include "dr_defines.h"

#include <limits.h>

/** A version in its three usual shapes. */
typedef union _version_number_t {
    uint64 version;
    struct {
        uint ls; /**< lower half */
        uint ms; /**< upper half */
    } version_uint;
    struct {
        ushort p2; /**< most significant but one */
        ushort p1; /**< most significant */
        ushort p4; /**< least significant */
        ushort p3;
    } version_parts;
} version_number_t;

/** No version is known. */
#define MODULE_FILE_VERSION_INVALID ULLONG_MAX

/** The names a module has; any may be NULL. */
typedef struct _module_names_t {
    /** Its name for itself: SONAME, or the name in the export table. */
    const char *module_name;
    /** Base name of the file. */
    const char *file_name;
#ifdef WINDOWS
    const char *exe_name;  /**< of the process, if this is its executable */
    const char *rsrc_name; /**< original name in the version resource */
#else
    uint64 inode; /**< of the file */
#endif
} module_names_t;

#ifdef WINDOWS
typedef HMODULE module_handle_t;
#else
/** Names a module to the functions below: its `start`. */
typedef void *module_handle_t;

/** One mapped segment of a module. */
typedef struct _module_segment_data_t {
    app_pc start;
    app_pc end;
    uint prot; /**< DR_MEMPROT_ bits, as loaded */
    uint64 offset; /**< in the file */
} module_segment_data_t;
#endif

/** A module. Obtained from a function below, it is a copy that is freed with dr_free_module_data();
 *  passed to an event it is valid during the event. */
struct _module_data_t {
    union {
        app_pc start;           /**< lowest address */
        module_handle_t handle; /**< for dr_get_proc_address() and others */
    };
    app_pc end;           /**< one past the highest address */
    app_pc entry_point;   /**< NULL if it has none */
    uint flags;           /**< reserved */
    module_names_t names; /**< see also dr_module_preferred_name() */
    char *full_path;      /**< of the file; empty if there is none */
#ifdef WINDOWS
    version_number_t file_version;
    version_number_t product_version;
    uint checksum;
    uint timestamp;
    size_t module_internal_size;
#else
    bool contiguous;                 /**< no foreign mapping lies between the segments */
    uint num_segments;               /**< entries of `segments` */
    module_segment_data_t *segments; /**< sorted by address */
    uint timestamp;                  /**< 0 where the format has none */
#    ifdef MACOS
    uint current_version;
    uint compatibility_version;
    byte uuid[16];
#    endif
#endif
    app_pc preferred_base; /**< address the file asks for */
};

/** A function that is exported. */
typedef struct _dr_export_info_t {
    generic_func_t address;
    /** `address` is a function that returns the address (an IFUNC). */
    bool is_indirect_code;
} dr_export_info_t;

/** Iterates over modules. */
typedef void *dr_module_iterator_t;

/** A copy of what is known of the module that holds `pc`; NULL if there is none. */
DR_API module_data_t *
dr_lookup_module(byte *pc);

/** The module of that preferred name; NULL if there is none. */
DR_API module_data_t *
dr_lookup_module_by_name(const char *name);

/** The application's executable. */
DR_API module_data_t *
dr_get_main_module(void);

/** Starts over the modules. The iterator sees those that are there now. */
DR_API dr_module_iterator_t *
dr_module_iterator_start(void);

DR_API bool
dr_module_iterator_hasnext(dr_module_iterator_t *mi);

/** A copy, to be freed with dr_free_module_data(). */
DR_API module_data_t *
dr_module_iterator_next(dr_module_iterator_t *mi);

DR_API void
dr_module_iterator_stop(dr_module_iterator_t *mi);

DR_API module_data_t *
dr_copy_module_data(const module_data_t *data);

DR_API void
dr_free_module_data(module_data_t *data);

/** The name to show: the first of `names` that is there; NULL if none is. */
DR_API const char *
dr_module_preferred_name(const module_data_t *data);

/** Whether a segment of the module holds `addr`. */
DR_API bool
dr_module_contains_addr(const module_data_t *data, app_pc addr);

/** With false, blocks of this module are not shown to clients. */
DR_API bool
dr_module_set_should_instrument(module_handle_t handle, bool should_instrument);

DR_API bool
dr_module_should_instrument(module_handle_t handle);

/** The address of an exported function (or of what resolves it: see the other form); NULL if there
 *  is none. */
DR_API generic_func_t
dr_get_proc_address(module_handle_t lib, const char *name);

/** The same with details; info_len is sizeof(dr_export_info_t). */
DR_API bool
dr_get_proc_address_ex(module_handle_t lib, const char *name, dr_export_info_t *info DR_PARAM_OUT, size_t info_len);

#ifdef WINDOWS
DR_API bool
dr_lookup_module_section(module_handle_t lib, byte *pc, IMAGE_SECTION_HEADER *section_out);
#endif

/* ---- imports and exports ---- */

/** A module that others are imported from, as a handle for dr_symbol_import_iterator_start(). */
typedef struct _dr_module_import_desc_t dr_module_import_desc_t;

/** A module that is imported from. */
typedef struct _dr_module_import_t {
    const char *modname;
    dr_module_import_desc_t *module_import_desc;
} dr_module_import_t;

/** Iterates over the modules that one module needs. */
typedef struct _dr_module_import_iterator_t dr_module_import_iterator_t;
/** Iterates over the symbols that one module needs. */
typedef struct _dr_symbol_import_iterator_t dr_symbol_import_iterator_t;
/** Iterates over the symbols that one module offers. */
typedef struct _dr_symbol_export_iterator_t dr_symbol_export_iterator_t;

/** A symbol that is needed. */
typedef struct _dr_symbol_import_t {
    const char *name;    /**< NULL where imported by number */
    const char *modname; /**< whom from; NULL on Linux, where that is not fixed */
    bool delay_load;     /**< resolved at its first use */
    bool by_ordinal;
    ptr_uint_t ordinal;
} dr_symbol_import_t;

/** A symbol that is offered. */
typedef struct _dr_symbol_export_t {
    const char *name;
    app_pc addr;
    const char *forward;   /**< Windows: in another module, as MODULE.NAME */
    ptr_uint_t ordinal;    /**< Windows */
    bool is_indirect_code; /**< `addr` is a function that returns the address */
    bool is_code;          /**< a function rather than data */
} dr_symbol_export_t;

DR_API dr_module_import_iterator_t *
dr_module_import_iterator_start(module_handle_t handle);

DR_API bool
dr_module_import_iterator_hasnext(dr_module_import_iterator_t *iter);

/** Valid until the next call with the same iterator. */
DR_API dr_module_import_t *
dr_module_import_iterator_next(dr_module_import_iterator_t *iter);

DR_API void
dr_module_import_iterator_stop(dr_module_import_iterator_t *iter);

/** `from_module` limits it to what comes from one module (Windows); NULL for all. */
DR_API dr_symbol_import_iterator_t *
dr_symbol_import_iterator_start(module_handle_t handle, dr_module_import_desc_t *from_module);

DR_API bool
dr_symbol_import_iterator_hasnext(dr_symbol_import_iterator_t *iter);

DR_API dr_symbol_import_t *
dr_symbol_import_iterator_next(dr_symbol_import_iterator_t *iter);

DR_API void
dr_symbol_import_iterator_stop(dr_symbol_import_iterator_t *iter);

DR_API dr_symbol_export_iterator_t *
dr_symbol_export_iterator_start(module_handle_t handle);

DR_API bool
dr_symbol_export_iterator_hasnext(dr_symbol_export_iterator_t *iter);

DR_API dr_symbol_export_t *
dr_symbol_export_iterator_next(dr_symbol_export_iterator_t *iter);

DR_API void
dr_symbol_export_iterator_stop(dr_symbol_export_iterator_t *iter);

#endif /* DR_MODULES_H */
