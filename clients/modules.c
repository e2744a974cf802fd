/* clients/modules.c - prints which executables and libraries are mapped and unmapped. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "clients/options.h"
#include "clients/segments.h"

static file_t out;
static bool print_segments;
static volatile int loaded, unloaded;

static void
print_module(const char *what, const module_data_t *m)
{
    const char *name = dr_module_preferred_name(m);

    dr_fprintf(out, "%s " PFX "-" PFX " %s %s\n", what, m->start, m->end, name != NULL ? name : "-", m->full_path);
}

static void
print_parts(const module_data_t *m)
{
    struct segment parts[MOST_SEGMENTS];
    uint count = segments_of(m, parts);

    for (const struct segment *s = parts; s < parts + count; s++)
        dr_fprintf(out, "       " PFX "-" PFX " %c%c%c offset 0x" HEX64_FORMAT_STRING "\n", s->start, s->end,
                   s->prot & DR_MEMPROT_READ ? 'r' : '-', s->prot & DR_MEMPROT_WRITE ? 'w' : '-',
                   s->prot & DR_MEMPROT_EXEC ? 'x' : '-', s->offset);
}

static void
on_load(void *drcontext, const module_data_t *m, bool is_loaded)
{
    (void)drcontext;
    (void)is_loaded;
    dr_atomic_add32_return_sum(&loaded, 1);
    print_module("load  ", m);
    if (print_segments)
        print_parts(m);
}

static void
on_unload(void *drcontext, const module_data_t *m)
{
    (void)drcontext;
    dr_atomic_add32_return_sum(&unloaded, 1);
    print_module("unload", m);
}

static void
at_exit(void)
{
    dr_fprintf(out, "modules: %d loaded, %d unloaded\n", loaded, unloaded);
}

DR_EXPORT void
dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id;
    dr_set_client_name("modules", "");
    out = STDERR;
    for (int i = 1; i < argc; i++) {
        if (option_is(argv[i], "-segments")) {
            print_segments = true;
        } else if (option_is(argv[i], "-o")) {
            const char *path = option_value("modules", argc, argv, &i);
            out = dr_open_file(path, DR_FILE_WRITE_OVERWRITE);
            if (out == INVALID_FILE) {
                dr_fprintf(STDERR, "modules: cannot write '%s'\n", path);
                dr_abort_with_code(125);
            }
        } else {
            option_unknown("modules", argv[i], "-segments -o FILE");
        }
    }
    dr_register_module_load_event(on_load);
    dr_register_module_unload_event(on_unload);
    dr_register_exit_event(at_exit);
}
