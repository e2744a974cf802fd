/* tests/winunit/test_child.c - the runtime is put into new processes, or it is said why not.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The kernel is played by nt_call() here: it has one other process, with ntdll, a block of the process, and
 * what is mapped there.  Each call to it can be made to fail.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <cmocka.h>
#include "os/app_child.h"
#include "os/app_syscall.h"
#include "os/file.h"
#include "os/image.h"
#include "os/mem.h"
#include "os/safe.h"
#include "os/windows/hooks.h"
#include "os/windows/inject.h"
#include "os/windows/launch.h"
#include "os/windows/attributes.h"
#include "os/windows/sign.h"
#include "os/windows/sys.h"
#include "tests/winunit/made_pe.h"

enum { GIVEN = 0x44, OWN = 0x48, THREAD = 0x4c, FILE_SECTION = 0x50, IMAGE_SECTION = 0x54, PID = 4711 };
enum { THUNK = 0x800, NTDLL_SIZE = 0x1000, WOW64 = 26 };
#define BLOCK ((uintptr_t)0x7ff123450000)

struct nt_system nt_system;
struct launch runtime_launch;

/* ---- the runtime's file ---- */

enum { HEAD = MADE_HEAD, OPTIONAL = MADE_OPTIONAL, SECTIONS = MADE_SECTIONS, TEXT = MADE_TEXT, RAW = 0x400, TEXT_SIZE = 0x1000 };
enum { ENTRY = TEXT + 0x20, LAUNCH = TEXT + 0x100, EXPORTS = TEXT + 0x800, FILE_SIZE = RAW + TEXT_SIZE };
static uint8_t file[FILE_SIZE];

static void
put(size_t at, uint64_t value, size_t size)
{
    made_put(file, at, value, size);
}

static size_t
at(uint32_t rva)
{
    return rva - TEXT + RAW;
}

static void
make_file(void)
{
    static const struct visit_sign sign = { .mark = { 'D', 'R', 'v', 'i', 's', 'i', 't', '1' }, .marker = 0x40, .ready = 0x60 };
    memset(file, 0, sizeof(file));
    made_headers(file, TEXT_SIZE, RAW, EXPORTS, 0x100);
    put(at(EXPORTS) + 20, 2, 4);
    put(at(EXPORTS) + 24, 2, 4);
    put(at(EXPORTS) + 28, EXPORTS + 0x40, 4);
    put(at(EXPORTS) + 32, EXPORTS + 0x50, 4);
    put(at(EXPORTS) + 36, EXPORTS + 0x60, 4);
    put(at(EXPORTS + 0x40), LAUNCH, 4);
    put(at(EXPORTS + 0x44), ENTRY, 4);
    put(at(EXPORTS + 0x50), EXPORTS + 0x70, 4);
    put(at(EXPORTS + 0x54), EXPORTS + 0x90, 4);
    put(at(EXPORTS + 0x62), 1, 2);
    memcpy(file + at(EXPORTS + 0x70), "runtime_launch", 15);
    memcpy(file + at(EXPORTS + 0x90), "runtime_thread_entry", 21);
    memcpy(file + at(ENTRY) - sizeof(sign), &sign, sizeof(sign));
}

/* ---- the other process ---- */

static uint8_t here_ntdll[NTDLL_SIZE], there_ntdll[NTDLL_SIZE], there_block[0x100];
static uint8_t *section;
static uintptr_t mapped_at;
static size_t section_size;
static uint32_t policy_flags[16];
static enum nt_call refused_call;
static ntstatus refusal;
static uintptr_t wow64_block;
static unsigned own_opened, own_closed, resumed, writes, mapped_there;

/* Where an address of the other process's is in ours. */
static uint8_t *
find(uintptr_t address, size_t size)
{
    uintptr_t base = nt_system.ntdll;
    if (address >= base && address + size <= base + NTDLL_SIZE)
        return there_ntdll + (address - base);
    if (address >= BLOCK && address + size <= BLOCK + sizeof(there_block))
        return there_block + (address - BLOCK);
    if (mapped_at != 0 && address >= mapped_at && address + size <= mapped_at + section_size)
        return section + (address - mapped_at);
    return NULL;
}

