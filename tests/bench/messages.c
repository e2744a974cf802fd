/* tests/bench/messages.c - a window that sends messages to itself, each of them a way through callbacks.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: messages N
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

enum { MSG_COUNT = WM_USER + 1 };

static long long sum;

static LRESULT CALLBACK on_message(HWND w, UINT m, WPARAM a, LPARAM b)
{
    if (m != MSG_COUNT)
        return DefWindowProcA(w, m, a, b);
    sum += (long long)a;
    return 0;
}

int main(int argc, char **argv)
{
    int n = argc > 1 ? atoi(argv[1]) : 1000;
    WNDCLASSA c = {.lpfnWndProc = on_message, .hInstance = GetModuleHandleA(NULL), .lpszClassName = "bench"};
    RegisterClassA(&c);
    HWND w = CreateWindowA("bench", "bench", 0, 0, 0, 10, 10, HWND_MESSAGE, NULL, c.hInstance, NULL);
    MSG m;
    for (int i = 0; i < n; i++) {
        if (i % 8 != 0)
            SendMessageA(w, MSG_COUNT, (WPARAM)i, 0);
        else {
            PostMessageA(w, MSG_COUNT, (WPARAM)i, 0);
            while (PeekMessageA(&m, NULL, 0, 0, PM_REMOVE))
                DispatchMessageA(&m);
        }
    }
    printf("%lld\n", sum);
    return 0;
}
