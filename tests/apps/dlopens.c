/* tests/apps/dlopens.c - dlopen and dlclose in a loop: different code comes to the same address.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <dlfcn.h>

static long own(long x) { return x + 1; }
static void *in_thread(void *f) { return (void *)((long (*)(long))f)(9); }

int main(int argc, char **argv)
{
    char base[4096], name[4200];
    readlink("/proc/self/exe", base, sizeof base - 1);
    *strrchr(base, '/') = 0;
    long sum = 0;
    int same = 0;
    void *last = NULL;
    for (int i = 0; i < 60; i++) {
        snprintf(name, sizeof name, "%s/plugin%d.so", base, 1 + i % 2);
        void *l = dlopen(name, i % 3 ? RTLD_NOW : RTLD_LAZY);
        if (!l) {
            fact("%s", dlerror());
            return 1;
        }
        long (*work)(long) = (long (*)(long))dlsym(l, "work");
        long (*twice)(long (*)(long), long) = (long (*)(long (*)(long), long))dlsym(l, "twice");
        same += (void *)work == last || last == NULL;
        last = (void *)work;
        for (int k = 0; k < 20; k++)
            sum = sum * 3 + work(k) + twice(own, k) + twice(work, k);
        pthread_t t;
        void *r;
        pthread_create(&t, NULL, in_thread, (void *)work);
        pthread_join(t, &r);
        sum += (long)r;
        dlclose(l);
    }
    fact("sum %lx", sum);
    fact("%s", dlopen("nonexistent.so", RTLD_NOW) ? "found" : "no such library");
    void *m = dlopen("libm.so.6", RTLD_NOW);
    double (*f)(double) = (double (*)(double))dlsym(m, "cbrt");
    fact("cbrt %.10f", f(30));
    Dl_info info;
    int r = dladdr((void *)f, &info);
    fact("dladdr %d %s", r, strrchr(info.dli_fname, '/'));
    return 0;
}