static ntstatus
do_query(uintptr_t process, uintptr_t kind, void *out)
{
    if (kind == 0) {
        uintptr_t basics[] = { 0, BLOCK, 0, 0, PID, 0 };
        memcpy(out, basics, sizeof(basics));
    } else if (kind == WOW64)
        *(uintptr_t *)out = wow64_block;
    else
        ((uint32_t *)out)[1] = process == NT_THIS_PROCESS ? 0 : policy_flags[((uint32_t *)out)[0]];
    return STATUS_SUCCESS;
}

static ntstatus
do_map(uintptr_t which, uintptr_t process, uintptr_t *base)
{
    if (which == FILE_SECTION)
        *base = (uintptr_t)file;
    else if (process == NT_THIS_PROCESS)
        *base = (uintptr_t)section;
    else {
        assert_int_equal(process, OWN);
        mapped_at = *base;
        mapped_there++;
    }
    return STATUS_SUCCESS;
}

static ntstatus
do_section(uintptr_t *handle, const uint64_t *size, uintptr_t of_file)
{
    *handle = of_file != 0 ? FILE_SECTION : IMAGE_SECTION;
    if (of_file != 0)
        return STATUS_SUCCESS;
    free(section);
    section_size = (size_t)*size;
    section = calloc(1, section_size);
    return STATUS_SUCCESS;
}

static ntstatus
do_copy(uintptr_t process, uintptr_t address, void *local, size_t size, uintptr_t *done, bool writes_there)
{
    uint8_t *there = find(address, size);
    assert_true(process == OWN || process == GIVEN);
    if (there == NULL)
        return STATUS_PARTIAL_COPY;
    if (writes_there)
        memcpy(there, local, size);
    else
        memcpy(local, there, size);
    writes += writes_there;
    *done = size;
    return STATUS_SUCCESS;
}

ntstatus
nt_call(uintptr_t number, uintptr_t a1, uintptr_t a2, uintptr_t a3, uintptr_t a4, uintptr_t a5, uintptr_t a6, uintptr_t a7,
        uintptr_t a8, uintptr_t a9, uintptr_t a10, uintptr_t a11)
{
    (void)a6, (void)a8, (void)a9, (void)a10, (void)a11;
    if ((enum nt_call)number == refused_call && !(number == CALL_NtMapViewOfSection && a2 == NT_THIS_PROCESS))
        return refusal;
    switch ((enum nt_call)number) {
    case CALL_NtQueryInformationProcess: return do_query(a1, a2, (void *)a3);
    case CALL_NtOpenProcess:
        assert_int_equal(((struct nt_client_id *)a4)->process, PID);
        own_opened++;
        *(uintptr_t *)a1 = OWN;
        return STATUS_SUCCESS;
    case CALL_NtClose: own_closed += a1 == OWN; return STATUS_SUCCESS;
    case CALL_NtCreateSection: return do_section((uintptr_t *)a1, (uint64_t *)a4, a7);
    case CALL_NtMapViewOfSection: return do_map(a1, a2, (uintptr_t *)a3);
    case CALL_NtUnmapViewOfSection: return STATUS_SUCCESS;
    case CALL_NtReadVirtualMemory: return do_copy(a1, a2, (void *)a3, a4, (uintptr_t *)a5, false);
    case CALL_NtWriteVirtualMemory: return do_copy(a1, a2, (void *)a3, a4, (uintptr_t *)a5, true);
    case CALL_NtProtectVirtualMemory: return STATUS_SUCCESS;
    case CALL_NtQueryVirtualMemory: /* nothing else is there */
        *(struct nt_memory *)a4 = (struct nt_memory){ .base = a2, .size = os_mem_facts()->highest - a2, .state = MEM_FREE };
        return STATUS_SUCCESS;
    case CALL_NtResumeThread:
        assert_int_equal(a1, THREAD);
        resumed++;
        return STATUS_SUCCESS;
    default: return (ntstatus)0xc0000002;
    }
}

