/* tests/apps/threads.c - threads by the thousand, TLS, locks, detached, cancelled, raw clone threads.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "probe.h"
#include <linux/futex.h>
#include <sched.h>
#include <semaphore.h>

static __thread int tls = 5;
static __thread char big_tls[3000];
static pthread_key_t key;
static volatile int destroyed;
static void destroy(void *p) { __atomic_add_fetch(&destroyed, 1, __ATOMIC_SEQ_CST); free(p); }

static void *one(void *p)
{
    tls += (int)(long)p;
    memset(big_tls, (int)(long)p, sizeof big_tls);
    pthread_setspecific(key, malloc(10));
    return (void *)(long)(tls + big_tls[2999]);
}
static void by_the_thousand(void)
{
    long sum = 0;
    for (int round = 0; round < 60; round++) {
        pthread_t t[50];
        for (long i = 0; i < 50; i++)
            NEED(pthread_create(&t[i], NULL, one, (void *)i) == 0);
        for (int i = 0; i < 50; i++) {
            void *r;
            pthread_join(t[i], &r);
            sum += (long)r;
        }
    }
    fact("3000 threads: sum %ld, mine %d, keys destroyed %d", sum, tls, destroyed);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_spinlock_t spin;
static sem_t sem;
static long counters[6];
static int turn;

static void *locker(void *p)
{
    int me = (int)(long)p;
    for (int i = 0; i < 3000; i++) {
        pthread_mutex_lock(&mutex);
        counters[0]++;
        pthread_mutex_unlock(&mutex);
        pthread_rwlock_wrlock(&rw);
        counters[1]++;
        pthread_rwlock_unlock(&rw);
        pthread_spin_lock(&spin);
        counters[2]++;
        pthread_spin_unlock(&spin);
        sem_wait(&sem);
        counters[3]++;
        sem_post(&sem);
        __atomic_add_fetch(&counters[4], 1, __ATOMIC_SEQ_CST);
        if (i % 300 == 0)
            pthread_barrier_wait(&barrier);
    }
    for (int i = 0; i < 200; i++) { /* a round robin */
        pthread_mutex_lock(&mutex);
        while (turn % 4 != me)
            pthread_cond_wait(&cond, &mutex);
        turn++;
        pthread_cond_broadcast(&cond);
        pthread_mutex_unlock(&mutex);
    }
    return NULL;
}
static void locks(void)
{
    pthread_barrier_init(&barrier, NULL, 4);
    pthread_spin_init(&spin, 0);
    sem_init(&sem, 0, 1);
    pthread_t t[4];
    for (long i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, locker, (void *)i);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    fact("locks %ld %ld %ld %ld %ld turns %d", counters[0], counters[1], counters[2], counters[3], counters[4], turn);
}

static volatile int cleaned;
static void cleanup(void *p) { cleaned += (int)(long)p; }
static void *cancel_me(void *how)
{
    pthread_cleanup_push(cleanup, (void *)1l);
    pthread_cleanup_push(cleanup, (void *)10l);
    if ((long)how == 2)
        pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    if ((long)how == 3) {
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
        msleep(30);
        pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    }
    for (volatile unsigned long x = 0;; x++)
        if ((long)how == 0)
            pause();
        else if ((long)how != 2)
            pthread_testcancel();
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return NULL;
}
static void cancels(void)
{
    for (long how = 0; how < 4; how++) {
        pthread_t t;
        void *r;
        cleaned = 0;
        pthread_create(&t, NULL, cancel_me, (void *)how);
        msleep(10);
        pthread_cancel(t);
        pthread_join(t, &r);
        fact("cancel %ld: cancelled %d cleaned %d", how, r == PTHREAD_CANCELED, cleaned);
    }
}

