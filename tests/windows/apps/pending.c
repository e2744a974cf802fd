/* tests/windows/apps/pending.c - calls that go on after they have returned, and write to pages whose code runs.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <winsock2.h>
#include <windows.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS = 4, CODE = 3000 };

static unsigned char *page;
static int number;

/* New code behind the buffer's first part: it has run, so that the page is not what it was. */
static int run_code(void)
{
    unsigned char *p = page + CODE;
    memcpy(p, "\xb8\x00\x00\x00\x00\xc3", 6);
    p[1] = (unsigned char)++number;
    return ((int (*)(void))(void *)p)() - number;
}

static int again(int at)
{
    return ((int (*)(void))(void *)(page + at))();
}

static HANDLE listen_at, talk_from;

static void make_pipe(const char *kind)
{
    char name[64];
    snprintf(name, sizeof(name), "\\\\.\\pipe\\pending-%s-%lu", kind, GetCurrentProcessId());
    listen_at = CreateNamedPipeA(name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 4096,
                                 4096, 0, NULL);
    talk_from = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
}

static void drop_pipe(void)
{
    CloseHandle(talk_from);
    CloseHandle(listen_at);
}

static void send_text(const char *text)
{
    DWORD n;
    WriteFile(talk_from, text, (DWORD)strlen(text), &n, NULL);
}

static void show(const char *what, int ok, DWORD n)
{
    printf("%s: %d, %lu bytes, %.*s, code %d\n", what, ok, n, (int)(n > 20 ? 20 : n), page + 100, again(CODE) - number);
    memset(page + 100, '-', 20);
}

/* The buffer, and what says how it ended, stand on the page. */
static void by_event(void)
{
    DWORD n = 0;
    OVERLAPPED *o = (void *)(page + 512);
    memset(o, 0, sizeof(*o));
    o->hEvent = CreateEventA(NULL, TRUE, FALSE, NULL);
    run_code();
    int pending = !ReadFile(listen_at, page + 100, 20, NULL, o) && GetLastError() == ERROR_IO_PENDING;
    run_code();
    send_text("by an event");
    WaitForSingleObject(o->hEvent, INFINITE);
    run_code();
    int ok = GetOverlappedResult(listen_at, o, &n, TRUE);
    show("event", ok && pending, n);
    CloseHandle(o->hEvent);
}

static DWORD procedure_bytes, procedure_error;

static void CALLBACK procedure(DWORD error, DWORD n, OVERLAPPED *o)
{
    (void)o;
    procedure_bytes = n;
    procedure_error = error;
}

static void by_procedure(void)
{
    OVERLAPPED *o = (void *)(page + 512);
    memset(o, 0, sizeof(*o));
    run_code();
    int ok = ReadFileEx(listen_at, page + 100, 20, o, procedure);
    again(CODE);
    send_text("by a procedure");
    again(CODE);
    while (SleepEx(1000, TRUE) == 0)
        again(CODE);
    show("procedure", ok && procedure_error == 0, procedure_bytes);
}

static void by_port(void)
{
    HANDLE port = CreateIoCompletionPort(listen_at, NULL, 77, 0);
    OVERLAPPED *o = (void *)(page + 512), *back = NULL;
    ULONG_PTR key = 0;
    DWORD n = 0;
    memset(o, 0, sizeof(*o));
    run_code();
    int pending = !ReadFile(listen_at, page + 100, 20, NULL, o) && GetLastError() == ERROR_IO_PENDING;
    again(CODE);
    send_text("by a port");
    again(CODE);
    int ok = GetQueuedCompletionStatus(port, &n, &key, &back, INFINITE);
    show("port", ok && pending && key == 77 && back == o, n);
    CloseHandle(port);
}

