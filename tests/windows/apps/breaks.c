/* tests/windows/apps/breaks.c - breakpoints of the processor's on code: at the instruction, once for each time it runs.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { RESUME = 1 << 16, MOST = 4 };

/* The places are labels in it: add, the loop's body, the copy, the end. */
int code(int n, char *to, const char *from);
extern char code_add[], code_body[], code_copy[], code_end[], code_skipped[];
__asm__(".globl code, code_add, code_body, code_copy, code_end, code_skipped\n"
        "code: push %rsi\n push %rdi\n"
        "xor %eax, %eax\n"
        "code_add: add $100, %eax\n"
        "code_body: inc %eax\n"
        "code_skipped: add $1000, %eax\n"
        "dec %ecx\n jnz code_body\n"
        "mov %rdx, %rdi\n mov %r8, %rsi\n mov $8, %ecx\n"
        "code_copy: rep movsb\n"
        "code_end: pop %rdi\n pop %rsi\n ret\n");

static struct {
    const char *name;
    char *at;
} places[] = {{"add", code_add}, {"body", code_body}, {"copy", code_copy}, {"end", code_end}, {"skipped", code_skipped},
              {"code", (char *)code}, {"made", NULL}};
enum { PLACES = sizeof(places) / sizeof(places[0]) };

static volatile LONG hits[PLACES + 1], wrong, wrong_thread;
static DWORD expected_thread;
static int skips;
static ULONG_PTR wanted[MOST]; /* set by the handler */
static DWORD wanted_control;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    CONTEXT *c = p->ContextRecord;
    int i = 0;
    if (p->ExceptionRecord->ExceptionCode == EXCEPTION_BREAKPOINT) {
        c->ContextFlags |= CONTEXT_DEBUG_REGISTERS;
        c->Dr0 = wanted[0], c->Dr1 = wanted[1], c->Dr2 = wanted[2], c->Dr3 = wanted[3];
        c->Dr6 = 0;
        c->Dr7 = wanted_control;
        c->Rip = (DWORD64)p->ExceptionRecord->ExceptionAddress + 1;
        return EXCEPTION_CONTINUE_EXECUTION;
    }
    if (p->ExceptionRecord->ExceptionCode != EXCEPTION_SINGLE_STEP)
        return EXCEPTION_CONTINUE_SEARCH;
    while (i < PLACES && places[i].at != (char *)c->Rip)
        i++;
    hits[i]++;
    wrong += p->ExceptionRecord->ExceptionAddress != (void *)c->Rip;
    DWORD64 at[MOST] = {c->Dr0, c->Dr1, c->Dr2, c->Dr3};
    int n = 0;
    while (n < MOST && (c->Dr6 >> n & 1) == 0)
        n++;
    wrong += n == MOST || at[n] != c->Rip;
    if (expected_thread != 0 && GetCurrentThreadId() != expected_thread)
        InterlockedIncrement(&wrong_thread);
    if (skips)
        c->Rip += 5; /* add $1000, %eax */
    else
        c->EFlags |= RESUME;
    return EXCEPTION_CONTINUE_EXECUTION;
}

static void show(const char *what, int result)
{
    printf("%s: %d;", what, result);
    for (int i = 0; i < PLACES; i++)
        printf(" %s %ld", places[i].name, hits[i]);
    printf(", elsewhere %ld, wrong %ld %ld\n", hits[PLACES], wrong, wrong_thread);
    memset((void *)hits, 0, sizeof(hits));
    wrong = wrong_thread = 0;
}

static int run(int n)
{
    char to[8] = "";
    int r = code(n, to, "abcdefg");
    return strcmp(to, "abcdefg") == 0 ? r : -r;
}

static int set(HANDLE thread, char *a, char *b, char *c, char *d)
{
    static CONTEXT x;
    memset(&x, 0, sizeof(x));
    x.ContextFlags = CONTEXT_DEBUG_REGISTERS;
    x.Dr0 = (ULONG_PTR)a, x.Dr1 = (ULONG_PTR)b, x.Dr2 = (ULONG_PTR)c, x.Dr3 = (ULONG_PTR)d;
    x.Dr7 = (a ? 1 : 0) | (b ? 4 : 0) | (c ? 16 : 0) | (d ? 64 : 0);
    return SetThreadContext(thread, &x);
}

static volatile LONG is_running, stop, rest, is_at_rest, rounds;

/* At rest it is in no handler, at whose end the registers would be set to what they were. */
static DWORD WINAPI spin(void *arg)
{
    (void)arg;
    is_running = 1;
    while (!stop) {
        rounds += run(2) == 2102;
        while (rest)
            is_at_rest = 1;
        is_at_rest = 0;
    }
    return (DWORD)run(2);
}

static int set_at_rest(HANDLE t, char *a, char *b)
{
    rest = 1;
    while (!is_at_rest)
        Sleep(0);
    SuspendThread(t);
    int ok = set(t, a, b, NULL, NULL);
    ResumeThread(t);
    return ok;
}

