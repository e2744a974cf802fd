/* core/app/linux/module_symbols.c - what a module exports and imports. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/app/module_symbols.h"

#include "core/app/linux/module_elf.h"

#include "core/rt/heap.h"
#include "os/base/fmt.h"
#include "os/base/string.h"
#include "os/safe.h"

enum { MOST_SYMBOLS = 1 << 22, MOST_STRINGS = 1 << 28 };

/* The symbol table has no length of its own. The older hash table says it; the newer one has to be
 * walked: the highest bucket leads to the chain that ends last. */
static size_t
count_by_gnu_hash(uintptr_t at)
{
    uint32_t head[4], value, last = 0;
    uintptr_t buckets, chains;

    if (!os_safe_read((const void *)at, sizeof head, head) || head[0] > MOST_SYMBOLS || head[2] > MOST_SYMBOLS)
        return 0;
    buckets = at + sizeof head + head[2] * sizeof(uintptr_t);
    chains = buckets + head[0] * sizeof(uint32_t);
    for (uint32_t i = 0; i < head[0]; i++) {
        if (!os_safe_read((const void *)(buckets + i * sizeof value), sizeof value, &value))
            return 0;
        last = MAX(last, value);
    }
    if (last < head[1])
        return head[1];
    while (last < MOST_SYMBOLS) {
        if (!os_safe_read((const void *)(chains + (last - head[1]) * sizeof value), sizeof value, &value))
            return 0;
        last++;
        if ((value & 1) != 0)
            return last;
    }
    return 0;
}

static size_t
count_symbols(const struct module_tables *t)
{
    uint32_t head[2];

    if (t->hash != 0)
        return os_safe_read((const void *)t->hash, sizeof head, head) && head[1] <= MOST_SYMBOLS ? head[1] : 0;
    return t->gnu_hash == 0 ? 0 : count_by_gnu_hash(t->gnu_hash);
}

static bool
is_visible(const struct elf_sym *s)
{
    unsigned binding = s->info >> 4, visibility = s->other & 3;

    return (binding == ELF_STB_GLOBAL || binding == ELF_STB_WEAK || binding == ELF_STB_GNU_UNIQUE) &&
           (visibility == ELF_STV_DEFAULT || visibility == ELF_STV_PROTECTED) && (s->info & 15) != ELF_STT_TLS;
}

/* Appends the exports, or the imports. */
static void
add_symbols(struct module_symbols *out, const struct elf_sym *table, size_t count, uintptr_t bias, bool imports)
{
    for (size_t i = 1; i < count; i++) {
        const struct elf_sym *s = &table[i];
        unsigned type = s->info & 15;
        if (!is_visible(s) || (s->shndx == 0) != imports || s->name >= out->strings_size || out->strings[s->name] == '\0')
            continue;
        out->symbol[out->count++] = (struct module_symbol){
            .name = out->strings + s->name,
            .address = imports ? 0 : bias + s->value,
            .size = s->size,
            .is_import = imports,
            .is_function = type == ELF_STT_FUNC || type == ELF_STT_GNU_IFUNC,
            .is_ifunc = type == ELF_STT_GNU_IFUNC,
        };
    }
}

static void
add_needed(struct module_symbols *out, const struct module_tables *t)
{
    struct elf_dyn d;

    out->needed = heap_zalloc(MODULE_MOST_NEEDED * sizeof *out->needed);
    for (size_t i = 0; i < t->dynamic_count && out->needed_count < MODULE_MOST_NEEDED; i++)
        if (os_safe_read((const void *)(t->dynamic + i * sizeof d), sizeof d, &d) && d.tag == ELF_DT_NEEDED && d.value < out->strings_size)
            out->needed[out->needed_count++] = out->strings + d.value;
}

struct module_symbols *
module_symbols_read(uintptr_t start)
{
    struct elf_plan plan;
    struct elf_ehdr header;
    struct module_tables t;
    struct module_symbols *out;
    struct elf_sym *table;
    size_t count;

    if (!module_plan(start, &plan, &header))
        return NULL;
    module_tables_read(start, &plan, &t);
    count = count_symbols(&t);
    if (t.strings_size == 0 || t.strings_size > MOST_STRINGS)
        return NULL;
    out = heap_zalloc(sizeof *out);
    out->strings_size = t.strings_size + 1;
    out->strings = heap_zalloc(out->strings_size);
    out->symbol = heap_zalloc((count + 1) * sizeof *out->symbol);
    table = heap_zalloc((count + 1) * sizeof *table);
    if (os_safe_read((const void *)t.strings, t.strings_size, out->strings) &&
        os_safe_read((const void *)t.symbols, count * sizeof *table, table)) {
        add_symbols(out, table, count, t.bias, false);
        out->export_count = out->count;
        module_symbols_sort(out);
        add_symbols(out, table, count, t.bias, true);
    }
    heap_free(table, (count + 1) * sizeof *table);
    out->symbol = heap_resize(out->symbol, (count + 1) * sizeof *out->symbol, (out->count + 1) * sizeof *out->symbol);
    add_needed(out, &t);
    return out;
}
