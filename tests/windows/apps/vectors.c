/* tests/windows/apps/vectors.c - vector registers stay as they are when code runs for the first time.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static unsigned char before[6 * 32];

/* Calls new code with all registers that calls may change set; the code is a return only. */
static void __attribute__((noinline)) call_sse(void *code, unsigned char *after)
{
    __asm__ volatile("movups 0(%1), %%xmm0; movups 32(%1), %%xmm1; movups 64(%1), %%xmm2; movups 96(%1), %%xmm3;"
                     "movups 128(%1), %%xmm4; movups 160(%1), %%xmm5; sub $64, %%rsp; call *%0; add $64, %%rsp;"
                     "movups %%xmm0, 0(%2); movups %%xmm1, 32(%2); movups %%xmm2, 64(%2); movups %%xmm3, 96(%2);"
                     "movups %%xmm4, 128(%2); movups %%xmm5, 160(%2)"
                     : : "r"(code), "r"(before), "r"(after) : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "memory");
}

static void __attribute__((noinline)) call_avx(void *code, unsigned char *after)
{
    __asm__ volatile("vmovups 0(%1), %%ymm0; vmovups 32(%1), %%ymm1; vmovups 64(%1), %%ymm7; vmovups 96(%1), %%ymm8;"
                     "vmovups 128(%1), %%ymm14; vmovups 160(%1), %%ymm5; sub $64, %%rsp; call *%0; add $64, %%rsp;"
                     "vmovups %%ymm0, 0(%2); vmovups %%ymm1, 32(%2); vmovups %%ymm7, 64(%2); vmovups %%ymm8, 96(%2);"
                     "vmovups %%ymm14, 128(%2); vmovups %%ymm5, 160(%2); vzeroupper"
                     : : "r"(code), "r"(before), "r"(after)
                     : "xmm0", "xmm1", "xmm5", "xmm7", "xmm8", "xmm14", "memory");
}

static LONG changed[2];

/* Several threads at once, so that they wait for each other in the middle of the runtime. */
static DWORD WINAPI work(void *arg)
{
    unsigned char after[6 * 32];
    for (int i = 0; i < 60; i++) {
        unsigned char *code = VirtualAlloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
        for (int at = 0; at < 4096; at += 64)
            code[at] = 0xc3;
        for (int at = 0; at < 4096; at += 128) {
            memset(after, 0, sizeof(after));
            call_sse(code + at, after);
            for (int k = 0; k < 6; k++)
                if (memcmp(before + 32 * k, after + 32 * k, 16) != 0)
                    InterlockedIncrement(&changed[0]);
            if (arg == NULL)
                continue;
            call_avx(code + at + 64, after);
            if (memcmp(before, after, sizeof(after)) != 0)
                InterlockedIncrement(&changed[1]);
        }
    }
    return 0;
}

int main(void)
{
    HANDLE h[6];
    for (unsigned i = 0; i < sizeof(before); i++)
        before[i] = (unsigned char)(i * 7 + 1);
    for (int i = 0; i < 6; i++)
        h[i] = CreateThread(NULL, 0, work, __builtin_cpu_supports("avx") ? h : NULL, 0, NULL);
    WaitForMultipleObjects(6, h, TRUE, INFINITE);
    printf("changed %ld %ld\n", changed[0], changed[1]);
    return 0;
}
