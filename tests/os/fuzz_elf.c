/* tests/os/fuzz_elf.c - the readers of ELF headers and #! lines on arbitrary bytes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/elf.h"
#include "os/linux/image_script.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool ok)
{
    if (!ok)
        abort();
}

/* What the loader relies on. */
static void
check_plan(const struct elf_plan *plan, uintptr_t end)
{
    check(plan->low < plan->high && plan->high <= end);
    check(plan->low % ELF_PAGE == 0 && plan->high % ELF_PAGE == 0);
    check(plan->align >= ELF_PAGE && (plan->align & (plan->align - 1)) == 0);
    check(plan->end_bss <= plan->high && plan->end_data <= plan->end_bss);
    check(plan->interp_size <= ELF_MAX_INTERP);
}

/* FILE_SIZE: what the file is said to have, so that segments may lie behind what is given. */
static void
fuzz_elf(const uint8_t *data, size_t size, uint64_t file_size)
{
    struct elf_header h;
    struct elf_plan plan;
    struct elf_fault fault;
    char text[120];
    const uintptr_t end = 0x7ffffffff000;

    if (elf_read_header(data, size, &h, &fault)) {
        check(fault.code == ELF_OK && h.phdr_bytes <= 65536);
        if (h.phdr_offset > size || h.phdr_bytes > size - h.phdr_offset)
            return;
        elf_phdr *table = malloc(h.phdr_bytes);
        memcpy(table, data + h.phdr_offset, h.phdr_bytes);
        if (elf_read_plan(&h, table, file_size, end, &plan, &fault)) {
            check_plan(&plan, end);
            if (plan.interp_size != 0 && plan.interp_offset < size &&
                plan.interp_size <= size - plan.interp_offset)
                (void)elf_check_interp((const char *)data + plan.interp_offset, plan.interp_size,
                                       &fault);
        } else
            check(fault.code != ELF_OK);
        free(table);
    } else
        check(fault.code != ELF_OK);
    check(strlen(elf_explain(&fault, text, sizeof(text))) < sizeof(text));
}

static void
fuzz_script(const uint8_t *data, size_t size)
{
    char head[SCRIPT_HEAD] = {0};
    struct script_line line;

    memcpy(head, data, size < sizeof(head) ? size : sizeof(head));
    if (!script_read(head, &line))
        return;
    check(strlen(line.interp) < SCRIPT_HEAD && strlen(line.arg) < SCRIPT_HEAD);
    check(strpbrk(line.interp, " \t\n") == NULL && strchr(line.arg, '\n') == NULL);
    check(line.has_arg || line.arg[0] == '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_elf(data, size, size);
    fuzz_elf(data, size, (uint64_t)1 << 30);
    fuzz_script(data, size);
    return 0;
}
