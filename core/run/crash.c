/* core/run/crash.c - what is printed when the runtime or a client crashes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/run/crash.h"
#include "core/cache/fragment.h"
#include "core/cache/unit.h"
#include "core/client/client.h"
#include "os/base/assert.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/image.h"
#include "os/process.h"
#include "os/safe.h"
#include "os/tls.h"

enum { WHERE_SIZE = 256 };

static void
print(const char *text, int n)
{
    base_write(2, text, (size_t)n);
}

static int
place_in_cache(char *buf, size_t room, uintptr_t pc)
{
    struct xl_place at;
    const struct fragment *f = unit_find_fragment(unit_find(pc), pc);
    if (f == NULL || !fragment_translate(f, pc, &at))
        return fmt_snprintf(buf, room, "the code cache, %p", (void *)pc);
    if (at.kind == XL_META)
        return fmt_snprintf(buf, room, "code that clients have inserted at %p in block %p",
                            (const void *)at.pc, (const void *)at.block);
    return fmt_snprintf(buf, room, "the code cache, %p, for %p", (void *)pc, (const void *)at.pc);
}

/* "library + offset" for a pc. */
static int
place(char *buf, size_t room, uintptr_t pc)
{
    uintptr_t start, end;
    os_image_self(&start, &end);
    if (pc >= start && pc < end)
        return fmt_snprintf(buf, room, "libdynamorio.so+0x%zx", pc - start);
    if (library_describe(pc, buf, room))
        return (int)strlen(buf);
    if (unit_find(pc) != NULL)
        return place_in_cache(buf, room, pc);
    return fmt_snprintf(buf, room, "%p", (void *)pc);
}

/* Who should hear of it. */
static void
print_whose(uintptr_t pc)
{
    const struct client *c = client_at(pc);
    if (c == NULL && client_count() == 1 && unit_find(pc) != NULL)
        c = client_get(0); /* nobody else has inserted code */
    char line[2 * WHERE_SIZE];
    if (c == NULL)
        print(line, fmt_snprintf(line, sizeof(line), "drrun: this is a defect of the runtime or a client: "
                                                     "please report it with this text\n"));
    else
        print(line, fmt_snprintf(line, sizeof(line), "drrun: this is a defect of client '%.100s'%s%.100s: please report it%s%.200s "
                                                     "with this text\n",
                                 c->name, *c->version != '\0' ? " " : "", c->version, *c->report_to != '\0' ? " to " : "",
                                 c->report_to));
}

/* Callers by their frame pointers: the runtime is compiled with them. */
static void
print_callers(uintptr_t frame)
{
    for (int depth = 0; depth < 12 && frame != 0; depth++) {
        uintptr_t pair[2];
        char where[WHERE_SIZE], line[WHERE_SIZE + 40];
        if (!os_safe_read((void *)frame, sizeof(pair), pair) || pair[0] <= frame)
            break;
        place(where, sizeof(where), pair[1]);
        if (where[0] == '0') /* no code that we know: not a frame */
            break;
        print(line, fmt_snprintf(line, sizeof(line), "drrun:   called from %s\n", where));
        frame = pair[0];
    }
}

/* Client code and the runtime share a stack of moderate size: recursion without end is not rare. */
static bool
is_stack_overflow(const struct thread *t, uintptr_t addr)
{
    return t != NULL && addr >= t->stack_base && addr < t->stack_base + THREAD_STACK_GUARD;
}

void
crash_report(const char *what, const struct mcontext *mc, uintptr_t addr)
{
    static volatile int once;
    char where[WHERE_SIZE], line[2 * WHERE_SIZE + 256];
    if (__atomic_exchange_n(&once, 1, __ATOMIC_RELAXED) != 0)
        os_process_exit(EXIT_INTERNAL);
    const struct thread *t = os_tls_get();
    if (is_stack_overflow(t, addr))
        what = "stack overflow";
    place(where, sizeof(where), mc->pc);
    print(line, fmt_snprintf(line, sizeof(line),
                             "drrun: internal crash: %s at %s, address %p\n"
                             "drrun: thread %zu, application pc %p\n",
                             what, where, (void *)addr, t == NULL ? 0 : (size_t)t->tid,
                             t == NULL ? NULL : (const void *)t->next));
    print_whose(mc->pc);
    print_callers(mc->reg[REG_BP]);
    os_process_exit(EXIT_INTERNAL);
}
