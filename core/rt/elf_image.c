/* core/rt/elf_image.c - the dynamic section and the symbols of a mapped library. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/elf.h"

#include "os/base/string.h"

static const char corrupt[] = "truncated or corrupt";

void *
elf_at(const struct elf_image *image, uintptr_t address, size_t size)
{
    for (unsigned i = 0; i < image->plan->count; i++) {
        const struct elf_segment *s = &image->plan->segment[i];
        if (address >= s->start && address < s->end)
            return size <= s->end - address ? (void *)(image->bias + address) : NULL;
    }
    return NULL;
}

bool
elf_is_code(const struct elf_image *image, uintptr_t address)
{
    for (unsigned i = 0; i < image->plan->count; i++) {
        const struct elf_segment *s = &image->plan->segment[i];
        if (s->is_executable && address - image->bias >= s->start && address - image->bias < s->end)
            return true;
    }
    return false;
}

static void
read_tags(struct elf_image *image)
{
    size_t most = image->plan->dynamic_size / sizeof(struct elf_dyn);

    for (size_t i = 0; i < most; i++) {
        const struct elf_dyn *d = &image->dynamic[i];
        if (d->tag == ELF_DT_NULL)
            return;
        image->dynamic_count = i + 1;
        if (d->tag < ELF_DT_LOW_COUNT)
            image->tag[d->tag] = d->value;
        else if (d->tag == ELF_DT_GNU_HASH)
            image->gnu_hash = d->value;
    }
}

const char *
elf_image_read(const struct elf_plan *plan, uintptr_t bias, struct elf_image *image)
{
    memset(image, 0, sizeof *image);
    image->plan = plan;
    image->bias = bias;
    if (plan->dynamic_size == 0 || plan->dynamic % sizeof(uintptr_t) != 0)
        return corrupt;
    image->dynamic = elf_at(image, plan->dynamic, plan->dynamic_size);
    if (image->dynamic == NULL)
        return corrupt;
    read_tags(image);
    image->strings_size = image->tag[ELF_DT_STRSZ];
    image->strings = elf_at(image, image->tag[ELF_DT_STRTAB], image->strings_size);
    if (image->strings == NULL || image->strings_size == 0 || image->strings[image->strings_size - 1] != '\0')
        return corrupt;
    if (image->tag[ELF_DT_SYMTAB] % sizeof(uintptr_t) != 0 || image->gnu_hash % sizeof(uintptr_t) != 0 ||
        image->tag[ELF_DT_HASH] % sizeof(uint32_t) != 0)
        return corrupt;
    return NULL;
}

const char *
elf_string(const struct elf_image *image, uintptr_t offset)
{
    return offset < image->strings_size ? image->strings + offset : NULL;
}

const char *
elf_next_string(const struct elf_image *image, uintptr_t tag, size_t *at)
{
    for (; *at < image->dynamic_count; (*at)++)
        if (image->dynamic[*at].tag == tag)
            return elf_string(image, image->dynamic[(*at)++].value);
    return NULL;
}

const struct elf_sym *
elf_symbol(const struct elf_image *image, size_t i)
{
    uintptr_t table = image->tag[ELF_DT_SYMTAB];

    if (i > UINT32_MAX / sizeof(struct elf_sym))
        return NULL;
    return table == 0 ? NULL : elf_at(image, table + i * sizeof(struct elf_sym), sizeof(struct elf_sym));
}

static bool
is_exported(const struct elf_sym *s)
{
    unsigned binding = s->info >> 4, visibility = s->other & 3;

    return s->shndx != 0 && (binding == ELF_STB_GLOBAL || binding == ELF_STB_WEAK || binding == ELF_STB_GNU_UNIQUE) &&
           (visibility == ELF_STV_DEFAULT || visibility == ELF_STV_PROTECTED) && (s->info & 15) != ELF_STT_TLS;
}

static const struct elf_sym *
symbol_if_named(const struct elf_image *image, size_t i, const char *name)
{
    const struct elf_sym *s = elf_symbol(image, i);
    const char *have = s != NULL && is_exported(s) ? elf_string(image, s->name) : NULL;

    return have != NULL && strcmp(have, name) == 0 ? s : NULL;
}

/* The GNU hash table, its parts checked: a Bloom filter (not needed for a few look-ups), buckets that
 * name the first symbol of a chain, and the chains' hash values; the last of a chain is odd. */
struct gnu_hash {
    uint32_t bucket_count, first_symbol;
    const uint32_t *bucket;
    uintptr_t chain; /* address of the value for first_symbol */
};