enum nt_call
nt_call_of(uintptr_t number)
{
    return (enum nt_call)number;
}

bool
nt_init(uintptr_t base)
{
    return base != 0;
}

/* ---- what stands below and above ---- */

void *
os_mem_alloc(size_t size, int prot)
{
    (void)prot;
    return calloc(1, size);
}

void
os_mem_free(void *base, size_t size)
{
    (void)size;
    free(base);
}

const struct mem_facts *
os_mem_facts(void)
{
    static const struct mem_facts facts = { .lowest = 0x10000, .highest = (uintptr_t)1 << 47 };
    return &facts;
}

os_file
os_file_open(const char *path, int flags, int *error)
{
    (void)flags, (void)error;
    return strcmp(path, "runtime.dll") == 0 ? (os_file)1 : OS_FILE_INVALID;
}

int64_t
os_file_size(os_file f)
{
    (void)f;
    return FILE_SIZE;
}

void
os_file_close(os_file f)
{
    (void)f;
}

const char *
os_image_self_path(void)
{
    return "runtime.dll";
}

size_t
os_safe_copy(void *to, const void *from, size_t size)
{
    if (to == NULL || from == NULL)
        return 0;
    memcpy(to, from, size);
    return size;
}

/* ---- the application's call ---- */

static uintptr_t params[11], process_handle, thread_handle;
static struct attributes seen_list;
static unsigned runs, refuse_lists;
static uintptr_t seen_flags, seen_attributes;
static uint64_t seen_option;

uintptr_t
os_app_syscall_param(const struct mcontext *mc, unsigned n)
{
    (void)mc;
    return params[n];
}

void
os_app_syscall_set_param(struct mcontext *mc, unsigned n, uintptr_t value)
{
    (void)mc;
    params[n] = value;
}

bool
os_app_syscall_run(struct mcontext *mc, volatile uintptr_t *stop)
{
    (void)stop;
    runs++;
    seen_flags = params[7];
    seen_attributes = params[10];
    if (seen_attributes != 0)
        memcpy(&seen_list, (void *)seen_attributes, *(size_t *)seen_attributes);
    if (seen_attributes != 0)
        seen_option = *(const uint64_t *)(uintptr_t)seen_list.row[1].value;
    bool is_refused = seen_attributes != 0 && refuse_lists > 0;
    refuse_lists -= is_refused;
    mc->reg[REG_AX] = is_refused ? (uintptr_t)(intptr_t)STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
    process_handle = GIVEN;
    thread_handle = THREAD;
    return true;
}

static char noted[512];

static void
note(const char *why)
{
    strncpy(noted, why, sizeof(noted) - 1);
}

static const char *const options[] = { "-stats", "-client", "a b" };

static void
call(enum nt_call which, bool follow)
{
    const struct app_child_plan plan = { follow, options, 3, note };
    struct mcontext mc = { .reg = { [REG_AX] = which } };
    os_app_child_create(&mc, &plan);
    assert_int_equal(mc.reg[REG_AX], STATUS_SUCCESS);
}

static int
set_up(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CALL_COUNT; i++)
        nt_system.number[i] = i;
    for (unsigned i = 0; i < NTDLL_SIZE; i++)
        here_ntdll[i] = there_ntdll[i] = (uint8_t)(i * 7 + 1);
    nt_system.ntdll = (uintptr_t)here_ntdll;
    nt_system.entry[ENTRY_THREAD] = nt_system.ntdll + THUNK;
    memset(there_block, 0, sizeof(there_block));
    memset(policy_flags, 0, sizeof(policy_flags));
    memset(params, 0, sizeof(params));
    memset(noted, 0, sizeof(noted));
    memset(&seen_list, 0, sizeof(seen_list));
    params[0] = (uintptr_t)&process_handle;
    params[1] = (uintptr_t)&thread_handle;
    refused_call = CALL_COUNT;
    wow64_block = 0;
    mapped_at = own_opened = own_closed = resumed = writes = mapped_there = runs = refuse_lists = 0;
    make_file();
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    free(section);
    section = NULL;
    return 0;
}

