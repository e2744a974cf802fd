/* tests/bench/interp.c - a switch interpreter: one indirect branch decides everything.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The interpreted program sieves primes, so the branch has a real pattern to follow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How functions are called: the same on both systems makes the same machine code (ci/bench_windows). */
#ifndef BENCH_ABI
#define BENCH_ABI
#endif

enum op { SET, ADD, ADDI, MUL, LESS, JUMP, JUMP_IF, JUMP_NOT, LOAD, STORE, MOVE, HALT };

struct instruction {
    unsigned char op;
    unsigned char a, b, c;
    int value;
};

#define LIMIT 5000

static unsigned char memory[LIMIT + 1];

/* Registers: 0 i, 1 j, 2 count, 3 limit, 4 scratch, 5 one, 6 mark. */
static const struct instruction program[] = {
    {SET, 0, 0, 0, 2},       {SET, 2, 0, 0, 0},      {SET, 3, 0, 0, LIMIT}, {SET, 5, 0, 0, 1},
    {LESS, 4, 0, 3, 0},      {JUMP_NOT, 4, 0, 0, 17}, {LOAD, 6, 0, 0, 0},   {JUMP_IF, 6, 0, 0, 15},
    {ADDI, 2, 2, 0, 1},      {MUL, 1, 0, 0, 0},      {LESS, 4, 1, 3, 0},    {JUMP_NOT, 4, 0, 0, 15},
    {STORE, 5, 1, 0, 0},     {ADD, 1, 1, 0, 0},      {JUMP, 0, 0, 0, 10},   {ADDI, 0, 0, 0, 1},
    {JUMP, 0, 0, 0, 4},      {HALT, 0, 0, 0, 0},
};

__attribute__((noinline)) BENCH_ABI static int run(void)
{
    int r[8] = {0};
    const struct instruction *pc = program;

    for (;;) {
        const struct instruction *i = pc++;
        switch ((enum op)i->op) {
        case SET: r[i->a] = i->value; break;
        case ADD: r[i->a] = r[i->b] + r[i->c]; break;
        case ADDI: r[i->a] = r[i->b] + i->value; break;
        case MUL: r[i->a] = r[i->b] * r[i->c]; break;
        case LESS: r[i->a] = r[i->b] < r[i->c]; break;
        case JUMP: pc = program + i->value; break;
        case JUMP_IF: pc = r[i->a] ? program + i->value : pc; break;
        case JUMP_NOT: pc = r[i->a] ? pc : program + i->value; break;
        case LOAD: r[i->a] = memory[r[i->b]]; break;
        case STORE: memory[r[i->b]] = (unsigned char)r[i->a]; break;
        case MOVE: r[i->a] = r[i->b]; break;
        case HALT: return r[2];
        }
    }
}

int main(int argc, char **argv)
{
    int rounds = atoi(argc > 1 ? argv[1] : "100");
    long total = 0;

    for (int n = 0; n < rounds; n++) {
        memset(memory, 0, sizeof(memory));
        total += run();
    }
    printf("%ld\n", total);
    return 0;
}
