/* tests/windows/apps/buffers.c - the system writes to pages with code that has run: as natively.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <winternl.h>

static unsigned char *page;
static int round_number;

/* Code at the end of each page of the buffer, which has just run; the system writes in front of it. */
static int touch(void)
{
    int r = 0;
    round_number++;
    for (int i = 0; i < 4; i++) {
        unsigned char *p = page + 4096 * i + 4000;
        memcpy(p, "\xb8\x00\x00\x00\x00\xc3", 6);
        p[1] = (unsigned char)(round_number + i);
        r += ((int (*)(void))(void *)p)();
    }
    return r - 4 * round_number - 6;
}

static void show(const char *what, int ok, DWORD error)
{
    printf("%s: %d", what, ok);
    if (!ok)
        printf(", error %lu", error);
    unsigned sum = 0;
    for (int i = 0; i < 4; i++)
        sum += ((int (*)(void))(void *)(page + 4096 * i + 4000))();
    printf(", code %u\n", sum - 4 * round_number - 6);
}

static HANDLE open_self(DWORD flags)
{
    char name[MAX_PATH];
    GetModuleFileNameA(NULL, name, MAX_PATH);
    return CreateFileA(name, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, flags, NULL);
}

static void files(void)
{
    DWORD n;
    HANDLE f = open_self(0);
    touch();
    BOOL ok = ReadFile(f, page, 100, &n, NULL);
    printf("first bytes %.2s, %lu\n", page, n);
    show("a file", ok, GetLastError());
    touch();
    ok = ReadFile(f, page + 2000, 1500, (DWORD *)(page + 16), NULL);
    printf("read %lu\n", *(DWORD *)(page + 16));
    show("a file, its size here too", ok, GetLastError());
    BY_HANDLE_FILE_INFORMATION *info = (void *)(page + 256);
    touch();
    ok = GetFileInformationByHandle(f, info);
    printf("links %lu\n", info->nNumberOfLinks);
    show("information of a file", ok, GetLastError());
    CloseHandle(f);
    f = open_self(FILE_FLAG_OVERLAPPED);
    OVERLAPPED *o = (void *)(page + 512);
    memset(o, 0, sizeof(*o));
    touch();
    ok = ReadFile(f, page + 4096, 64, NULL, o) || GetLastError() == ERROR_IO_PENDING;
    ok = ok && GetOverlappedResult(f, o, &n, TRUE);
    printf("overlapped %.2s, %lu\n", page + 4096, n);
    show("overlapped", ok, GetLastError());
    CloseHandle(f);
}

static void pipes(void)
{
    DWORD n;
    HANDLE r, w;
    touch();
    HANDLE *both = (void *)(page + 64);
    BOOL ok = CreatePipe(&both[0], &both[1], NULL, 0);
    show("handles of a pipe", ok, GetLastError());
    r = both[0];
    w = both[1];
    WriteFile(w, "hello", 5, &n, NULL);
    touch();
    ok = ReadFile(r, page + 128, 5, &n, NULL);
    printf("pipe %.5s, %lu\n", page + 128, n);
    show("a pipe", ok, GetLastError());
    WriteFile(w, page + 4000, 6, &n, NULL); /* from there is no matter */
    ok = ReadFile(r, page + 3 * 4096 + 3000, 6, &n, NULL);
    printf("code by pipe %d\n", memcmp(page + 4000, page + 3 * 4096 + 3000, 6));
    show("a pipe again", ok, GetLastError());
    CloseHandle(r);
    CloseHandle(w);
}

static void memory(void)
{
    SIZE_T n = 0;
    static char source[9000];
    memset(source, 'x', sizeof(source));
    touch();
    BOOL ok = ReadProcessMemory(GetCurrentProcess(), source, page + 1000, 2900, &n);
    printf("read %d, %d\n", (int)n, memcmp(page + 1000, source, 2900));
    show("memory", ok, GetLastError());
    touch();
    ok = ReadProcessMemory(GetCurrentProcess(), source, page + 4096, 3000, (SIZE_T *)(page + 32));
    printf("read %d\n", (int)*(SIZE_T *)(page + 32));
    show("memory, its size here too", ok, GetLastError());
    touch();
    MEMORY_BASIC_INFORMATION *m = (void *)(page + 64);
    ok = VirtualQuery(page, m, sizeof(*m)) == sizeof(*m);
    printf("region %lx protection %lx\n", (long)m->RegionSize, m->Protect);
    show("a query of memory", ok, GetLastError());
    touch();
    void *other = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    ok = VirtualProtect(other, 4096, PAGE_READONLY, (DWORD *)(page + 128));
    printf("old protection %lx\n", *(DWORD *)(page + 128));
    show("an old protection", ok, GetLastError());
}

static void questions(void)
{
    ULONG size;
    touch();
    LARGE_INTEGER *counter = (void *)(page + 8);
    counter->QuadPart = 0;
    BOOL ok = QueryPerformanceCounter(counter) && counter->QuadPart != 0;
    show("a counter", ok, 0);
    touch();
    NTSTATUS s = NtQuerySystemInformation(SystemProcessInformation, page + 3 * 4096, 3900, &size);
    show("processes", s == 0 || s == (NTSTATUS)0xc0000004, s);
    touch();
    s = NtQueryInformationProcess(GetCurrentProcess(), ProcessBasicInformation, page + 40, sizeof(PROCESS_BASIC_INFORMATION), (ULONG *)page);
    printf("size %lu\n", *(ULONG *)page);
    show("a process", s == 0, s);
    touch();
    CONTEXT *c = (void *)(page + 1024);
    c->ContextFlags = CONTEXT_FULL;
    ok = GetThreadContext(GetCurrentThread(), c);
    show("a context", ok && c->Rsp != 0, GetLastError());
    touch();
    DWORD *id = (void *)(page + 20);
    HANDLE t = CreateThread(NULL, 0, (LPTHREAD_START_ROUTINE)(void *)(page + 4000), NULL, 0, id);
    WaitForSingleObject(t, INFINITE);
    DWORD *code = (void *)(page + 24);
    ok = GetExitCodeThread(t, code);
    printf("thread %d code %lu\n", *id != 0, *code - round_number);
    show("a thread", ok, GetLastError());
}

int main(void)
{
    page = VirtualAlloc(NULL, 4 * 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    for (int i = 0; i < 3; i++) { /* such pages are treated otherwise once they have alternated often */
        files();
        pipes();
        memory();
        questions();
    }
    return 19;
}
