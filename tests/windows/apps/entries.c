/* tests/windows/apps/entries.c - hooks over the functions by which the system enters the program.
 * SPDX-License-Identifier: Apache-2.0
 *
 * As libraries for inline hooking do it: some bytes are read and kept, a jump is written over them, which leads
 * to code that counts and goes on by a trampoline made of the bytes that were kept; later they are written back.
 */
#include <emmintrin.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

enum { JUMP = 5, LONG_JUMP = 14, MOST = 32, SLOT = 128 };

/* How the jump gets there, and how what it replaces was read. */
enum way { BY_BYTES, BY_STRING, BY_LOCKED, BY_VECTOR, BY_SYSTEM, WAYS };
static const char *const way_names[] = {"bytes", "a string instruction", "a locked exchange", "a vector", "the system"};

static unsigned char *room; /* near ntdll */
static unsigned used;

struct hook {
    unsigned char *at, *trampoline, kept[MOST];
    volatile LONG *count;
    unsigned size; /* whole instructions */
};

static unsigned char *function(const char *name)
{
    return (unsigned char *)GetProcAddress(GetModuleHandleA("ntdll.dll"), name);
}

static void read_by_system(const unsigned char *at, void *to, unsigned size)
{
    SIZE_T n = 0;
    if (!ReadProcessMemory(GetCurrentProcess(), at, to, size, &n) || n != size)
        printf("cannot read\n");
}

static unsigned operand_length(const unsigned char *p, int *rip)
{
    unsigned mod = p[0] >> 6, rm = p[0] & 7, n = 1;
    if (mod == 3)
        return n;
    if (rm == 4 && mod == 0 && (p[1] & 7) == 5)
        return n + 5;
    n += rm == 4;
    *rip = mod == 0 && rm == 5;
    return n + (mod == 1 ? 1 : mod == 2 || *rip ? 4 : 0);
}

/* Of an instruction as functions begin with; 0: of another. rip: its operand is relative to it. */
static unsigned length(const unsigned char *p, int *rip)
{
    unsigned n = 0;
    *rip = 0;
    while (p[n] == 0x66 || p[n] == 0x65)
        n++;
    n += (p[n] & 0xf0) == 0x40;
    unsigned op = p[n++];
    if ((op >= 0x50 && op <= 0x5f) || op == 0x90 || op == 0x9c || op == 0xfc || op == 0xc3)
        return n;
    if ((op >= 0xb8 && op <= 0xbf) || op == 0xe9)
        return n + 4;
    if (op == 0x83 || op == 0xc6)
        return n + operand_length(p + n, rip) + 1;
    if (op == 0x81 || op == 0xc7)
        return n + operand_length(p + n, rip) + 4;
    if ((op & 0xc4) == 0 || (op & 0xfc) == 0x88 || op == 0x8c || op == 0x8d || op == 0x85)
        return n + operand_length(p + n, rip);
    return 0;
}

static unsigned put_long_jump(unsigned char *out, const void *to)
{
    memcpy(out, "\xff\x25\x00\x00\x00\x00", 6);
    memcpy(out + 6, &to, 8);
    return LONG_JUMP;
}

/* The instructions at kept, which were at `at`, then a jump behind them. */
static void make_trampoline(struct hook *h)
{
    unsigned char *out = h->trampoline;
    unsigned n = 0;
    while (n < h->size) {
        int rip, to;
        unsigned len = length(h->kept + n, &rip);
        if (h->kept[n] == 0xe9) { /* somebody's jump */
            memcpy(&to, h->kept + n + 1, 4);
            put_long_jump(out, h->at + n + JUMP + to);
            return;
        }
        memcpy(out, h->kept + n, len);
        if (rip) {
            memcpy(&to, out + len - 4, 4);
            to += (int)(h->at + n - out);
            memcpy(out + len - 4, &to, 4);
        }
        out += len;
        n += len;
    }
    put_long_jump(out, h->at + h->size);
}

/* lock inc [count]; jmp [trampoline] */
static unsigned char *make_counter(struct hook *h, unsigned char *at)
{
    int distance = (int)((unsigned char *)h->count - (at + 7));
    memcpy(at, "\xf0\xff\x05", 3);
    memcpy(at + 3, &distance, 4);
    put_long_jump(at + 7, h->trampoline);
    return at;
}

static void write_locked(unsigned char *at, const unsigned char *from, unsigned size)
{
    unsigned char *base = (unsigned char *)((uintptr_t)at & ~(uintptr_t)7);
    LONG64 old, new;
    for (; base < at + size; base += 8) {
        do {
            old = *(volatile LONG64 *)base;
            new = old;
            for (int i = 0; i < 8; i++) {
                if (base + i >= at && base + i < at + size)
                    ((unsigned char *)&new)[i] = from[base + i - at];
            }
        } while (InterlockedCompareExchange64((LONG64 *)base, new, old) != old);
    }
}

