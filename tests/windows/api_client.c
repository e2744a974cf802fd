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

static bool never(void *drcontext, dr_exception_t *e)
{
    (void)drcontext, (void)e;
    dr_fprintf(STDERR, "never\n");
    return true;
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

/* Changes registers that it would have to restore, and never comes to that. */
static __attribute__((noinline)) void change_and_fault(volatile int *nowhere)
{
    __asm__ volatile("pxor %%xmm6, %%xmm6; pxor %%xmm11, %%xmm11; pxor %%xmm15, %%xmm15; xor %%esi, %%esi; xor %%edi, %%edi;"
                     "xor %%r12d, %%r12d; movl $1, (%0)"
                     : : "r"(nowhere) : "xmm6", "xmm11", "xmm15", "rsi", "rdi", "r12", "memory");
}

static void try_and_look(void *drcontext)
{
    uint64 six = 0x1122334455667788, eleven = six + 1, fifteen = six + 2;
    volatile int faults = 0;
    __asm__ volatile("movq %0, %%xmm6; movq %1, %%xmm11; movq %2, %%xmm15"
                     : : "r"(six), "r"(eleven), "r"(fifteen) : "xmm6", "xmm11", "xmm15");
    DR_TRY_EXCEPT(drcontext, { change_and_fault((volatile int *)0); }, { faults++; });
    __asm__ volatile("movq %%xmm6, %0; movq %%xmm11, %1; movq %%xmm15, %2" : "=r"(six), "=r"(eleven), "=r"(fifteen));
    dr_fprintf(STDERR, "tried: faults %d, vectors %d\n", faults,
               six == 0x1122334455667788 && eleven == six + 1 && fifteen == six + 2);
}

DR_EXPORT void dr_client_main(client_id_t id, int argc, const char *argv[])
{
    (void)id, (void)argc, (void)argv;
    dr_register_exception_event(on_exception);
    dr_register_exception_event(never);
    bool is_off = dr_unregister_exception_event(never);
    dr_fprintf(STDERR, "unregistered %d, once %d\n", is_off, !dr_unregister_exception_event(never));
    dr_register_exit_event(at_exit);
    look_at_process();
    try_and_look(dr_get_current_drcontext());
}
