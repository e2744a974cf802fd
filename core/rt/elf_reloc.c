/* core/rt/elf_reloc.c - applies a library's relocations. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/elf.h"

#include "os/base/string.h"

static const char corrupt[] = "truncated or corrupt";

/* IFUNC resolvers may use what other relocations prepare, so they run last. */
enum pass { PASS_PLAIN, PASS_IFUNC };

struct work {
    const struct elf_image *image;
    const struct elf_resolver *resolver;
    const char **what;
    enum pass pass;
};

static enum elf_reloc_result
bad(const struct work *w, const char *what)
{
    *w->what = what;
    return ELF_BAD;
}

static enum elf_reloc
kind_of(uint32_t type)
{
    static const uint8_t kinds[] = ELF_RELOC_KINDS;

    if (type >= sizeof kinds || (kinds[type] == ELF_RELOC_NONE && type != 0))
        return ELF_RELOC_UNKNOWN;
    return (enum elf_reloc)kinds[type];
}

/* Four or eight bytes that relocations may change. The string table is not among them: it must keep
 * its final zero. */
static void *
place_of(const struct elf_image *image, uintptr_t address, size_t size)
{
    uintptr_t strings = image->tag[ELF_DT_STRTAB];

    if (address < strings + image->strings_size && address + size > strings)
        return NULL;
    for (unsigned i = 0; i < image->plan->count; i++) {
        const struct elf_segment *s = &image->plan->segment[i];
        if (address >= s->start && address < s->end)
            return s->is_writable && size <= s->end - address ? (void *)(image->bias + address) : NULL;
    }
    return NULL;
}

static uintptr_t
choose(const struct work *w, uintptr_t function)
{
    return elf_is_code(w->image, function) ? w->resolver->choose(w->resolver->context, function) : 0;
}

/* The address of the symbol that a relocation names. */
static enum elf_reloc_result
resolve(const struct work *w, uint32_t index, uintptr_t *value)
{
    const struct elf_sym *s = elf_symbol(w->image, index);
    const char *name = s == NULL ? NULL : elf_string(w->image, s->name);

    *value = 0;
    if (index == 0)
        return ELF_RELOCATED;
    if (name == NULL)
        return bad(w, corrupt);
    if ((s->info & 15) == ELF_STT_TLS)
        return bad(w, "thread-local variables need a C library of its own, which is not supported");
    if (s->info >> 4 == ELF_STB_LOCAL || (s->other & 3) != ELF_STV_DEFAULT) {
        *value = w->image->bias + s->value;
        if ((s->info & 15) == ELF_STT_GNU_IFUNC)
            *value = choose(w, *value);
        return ELF_RELOCATED;
    }
    *value = w->resolver->find(w->resolver->context, name);
    if (*value == 0 && s->info >> 4 != ELF_STB_WEAK) {
        *w->what = name;
        return ELF_UNRESOLVED;
    }
    return ELF_RELOCATED;
}

static uintptr_t
load_word(const void *p)
{
    uintptr_t v;

    memcpy(&v, p, sizeof v);
    return v;
}

static void
store_word(void *p, uintptr_t v)
{
    memcpy(p, &v, sizeof v);
}

static enum elf_reloc_result
store_pc32(const struct work *w, void *place, uintptr_t value)
{
    intptr_t distance = (intptr_t)(value - (uintptr_t)place);
    int32_t narrow = (int32_t)distance;

    if (narrow != distance)
        return bad(w, "not position-independent code; build it with -fPIC");
    memcpy(place, &narrow, sizeof narrow);
    return ELF_RELOCATED;
}

