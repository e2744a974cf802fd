/* core/cache/ibl.c - the landing table and the table behind it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/cache/ibl.h"
#include "core/arch.h"
#include "core/rt/epoch.h"
#include "os/base/assert.h"
#include "os/base/string.h"
#include "os/mem.h"

STATIC_ASSERT(offsetof(struct ibl_state, entries) == IBL_ENTRIES);
STATIC_ASSERT(offsetof(struct ibl_state, mask) == IBL_MASK);
STATIC_ASSERT(offsetof(struct ibl_state, landings) == IBL_LANDINGS);
STATIC_ASSERT(offsetof(struct ibl_state, shift) == IBL_SHIFT);
STATIC_ASSERT(offsetof(struct ibl_state, index_mask) == IBL_INDEX_MASK);

/* The page before the landings belongs to the emitters. */
enum { FIRST_SIZE = 8192, BEFORE = 4096 };

struct ibl_state ibl;

static size_t
landing_index(app_addr tag)
{
    return (uintptr_t)tag >> ibl.shift & ibl.index_mask;
}

static struct ibl_entry *
new_entries(size_t count)
{
    struct ibl_entry *p = os_mem_alloc(count * sizeof(*p), OS_PROT_READ | OS_PROT_WRITE);
    if (p == NULL)
        FATAL("out of memory: the table of indirect branches");
    os_mem_populate(p, count * sizeof(*p));
    return p;
}

static void
clear_landings(void)
{
    uintptr_t none = arch_landing_none();
    for (size_t i = 0; i <= ibl.index_mask; i++)
        ibl.landings[i] = none;
}

bool
ibl_init(void)
{
    struct arch_landing_index index = arch_landing_index();
    size_t table = ((size_t)1 << index.bits) * sizeof(uintptr_t), size = BEFORE + table;
    uint8_t *p = os_mem_alloc_within(0x10000, 0x7fff0000, os_mem_facts()->low_near,
                                     BEFORE + (table << index.guard_bits), OS_PROT_NONE);
    if (p == NULL || !os_mem_protect(p, size, OS_PROT_READ | OS_PROT_WRITE))
        return false;
    os_mem_populate(p, size);
    ibl.landings = (uintptr_t *)(void *)(p + BEFORE);
    ibl.shift = index.shift;
    ibl.index_mask = ((uintptr_t)1 << index.bits) - 1;
    arch_set_landing_table((uintptr_t)ibl.landings);
    clear_landings();
    ibl.entries = new_entries(FIRST_SIZE);
    ibl.mask = FIRST_SIZE - 1;
    return true;
}

static size_t
slot_of(uintptr_t tag, uintptr_t mask)
{
    return (size_t)((tag * 0x61c88647u) >> 32) & mask;
}

static struct ibl_entry *
find_entry(struct ibl_entry *entries, uintptr_t mask, uintptr_t tag)
{
    size_t i = slot_of(tag, mask);
    while (entries[i].tag != 0 && entries[i].tag != tag)
        i = (i + 1) & mask;
    return &entries[i];
}

static void
free_entries(void *p, size_t size)
{
    os_mem_free(p, size);
}

/* A thread may be reading the old table. */
static void
grow(void)
{
    struct ibl_entry *old = ibl.entries;
    size_t old_size = (ibl.mask + 1) * sizeof(*old);
    size_t count = (ibl.mask + 1) * (ibl.live * 4 > ibl.mask ? 2 : 1);
    struct ibl_entry *bigger = new_entries(count);
    for (size_t i = 0; i <= ibl.mask; i++) {
        if (ibl.entries[i].ok != 0)
            *find_entry(bigger, count - 1, ibl.entries[i].tag) = ibl.entries[i];
    }
    /* A reader takes the mask first: a small mask with the large table only misses. */
    __atomic_store_n(&ibl.entries, bigger, __ATOMIC_RELEASE);
    __atomic_store_n(&ibl.mask, count - 1, __ATOMIC_RELEASE);
    ibl.used = ibl.live;
    epoch_defer(free_entries, old, old_size);
}

void
ibl_add(app_addr tag, uint8_t *ok)
{
    if (ibl.used * 2 > ibl.mask)
        grow();
    struct ibl_entry *entry = find_entry(ibl.entries, ibl.mask, (uintptr_t)tag);
    ibl.used += entry->tag == 0;
    ibl.live += entry->ok == 0;
    __atomic_store_n(&entry->ok, (uintptr_t)ok, __ATOMIC_RELEASE);
    __atomic_store_n(&entry->tag, (uintptr_t)tag, __ATOMIC_RELEASE);
    ibl.landings[landing_index(tag)] = (uintptr_t)ok - LANDING_CHECK_SIZE;
}

uint8_t *
ibl_find(app_addr tag)
{
    if (tag == NULL)
        return NULL;
    struct ibl_entry *entry = find_entry(ibl.entries, ibl.mask, (uintptr_t)tag);
    return (uint8_t *)entry->ok;
}

static bool
is_within(uintptr_t pc, const uint8_t *code, size_t size)
{
    return pc - (uintptr_t)code < size;
}

void
ibl_forget_landing(app_addr tag, const uint8_t *code, size_t size)
{
    uintptr_t *landing = &ibl.landings[landing_index(tag)];
    if (is_within(*landing, code, size))
        *landing = arch_landing_none();
}

void
ibl_forget_landings(const uint8_t *code, size_t size)
{
    for (size_t i = 0; i <= ibl.index_mask; i++) {
        if (is_within(ibl.landings[i], code, size))
            ibl.landings[i] = arch_landing_none();
    }
}

void
ibl_remove(app_addr tag, const uint8_t *code, size_t size)
{
    struct ibl_entry *entry = find_entry(ibl.entries, ibl.mask, (uintptr_t)tag);
    if (entry->ok == 0 || !is_within(entry->ok, code, size))
        return;
    ibl_forget_landing(tag, code, size);
    __atomic_store_n(&entry->ok, 0, __ATOMIC_RELEASE);
    ibl.live--;
}

void
ibl_clear(void)
{
    clear_landings();
    memset(ibl.entries, 0, (ibl.mask + 1) * sizeof(*ibl.entries));
    ibl.used = ibl.live = 0;
}

void
ibl_check(void)
{
    size_t used = 0, live = 0;
    for (size_t i = 0; i <= ibl.mask; i++) {
        used += ibl.entries[i].tag != 0;
        live += ibl.entries[i].ok != 0;
        ASSERT(3, ibl.entries[i].tag != 0 || ibl.entries[i].ok == 0);
    }
    ASSERT(3, used == ibl.used && live == ibl.live);
    UNUSED(used);
    UNUSED(live);
}
