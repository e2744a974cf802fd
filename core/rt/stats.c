/* core/rt/stats.c - counters of the runtime's cold paths.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/rt/stats.h"
#include "os/base/fmt.h"
#include "os/file.h"
#include <stddef.h>

struct stats stats;

static const struct {
    const char *text;
    size_t offset;
} rows[] = {
#define STAT(name, text) { text, offsetof(struct stats, name) },
#include "core/rt/stats.def"
#undef STAT
};

void
stats_print(void)
{
    char line[128];
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint64_t value = *(const uint64_t *)(const void *)((const char *)&stats + rows[i].offset);
        int n = fmt_snprintf(line, sizeof(line), "%-44s %16llu\n", rows[i].text,
                              (unsigned long long)value);
        os_file_write(os_file_stderr(), line, (size_t)n);
    }
}