static void *robust_owner(void *m)
{
    pthread_mutex_lock(m);
    return NULL; /* dies as the owner */
}
static void robust(void)
{
    pthread_mutexattr_t a;
    pthread_mutexattr_init(&a);
    pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_t m;
    pthread_mutex_init(&m, &a);
    for (int i = 0; i < 20; i++) {
        pthread_t t;
        pthread_create(&t, NULL, robust_owner, &m);
        pthread_join(t, NULL);
        int r = pthread_mutex_lock(&m);
        int c = r == EOWNERDEAD ? pthread_mutex_consistent(&m) : -1;
        if (i == 0)
            fact("robust: lock %d consistent %d", r == EOWNERDEAD, c);
        pthread_mutex_unlock(&m);
    }
    /* across processes: the owner is killed */
    pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
    pthread_mutex_t *shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutex_init(shared, &a);
    pid_t p = fork();
    if (p == 0) {
        pthread_mutex_lock(shared);
        kill(getpid(), SIGKILL);
    }
    wait_for(p);
    fact("robust, shared: owner died %d", pthread_mutex_lock(shared) == EOWNERDEAD);
    void *head;
    size_t len;
    long r = syscall(SYS_get_robust_list, 0, &head, &len);
    fact("robust list %ld length %zu", r, len);
}

static volatile int detached;
static void *detach(void *p)
{
    pthread_detach(pthread_self());
    __atomic_add_fetch(&detached, 1, __ATOMIC_SEQ_CST);
    return NULL;
}
static void detaches(void)
{
    for (int i = 0; i < 500; i++) {
        pthread_t t;
        while (pthread_create(&t, NULL, detach, NULL))
            sched_yield();
    }
    uint64_t limit = now_ms() + 20000;
    while (detached < 500 && now_ms() < limit)
        msleep(1);
    fact("detached %d", detached);
}

/* Threads without any library: clone with a stack, a futex to join. */
asm(".text\nraw_thread:\n" /* rdi flags, rsi stack top, rdx tid word, r10 = tid word */
    "mov %rdx, %r10; xor %r8d, %r8d; mov $56, %eax; syscall; test %eax, %eax; jz 1f; ret\n"
    "1: lock incl raw_count(%rip); mov $60, %eax; mov $7, %edi; syscall; ud2\n");
int raw_count;
long raw_thread(long flags, void *stack, volatile int *tid);
static void raw(void)
{
    static volatile int tid;
    char *stack = malloc(65536);
    for (int i = 0; i < 200; i++) {
        tid = 1;
        long r = raw_thread(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_CHILD_CLEARTID | CLONE_PARENT_SETTID, stack + 65536, &tid);
        NEED(r > 0);
        int v;
        while ((v = tid) != 0)
            syscall(SYS_futex, &tid, FUTEX_WAIT, v, NULL, NULL, 0);
    }
    fact("raw threads %d", raw_count);
    free(stack);
}

static void *forker(void *p)
{
    for (int i = 0; i < 20; i++) {
        pid_t c = fork();
        if (c == 0) {
            pthread_t t;
            void *r;
            tls = 100;
            if (pthread_create(&t, NULL, one, (void *)3l) || pthread_join(t, &r))
                _exit(1);
            _exit((int)(long)r + tls);
        }
        int s;
        NEED(waitpid(c, &s, 0) == c);
        if (WEXITSTATUS(s) != 111)
            fact("forked child: %s", ending(s));
    }
    return NULL;
}
static void *busy(void *p)
{
    while (!*(volatile int *)p) {
        void *m = malloc(100);
        tls++;
        free(m);
    }
    return NULL;
}
static void forks(void)
{
    volatile int stop = 0;
    pthread_t b[2], f[3];
    for (int i = 0; i < 2; i++)
        pthread_create(&b[i], NULL, busy, (void *)&stop);
    for (int i = 0; i < 3; i++)
        pthread_create(&f[i], NULL, forker, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(f[i], NULL);
    stop = 1;
    for (int i = 0; i < 2; i++)
        pthread_join(b[i], NULL);
    fact("forks from threads done");
}

int main(void)
{
    pthread_key_create(&key, destroy);
    by_the_thousand();
    locks();
    cancels();
    robust();
    detaches();
    raw();
    forks();
    pthread_t t = pthread_self();
    char name[16];
    pthread_setname_np(t, "renamed");
    pthread_getname_np(t, name, sizeof name);
    cpu_set_t cpus;
    pthread_attr_t a;
    void *stack;
    size_t size;
    pthread_getattr_np(t, &a);
    pthread_attr_getstack(&a, &stack, &size);
    char here;
    fact("name %s, affinity %d, stack contains me %d", name, sched_getaffinity(0, sizeof cpus, &cpus), (char *)stack < &here && &here < (char *)stack + size);
    return 0;
}
