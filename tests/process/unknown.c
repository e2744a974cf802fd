/* tests/process/unknown.c - an instruction that the decoder does not know is counted, reported once, and runs or
 * faults as natively.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static sigjmp_buf back;

static void on_signal(int s)
{
    siglongjmp(back, s);
}

int main(void)
{
    int faults = 0;
    signal(SIGILL, on_signal);
    for (int i = 0; i < 3; i++) {
        if (sigsetjmp(back, 1) == 0)
            asm volatile(".byte 0xc4, 0xe2, 0x7b, 0x50, 0xc2" ::: "xmm0"); /* vpdpbssd xmm0, xmm0, xmm2 */
        else
            faults++;
    }
    printf("%s\n", faults == 3 ? "faults each time" : faults == 0 ? "runs" : "differs");
    return 0;
}
