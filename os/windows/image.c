/* os/windows/image.c - the start of the runtime in a process that the kernel has made already.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The program and ntdll are mapped, nothing has run.  The first thread is at LdrInitializeThunk.
 */
#include "os/image.h"
#include "os/base/abi.h"
#include "os/base/assert.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/mem.h"
#include "os/mem_own.h"
#include "os/tls.h"
#include "os/windows/app_entry.h"
#include "os/windows/events.h"
#include "os/windows/launch.h"
#include "os/windows/output.h"
#include "os/windows/params.h"
#include "os/base/pe.h"
#include "os/windows/start.h"
#include "os/windows/sys_entry.h"
#include "os/windows/utf.h"

/* core/run/start.c: the one function above that os/ knows by name, as the kernel's entry does. */
_Noreturn void runtime_start(uintptr_t *kernel_stack);

extern char __ImageBase[];

__declspec(dllexport) struct launch runtime_launch = { .ntdll = 1 }; /* not 0: in the file, so it can be found */

enum { MOST_WORDS = 512, START_STACK = 65536 };

static uint8_t start_stack[START_STACK] ALIGNED(64);
static struct mcontext first;
static const char *words[MOST_WORDS];
static struct app_image image;
static char image_path[1024];

/* On a stack of ours: the thread's own is a page or two, which the kernel extends by one when that is touched
 * which comes next, and by no other. */
static void
begin(void *arg)
{
    if (!nt_init(runtime_launch.ntdll))
        __builtin_trap(); /* nobody can be told: there is no way into the kernel */
    app_way = nt_system.way == STUB_INT_2E ? app_way_int
        : nt_system.way == STUB_POINTER    ? app_way_pointer
                                           : app_way_syscall;
    first.pc = nt_system.entry[ENTRY_THREAD];
    runtime_start(arg);
}

_Noreturn void
start_first_thread(const struct mcontext *mc)
{
    first = *mc;
    entry_switch_stack((uintptr_t)start_stack + sizeof(start_stack), begin, &first);
}

/* Takes the TLS slots before anybody else does: ntdll keeps what is set when it begins. */
static void
reserve_slots(void)
{
    os_tls_claim(ABI_CORE_SLOT, 64 - ABI_TLS_INDEX - ABI_CORE_SLOT);
}

static const struct pe *
self(void)
{
    static struct pe pe;
    bool is_read = pe.bytes != NULL || pe_read(__ImageBase, runtime_launch.image_size, true, &pe) == PE_GOOD;
    return is_read ? &pe : NULL;
}

/* Whoever has put us here has left it to us: from outside, each call is a journey to this process. */
static bool
protect_self(void)
{
    const struct pe *pe = self();
    for (unsigned i = 0; pe != NULL && i < pe->section_count; i++) {
        const struct pe_section *s = &pe->section[i];
        int prot = OS_PROT_READ | (s->is_writable ? OS_PROT_WRITE : 0) | (s->is_executable ? OS_PROT_EXEC : 0);
        if (!os_mem_protect(__ImageBase + s->start, s->size, prot))
            return false;
    }
    return pe != NULL;
}

bool
os_start_read(uintptr_t *kernel_stack, struct os_start *out, char *err, size_t err_size)
{
    const char *p = (const char *)runtime_launch.words;
    (void)kernel_stack;
    mem_own_add((uintptr_t)__ImageBase, (uintptr_t)__ImageBase + runtime_launch.image_size);
    reserve_slots();
    output_relay(runtime_launch.output);
    if (!protect_self()) {
        fmt_snprintf(err, err_size, "the runtime's own memory cannot be protected");
        return false;
    }
    if (runtime_launch.word_count >= MOST_WORDS) {
        fmt_snprintf(err, err_size, "too many options");
        return false;
    }
    for (uint32_t i = 0; i < runtime_launch.word_count; i++) {
        words[i] = p;
        p += strlen(p) + 1;
    }
    memset(out, 0, sizeof(*out));
    out->options = words;
    out->option_count = runtime_launch.word_count;
    out->file_fd = -1;
    return true;
}

bool
os_image_load(const struct os_start *start, struct app_image *out, char *err, size_t err_size, int *status)
{
    static struct pe pe;
    size_t units;
    (void)start;
    (void)err;
    (void)err_size;
    (void)status;
    const wchar16 *path = params_text(PARAMETERS_IMAGE_PATH, &units);
    utf_to_8(path, units, image_path, sizeof(image_path));
    image.begin = first;
    image.entry = first.pc;
    image.sp = first.reg[REG_SP];
    image.exe_base = peb_word(PEB_IMAGE_BASE);
    image.path = image_path;
    image.interp_path = "";
    struct nt_memory m;
    SYS(NtQueryVirtualMemory, NT_THIS_PROCESS, image.exe_base, MEMORY_BASIC, &m, sizeof(m), 0);
    if (pe_read((const void *)image.exe_base, m.size, true, &pe) != PE_NONE) {
        image.exe_end = image.exe_base + pe.image_size;
        image.exe_bias = image.exe_base - pe.preferred;
        image.exe_entry = image.exe_base + pe.entry;
    }
    *out = image;
    return true;
}

const struct app_image *
os_image(void)
{
    return image.entry == 0 ? NULL : &image;
}

void
os_image_self(uintptr_t *start, uintptr_t *end)
{
    *start = (uintptr_t)__ImageBase;
    *end = *start + runtime_launch.image_size;
}

const char *
os_image_self_path(void)
{
    return runtime_launch.self;
}

void *
os_image_export(const char *name)
{
    const struct pe *pe = self();
    uint32_t rva = pe == NULL ? 0 : pe_export(pe, name);
    return rva == 0 ? NULL : __ImageBase + rva;
}
