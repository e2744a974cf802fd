/* tests/windows/apps/calls.c - system calls for a client to change: it says what they answer.
 * SPDX-License-Identifier: Apache-2.0
 *
 * With an argument it does not wait a year, which only the client makes bearable.
 */
#include <stdio.h>
#include <windows.h>

LONG WINAPI NtDelayExecution(BOOLEAN, LARGE_INTEGER *);
LONG WINAPI NtYieldExecution(void);
LONG WINAPI NtClose(HANDLE);

int main(int argc, char **argv)
{
    LARGE_INTEGER year = {.QuadPart = -31536000LL * 10000000}, moment = {.QuadPart = -10000 * 7};
    ULONG_PTR before[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    (void)argv;
    printf("moment %lx\n", NtDelayExecution(FALSE, &moment));
    printf("year %lx\n", argc > 1 ? 0 : NtDelayExecution(FALSE, &year));
    for (int i = 0; i < 3; i++)
        NtYieldExecution();
    printf("close %lx\n", NtClose((HANDLE)0x7ffff0));
    ULONG_PTR sum = 0;
    for (int i = 0; i < 8; i++)
        sum += before[i];
    printf("stack %d, left %lld\n", (int)sum, year.QuadPart / 10000000);
    return 18;
}