static bool
read_gnu_hash(const struct elf_image *image, struct gnu_hash *h)
{
    const uint32_t *head = image->gnu_hash == 0 ? NULL : elf_at(image, image->gnu_hash, 4 * sizeof *head);
    uintptr_t buckets;

    if (head == NULL || head[0] == 0 || head[0] > UINT32_MAX / 8 || head[2] > UINT32_MAX / 8 / sizeof(uintptr_t))
        return false;
    h->bucket_count = head[0];
    h->first_symbol = head[1];
    buckets = image->gnu_hash + 4 * sizeof *head + head[2] * sizeof(uintptr_t);
    h->bucket = elf_at(image, buckets, h->bucket_count * sizeof *head);
    h->chain = buckets + h->bucket_count * sizeof *head;
    return h->bucket != NULL;
}

static const uint32_t *
chain_value(const struct elf_image *image, const struct gnu_hash *h, uint32_t symbol)
{
    if (symbol < h->first_symbol || symbol - h->first_symbol > UINT32_MAX / 8)
        return NULL;
    return elf_at(image, h->chain + (uintptr_t)(symbol - h->first_symbol) * sizeof(uint32_t), sizeof(uint32_t));
}

static const struct elf_sym *
find_by_gnu_hash(const struct elf_image *image, const char *name)
{
    struct gnu_hash h;
    uint32_t hash = 5381;
    const uint32_t *value;

    if (!read_gnu_hash(image, &h))
        return NULL;
    for (const char *p = name; *p != '\0'; p++)
        hash = hash * 33 + (unsigned char)*p;
    for (uint32_t i = h.bucket[hash % h.bucket_count]; (value = chain_value(image, &h, i)) != NULL; i++) {
        const struct elf_sym *s = (*value | 1) == (hash | 1) ? symbol_if_named(image, i, name) : NULL;
        if (s != NULL)
            return s;
        if (*value & 1)
            return NULL;
    }
    return NULL;
}

/* The older table: bucket and chain counts, buckets, and for each symbol the next of its chain. */
static const uint32_t *
read_sysv_hash(const struct elf_image *image)
{
    uintptr_t at = image->tag[ELF_DT_HASH];
    const uint32_t *head = at == 0 ? NULL : elf_at(image, at, 2 * sizeof *head);

    if (head == NULL || head[0] == 0 || head[0] > UINT32_MAX / 16 || head[1] > UINT32_MAX / 16)
        return NULL;
    return elf_at(image, at, (2 + (size_t)head[0] + head[1]) * sizeof *head);
}

static const struct elf_sym *
find_by_sysv_hash(const struct elf_image *image, const char *name)
{
    const uint32_t *table = read_sysv_hash(image);
    uint32_t hash = 0, left;

    if (table == NULL)
        return NULL;
    for (const char *p = name; *p != '\0'; p++) {
        hash = (hash << 4) + (unsigned char)*p;
        hash = (hash ^ (hash >> 24 & 0xf0)) & 0x0fffffff;
    }
    left = table[1]; /* a chain that is longer goes in circles */
    for (uint32_t i = table[2 + hash % table[0]]; i != 0 && i < table[1] && left > 0; left--) {
        const struct elf_sym *s = symbol_if_named(image, i, name);
        if (s != NULL)
            return s;
        i = table[2 + table[0] + i];
    }
    return NULL;
}

const struct elf_sym *
elf_find_symbol(const struct elf_image *image, const char *name)
{
    return image->gnu_hash != 0 ? find_by_gnu_hash(image, name) : find_by_sysv_hash(image, name);
}

/* One more than the number of the last symbol that a hash table knows. */
static size_t
symbol_count(const struct elf_image *image)
{
    struct gnu_hash h;
    uint32_t last = 0;
    const uint32_t *sysv = read_sysv_hash(image), *value;

    if (sysv != NULL)
        return sysv[1];
    if (!read_gnu_hash(image, &h))
        return 0;
    for (uint32_t i = 0; i < h.bucket_count; i++)
        last = MAX(last, h.bucket[i]);
    while ((value = chain_value(image, &h, last)) != NULL && (*value & 1) == 0)
        last++;
    return (size_t)last + 1;
}

const struct elf_sym *
elf_symbol_below(const struct elf_image *image, uintptr_t address)
{
    const struct elf_sym *best = NULL, *s;
    size_t count = symbol_count(image);

    for (size_t i = 1; i < count && (s = elf_symbol(image, i)) != NULL; i++)
        if (is_exported(s) && s->value <= address && (best == NULL || s->value > best->value) && elf_string(image, s->name) != NULL)
            best = s;
    return best;
}
