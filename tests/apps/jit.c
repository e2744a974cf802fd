/* tests/apps/jit.c - a small JIT: thousands of functions generated, called, freed and generated again.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"

typedef uint64_t (*fn)(uint64_t);
static unsigned char *arena;
#define SIZE (64 * PAGE)

/* A loop of random arithmetic; returns the number of bytes. */
static size_t generate(unsigned char *at, unsigned seed)
{
    unsigned char *p = at;
    memcpy(p, "\x48\x89\xf8\xb9\x05\x00\x00\x00", 8); /* mov rax, rdi; mov ecx, 5 */
    p += 8;
    unsigned char *loop = p;
    for (int i = 0; i < 6; i++) {
        seed = seed * 1103515245 + 12345;
        int imm = (int)(seed >> 3);
        switch (seed >> 28 & 3) {
        case 0: memcpy(p, "\x48\x05", 2); memcpy(p + 2, &imm, 4); p += 6; break; /* add rax, imm */
        case 1: memcpy(p, "\x48\x35", 2); memcpy(p + 2, &imm, 4); p += 6; break; /* xor rax, imm */
        case 2: memcpy(p, "\x48\xc1\xc0", 3); p[3] = (unsigned char)(imm & 63); p += 4; break; /* rol */
        case 3: memcpy(p, "\xa8\x01\x74\x03\x48\xff\xc0", 7); p += 7; break; /* test al,1; jz +3; inc rax */
        }
    }
    memcpy(p, "\xff\xc9\x75", 3); /* dec ecx; jnz loop */
    p += 3;
    *p = (unsigned char)(loop - (p + 1));
    p++;
    *p++ = 0xc3;
    return (size_t)(p - at);
}

static uint64_t session(int kind)
{
    uint64_t h = 1;
    size_t used = 0;
    static fn compiled[400];
    int count = 0;
    for (unsigned i = 0; i < 1500; i++) {
        if (used + 128 > SIZE / 8 || count == 400) {
            used = 0, count = 0; /* the arena is emptied and filled again */
            if (kind == 2) {
                munmap(arena, SIZE);
                NEED(mmap(arena, SIZE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == arena);
            }
        }
        if (kind == 1)
            mprotect(arena, SIZE, PROT_READ | PROT_WRITE);
        compiled[count++] = (fn)(arena + used);
        used += (generate(arena + used, i * 77) + 15) & ~15ul;
        if (kind == 1)
            mprotect(arena, SIZE, PROT_READ | PROT_EXEC);
        for (int k = 0; k < 5; k++)
            h = compiled[(h >> 7) % (unsigned)count](h);
        h = compiled[count - 1](h);
    }
    return h;
}

int main(void)
{
    arena = mmap(NULL, SIZE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    NEED(arena != MAP_FAILED);
    fact("RWX %016lx", session(0));
    fact("W^X %016lx", session(1));
    mprotect(arena, SIZE, PROT_READ | PROT_WRITE | PROT_EXEC);
    fact("unmapped and mapped again %016lx", session(2));
    /* direct calls between generated functions, patched to new targets */
    unsigned char *a = arena;
    uint64_t h = 0;
    for (int i = 0; i < 300; i++) {
        unsigned char *target = arena + PAGE * (1 + (unsigned)i % 3);
        generate(target, (unsigned)i);
        a[0] = 0xe8;
        int rel = (int)(target - (a + 5));
        memcpy(a + 1, &rel, 4);
        a[5] = 0xc3;
        h = ((fn)a)(h);
    }
    fact("patched calls %016lx", h);
    return 0;
}
