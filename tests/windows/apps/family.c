/* tests/windows/apps/family.c - the ways to make a process that have conditions: debuggers, jobs, handles, consoles.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <shellapi.h>
#include <winternl.h>

static char name[MAX_PATH];

static DWORD code_of(HANDLE p)
{
    DWORD code = 0;
    if (WaitForSingleObject(p, 60000) != 0)
        puts("does not end");
    GetExitCodeProcess(p, &code);
    return code;
}

static BOOL begin(const char *words, BOOL inherits, DWORD flags, STARTUPINFOA *how, PROCESS_INFORMATION *p)
{
    char line[MAX_PATH + 300];
    snprintf(line, sizeof(line), "\"%s\" %s", name, words);
    fflush(stdout);
    return CreateProcessA(name, line, NULL, NULL, inherits, flags, NULL, NULL, how, p);
}

static void done(PROCESS_INFORMATION *p)
{
    CloseHandle(p->hThread);
    CloseHandle(p->hProcess);
}

/* What a debugger sees of a program that raises an exception, loads a library and makes a thread. */
static void debug(const char *what, DWORD flags)
{
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION p;
    DEBUG_EVENT e;
    int threads = 0, ends = 0, processes = 0, breaks = 0, first = 0, other = 0, dlls = 0, images = 0;
    DWORD code = 0;
    if (!begin("debuggee", FALSE, flags, &si, &p)) {
        printf("%s: error %lu\n", what, GetLastError());
        return;
    }
    for (int left = 1; left > 0 && WaitForDebugEvent(&e, 60000);) {
        DWORD how = DBG_CONTINUE;
        switch (e.dwDebugEventCode) {
        case CREATE_PROCESS_DEBUG_EVENT:
            processes++;
            left += processes > 1;
            images += e.u.CreateProcessInfo.lpBaseOfImage == (void *)GetModuleHandleA(NULL);
            CloseHandle(e.u.CreateProcessInfo.hFile);
            break;
        case CREATE_THREAD_DEBUG_EVENT: threads++; break;
        case EXIT_THREAD_DEBUG_EVENT: ends++; break;
        case LOAD_DLL_DEBUG_EVENT: dlls++; break;
        case EXCEPTION_DEBUG_EVENT:
            if (e.u.Exception.ExceptionRecord.ExceptionCode == EXCEPTION_BREAKPOINT)
                breaks++;
            else if (e.u.Exception.ExceptionRecord.ExceptionCode == 0xe0001234) {
                first += e.u.Exception.dwFirstChance;
                how = DBG_EXCEPTION_NOT_HANDLED;
            } else
                other++;
            break;
        case EXIT_PROCESS_DEBUG_EVENT:
            code = code * 16 + e.u.ExitProcess.dwExitCode;
            left--;
            break;
        default: break;
        }
        ContinueDebugEvent(e.dwProcessId, e.dwThreadId, how);
    }
    printf("%s: processes %d at the right place %d, threads %d, ended %d, breaks %d, raised %d, others %d, code %lx\n", what, processes, images,
           threads, ends, breaks, first, other, code);
    done(&p);
}

static DWORD WINAPI short_thread(void *arg)
{
    (void)arg;
    return 5;
}