static void let_go(void)
{
    rest = 0;
    for (LONG before = rounds; rounds < before + 20;)
        run(3); /* no hit is this thread's */
}

static DWORD WINAPI once(void *arg)
{
    (void)arg;
    return (DWORD)run(3);
}

static void own_thread(void)
{
    show("before", run(3));
    int ok = set(GetCurrentThread(), code_add, code_body, code_copy, code_end);
    int sum = 0;
    for (int i = 0; i < 5; i++)
        sum += run(3);
    show("own thread", ok ? sum : -1);
    set(GetCurrentThread(), (char *)code, NULL, NULL, NULL);
    show("at the entry", run(3));
    skips = 1;
    set(GetCurrentThread(), NULL, code_skipped, NULL, NULL);
    show("the handler skips", run(3));
    skips = 0;
    set(GetCurrentThread(), NULL, NULL, NULL, NULL);
    show("none", run(3));
}

static void by_handler(void)
{
    wanted[2] = (ULONG_PTR)code_body;
    wanted_control = 16;
    __asm__ volatile("int3");
    show("set by a handler", run(4));
    wanted_control = 0;
    __asm__ volatile("int3");
    show("taken away by one", run(4));
}

static void other_thread(void)
{
    DWORD id, code_of = 0;
    HANDLE t = CreateThread(NULL, 0, spin, NULL, 0, &id);
    while (!is_running)
        Sleep(1);
    expected_thread = id;
    int ok = set_at_rest(t, code_add, NULL);
    static CONTEXT c;
    c.ContextFlags = CONTEXT_DEBUG_REGISTERS;
    SuspendThread(t);
    GetThreadContext(t, &c);
    ResumeThread(t);
    printf("is set: %d %d %lx\n", ok, c.Dr0 == (ULONG_PTR)code_add, (long)c.Dr7 & 0xff);
    let_go();
    set_at_rest(t, NULL, NULL);
    printf("often: %d, in others: %ld\n", hits[0] >= 20, wrong_thread);
    hits[0] = 0;
    let_go();
    show("taken away", 0);
    set_at_rest(t, NULL, code_end);
    stop = 1;
    rest = 0;
    WaitForSingleObject(t, INFINITE);
    GetExitCodeThread(t, &code_of);
    show("another thread", (int)code_of);
    t = CreateThread(NULL, 0, once, NULL, CREATE_SUSPENDED, &id);
    expected_thread = id;
    ok = set(t, NULL, NULL, code_body, NULL);
    ResumeThread(t);
    run(3);
    WaitForSingleObject(t, INFINITE);
    GetExitCodeThread(t, &code_of);
    show("one that is new", ok ? (int)code_of : -1);
    expected_thread = 0;
}

/* In the system's own code. */
static void in_system(void)
{
    char *stub = (char *)GetProcAddress(GetModuleHandleA("ntdll.dll"), "NtClose");
    HANDLE e[3];
    for (int i = 0; i < 3; i++)
        e[i] = CreateEventA(NULL, TRUE, FALSE, NULL);
    set(GetCurrentThread(), stub, NULL, NULL, NULL);
    int closed = 0;
    for (int i = 0; i < 3; i++)
        closed += CloseHandle(e[i]);
    set(GetCurrentThread(), NULL, NULL, NULL, NULL);
    show("a system call", closed);
}

/* Code that counts on its own page, so that it is compared each time before it runs; and without that. */
static void in_made_code(void)
{
    unsigned char *page = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    /* mov eax, 5; xor edx, edx; inc dword [rip + x]; inc eax; inc eax; ret */
    static const unsigned char text[] = "\xb8\x05\x00\x00\x00\x31\xd2\xff\x05\xf3\x07\x00\x00\xff\xc0\xff\xc0\xc3";
    int (*made)(void) = (int (*)(void))(void *)page, sum = 0;
    memcpy(page, text, sizeof(text));
    for (int i = 0; i < 3; i++)
        sum += made();
    static const unsigned at[] = {5, 7, 13, 15, 17};
    for (int i = 0; i < 5; i++) {
        places[PLACES - 1].at = (char *)page + at[i];
        set(GetCurrentThread(), (char *)page + at[i], NULL, NULL, NULL);
        for (int k = 0; k < 3; k++)
            sum += made();
    }
    set(GetCurrentThread(), NULL, NULL, NULL, NULL);
    printf("counted %d\n", *(int *)(void *)(page + 0x800));
    show("made code", sum + made());
    memcpy(page + 7, "\x90\x90\x90\x90\x90\x90", 6);
    places[PLACES - 1].at = (char *)page + 9;
    set(GetCurrentThread(), (char *)page + 9, NULL, NULL, NULL);
    show("changed code", made());
    set(GetCurrentThread(), NULL, NULL, NULL, NULL);
}

int main(void)
{
    AddVectoredExceptionHandler(1, look);
    own_thread();
    by_handler();
    other_thread();
    in_system();
    in_made_code();
    return 24;
}