/* What is behind the bytes that are meant is written as it is. */
static void write_vector(unsigned char *at, const unsigned char *from, unsigned size)
{
    unsigned char whole[16];
    read_by_system(at, whole, sizeof(whole));
    memcpy(whole, from, size < sizeof(whole) ? size : sizeof(whole));
    _mm_storeu_si128((__m128i *)at, _mm_loadu_si128((__m128i *)whole));
}

static void write_code(enum way way, unsigned char *at, const unsigned char *from, unsigned size)
{
    DWORD old = 0, again = 0;
    SIZE_T n = 0;
    if (way == BY_SYSTEM) {
        if (!WriteProcessMemory(GetCurrentProcess(), at, from, size, &n) || n != size)
            printf("cannot write\n");
        return;
    }
    VirtualProtect(at, size, PAGE_EXECUTE_READWRITE, &old);
    if (way == BY_BYTES) {
        for (unsigned i = 0; i < size; i++)
            ((volatile unsigned char *)at)[i] = from[i];
    } else if (way == BY_STRING) {
        void *to = at;
        size_t count = size;
        __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(count) : : "memory");
    } else if (way == BY_LOCKED)
        write_locked(at, from, size);
    else
        write_vector(at, from, size);
    VirtualProtect(at, size, old, &again);
    FlushInstructionCache(GetCurrentProcess(), at, size);
    if (old != PAGE_EXECUTE_READ || again == PAGE_EXECUTE_READ)
        printf("protections %lx %lx\n", old, again);
}

static int has(const unsigned char *at, const unsigned char *bytes, unsigned size)
{
    unsigned char now[MOST];
    read_by_system(at, now, size);
    return memcmp(now, bytes, size) == 0;
}

/* The jump is written over the first instructions; direct: they are read as any memory. */
static int put_hook(struct hook *h, const char *name, enum way way, int direct, int is_long)
{
    unsigned char jump[LONG_JUMP], *slot = room + 4096 + SLOT * used;
    int rip;
    h->at = function(name);
    h->count = (volatile LONG *)(void *)(room + 8 * used++);
    *h->count = 0;
    h->trampoline = slot + 64;
    if (direct)
        memcpy(h->kept, h->at, MOST);
    else
        read_by_system(h->at, h->kept, MOST);
    for (h->size = 0; h->size < (is_long ? LONG_JUMP : JUMP);) {
        unsigned len = length(h->kept + h->size, &rip);
        if (len == 0 && h->kept[0] != 0xe9)
            return 0;
        if (len == 0)
            break;
        h->size += len;
    }
    make_trampoline(h);
    int distance = (int)(make_counter(h, slot) - (h->at + JUMP));
    jump[0] = 0xe9;
    memcpy(jump + 1, &distance, 4);
    if (is_long)
        put_long_jump(jump, slot);
    write_code(way, h->at, jump, is_long ? LONG_JUMP : JUMP);
    return has(h->at, jump, is_long ? LONG_JUMP : JUMP);
}

/* The bytes that were there are as before, as the system reads them. */
static int drop_hook(struct hook *h, enum way way, int is_long, const unsigned char *before)
{
    write_code(way, h->at, h->kept, is_long ? LONG_JUMP : JUMP);
    return has(h->at, before, MOST);
}

/* ---- what makes the system enter ---- */

static int handled, called, messages, started;

static LONG CALLBACK look(EXCEPTION_POINTERS *p)
{
    if (p->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION)
        return EXCEPTION_CONTINUE_SEARCH;
    handled++;
    p->ContextRecord->Rip += 2; /* mov (%rax), %eax */
    return EXCEPTION_CONTINUE_EXECUTION;
}

static void CALLBACK procedure(ULONG_PTR n)
{
    called += (int)n;
}

static LRESULT CALLBACK on_message(HWND w, UINT msg, WPARAM a, LPARAM b)
{
    messages += msg == WM_USER || msg == WM_NCCREATE || msg == WM_DESTROY;
    return DefWindowProc(w, msg, a, b);
}

static DWORD WINAPI thread(void *arg)
{
    InterlockedIncrement((LONG *)(void *)&started);
    return arg != NULL;
}

static HWND window;

static void enter_all(void)
{
    for (int i = 0; i < 3; i++) {
        __asm__ volatile("xor %%eax, %%eax; mov (%%rax), %%eax" : : : "rax", "memory");
        QueueUserAPC(procedure, GetCurrentThread(), 1);
        SleepEx(0, TRUE);
        SendMessageA(window, WM_USER, 0, 0);
        DestroyWindow(CreateWindowA("entries", "", WS_OVERLAPPEDWINDOW, 0, 0, 10, 10, window, NULL, NULL, NULL));
        HANDLE t = CreateThread(NULL, 0, thread, NULL, 0, NULL);
        WaitForSingleObject(t, INFINITE);
        CloseHandle(t);
    }
}