/* What comes is code, over code that has run before and meanwhile. */
static void new_code(void)
{
    DWORD n = 0, sum = 0;
    OVERLAPPED o = {.hEvent = CreateEventA(NULL, TRUE, FALSE, NULL)};
    for (int i = 0; i < ROUNDS; i++) {
        char text[] = "\xb8\x64\x01\x01\x01\xc3";
        text[1] = (char)(100 + i);
        ResetEvent(o.hEvent);
        memcpy(page + 2000, "\xb8\x01\x01\x01\x01\xc3", 6);
        sum += again(2000) & 0xff;
        int pending = !ReadFile(listen_at, page + 2000, 6, NULL, &o) && GetLastError() == ERROR_IO_PENDING;
        sum += again(2000) & 0xff;
        send_text(text);
        int ok = GetOverlappedResult(listen_at, &o, &n, TRUE);
        sum += again(2000) & 0xff;
        printf("code %d: %d %d, %lu\n", i, ok, pending, sum);
    }
    CloseHandle(o.hEvent);
}

/* The system is told of the buffer by a list. */
static void by_list(void)
{
    WSADATA data;
    struct sockaddr_in a = {.sin_family = AF_INET};
    int size = sizeof(a);
    WSAStartup(0x202, &data);
    SOCKET l = WSASocketA(AF_INET, SOCK_STREAM, 0, NULL, 0, WSA_FLAG_OVERLAPPED);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(l, (struct sockaddr *)&a, sizeof(a));
    listen(l, 1);
    getsockname(l, (struct sockaddr *)&a, &size);
    SOCKET talk = socket(AF_INET, SOCK_STREAM, 0);
    connect(talk, (struct sockaddr *)&a, sizeof(a));
    SOCKET s = accept(l, NULL, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        WSABUF list[2] = {{7, (char *)page + 100}, {20, (char *)page + 107}};
        WSAOVERLAPPED o = {.hEvent = CreateEventA(NULL, TRUE, FALSE, NULL)};
        DWORD n = 0, flags = 0;
        run_code();
        int pending = WSARecv(s, list, 2, NULL, &flags, &o, NULL) != 0 && WSAGetLastError() == WSA_IO_PENDING;
        again(CODE);
        send(talk, "by a list of two", 16, 0);
        again(CODE);
        int ok = WSAGetOverlappedResult(s, &o, &n, TRUE, &flags);
        show("list", ok && pending, n);
        CloseHandle(o.hEvent);
    }
    closesocket(s);
    closesocket(talk);
    closesocket(l);
}

static volatile LONG is_reading;

static DWORD WINAPI reader(void *from)
{
    DWORD n = 0;
    is_reading = 1;
    int ok = ReadFile((HANDLE)from, page + 100, 20, &n, NULL);
    return ok ? n : 1000 + GetLastError();
}

/* Another thread is in a call that does not return before it has read. */
static void by_waiting(void)
{
    HANDLE r, w;
    DWORD n, code = 0;
    CreatePipe(&r, &w, NULL, 0);
    for (int i = 0; i < ROUNDS; i++) {
        is_reading = 0;
        HANDLE t = CreateThread(NULL, 0, reader, r, 0, NULL);
        while (!is_reading)
            Sleep(1);
        run_code();
        Sleep(5);
        run_code();
        WriteFile(w, "by waiting", 10, &n, NULL);
        while (WaitForSingleObject(t, 0) != WAIT_OBJECT_0)
            again(CODE);
        GetExitCodeThread(t, &code);
        show("waiting", 1, code);
        CloseHandle(t);
    }
    CloseHandle(r);
    CloseHandle(w);
}

int main(void)
{
    page = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    for (int i = 0; i < ROUNDS; i++) {
        char kind[] = {(char)('a' + i), 0};
        make_pipe(kind);
        by_event();
        by_procedure();
        by_port();
        drop_pipe();
        if (i % 2 == 1) { /* as if nothing had happened on it */
            VirtualFree(page, 0, MEM_RELEASE);
            page = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        }
    }
    make_pipe("code");
    new_code();
    drop_pipe();
    page = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    by_list();
    page = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    by_waiting();
    return 23;
}
