/* tests/apps/hello.c - what every program sees at its start; built in every kind of executable.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <sys/auxv.h>

extern char **environ;
static int constructed;
static __thread int per_thread = 42;
__attribute__((constructor)) static void construct(void) { constructed++; }
__attribute__((destructor)) static void destruct(void) { fact("destructor"); }
static void at_exit(void) { fact("atexit"); }

int main(int argc, char **argv)
{
    atexit(at_exit);
    for (int i = 0; i <= argc; i++)
        fact("argv[%d] %s", i, argv[i] ? (i ? argv[i] : strrchr(argv[i], '/')) : "(end)");
    for (char **e = environ; *e; e++)
        if (strncmp(*e, "PROBE", 5) == 0)
            fact("environment %s", *e);
    fact("constructors %d, tls %d", constructed, per_thread);
    per_thread++;
    fact("auxv pagesz %lu phent %lu phnum>2 %d entry set %d base set %d random %d secure %lu",
         getauxval(AT_PAGESZ), getauxval(AT_PHENT), getauxval(AT_PHNUM) > 2,
         getauxval(AT_ENTRY) != 0, getauxval(AT_BASE) != 0, getauxval(AT_RANDOM) != 0,
         getauxval(AT_SECURE));
    fact("execfn %s", strrchr((char *)getauxval(AT_EXECFN), '/'));
    char *heap = malloc(1000000), *small = malloc(10);
    memset(heap, 1, 1000000);
    strcpy(small, "heap");
    fact("%s %d %.3f %Lf", small, heap[999999], 1.5 / per_thread, 3.25L);
    free(heap);
    free(small);
    printf("stdio %d\n", fprintf(stderr, "to stderr\n"));
    return 7;
}