static LONG WINAPI on_raise(EXCEPTION_POINTERS *e)
{
    return e->ExceptionRecord->ExceptionCode == 0xe0001234 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

static int debuggee(void)
{
    AddVectoredExceptionHandler(1, on_raise);
    RaiseException(0xe0001234, 0, 0, NULL);
    HANDLE t = CreateThread(NULL, 0, short_thread, NULL, 0, NULL);
    WaitForSingleObject(t, 60000);
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION p;
    if (!begin("code 4", FALSE, 0, &si, &p))
        return 1;
    return (int)code_of(p.hProcess) + 2;
}

/* In a job that has room for one process only. */
static int alone(void)
{
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION p;
    if (begin("code 4", FALSE, 0, &si, &p)) {
        printf("another one: code %lx\n", code_of(p.hProcess));
        done(&p);
    } else
        printf("no other one: error %lu\n", GetLastError());
    fflush(stdout);
    return 12;
}

static void jobs(void)
{
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION p;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limit = {0};
    HANDLE job = CreateJobObjectA(NULL, NULL);
    limit.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    limit.BasicLimitInformation.ActiveProcessLimit = 1;
    printf("limit %d\n", SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limit, sizeof(limit)));
    begin("alone", FALSE, CREATE_SUSPENDED, &si, &p);
    printf("in job %d\n", AssignProcessToJobObject(job, p.hProcess));
    fflush(stdout);
    ResumeThread(p.hThread);
    printf("code %lx\n", code_of(p.hProcess));
    done(&p);
    limit.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
    printf("limit %d\n", SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limit, sizeof(limit)));
    begin("sleep", FALSE, CREATE_SUSPENDED | CREATE_BREAKAWAY_FROM_JOB, &si, &p);
    AssignProcessToJobObject(job, p.hProcess);
    ResumeThread(p.hThread);
    printf("running %d\n", WaitForSingleObject(p.hProcess, 200) == WAIT_TIMEOUT);
    CloseHandle(job);
    printf("closed: code %lx\n", code_of(p.hProcess));
    done(&p);
}

/* Two handles can be inherited; the list names one. */
static void handle_list(void)
{
    SECURITY_ATTRIBUTES all = {sizeof(all), NULL, TRUE};
    HANDLE listed = CreateEventA(&all, TRUE, FALSE, NULL), other = CreateEventA(&all, TRUE, FALSE, NULL);
    STARTUPINFOEXA si = {.StartupInfo.cb = sizeof(si)};
    PROCESS_INFORMATION p;
    SIZE_T size = 0;
    char words[80];
    InitializeProcThreadAttributeList(NULL, 1, 0, &size);
    si.lpAttributeList = HeapAlloc(GetProcessHeap(), 0, size);
    InitializeProcThreadAttributeList(si.lpAttributeList, 1, 0, &size);
    printf("list %d\n", UpdateProcThreadAttribute(si.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, &listed, sizeof(listed), NULL, NULL));
    snprintf(words, sizeof(words), "handles %p %p", (void *)listed, (void *)other);
    if (begin(words, TRUE, EXTENDED_STARTUPINFO_PRESENT, &si.StartupInfo, &p)) {
        printf("handles: code %lx", code_of(p.hProcess));
        printf(", set %d %d\n", WaitForSingleObject(listed, 0) == 0, WaitForSingleObject(other, 0) == 0);
        done(&p);
    }
    DeleteProcThreadAttributeList(si.lpAttributeList);
}

static void consoles(void)
{
    static const struct {
        const char *name;
        DWORD flags;
    } ways[] = {{"as here", 0}, {"detached", DETACHED_PROCESS}, {"new console", CREATE_NEW_CONSOLE}, {"no window", CREATE_NO_WINDOW},
                {"new group", CREATE_NEW_PROCESS_GROUP}, {"low priority", IDLE_PRIORITY_CLASS}};
    for (int i = 0; i < 6; i++) {
        STARTUPINFOA si = {.cb = sizeof(si), .dwFlags = STARTF_USESHOWWINDOW, .wShowWindow = SW_HIDE};
        PROCESS_INFORMATION p;
        if (begin("console", FALSE, ways[i].flags, &si, &p)) {
            printf("%s: code %lx\n", ways[i].name, code_of(p.hProcess));
            done(&p);
        } else
            printf("%s: error %lu\n", ways[i].name, GetLastError());
    }
}

static void as_user(void)
{
    HANDLE token = NULL;
    STARTUPINFOA si = {.cb = sizeof(si)};
    PROCESS_INFORMATION p;
    char line[MAX_PATH + 64];
    snprintf(line, sizeof(line), "\"%s\" code abcd1234", name);
    OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &token);
    if (CreateProcessAsUserA(token, name, line, NULL, NULL, FALSE, 0, NULL, NULL, &si, &p)) {
        printf("as user: code %lx\n", code_of(p.hProcess));
        done(&p);
    } else
        printf("as user: error %lu\n", GetLastError());
}

