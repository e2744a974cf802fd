/* tests/apps/holes.c - what the application has unmapped is free, and mappings go where they go natively.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Holes are made in the area where the kernel places mappings; then much code runs for the first
 * time, threads start and files are looked at: nothing may have moved into the holes.
 */
#include "probe.h"
#include <regex.h>

enum { HOLES = 16, BIG = 8 << 20, CALLS = 3000 };

static void *in_thread(void *arg) { return arg; }

/* Many small functions, each of which is a block of its own. */
static unsigned run_new_code(char *code)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < CALLS; i++) {
        char *at = code + 16 * i;
        at[0] = (char)0xb8; /* mov eax, i; ret */
        memcpy(at + 1, &i, 4);
        at[5] = (char)0xc3;
        sum += ((unsigned (*)(void))at)();
    }
    return sum;
}

static void run_libraries(void)
{
    regex_t r;
    fact("regex %d", regcomp(&r, "a(b|c)*d", REG_EXTENDED) | regexec(&r, "xabcbcd", 0, NULL, 0));
    regfree(&r);
    for (int i = 0; i < 20; i++) {
        pthread_t t;
        pthread_create(&t, NULL, in_thread, NULL);
        pthread_join(t, NULL);
    }
    FILE *f = fopen("/proc/self/maps", "r");
    fact("maps %d", f != NULL && fgetc(f) != EOF && fclose(f) == 0);
}

int main(void)
{
    run_libraries(); /* the C library's own mappings come now */
    char *code = mmap(NULL, 16 * CALLS, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *hole[HOLES];
    for (int i = 0; i < HOLES; i++)
        hole[i] = mmap(NULL, BIG >> (i % 4 * 3), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    fact("in a row %d", hole[2] > hole[4] && hole[4] > hole[8]);
    for (int i = 0; i < HOLES; i += 2)
        munmap(hole[i], BIG >> (i % 4 * 3));
    fact("sum %u", run_new_code(code));
    run_libraries();
    for (int i = 0; i < HOLES; i += 2) {
        char *p = mmap(hole[i], BIG >> (i % 4 * 3), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        fact("hole %d %d", i, p == hole[i]);
    }
    return 0;
}