static bool
is_followed(void)
{
    struct visit_sign sign;
    return sign_find(GIVEN, &sign) != 0;
}

/* ---- tests ---- */

static void
followed(void **state)
{
    (void)state;
    call(CALL_NtCreateUserProcess, true);
    assert_true(is_followed());
    assert_int_equal(runs, 1);
    assert_int_equal(seen_flags, 1);
    assert_int_equal(params[7], 0); /* the application's stack is as before */
    assert_int_equal(params[10], 0);
    assert_int_equal(resumed, 1);
    assert_int_equal(own_opened, 1);
    assert_int_equal(own_closed, 1);
    assert_string_equal(noted, "");
    const struct launch *l = (const struct launch *)(const void *)(section + LAUNCH);
    assert_int_equal(l->ntdll, nt_system.ntdll);
    assert_int_equal(l->word_count, 3);
    assert_string_equal(l->self, "runtime.dll");
    assert_memory_equal(l->thread_code, here_ntdll + THUNK, sizeof(l->thread_code));
    assert_memory_equal(section + (l->words - mapped_at), "-stats\0-client\0a b", 19);
}

static void
suspended(void **state)
{
    (void)state;
    params[7] = 1;
    call(CALL_NtCreateUserProcess, true);
    assert_true(is_followed());
    assert_int_equal(resumed, 0);
    assert_int_equal(params[7], 1);
}

static void
left_alone(void **state)
{
    (void)state;
    call(CALL_NtCreateUserProcess, false);
    assert_false(is_followed());
    assert_int_equal(seen_flags, 0);
    assert_int_equal(seen_attributes, 0);
    call(CALL_NtCreateThreadEx, false);
    assert_false(is_followed());
    assert_int_equal(writes, 0);
}

/* The kernel knows the options, or is older. */
static void
without_mitigations(void **state)
{
    uint64_t options_word = (uint64_t)1 << 36;
    struct {
        uint64_t size;
        struct attribute row[2];
    } given = { 8 + 2 * 32, { { 0x20005, 8, 0x1234, 0 }, { 0x20010, 8, (uintptr_t)&options_word, 0 } } };
    (void)state;
    params[10] = (uintptr_t)&given;
    call(CALL_NtCreateUserProcess, true);
    assert_int_equal(runs, 1);
    assert_int_equal(seen_list.size, 8 + 2 * 32);
    assert_int_equal(seen_list.row[0].value, 0x1234);
    assert_int_equal(seen_list.row[1].what, 0x20010);
    assert_int_equal(seen_option, (uint64_t)2 << 36);
    assert_ptr_equal(params[10], &given);
    assert_true(is_followed());

    set_up(state);
    refuse_lists = 1;
    params[10] = (uintptr_t)&given;
    call(CALL_NtCreateUserProcess, true);
    assert_int_equal(runs, 2);
    assert_ptr_equal(seen_attributes, &given);
    assert_int_equal(seen_flags, 1);
    assert_true(is_followed());
    assert_int_equal(resumed, 1);
}

static void
mitigated(void **state)
{
    (void)state;
    policy_flags[15] = 1;
    call(CALL_NtCreateUserProcess, true);
    assert_false(is_followed());
    assert_int_equal(resumed, 1); /* it runs natively */
    assert_non_null(strstr(noted, "shadow stacks"));
    policy_flags[15] = 0;
    policy_flags[2] = 1;
    call(CALL_NtCreateUserProcess, true);
    assert_non_null(strstr(noted, "must not make code"));
    policy_flags[2] = 0;
    wow64_block = 1;
    call(CALL_NtCreateUserProcess, true);
    assert_non_null(strstr(noted, "32-bit"));
    assert_false(is_followed());
    policy_flags[7] = 1; /* control-flow guard is no obstacle */
    policy_flags[15] = 2;
    wow64_block = 0;
    call(CALL_NtCreateUserProcess, true);
    assert_true(is_followed());
}

