/* tests/apps/wild.c - wild writes: every address that is not the program's own faults as unmapped memory does.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The program walks the gaps between its visible mappings and touches some pages of each:
 * where the runtime lives, too, there must be nothing.
 */
#include "probe.h"
#include <setjmp.h>

static sigjmp_buf back;
static void on_fault(int s, siginfo_t *i, void *u) { siglongjmp(back, s * 1000 + i->si_code); }

static struct { unsigned long a, b; } maps[1000];

int main(void)
{
    handle(SIGSEGV, on_fault, 0);
    handle(SIGBUS, on_fault, 0);
    static char text[1 << 18];
    int f = open("/proc/self/maps", O_RDONLY), n = 0;
    long size = 0, r;
    while ((r = read(f, text + size, sizeof text - 1 - (size_t)size)) > 0)
        size += r;
    close(f);
    text[size] = 0;
    for (char *l = strtok(text, "\n"); l && n < 1000; l = strtok(NULL, "\n"), n++)
        sscanf(l, "%lx-%lx", &maps[n].a, &maps[n].b);
    int quiet[2] = {0, 0}, odd = 0, gaps = 0;
    for (int write = 0; write < 2; write++) {
        fact("%s", write ? "writes" : "reads");
        for (int i = 0; i + 1 < n; i++) {
            unsigned long a = maps[i].b, b = maps[i + 1].a < 0x7ffffffff000 ? maps[i + 1].a : 0x7ffffffff000;
            if (b <= a)
                continue;
            gaps++;
            /* the two ends and a few hundred places between */
            unsigned long step = ((b - a) / 400 + PAGE - 1) & ~(PAGE - 1);
            for (unsigned long at = a; at < b; at += step) {
                int how = sigsetjmp(back, 1);
                if (how == 0) {
                    if (write)
                        *(volatile char *)at = 1;
                    else
                        *(volatile char *)at;
                    quiet[write]++;
                } else
                    odd += how != SIGSEGV * 1000 + SEGV_MAPERR;
            }
        }
    }
    fact("gaps %d, reads that went through %d, writes %d, other than SEGV_MAPERR %d", gaps > 3, quiet[0], quiet[1], odd);
    return 0;
}
