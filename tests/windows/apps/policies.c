/* tests/windows/apps/policies.c - a program that gives up the right to make code, as far as the system has that.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

enum { INSTRUMENTATION = 40, MITIGATION = 52, DYNAMIC_CODE = 2, ASLR = 1 };

LONG WINAPI NtSetInformationProcess(HANDLE process, ULONG what, void *buffer, ULONG size);

/* Run for the first time when nobody may make code any more. */
static __attribute__((noinline)) int later(int n)
{
    return n < 2 ? 1 : later(n - 1) + later(n - 2);
}

int main(void)
{
    struct {
        ULONG policy, flags;
    } code = {DYNAMIC_CODE, 1}, other = {99, 1};
    int first = NtSetInformationProcess(GetCurrentProcess(), MITIGATION, &code, sizeof(code)) >= 0;
    printf("flags as given %lu\n", code.flags);
    int again = NtSetInformationProcess(GetCurrentProcess(), MITIGATION, &code, sizeof(code)) >= 0;
    printf("said yes twice or never %d\n", first == again);
    printf("no such policy %d\n", NtSetInformationProcess(GetCurrentProcess(), MITIGATION, &other, sizeof(other)) >= 0);
    printf("bad buffer %d\n", NtSetInformationProcess(GetCurrentProcess(), MITIGATION, (void *)8, sizeof(code)) >= 0);
    printf("later %d\n", later(10));
    return 29;
}
