/* tests/bench/smc.c - rewrites its own code in a loop: a new immediate before every call.
 * SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(int argc, char **argv)
{
    /* mov eax, imm32; ret */
    static const unsigned char code[] = {0xb8, 0, 0, 0, 0, 0xc3};
    uint32_t rounds = (uint32_t)atoi(argc > 1 ? argv[1] : "1000");
    uint64_t sum = 0;
    unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uint32_t (*function)(void);

    if (page == MAP_FAILED)
        return 1;
    memcpy(page, code, sizeof(code));
    memcpy(&function, &page, sizeof(function));
    for (uint32_t i = 0; i < rounds; i++) {
        memcpy(page + 1, &i, sizeof(i));
        __asm__ volatile("" ::: "memory");
        sum += function();
    }
    printf("%llu\n", (unsigned long long)sum);
    return sum == (uint64_t)rounds * (rounds - 1) / 2 ? 0 : 1;
}
