/* core/api/module.c - modules for clients. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module.h"

#include "core/app/module_symbols.h"
#include "core/client/library.h"
#include "core/rt/heap.h"
#include "dr_modules.h"
#include "dr_os_utils.h"

DR_API module_data_t *
dr_lookup_module(byte *pc)
{
    return module_data_at((uintptr_t)pc);
}

DR_API module_data_t *
dr_lookup_module_by_name(const char *name)
{
    return name == NULL ? NULL : module_data_by_name(name);
}

DR_API module_data_t *
dr_get_main_module(void)
{
    return module_data_main();
}

DR_API module_data_t *
dr_copy_module_data(const module_data_t *data)
{
    return data == NULL ? NULL : module_data_copy(data);
}

DR_API void
dr_free_module_data(module_data_t *data)
{
    module_data_free(data);
}

DR_API const char *
dr_module_preferred_name(const module_data_t *data)
{
    if (data == NULL)
        return NULL;
    return data->names.module_name != NULL ? data->names.module_name : data->names.file_name;
}

DR_API bool
dr_module_set_should_instrument(module_handle_t handle, bool should_instrument)
{
    return modules_set_shown((uintptr_t)handle, should_instrument);
}

DR_API bool
dr_module_should_instrument(module_handle_t handle)
{
    return modules_are_shown((uintptr_t)handle);
}

/* ---- all modules: what is there at the start of the walk ---- */

struct module_iterator {
    module_data_t **data;
    size_t count, at;
};

DR_API dr_module_iterator_t *
dr_module_iterator_start(void)
{
    struct module_iterator *it = heap_alloc(sizeof *it);

    it->at = 0;
    it->data = module_data_all(&it->count);
    return (dr_module_iterator_t *)it;
}

DR_API bool
dr_module_iterator_hasnext(dr_module_iterator_t *mi)
{
    const struct module_iterator *it = (const struct module_iterator *)mi;

    return it->at < it->count;
}

DR_API module_data_t *
dr_module_iterator_next(dr_module_iterator_t *mi)
{
    struct module_iterator *it = (struct module_iterator *)mi;

    return it->at < it->count ? it->data[it->at++] : NULL;
}

DR_API void
dr_module_iterator_stop(dr_module_iterator_t *mi)
{
    struct module_iterator *it = (struct module_iterator *)mi;

    for (size_t i = it->at; i < it->count; i++)
        module_data_free(it->data[i]);
    if (it->data != NULL)
        heap_free(it->data, it->count * sizeof *it->data);
    heap_free(it, sizeof *it);
}

/* ---- symbols ---- */

/* A client may ask about its own libraries as well. */
static generic_func_t
find_in_client(module_handle_t lib, const char *name)
{
    const struct library *own = library_at((uintptr_t)lib);

    return own == NULL ? NULL : (generic_func_t)library_find(own, name);
}

struct lookup {
    uintptr_t start;
    const char *name;
    const struct module_symbol *found;
    struct module_symbol copy;
};

/* Symbols are read at the first question and kept with the module. */
static bool
look_up(struct module *m, void *arg)
{
    struct lookup *l = arg;

    if (l->start < m->start || l->start >= m->end)
        return true;
    if (m->symbols == NULL)
        m->symbols = module_symbols_read(m->start);
    if (m->symbols != NULL && (l->found = module_symbols_find(m->symbols, l->name)) != NULL)
        l->copy = *l->found;
    return false;
}

DR_API bool
dr_get_proc_address_ex(module_handle_t lib, const char *name, dr_export_info_t *info, size_t info_len)
{
    struct lookup l = { .start = (uintptr_t)lib, .name = name };
    generic_func_t own;

    if (info == NULL || info_len < sizeof *info || name == NULL)
        return false;
    info->address = NULL;
    info->is_indirect_code = false;
    own = find_in_client(lib, name);
    if (own != NULL) {
        info->address = own;
        return true;
    }
    modules_visit(look_up, &l);
    if (l.found == NULL)
        return false;
    info->address = (generic_func_t)l.copy.address;
    info->is_indirect_code = l.copy.is_ifunc;
    return true;
}

DR_API generic_func_t
dr_get_proc_address(module_handle_t lib, const char *name)
{
    dr_export_info_t info;

    return dr_get_proc_address_ex(lib, name, &info, sizeof info) ? info.address : NULL;
}

/* ---- walks over symbols: each has a copy of its own, since the module may go away ---- */

