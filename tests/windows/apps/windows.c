/* tests/windows/apps/windows.c - windows without a screen: messages, nested callbacks, hooks, timers.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

static int depth, sum;

static LRESULT CALLBACK proc(HWND w, UINT msg, WPARAM a, LPARAM b)
{
    if (msg == WM_USER) {
        depth++;
        sum += (int)a * depth;
        LRESULT r = a == 0 ? depth : SendMessage(w, WM_USER, a - 1, b);
        depth--;
        return r;
    }
    if (msg == WM_USER + 1) { /* memory that does not exist, in the middle of a callback */
        SetLastError(12);
        return sum;
    }
    if (msg == WM_TIMER) {
        KillTimer(w, a);
        PostQuitMessage(5);
        return 0;
    }
    return DefWindowProc(w, msg, a, b);
}

static BOOL CALLBACK count(HWND w, LPARAM arg)
{
    (void)w;
    ++*(int *)arg;
    return TRUE;
}

int main(void)
{
    WNDCLASSA c = {.lpfnWndProc = proc, .hInstance = GetModuleHandle(NULL), .lpszClassName = "test"};
    printf("class %d\n", RegisterClassA(&c) != 0);
    HWND w = CreateWindowA("test", "title", WS_OVERLAPPEDWINDOW, 0, 0, 100, 100, NULL, NULL, c.hInstance, NULL);
    printf("window %d\n", w != NULL);
    for (int i = 0; i < 5; i++) {
        CreateWindowA("BUTTON", "x", WS_CHILD, i, i, 10, 10, w, NULL, c.hInstance, NULL);
        printf("nested %d\n", (int)SendMessageA(w, WM_USER, (WPARAM)i * 3, 0));
    }
    int children = 0;
    EnumChildWindows(w, count, (LPARAM)&children);
    printf("children %d sum %d\n", children, (int)SendMessageA(w, WM_USER + 1, 0, 0));
    char title[20];
    printf("text %d %s error %lu\n", GetWindowTextA(w, title, 20), title, GetLastError());
    ShowWindow(w, SW_SHOW);
    SetTimer(w, 3, 20, NULL);
    for (int i = 0; i < 1000; i++)
        PostMessageA(w, WM_USER, 1, 0);
    MSG m;
    while (GetMessageA(&m, NULL, 0, 0) > 0) {
        TranslateMessage(&m);
        DispatchMessageA(&m);
    }
    printf("quit %d sum %d\n", (int)m.wParam, sum);
    return (int)m.wParam;
}
