/* tests/process/apart.c - code in two places nearly 2 GB apart that call each other.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST ((unsigned char *)0x300000000)
#define DISTANCE 0x7f000000

static unsigned char *place(unsigned char *at)
{
    return mmap(at, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}

/* The lower one calls the upper one as often as it is told; that one calls a function of the lower page. */
int main(void)
{
    static const unsigned char lower[] = {
        0x89, 0xf9,                   /* mov ecx, edi */
        0x31, 0xc0,                   /* xor eax, eax */
        0xe8, 0, 0, 0, 0,             /* again: call upper */
        0xff, 0xc9,                   /* dec ecx */
        0x75, 0xf7,                   /* jnz again */
        0xc3,                         /* ret */
    };
    static const unsigned char upper[] = {
        0xa8, 0x01,                   /* test al, 1 */
        0x74, 0x03,                   /* jz even */
        0x83, 0xc0, 0x02,             /* add eax, 2 */
        0xff, 0xc0,                   /* even: inc eax */
        0xe9, 0, 0, 0, 0,             /* jmp lower + 64 */
    };
    static const unsigned char end[] = { 0x83, 0xe0, 0x7f, 0xc3 }; /* and eax, 127; ret */
    unsigned char *a = place(FIRST), *b = place(FIRST + DISTANCE);
    int rel = DISTANCE - 9, back = 64 - DISTANCE - (int)sizeof(upper);
    if (a != FIRST || b != FIRST + DISTANCE)
        return 2;
    memcpy(a, lower, sizeof(lower));
    memcpy(a + 5, &rel, sizeof(rel));
    memcpy(a + 64, end, sizeof(end));
    memcpy(b, upper, sizeof(upper));
    memcpy(b + sizeof(upper) - 4, &back, sizeof(back));
    mprotect(a, 4096, PROT_READ | PROT_EXEC);
    mprotect(b, 4096, PROT_READ | PROT_EXEC);
    int (*run)(int) = (int (*)(int))(void *)a;
    int sum = run(3);
    printf("%d %d\n", sum, run(1000000));
    return 0;
}
