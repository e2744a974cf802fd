/* tests/windows/api_client.c - functions and events that only Windows has.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "dr_api.h"

static int seen;

/* The program under test does the same through a handler of its own, which must not be reached then. */
static bool on_exception(void *drcontext, dr_exception_t *e)
{
    (void)drcontext;
    seen++;
    dr_fprintf(STDERR, "exception %x at %s, xcx %d, fragment %s\n", (uint)e->record->ExceptionCode,
               (byte *)e->record->ExceptionAddress == e->mcontext->pc ? "pc" : "?",
               (int)e->mcontext->xcx, e->raw_mcontext != NULL ? "known" : "unknown");
    if (e->record->ExceptionCode != EXCEPTION_ILLEGAL_INSTRUCTION)
        return true;
    e->mcontext->pc = (byte *)e->mcontext->xbx;
    return false;
}

static void at_exit(void)
{
    dr_fprintf(STDERR, "%d exceptions\n", seen);
}

static void look_at_process(void)
{
    dr_os_version_info_t v = {.size = sizeof(v)};
    MEMORY_BASIC_INFORMATION m, own;
    IMAGE_SECTION_HEADER s = {0};
    module_data_t *main_module = dr_get_main_module();
    HANDLE self = dr_convert_pid_to_handle(dr_get_process_id());
    dr_virtual_query(main_module->start, &m, sizeof(m));
    dr_virtual_query((byte *)look_at_process, &own, sizeof(own));
    dr_fprintf(STDERR, "peb %d, wow64 %d, version %d, handle %d\n",
               *(void **)((byte *)dr_get_app_PEB() + 16) == main_module->start, dr_is_wow64(),
               dr_get_os_version(&v) && v.build_number != 0, dr_convert_handle_to_pid(self) == dr_get_process_id());
    dr_fprintf(STDERR, "image %d, own memory is free %d, section %d %.8s\n",
               m.AllocationBase == (void *)main_module->start && m.Type == MEM_IMAGE, own.State == MEM_FREE,
               dr_lookup_module_section(main_module->handle, main_module->entry_point, &s), (char *)s.Name);
    module_data_t *ntdll = dr_lookup_module_by_name("ntdll.dll");
    dr_fprintf(STDERR, "ntdll %d, its NtClose %d\n", ntdll != NULL,
               ntdll != NULL && dr_get_proc_address(ntdll->handle, "NtClose") != NULL);
    if (ntdll != NULL)
        dr_free_module_data(ntdll);
    dr_free_module_data(main_module);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    dr_register_exception_event(on_exception);
    dr_register_exit_event(at_exit);
    look_at_process();
}