static void by_shell(void)
{
    SHELLEXECUTEINFOA x = {.cbSize = sizeof(x), .fMask = SEE_MASK_NOCLOSEPROCESS | SEE_MASK_FLAG_NO_UI, .lpVerb = "open", .lpFile = name,
                           .lpParameters = "code 77", .nShow = SW_HIDE};
    if (ShellExecuteExA(&x))
        printf("shell: code %lx\n", code_of(x.hProcess));
    else
        printf("shell: error %lu\n", GetLastError());
}

/* The native interface: the caller lets the thread go on. */
typedef struct {
    ULONG size;
    HANDLE process, thread;
    CLIENT_ID id;
    BYTE image[64];
} user_process;

static void natively(void)
{
    NTSTATUS(WINAPI * params_create)(void **, UNICODE_STRING *, void *, void *, UNICODE_STRING *, void *, void *, void *, void *, void *);
    NTSTATUS(WINAPI * create)(UNICODE_STRING *, ULONG, void *, void *, void *, HANDLE, BOOLEAN, HANDLE, HANDLE, user_process *);
    BOOLEAN(WINAPI * to_nt)(const WCHAR *, UNICODE_STRING *, void *, void *);
    HMODULE ntdll = GetModuleHandleA("ntdll.dll");
    params_create = (void *)GetProcAddress(ntdll, "RtlCreateProcessParameters");
    create = (void *)GetProcAddress(ntdll, "RtlCreateUserProcess");
    to_nt = (void *)GetProcAddress(ntdll, "RtlDosPathNameToNtPathName_U");
    WCHAR dos[MAX_PATH], line_text[MAX_PATH + 64];
    UNICODE_STRING path, image, line;
    void *params = NULL;
    user_process made = {.size = sizeof(made)};
    GetModuleFileNameW(NULL, dos, MAX_PATH);
    wcscpy(line_text, dos);
    wcscat(line_text, L" code 5a5a5a");
    RtlInitUnicodeString(&image, dos);
    RtlInitUnicodeString(&line, line_text);
    to_nt(dos, &path, NULL, NULL);
    NTSTATUS status = params_create(&params, &image, NULL, NULL, &line, NULL, NULL, NULL, NULL, NULL);
    if (status == 0)
        status = create(&path, OBJ_CASE_INSENSITIVE, params, NULL, NULL, NULL, FALSE, NULL, NULL, &made);
    printf("native interface: %lx", status);
    if (status == 0) {
        ResumeThread(made.thread);
        printf(", code %lx", code_of(made.process));
    }
    printf("\n");
}

static int role(int argc, char **argv)
{
    if (strcmp(argv[1], "debuggee") == 0)
        return debuggee();
    if (strcmp(argv[1], "alone") == 0)
        return alone();
    if (strcmp(argv[1], "sleep") == 0)
        Sleep(60000);
    if (strcmp(argv[1], "pid") == 0) {
        printf("pid %lu\n", GetCurrentProcessId());
        fflush(stdout);
        return getchar() == EOF ? 5 : 6;
    }
    if (strcmp(argv[1], "code") == 0)
        ExitProcess((UINT)strtoul(argv[2], NULL, 16));
    if (strcmp(argv[1], "console") == 0)
        return (GetConsoleWindow() != NULL) + 2 * (GetStdHandle(STD_OUTPUT_HANDLE) != NULL) + 4 * (GetConsoleCP() != 0) +
            8 * (GetPriorityClass(GetCurrentProcess()) == IDLE_PRIORITY_CLASS);
    if (strcmp(argv[1], "handles") == 0 && argc == 4) {
        void *listed, *other;
        sscanf(argv[2], "%p", &listed);
        sscanf(argv[3], "%p", &other);
        return SetEvent(listed) + 2 * SetEvent(other);
    }
    return 99;
}

int main(int argc, char **argv)
{
    GetModuleFileNameA(NULL, name, MAX_PATH);
    if (argc > 1)
        return role(argc, argv);
    debug("debugged", DEBUG_ONLY_THIS_PROCESS);
    debug("debugged with its children", DEBUG_PROCESS);
    jobs();
    handle_list();
    consoles();
    as_user();
    by_shell();
    natively();
    fflush(stdout);
    printf("cmd %d\n", system("cmd /c \"cmd /c \"cmd /c exit 9\"\""));
    fflush(stdout);
    printf("start %d\n", system("start /b /wait cmd /c exit 11"));
    return 25;
}