static void call_neighbours(void)
{
    CONTEXT c;
    RtlCaptureContext(&c);
    DWORD (*last_error)(void) = (DWORD (*)(void))(void *)function("RtlGetLastWin32Error");
    SetLastError(7);
    for (int i = 0; i < 5; i++)
        started += last_error() == 7 && c.Rip != 0;
}

static const char *const names[] = {"KiUserExceptionDispatcher", "KiUserApcDispatcher", "KiUserCallbackDispatcher",
                                    "LdrInitializeThunk", "KiRaiseUserExceptionDispatcher", "RtlCaptureContext",
                                    "RtlGetLastWin32Error"};
enum { ENTRIES = sizeof(names) / sizeof(names[0]) };

static void show(const char *what, const struct hook *hooks, const int *put, const int *dropped)
{
    printf("%s:", what);
    for (int i = 0; i < ENTRIES; i++)
        printf(" %d-%ld-%d", put[i], *hooks[i].count, dropped[i]);
    printf("; %d %d %d %d\n", handled, called, messages, started);
    handled = called = messages = started = 0;
}

static void hook_all(enum way way, int direct, int is_long, int twice)
{
    static struct hook hooks[2][ENTRIES];
    static unsigned char before[2][ENTRIES][MOST];
    int put[2][ENTRIES] = {{0}}, dropped[2][ENTRIES] = {{0}};
    used = 0;
    for (int k = 0; k <= twice; k++) {
        for (int i = 0; i < ENTRIES; i++) {
            read_by_system(function(names[i]), before[k][i], MOST);
            put[k][i] = put_hook(&hooks[k][i], names[i], way, direct, is_long);
        }
    }
    enter_all();
    call_neighbours();
    for (int k = twice; k >= 0; k--) {
        for (int i = 0; i < ENTRIES; i++) {
            if (put[k][i])
                dropped[k][i] = drop_hook(&hooks[k][i], way, is_long, before[k][i]);
        }
    }
    enter_all(); /* not counted */
    printf("%s%s%s", way_names[way], direct ? ", read directly" : "", is_long ? ", long" : "");
    show("", hooks[0], put[0], dropped[0]);
    if (twice)
        show("  over that", hooks[1], put[1], dropped[1]);
}

/* What is written there need not be run: neighbours on the page are as they were. */
static void around(void)
{
    unsigned char *at = function(names[0]), *page = (unsigned char *)((uintptr_t)at & ~(uintptr_t)4095);
    static unsigned char copy[4096], now[4096];
    MEMORY_BASIC_INFORMATION m;
    DWORD old, again;
    read_by_system(page, copy, sizeof(copy));
    VirtualProtect(page, 4096, PAGE_READWRITE, &old);
    VirtualQuery(page, &m, sizeof(m));
    memcpy(page, copy, sizeof(copy)); /* all of it, as who undoes the hooks of others */
    for (int i = 0; i < 4096; i++)
        page[i] ^= 0x55;
    read_by_system(page, now, sizeof(now));
    int turned = 0;
    for (int i = 0; i < 4096; i++)
        turned += now[i] == (copy[i] ^ 0x55);
    for (int i = 0; i < 4096; i++)
        page[i] ^= 0x55;
    VirtualProtect(page, 4096, old, &again);
    read_by_system(page, now, sizeof(now));
    printf("around: old %lx, then %lx and %lx, turned %d, again %d\n", old, m.Protect, again, turned,
           memcmp(now, copy, sizeof(now)) == 0);
    enter_all();
    printf("%d %d %d %d\n", handled, called, messages, started);
}

static unsigned char *room_near(unsigned char *at)
{
    for (uintptr_t p = ((uintptr_t)at & ~(uintptr_t)0xfffff) - 0x4000000; p > 0x10000; p -= 0x100000) {
        void *r = VirtualAlloc((void *)p, 16 * 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        if (r != NULL)
            return r;
    }
    return NULL;
}

int main(void)
{
    WNDCLASSA c = {.lpfnWndProc = on_message, .hInstance = GetModuleHandle(NULL), .lpszClassName = "entries"};
    RegisterClassA(&c);
    window = CreateWindowA("entries", "", WS_OVERLAPPEDWINDOW, 0, 0, 100, 100, NULL, NULL, c.hInstance, NULL);
    AddVectoredExceptionHandler(1, look);
    room = room_near(function(names[0]));
    for (int way = 0; way < WAYS; way++)
        hook_all((enum way)way, 0, 0, 0);
    hook_all(BY_BYTES, 1, 0, 0);
    hook_all(BY_SYSTEM, 1, 0, 0);
    hook_all(BY_STRING, 0, 1, 0);
    hook_all(BY_SYSTEM, 0, 1, 0);
    hook_all(BY_BYTES, 0, 0, 1);
    hook_all(BY_VECTOR, 0, 0, 1);
    around();
    return 25;
}
