/* core/rt/options.c - the parser of the runtime's options.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/options.h"
#include "os/base/assert.h"
#include "os/base/fmt.h"
#include "os/base/string.h"

struct options options = {
#define OPTION(type, name, value, help, test) .name = value,
#include "core/rt/options.def"
#undef OPTION
};

enum option_type { TYPE_BOOL, TYPE_UINT, TYPE_SIZE, TYPE_TEXT };

static const struct row {
    const char *name;
    enum option_type type;
    size_t offset;
    const char *help;
} rows[] = {
#define OPTION(type, name, value, help, test) \
    { #name, TYPE_##type, offsetof(struct options, name), help },
#include "core/rt/options.def"
#undef OPTION
};

static const struct row *
find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

static bool
parse_size(const char *word, size_t *out)
{
    char *end;
    unsigned long long n = strtoull(word, &end, 0);
    if (end == word || *word == '-')
        return false;
    static const char units[] = "KMG";
    unsigned shift = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (*end == units[i] || *end == (units[i] | 0x20)) {
            shift = 10 * (i + 1);
            end++;
            break;
        }
    }
    if (*end != '\0' || n > (SIZE_MAX >> shift))
        return false;
    *out = (size_t)n << shift;
    return true;
}

/* Stores one value; false when the word does not read as one. */
static bool
store(const struct row *row, const char *word)
{
    char *field = (char *)&options + row->offset;
    uint64_t n;
    switch (row->type) {
    case TYPE_UINT:
        if (!fmt_parse_u64(word, &n) || n > UINT32_MAX)
            return false;
        *(option_UINT *)(void *)field = (option_UINT)n;
        return true;
    case TYPE_SIZE: return parse_size(word, (option_SIZE *)(void *)field);
    case TYPE_TEXT: *(option_TEXT *)(void *)field = word; return true;
    case TYPE_BOOL: break;
    }
    return false;
}

/* `-client PATH N WORD...`: returns how many words it took after itself, -1 when malformed. */
static int
parse_client(int left, char **words, char *err, size_t err_size)
{
    uint64_t n;
    if (left < 2 || !fmt_parse_u64(words[1], &n) || n > (uint64_t)(left - 2)) {
        fmt_snprintf(err, err_size, "option '-client' needs a path, a count and that many words");
        return -1;
    }
    if (options.client_count == MAX_CLIENTS) {
        fmt_snprintf(err, err_size, "more than %d clients", MAX_CLIENTS);
        return -1;
    }
    struct client_spec *c = &options.clients[options.client_count++];
    c->path = words[0];
    c->argc = (int)n;
    c->argv = words + 2;
    return 2 + (int)n;
}

static bool
parse_one(int left, char **words, int *used, char *err, size_t err_size)
{
    const char *word = words[0];
    *used = 1;
    if (strcmp(word, "-client") == 0) {
        int n = parse_client(left - 1, words + 1, err, err_size);
        *used += n;
        return n >= 0;
    }
    bool is_no = strncmp(word, "-no_", 4) == 0;
    const struct row *row = word[0] == '-' ? find(word + (is_no ? 4 : 1)) : NULL;
    if (row == NULL || (is_no && row->type != TYPE_BOOL)) {
        fmt_snprintf(err, err_size, "unknown option '%s'", word);
        return false;
    }
    if (row->type == TYPE_BOOL) {
        *(option_BOOL *)(void *)((char *)&options + row->offset) = !is_no;
        return true;
    }
    if (left < 2) {
        fmt_snprintf(err, err_size, "option '%s' needs a value", word);
        return false;
    }
    *used = 2;
    if (!store(row, words[1])) {
        fmt_snprintf(err, err_size, "option '%s': bad value '%s'", word, words[1]);
        return false;
    }
    return true;
}

/* Values that read well but make no sense. */
static bool
check_values(char *err, size_t err_size)
{
    if (options.max_bb_instrs == 0) {
        fmt_snprintf(err, err_size, "option '-max_bb_instrs' must be at least 1");
        return false;
    }
    return true;
}

bool
options_parse(int count, char **words, char *err, size_t err_size)
{
    options.raw = words;
    options.raw_count = count;
    for (int i = 0, used; i < count; i += used) {
        if (!parse_one(count - i, words + i, &used, err, err_size))
            return false;
    }
    return check_values(err, err_size);
}

void
options_help(int fd)
{
    static const char *const shapes[] = { "", " N", " SIZE", " TEXT" };
    char line[160];
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        char name[40];
        fmt_snprintf(name, sizeof(name), "%s%s", rows[i].name, shapes[rows[i].type]);
        int n = fmt_snprintf(line, sizeof(line), "  -%-24s %s\n", name, rows[i].help);
        base_write(fd, line, (size_t)n);
    }
}
