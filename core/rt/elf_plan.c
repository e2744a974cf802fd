/* core/rt/elf_plan.c - checks an ELF header and says what is to be mapped where. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/elf.h"

#include "os/base/string.h"

static const char corrupt[] = "truncated or corrupt";

static const char *
check_header(const struct elf_ehdr *h, uint64_t file_size)
{
    static const uint8_t magic[4] = { 0x7f, 'E', 'L', 'F' };

    if (memcmp(h->ident, magic, sizeof magic) != 0)
        return "not an ELF file";
    if (h->ident[ELF_CLASS] != ELF_CLASS_HERE)
        return ELF_IS_64 ? "not a 64-bit library, as the application is" : "not a 32-bit library, as the application is";
    if (h->ident[ELF_DATA] != ELF_LITTLE_ENDIAN || h->machine != ELF_MACHINE_HERE)
        return "for another kind of processor";
    if (h->type == ELF_TYPE_EXEC)
        return "an executable, not a shared library";
    if (h->type != ELF_TYPE_DYN)
        return "not a shared library";
    if (h->phnum == 0 || h->phentsize != sizeof(struct elf_phdr) || h->phoff > file_size)
        return corrupt;
    return NULL;
}

/* Where segments may lie: far less than an address space, so that sums cannot overflow. */
#define HIGHEST ((uintptr_t)1 << 30)

static const char *
add_segment(struct elf_plan *plan, const struct elf_phdr *p, uint64_t file_size)
{
    struct elf_segment *s = &plan->segment[plan->count];

    if (p->memsz == 0)
        return NULL;
    if (plan->count == ELF_MAX_SEGMENTS)
        return "too many segments";
    if (p->filesz > p->memsz || p->offset > file_size || p->filesz > file_size - p->offset)
        return corrupt;
    if (p->vaddr > HIGHEST || p->memsz > HIGHEST || (p->vaddr - p->offset) % plan->page != 0)
        return corrupt;
    s->start = p->vaddr;
    s->file_end = p->vaddr + p->filesz;
    s->end = p->vaddr + p->memsz;
    s->offset = p->offset;
    s->is_writable = (p->flags & ELF_PF_W) != 0;
    s->is_executable = (p->flags & ELF_PF_X) != 0;
    if (plan->count == 0)
        plan->low = align_down(s->start, plan->page);
    else if (align_down(s->start, plan->page) < plan->high)
        return corrupt; /* out of order, or two on one page */
    plan->high = align_up(s->end, plan->page);
    if (s->end != s->file_end && !s->is_writable && s->file_end % plan->page != 0)
        return corrupt; /* the rest of the page could not be cleared */
    plan->count++;
    return NULL;
}

static const char *
add_header(struct elf_plan *plan, const struct elf_phdr *p, uint64_t file_size)
{
    switch (p->type) {
    case ELF_PT_LOAD: return add_segment(plan, p, file_size);
    case ELF_PT_DYNAMIC:
        plan->dynamic = p->vaddr;
        plan->dynamic_size = p->memsz;
        break;
    case ELF_PT_GNU_RELRO:
        plan->relro = p->vaddr;
        plan->relro_size = p->memsz;
        break;
    case ELF_PT_TLS: plan->has_tls |= p->memsz != 0; break;
    default: break;
    }
    return NULL;
}

const char *
elf_plan_read(const uint8_t *head, size_t head_size, uint64_t file_size, size_t page, struct elf_plan *plan)
{
    struct elf_ehdr h;
    struct elf_phdr p;
    const char *wrong;

    memset(plan, 0, sizeof *plan);
    plan->page = page;
    if (head_size < sizeof h)
        return head_size < 4 || memcmp(head, "\177ELF", 4) != 0 ? "not an ELF file" : corrupt;
    memcpy(&h, head, sizeof h);
    wrong = check_header(&h, file_size);
    if (wrong != NULL)
        return wrong;
    if (h.phoff > head_size || (size_t)h.phnum * sizeof p > head_size - h.phoff)
        return corrupt;
    for (unsigned i = 0; i < h.phnum; i++) {
        memcpy(&p, head + h.phoff + i * sizeof p, sizeof p);
        wrong = add_header(plan, &p, file_size);
        if (wrong != NULL)
            return wrong;
    }
    if (plan->count == 0)
        return corrupt;
    if (plan->relro < plan->low || plan->relro > plan->high || plan->relro_size > plan->high - plan->relro)
        plan->relro_size = 0;
    return NULL;
}
