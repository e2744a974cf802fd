/* tests/windows/apps/endings.c - all ways in which a process ends, and its exit code of 32 bits.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static LONG WINAPI filter(EXCEPTION_POINTERS *p)
{
    printf("  filter %lx %d\n", p->ExceptionRecord->ExceptionCode, p->ExceptionRecord->ExceptionAddress == (void *)p->ContextRecord->Rip);
    fflush(stdout);
    return EXCEPTION_EXECUTE_HANDLER;
}

static LONG WINAPI filter_that_ends(EXCEPTION_POINTERS *p)
{
    ExitProcess(p->ExceptionRecord->ExceptionCode ^ 0xf0f0f0f0);
}

static volatile int *volatile nowhere;
static void (*volatile no_function)(void);

static void null_write(void) { *nowhere = 1; }
static void null_read(void) { *nowhere; }
static void null_call(void) { no_function(); }
static void illegal(void) { __asm__ volatile("ud2"); }
static void breakpoint(void) { __asm__ volatile("int3"); }
static void privileged(void) { __asm__ volatile("cli"); }
static void divide(void) { __asm__ volatile("xor %%ecx, %%ecx; xor %%edx, %%edx; div %%ecx" : : : "eax", "ecx", "edx"); }
static void other_interrupt(void) { __asm__ volatile("int $0x40"); }
static void fail_fast(void) { __asm__ volatile("mov $7, %%ecx; int $0x29" : : : "ecx"); }
static void raised(void) { RaiseException(0xe1234567, 0, 0, NULL); }
static void not_continuable(void) { RaiseException(0xe7654321, EXCEPTION_NONCONTINUABLE, 0, NULL); }
static void with_filter(void) { SetUnhandledExceptionFilter(filter); null_write(); }
static void with_other_filter(void) { SetUnhandledExceptionFilter(filter_that_ends); null_write(); }
static void exits(void) { ExitProcess(0xc0ffee42); }
static void terminates(void) { TerminateProcess(GetCurrentProcess(), 0x80001234); }
static void minus_one(void) { ExitProcess((UINT)-1); }
static void still_active(void) { ExitProcess(STILL_ACTIVE); }
static void aborts(void) { abort(); }
static void returns(void) { exit(0x12345678); }

static DWORD WINAPI thread_ends(void *arg) { (void)arg; ExitProcess(0x7f001122); }
static void by_other_thread(void) { CreateThread(NULL, 0, thread_ends, NULL, 0, NULL); Sleep(INFINITE); }
static DWORD WINAPI sleeps(void *arg) { (void)arg; Sleep(300); return 0x55667788; }
static void last_thread(void) { CreateThread(NULL, 0, sleeps, NULL, 0, NULL); ExitThread(3); }
static DWORD WINAPI faults(void *arg) { (void)arg; null_write(); return 0; }
static void fault_in_thread(void) { CreateThread(NULL, 0, faults, NULL, 0, NULL); Sleep(INFINITE); }
static void at_exit_code(void) { puts("  at exit"); }
static void with_at_exit(void) { atexit(at_exit_code); exit(9); }
static void waits(void) { Sleep(INFINITE); }
static void spins(void) { for (volatile int i = 0;; i++) {} }

static const struct {
    const char *name;
    void (*run)(void);
} ways[] = {
    {"null_write", null_write}, {"null_read", null_read}, {"null_call", null_call}, {"illegal", illegal},
    {"breakpoint", breakpoint}, {"privileged", privileged}, {"divide", divide}, {"other_interrupt", other_interrupt},
    {"fail_fast", fail_fast}, {"raised", raised}, {"not_continuable", not_continuable}, {"with_filter", with_filter},
    {"with_other_filter", with_other_filter}, {"exits", exits}, {"terminates", terminates}, {"minus_one", minus_one},
    {"still_active", still_active}, {"aborts", aborts}, {"returns", returns}, {"by_other_thread", by_other_thread},
    {"last_thread", last_thread}, {"fault_in_thread", fault_in_thread}, {"with_at_exit", with_at_exit},
    {"waits", waits}, {"spins", spins},
};
enum { COUNT = sizeof(ways) / sizeof(ways[0]), PARTS = 4 };

int main(int argc, char **argv)
{
    char line[MAX_PATH + 64], name[MAX_PATH];
    /* "part N" of PARTS, so that no run takes long; otherwise the name of one way */
    int part = argc > 2 ? atoi(argv[2]) : 0;
    for (int i = 0; argc == 2 && i < COUNT; i++) {
        if (strcmp(ways[i].name, argv[1]) == 0) {
            SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
            ways[i].run();
            puts("  came back");
            return 200;
        }
    }
    GetModuleFileNameA(NULL, name, MAX_PATH);
    for (int i = part; i < COUNT; i += PARTS) {
        STARTUPINFOA si = {.cb = sizeof(si)};
        PROCESS_INFORMATION pi;
        DWORD code = 0;
        snprintf(line, sizeof(line), "\"%s\" %s", name, ways[i].name);
        if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &si, &pi))
            return 1;
        BOOL must_be_ended = ways[i].run == waits || ways[i].run == spins;
        if (must_be_ended)
            Sleep(400);
        if (must_be_ended && !TerminateProcess(pi.hProcess, 0xfeed0000 + i))
            puts("  cannot be ended");
        if (WaitForSingleObject(pi.hProcess, 60000) != 0)
            puts("  does not end");
        GetExitCodeProcess(pi.hProcess, &code);
        printf("%s: %08lx\n", ways[i].name, code);
        fflush(stdout);
    }
    return 61;
}