/* A process without threads gets one; in one that runs already, and in one of ours, a thread is only a thread. */
static void
first_thread(void **state)
{
    (void)state;
    params[3] = GIVEN;
    call(CALL_NtCreateThreadEx, true);
    assert_true(is_followed());
    assert_int_equal(runs, 1);
    assert_int_equal(mapped_there, 1);
    call(CALL_NtCreateThreadEx, true);
    assert_int_equal(runs, 2);
    assert_int_equal(mapped_there, 1);

    set_up(state);
    params[3] = GIVEN;
    call(CALL_NtCreateThread, true);
    assert_true(is_followed());

    set_up(state);
    params[3] = GIVEN;
    there_block[PEB_LDR] = 0x40; /* the loader has been there */
    call(CALL_NtCreateThreadEx, true);
    assert_false(is_followed());
    assert_int_equal(runs, 1);
}

/* The application's handle is used where the runtime gets none of its own. */
static void
refusals(void **state)
{
    static const struct {
        enum nt_call call;
        ntstatus status;
        const char *said;
    } rows[] = {
        { CALL_NtReadVirtualMemory, (ntstatus)0xc0000022, "does not allow" },
        { CALL_NtMapViewOfSection, (ntstatus)0xc0000022, "another user's" },
        { CALL_NtMapViewOfSection, (ntstatus)0xc0000712, "it is protected" },
        { CALL_NtMapViewOfSection, (ntstatus)0xc0000604, "must not make code" },
        { CALL_NtMapViewOfSection, (ntstatus)0xc0000044, "as much memory" },
        { CALL_NtMapViewOfSection, (ntstatus)0xc0000018, "no room near ntdll.dll in the new process (status c0000018)" },
        { CALL_NtCreateSection, (ntstatus)0xc0000017, "file cannot be read" },
        { CALL_NtWriteVirtualMemory, (ntstatus)0xc0000022, "does not allow" },
        { CALL_NtWriteVirtualMemory, (ntstatus)0xc0000005, "ntdll.dll cannot be changed (status c0000005)" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        tear_down(state);
        set_up(state);
        refused_call = rows[i].call;
        refusal = rows[i].status;
        call(CALL_NtCreateUserProcess, true);
        if (strstr(noted, rows[i].said) == NULL)
            fail_msg("row %zu: '%s' is not in '%s'", i, rows[i].said, noted);
        assert_int_equal(resumed, 1);
        assert_int_equal(own_opened, own_closed);
        refused_call = CALL_COUNT;
        assert_false(is_followed());
    }
}

static void
strange_file(void **state)
{
    (void)state;
    file[at(EXPORTS + 0x90)] = 'x';
    call(CALL_NtCreateUserProcess, true);
    assert_string_equal(noted, "the runtime's file is of another version");
    make_file();
    file[0] = 0;
    call(CALL_NtCreateUserProcess, true);
    assert_string_equal(noted, "the runtime's file cannot be read");
    set_up(state);
    there_ntdll[5] ^= 1;
    call(CALL_NtCreateUserProcess, true);
    assert_non_null(strstr(noted, "another ntdll.dll"));
}

/* What the kernel shows to each process: an old version. */
static bool
make_shared_data(void)
{
    return mmap((void *)SHARED_DATA, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) !=
        MAP_FAILED;
}

int
main(void)
{
    if (!make_shared_data())
        return 1;
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = { TEST(followed),     TEST(suspended), TEST(left_alone), TEST(without_mitigations),
                                        TEST(mitigated),    TEST(first_thread), TEST(refusals), TEST(strange_file) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
