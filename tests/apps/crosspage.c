/* tests/apps/crosspage.c - instructions that cross a page, and code that runs off the end of one.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <setjmp.h>

static sigjmp_buf back;
static char *area;
static void on_fault(int s, siginfo_t *i, void *u)
{
    long addr = (long)i->si_addr, pc = (long)GREG(u, RIP);
    if (pc)
        addr -= (long)area, pc -= (long)area;
    fact("  signal %d code %d addr %+ld pc %+ld trap %lld err %llx", s, i->si_code, addr, pc,
         GREG(u, TRAPNO), GREG(u, ERR));
    siglongjmp(back, 1);
}

static void try(const char *name, char *pc)
{
    if (sigsetjmp(back, 1) == 0)
        fact("%s: returned %ld", name, ((long (*)(long))pc)(20));
    else
        fact("%s: faulted", name);
}

int main(void)
{
    handle(SIGSEGV, on_fault, 0);
    handle(SIGBUS, on_fault, 0);
    handle(SIGILL, on_fault, 0);
    area = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    NEED(area != MAP_FAILED);
    char *edge = area + PAGE;
    /* mov rax, imm64; add rax, rdi; ret, with the page's end at each byte of the first. */
    static const unsigned char code[] = {0x48, 0xb8, 1, 2, 3, 4, 0, 0, 0, 0, 0x48, 0x01, 0xf8, 0xc3};
    for (int i = 1; i <= (int)sizeof code; i++) {
        memcpy(edge - i, code, sizeof code);
        char name[40];
        sprintf(name, "%d bytes on the first page", i);
        try(name, edge - i);
    }
    /* The second page is not executable, then not there. */
    static const int protections[] = {PROT_READ | PROT_WRITE, PROT_NONE};
    for (int p = 0; p < 2; p++) {
        for (int i = 1; i <= (int)sizeof code; i += 3) {
            memcpy(edge - i, code, sizeof code);
            NEED(mprotect(edge, PAGE, protections[p]) == 0);
            char name[60];
            sprintf(name, "protection %d, %d bytes", protections[p], i);
            try(name, edge - i);
            NEED(mprotect(edge, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC) == 0);
        }
    }
    /* Nothing but no-ops up to the end. */
    memset(area, 0x90, PAGE);
    NEED(mprotect(edge, PAGE, PROT_NONE) == 0);
    try("run off the end", area + 4000);
    NEED(munmap(edge, PAGE) == 0);
    try("run off into nothing", area + 4000);
    try("jump to nothing", edge + 17);
    try("jump to 0", NULL);
    /* The block that ends there is fine as long as it leaves in time. */
    memcpy(edge - 5, "\x8d\x47\x01\xc3\x90", 5);
    try("return before the end", edge - 5);
    memcpy(edge - 4, "\x8d\x47\x03\xc3", 4);
    try("return as the last byte", edge - 4);
    memcpy(edge - 10, "\x8d\x47\x04\x85\xff\x75\x02\x90\x90\xc3", 10);
    try("branch close to the end", edge - 10);
    memcpy(edge - 10, "\x8d\x47\x04\x85\xff\x74\x02\x90\x90\xc3", 10);
    try("branch not taken close to the end", edge - 10);
    memcpy(edge - 3, "\xb8\x01\x02", 3);
    try("truncated immediate", edge - 3);
    memcpy(edge - 1, "\x0f", 1);
    try("truncated opcode", edge - 1);
    return 0;
}