/* ADDEND is NULL for relocations whose addend stands in the place itself. */
static enum elf_reloc_result
apply(const struct work *w, uintptr_t offset, uintptr_t info, const intptr_t *addend)
{
    enum elf_reloc kind = kind_of(ELF_REL_TYPE(info));
    size_t size = kind == ELF_RELOC_PC32 ? sizeof(uint32_t) : sizeof(uintptr_t);
    uintptr_t a, value;
    enum elf_reloc_result result;
    void *place;

    if ((kind == ELF_RELOC_IFUNC) != (w->pass == PASS_IFUNC) || kind == ELF_RELOC_NONE)
        return ELF_RELOCATED;
    if (kind == ELF_RELOC_TLS)
        return bad(w, "thread-local variables need a C library of its own, which is not supported");
    if (kind == ELF_RELOC_COPY || kind == ELF_RELOC_UNKNOWN)
        return bad(w, "a relocation of a kind that a shared library should not have");
    place = place_of(w->image, offset, size);
    if (place == NULL)
        return bad(w, elf_at(w->image, offset, size) != NULL ? "relocations in read-only memory; build it with -fPIC" : corrupt);
    a = addend != NULL ? (uintptr_t)*addend : kind == ELF_RELOC_PC32 && ELF_IS_64 ? 0 : load_word(place);
    if (kind == ELF_RELOC_RELATIVE) {
        store_word(place, w->image->bias + a);
        return ELF_RELOCATED;
    }
    if (kind == ELF_RELOC_IFUNC) {
        value = choose(w, w->image->bias + a);
        if (value == 0)
            return bad(w, corrupt);
        store_word(place, value);
        return ELF_RELOCATED;
    }
    result = resolve(w, ELF_REL_SYMBOL(info), &value);
    if (result != ELF_RELOCATED)
        return result;
    if (kind == ELF_RELOC_PC32)
        return store_pc32(w, place, value + a);
    /* A REL entry for GLOB_DAT or JUMP_SLOT has no addend: the place holds something else. */
    store_word(place, kind == ELF_RELOC_WORD || addend != NULL ? value + a : value);
    return ELF_RELOCATED;
}

static enum elf_reloc_result
apply_table(const struct work *w, uintptr_t table, uintptr_t size, bool with_addends)
{
    size_t entry = with_addends ? sizeof(struct elf_rela) : sizeof(struct elf_rel);
    const uint8_t *p = size == 0 ? NULL : elf_at(w->image, table, size);

    if (size == 0)
        return ELF_RELOCATED;
    if (p == NULL || table % sizeof(uintptr_t) != 0)
        return bad(w, corrupt);
    for (; size >= entry; p += entry, size -= entry) {
        struct elf_rela r = { 0, 0, 0 };
        enum elf_reloc_result result;
        memcpy(&r, p, entry);
        result = apply(w, r.offset, r.info, with_addends ? &r.addend : NULL);
        if (result != ELF_RELOCATED)
            return result;
    }
    return ELF_RELOCATED;
}

static enum elf_reloc_result
apply_tables(const struct work *w)
{
    const uintptr_t *tag = w->image->tag;
    enum elf_reloc_result result = apply_table(w, tag[ELF_DT_RELA], tag[ELF_DT_RELASZ], true);

    if (result == ELF_RELOCATED)
        result = apply_table(w, tag[ELF_DT_REL], tag[ELF_DT_RELSZ], false);
    if (result == ELF_RELOCATED)
        result = apply_table(w, tag[ELF_DT_JMPREL], tag[ELF_DT_PLTRELSZ], tag[ELF_DT_PLTREL] == ELF_DT_RELA);
    return result;
}

static bool
move_word(const struct elf_image *image, uintptr_t address)
{
    void *place = place_of(image, address, sizeof(uintptr_t));

    if (place != NULL)
        store_word(place, load_word(place) + image->bias);
    return place != NULL;
}

/* Packed relative relocations: an even entry is an address, an odd one a bitmap of the words that
 * follow. */
static enum elf_reloc_result
apply_relr(const struct work *w)
{
    uintptr_t size = w->image->tag[ELF_DT_RELRSZ], next = 0;
    const uintptr_t *entry = size == 0 ? NULL : elf_at(w->image, w->image->tag[ELF_DT_RELR], size);

    if (size == 0)
        return ELF_RELOCATED;
    if (entry == NULL || w->image->tag[ELF_DT_RELR] % sizeof *entry != 0)
        return bad(w, corrupt);
    for (size_t i = 0; i < size / sizeof *entry; i++) {
        if ((entry[i] & 1) == 0) {
            if (!move_word(w->image, entry[i]))
                return bad(w, corrupt);
            next = entry[i] + sizeof *entry;
            continue;
        }
        for (unsigned bit = 1; bit < 8 * sizeof *entry; bit++)
            if ((entry[i] >> bit & 1) != 0 && !move_word(w->image, next + (bit - 1) * sizeof *entry))
                return bad(w, corrupt);
        next += (8 * sizeof *entry - 1) * sizeof *entry;
    }
    return ELF_RELOCATED;
}

enum elf_reloc_result
elf_relocate(const struct elf_image *image, const struct elf_resolver *resolver, const char **what)
{
    struct work w = { image, resolver, what, PASS_PLAIN };
    enum elf_reloc_result result = apply_relr(&w);

    if (result == ELF_RELOCATED)
        result = apply_tables(&w);
    w.pass = PASS_IFUNC;
    return result == ELF_RELOCATED ? apply_tables(&w) : result;
}
