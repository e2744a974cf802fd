/* tests/process/hidden.c - shows the mappings that it sees, then tries the addresses that it is told.
 * SPDX-License-Identifier: Apache-2.0
 *
 * For hidden.py, which looks at the process from outside.  Each access is one instruction, and a
 * fault must be as that of memory that is not there: at that instruction, with its address, the
 * error code of a missing page, and registers as they were.
 */
#include "../apps/probe.h"

extern const char read_at[], read_done[], write_at[], write_done[];
static struct {
    int code; /* 0: none; signal * 1000 + si_code */
    unsigned long addr, pc, error, rax, rdx;
} seen;

static void on_fault(int s, siginfo_t *i, void *context)
{
    greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
    seen.code = s * 1000 + i->si_code;
    seen.addr = (unsigned long)i->si_addr;
    seen.pc = (unsigned long)r[REG_RIP];
    seen.error = (unsigned long)r[REG_ERR];
    seen.rax = (unsigned long)r[REG_RAX];
    seen.rdx = (unsigned long)r[REG_RDX];
    r[REG_RIP] = (greg_t)(seen.pc == (unsigned long)write_at ? write_done : read_done);
}

/* The byte at `at`, or what was in rax before. */
static unsigned long read_byte(unsigned long at)
{
    unsigned long value = 0x1234567;
    asm volatile("read_at: movb (%1), %%al\nread_done:" : "+a"(value) : "d"(at) : "memory");
    return value;
}

static void write_byte(unsigned long at, unsigned long value)
{
    asm volatile("write_at: movb %%al, (%1)\nwrite_done:" : "+a"(value) : "d"(at) : "memory");
}

enum { PRESENT = 1, WRITE = 2, USER = 4 };

static int check(unsigned long at, const char *pc, unsigned long rax, unsigned long error)
{
    if (seen.code == 0)
        return 0;
    bool exact = seen.addr == at && seen.pc == (unsigned long)pc && seen.rax == rax && seen.rdx == at;
    return exact && seen.error == error ? seen.code : -seen.code;
}

int main(void)
{
    static char text[1 << 16];
    int f = open("/proc/self/maps", O_RDONLY);
    for (ssize_t n; (n = read(f, text, sizeof text)) > 0;)
        NEED(write(1, text, (size_t)n) == n);
    close(f);
    fact("end");
    handle(SIGSEGV, on_fault, 0);
    handle(SIGBUS, on_fault, 0);
    for (unsigned long at; scanf("%lx", &at) == 1;) {
        memset(&seen, 0, sizeof seen);
        unsigned long value = read_byte(at);
        int read = check(at, read_at, 0x1234567, USER);
        memset(&seen, 0, sizeof seen);
        write_byte(at, value);
        fact("%d %d", read, check(at, write_at, value, USER | WRITE));
    }
    return 0;
}
