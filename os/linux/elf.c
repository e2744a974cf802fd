/* os/linux/elf.c - reads and checks an ELF program's headers; touches nothing but the bytes given. */
/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What Linux accepts is accepted here, however odd: the kernel looks at e_machine but not at
 * the other identification bytes, does not ask for segments in order, and allows the header
 * table to lie inside the header. What Linux would start only to kill it at once (a segment
 * beyond the end of the file, an entry point in nothing) is refused with a reason, since a
 * person reads it. Callers that must be exactly like the kernel (an application's execve) let
 * the kernel do what is refused here.
 */
#include "os/linux/elf.h"

static bool
fail(struct elf_fault *fault, enum elf_code code, uint64_t x, uint64_t y)
{
    fault->code = code;
    fault->x = x;
    fault->y = y;
    return false;
}

/* The place of a field is read byte by byte: the buffer may lie anywhere. */
static unsigned
read_u16(const uint8_t *p)
{
    return (unsigned)p[0] | (unsigned)p[1] << 8;
}

static bool
check_ident(const uint8_t *b, size_t size, struct elf_fault *fault)
{
    if (size == 0)
        return fail(fault, ELF_EMPTY, 0, 0);
    if (size < 4 || b[0] != ELFMAG0 || b[1] != ELFMAG1 || b[2] != ELFMAG2 || b[3] != ELFMAG3)
        return fail(fault, ELF_NOT_ELF, 0, 0);
    /* Enough to say for which machine it is, before anything is said about its length: the
     * header of a 32-bit file is shorter than ours. */
    if (size < offsetof(elf_ehdr, e_version))
        return fail(fault, ELF_SHORT_HEADER, size, sizeof(elf_ehdr));
    unsigned class = b[EI_CLASS], machine = read_u16(b + offsetof(elf_ehdr, e_machine));
    if (class == ELFCLASS32 && machine == EM_X86_64)
        return fail(fault, ELF_X32, machine, 0);
    if (class == ELFCLASS32 && ELF_NATIVE_CLASS != ELFCLASS32)
        return fail(fault, ELF_CLASS_32, machine, 0);
    if (class == ELFCLASS64 && ELF_NATIVE_CLASS != ELFCLASS64)
        return fail(fault, ELF_CLASS_64, machine, 0);
    if (machine != ELF_NATIVE_MACHINE)
        return fail(fault, ELF_MACHINE, machine, ELF_NATIVE_MACHINE);
    if (size < sizeof(elf_ehdr))
        return fail(fault, ELF_SHORT_HEADER, size, sizeof(elf_ehdr));
    return true;
}

bool
elf_read_header(const void *bytes, size_t size, struct elf_header *out, struct elf_fault *fault)
{
    elf_ehdr h;

    *fault = (struct elf_fault){ELF_OK, 0, 0, 0};
    if (!check_ident(bytes, size, fault))
        return false;
    __builtin_memcpy(&h, bytes, sizeof(h));
    if (h.e_type != ET_EXEC && h.e_type != ET_DYN)
        return fail(fault, ELF_TYPE, h.e_type, 0);
    if (h.e_phnum == 0)
        return fail(fault, ELF_NO_PHDRS, 0, 0);
    if (h.e_phentsize != sizeof(elf_phdr))
        return fail(fault, ELF_PHENTSIZE, h.e_phentsize, sizeof(elf_phdr));
    if (h.e_phnum > ELF_MAX_PHDRS)
        return fail(fault, ELF_MANY_PHDRS, h.e_phnum, ELF_MAX_PHDRS);
    out->fixed = h.e_type == ET_EXEC;
    out->entry = h.e_entry;
    out->phdr_offset = h.e_phoff;
    out->phdr_count = h.e_phnum;
    out->phdr_bytes = h.e_phnum * sizeof(elf_phdr);
    return true;
}

static uintptr_t
page_down(uintptr_t a)
{
    return a & ~(uintptr_t)(ELF_PAGE - 1);
}

static uintptr_t
page_up(uintptr_t a)
{
    return page_down(a + ELF_PAGE - 1);
}

static bool
check_load(const elf_phdr *p, uint64_t file_size, uintptr_t space_end, struct elf_fault *fault)
{
    if (p->p_filesz > p->p_memsz)
        return fail(fault, ELF_SEGMENT_SIZE, p->p_filesz, p->p_memsz);
    if (p->p_vaddr >= space_end - ELF_PAGE || p->p_memsz > space_end - ELF_PAGE - p->p_vaddr)
        return fail(fault, ELF_SEGMENT_RANGE, p->p_vaddr, p->p_memsz);
    if (p->p_filesz == 0)
        return true;
    if ((p->p_vaddr ^ p->p_offset) & (ELF_PAGE - 1))
        return fail(fault, ELF_SEGMENT_ALIGN, p->p_vaddr, p->p_offset);
    if (p->p_offset > file_size || p->p_filesz > file_size - p->p_offset)
        return fail(fault, ELF_SEGMENT_SHORT, p->p_offset + p->p_filesz, file_size);
    return true;
}

/* The values that the kernel keeps of a program (/proc/PID/stat shows them). */
static void
add_load(const struct elf_header *header, const elf_phdr *p, struct elf_plan *out)
{
    uintptr_t low = page_down(p->p_vaddr), high = page_up(p->p_vaddr + p->p_memsz);
    uintptr_t file_end = p->p_vaddr + p->p_filesz, end = p->p_vaddr + p->p_memsz;
    bool is_code = (p->p_flags & PF_X) != 0;

    if (low < out->low)
        out->low = low;
    if (high > out->high)
        out->high = high;
    if (is_code && p->p_vaddr < out->start_code)
        out->start_code = p->p_vaddr;
    if (is_code && file_end > out->end_code)
        out->end_code = file_end;
    if (p->p_vaddr > out->start_data)
        out->start_data = p->p_vaddr;
    if (file_end > out->end_data)
        out->end_data = file_end;
    if (end > out->end_bss)
        out->end_bss = end;
    if (header->phdr_offset >= p->p_offset &&
        header->phdr_offset - p->p_offset < p->p_filesz && out->phdr_vaddr == 0)
        out->phdr_vaddr = header->phdr_offset - p->p_offset + p->p_vaddr;
    if (p->p_align > out->align && (p->p_align & (p->p_align - 1)) == 0)
        out->align = p->p_align;
}

static bool
add_interp(const elf_phdr *p, uint64_t file_size, struct elf_plan *out, struct elf_fault *fault)
{
    if (out->interp_size != 0)
        return true; /* the first one counts */
    if (p->p_filesz < 2 || p->p_filesz > ELF_MAX_INTERP)
        return fail(fault, ELF_INTERP_SIZE, p->p_filesz, 0);
    if (p->p_offset > file_size || p->p_filesz > file_size - p->p_offset)
        return fail(fault, ELF_INTERP_SHORT, p->p_offset + p->p_filesz, file_size);
    out->interp_offset = p->p_offset;
    out->interp_size = p->p_filesz;
    return true;
}

static bool
check_entry(const struct elf_header *header, const elf_phdr *table, struct elf_fault *fault)
{
    for (unsigned i = 0; i < header->phdr_count; i++) {
        const elf_phdr *p = &table[i];
        /* Up to the end of the last page: that is what is mapped. */
        if (p->p_type == PT_LOAD && (p->p_flags & PF_X) != 0 &&
            header->entry >= page_down(p->p_vaddr) &&
            header->entry < page_up(p->p_vaddr + p->p_memsz))
            return true;
    }
    return fail(fault, ELF_ENTRY, header->entry, 0);
}

bool
elf_read_plan(const struct elf_header *header, const elf_phdr *table, uint64_t file_size,
              uintptr_t space_end, struct elf_plan *out, struct elf_fault *fault)
{
    *fault = (struct elf_fault){ELF_OK, 0, 0, 0};
    *out = (struct elf_plan){.low = UINTPTR_MAX, .start_code = UINTPTR_MAX, .align = ELF_PAGE};
    for (unsigned i = 0; i < header->phdr_count; i++) {
        const elf_phdr *p = &table[i];
        fault->index = i;
        if (p->p_type == PT_LOAD && p->p_memsz == 0 && p->p_filesz == 0)
            continue; /* maps nothing */
        if (p->p_type == PT_LOAD) {
            if (!check_load(p, file_size, space_end, fault))
                return false;
            add_load(header, p, out);
        } else if (p->p_type == PT_INTERP) {
            if (!add_interp(p, file_size, out, fault))
                return false;
        } else if (p->p_type == PT_GNU_STACK)
            out->exec_stack = (p->p_flags & PF_X) != 0;
    }
    if (out->high == 0)
        return fail(fault, ELF_NO_LOAD, 0, 0);
    if (!header->fixed && out->high - out->low > space_end / 2)
        return fail(fault, ELF_SPAN, out->high - out->low, 0);
    return check_entry(header, table, fault);
}

bool
elf_check_interp(const char *name, size_t size, struct elf_fault *fault)
{
    *fault = (struct elf_fault){ELF_OK, 0, 0, 0};
    if (size < 2 || name[size - 1] != '\0')
        return fail(fault, ELF_INTERP_END, size, 0);
    return true;
}

static const char *
text_of(enum elf_code code)
{
    switch (code) {
    case ELF_OK: return "no fault";
#define ELF_CASE(name, text)                                                                   \
    case ELF_##name: return text;
        ELF_FAULTS(ELF_CASE)
#undef ELF_CASE
    }
    return "unknown fault";
}

static char *
put_number(char *p, char *end, uint64_t v)
{
    char digits[18];
    unsigned n = 0, base = v < 65536 ? 10 : 16;

    do {
        digits[n++] = "0123456789abcdef"[v % base];
        v /= base;
    } while (v != 0);
    if (base == 16) {
        digits[n++] = 'x';
        digits[n++] = '0';
    }
    while (n > 0 && p < end)
        *p++ = digits[--n];
    return p;
}

char *
elf_explain(const struct elf_fault *fault, char *buf, size_t size)
{
    char *p = buf, *end = buf + size - 1;

    for (const char *t = text_of(fault->code); *t != '\0' && p < end; t++) {
        if (*t != '%') {
            *p++ = *t;
            continue;
        }
        t++;
        p = put_number(p, end, *t == 'u' ? fault->index : *t == 'x' ? fault->x : fault->y);
    }
    *p = '\0';
    return buf;
}
