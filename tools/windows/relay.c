/* tools/windows/relay.c - the runtime's own output, when the standard files are a console.
 * SPDX-License-Identifier: Apache-2.0
 */
#define _WIN32_WINNT 0x0601
#include "tools/windows/relay.h"

static void
pass_on(const struct relay *r, const char *text, DWORD size)
{
    DWORD written;
    while (size > 0 && WriteFile(r->console, text, size, &written, NULL) && written > 0) {
        text += written;
        size -= written;
    }
}

/* Processes that the application has left behind may hold the pipe: so the end is not that of the pipe. */
static DWORD WINAPI
pump(void *arg)
{
    struct relay *r = arg;
    char text[4096];
    DWORD n, waiting;
    for (;;) {
        if (r->is_ending && (!PeekNamedPipe(r->from, NULL, 0, NULL, &waiting, NULL) || waiting == 0))
            return 0;
        if (ReadFile(r->from, text, sizeof(text), &n, NULL))
            pass_on(r, text, n);
        else if (GetLastError() != ERROR_OPERATION_ABORTED)
            return 0;
    }
}

static void
begin(struct relay *r, DWORD which)
{
    DWORD mode;
    r->console = GetStdHandle(which);
    if (!GetConsoleMode(r->console, &mode) || !CreatePipe(&r->from, &r->to_us, NULL, 0))
        return;
    r->thread = CreateThread(NULL, 0, pump, r, 0, NULL);
    if (r->thread == NULL) {
        CloseHandle(r->to_us);
        r->to_us = NULL;
    }
}

void
relay_begin(struct relay relays[RELAYS])
{
    begin(&relays[0], STD_OUTPUT_HANDLE);
    begin(&relays[1], STD_ERROR_HANDLE);
}

/* The thread may be about to read, or may be reading: it is asked until it has noticed. */
void
relay_end(struct relay relays[RELAYS])
{
    enum { A_MOMENT = 10 };
    for (int i = 0; i < RELAYS; i++) {
        struct relay *r = &relays[i];
        if (r->to_us == NULL)
            continue;
        r->is_ending = 1;
        CloseHandle(r->to_us);
        while (WaitForSingleObject(r->thread, A_MOMENT) == WAIT_TIMEOUT)
            CancelSynchronousIo(r->thread);
    }
}