struct _dr_module_import_iterator_t {
    struct module_symbols *symbols;
    size_t at;
    dr_module_import_t current;
};

struct _dr_symbol_import_iterator_t {
    struct module_symbols *symbols;
    size_t at;
    dr_symbol_import_t current;
};

struct _dr_symbol_export_iterator_t {
    struct module_symbols *symbols;
    size_t at;
    dr_symbol_export_t current;
};

DR_API dr_module_import_iterator_t *
dr_module_import_iterator_start(module_handle_t handle)
{
    dr_module_import_iterator_t *it = heap_zalloc(sizeof *it);

    it->symbols = module_symbols_read((uintptr_t)handle);
    return it;
}

DR_API bool
dr_module_import_iterator_hasnext(dr_module_import_iterator_t *iter)
{
    return iter->symbols != NULL && iter->at < iter->symbols->needed_count;
}

DR_API dr_module_import_t *
dr_module_import_iterator_next(dr_module_import_iterator_t *iter)
{
    iter->current.modname = iter->symbols->needed[iter->at++];
    iter->current.module_import_desc = NULL; /* imports do not belong to a module here */
    return &iter->current;
}

DR_API void
dr_module_import_iterator_stop(dr_module_import_iterator_t *iter)
{
    module_symbols_free(iter->symbols);
    heap_free(iter, sizeof *iter);
}

DR_API dr_symbol_import_iterator_t *
dr_symbol_import_iterator_start(module_handle_t handle, dr_module_import_desc_t *from_module)
{
    dr_symbol_import_iterator_t *it = heap_zalloc(sizeof *it);

    UNUSED(from_module);
    it->symbols = module_symbols_read((uintptr_t)handle);
    it->at = it->symbols == NULL ? 0 : it->symbols->export_count;
    return it;
}

DR_API bool
dr_symbol_import_iterator_hasnext(dr_symbol_import_iterator_t *iter)
{
    return iter->symbols != NULL && iter->at < iter->symbols->count;
}

DR_API dr_symbol_import_t *
dr_symbol_import_iterator_next(dr_symbol_import_iterator_t *iter)
{
    iter->current = (dr_symbol_import_t){ .name = iter->symbols->symbol[iter->at++].name };
    return &iter->current;
}

DR_API void
dr_symbol_import_iterator_stop(dr_symbol_import_iterator_t *iter)
{
    module_symbols_free(iter->symbols);
    heap_free(iter, sizeof *iter);
}

DR_API dr_symbol_export_iterator_t *
dr_symbol_export_iterator_start(module_handle_t handle)
{
    dr_symbol_export_iterator_t *it = heap_zalloc(sizeof *it);

    it->symbols = module_symbols_read((uintptr_t)handle);
    return it;
}

DR_API bool
dr_symbol_export_iterator_hasnext(dr_symbol_export_iterator_t *iter)
{
    return iter->symbols != NULL && iter->at < iter->symbols->export_count;
}

DR_API dr_symbol_export_t *
dr_symbol_export_iterator_next(dr_symbol_export_iterator_t *iter)
{
    const struct module_symbol *s = &iter->symbols->symbol[iter->at++];

    iter->current = (dr_symbol_export_t){ .name = s->name, .addr = (app_pc)s->address, .is_indirect_code = s->is_ifunc, .is_code = s->is_function };
    return &iter->current;
}

DR_API void
dr_symbol_export_iterator_stop(dr_symbol_export_iterator_t *iter)
{
    module_symbols_free(iter->symbols);
    heap_free(iter, sizeof *iter);
}

/* ---- libraries for a client's own use ---- */

DR_API dr_auxlib_handle_t
dr_load_aux_library(const char *name, byte **lib_start, byte **lib_end)
{
    char err[LIBRARY_ERROR_SIZE];
    struct library *lib = library_open(name, err);

    if (lib != NULL && lib_start != NULL)
        *lib_start = (byte *)lib->base;
    if (lib != NULL && lib_end != NULL)
        *lib_end = (byte *)lib->end;
    return (dr_auxlib_handle_t)lib;
}

DR_API dr_auxlib_routine_ptr_t
dr_lookup_aux_library_routine(dr_auxlib_handle_t lib, const char *name)
{
    return lib == NULL ? NULL : (dr_auxlib_routine_ptr_t)library_find((struct library *)lib, name);
}

DR_API bool
dr_unload_aux_library(dr_auxlib_handle_t lib)
{
    if (lib == NULL)
        return false;
    library_close((struct library *)lib);
    return true;
}
