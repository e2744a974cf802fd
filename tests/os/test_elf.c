/* tests/os/test_elf.c - good and damaged ELF headers, field by field. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "os/linux/elf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

enum { FILE_SIZE = 0x4000, PHDRS = 4, SPACE_SHIFT = 47 };
static const uintptr_t space_end = ((uintptr_t)1 << SPACE_SHIFT) - 4096;

struct file {
    elf_ehdr header;
    elf_phdr phdrs[PHDRS];
};

/* A position-independent program: interpreter's name, text, data with bss, stack. */
static struct file
good_file(void)
{
    struct file f;
    memset(&f, 0, sizeof(f));
    memcpy(f.header.e_ident, ELFMAG, SELFMAG);
    f.header.e_ident[EI_CLASS] = ELFCLASS64;
    f.header.e_ident[EI_DATA] = ELFDATA2LSB;
    f.header.e_ident[EI_VERSION] = EV_CURRENT;
    f.header.e_type = ET_DYN;
    f.header.e_machine = EM_X86_64;
    f.header.e_version = EV_CURRENT;
    f.header.e_entry = 0x1100;
    f.header.e_phoff = sizeof(elf_ehdr);
    f.header.e_ehsize = sizeof(elf_ehdr);
    f.header.e_phentsize = sizeof(elf_phdr);
    f.header.e_phnum = PHDRS;
    f.phdrs[0] = (elf_phdr){.p_type = PT_INTERP, .p_offset = 0x200, .p_filesz = 28};
    f.phdrs[1] = (elf_phdr){.p_type = PT_LOAD, .p_flags = PF_R | PF_X, .p_filesz = 0x1800,
                            .p_memsz = 0x1800, .p_align = 4096};
    f.phdrs[2] = (elf_phdr){.p_type = PT_LOAD, .p_flags = PF_R | PF_W, .p_offset = 0x2000,
                            .p_vaddr = 0x3000, .p_filesz = 0x1000, .p_memsz = 0x2345,
                            .p_align = 4096};
    f.phdrs[3] = (elf_phdr){.p_type = PT_GNU_STACK, .p_flags = PF_R | PF_W};
    return f;
}

/* Reads a file of which SIZE bytes are there. */
static enum elf_code
read_file(const struct file *f, size_t size, struct elf_plan *plan, struct elf_fault *fault)
{
    struct elf_header h;
    size_t head = size < sizeof(*f) ? size : sizeof(*f);
    memset(plan, 0, sizeof(*plan));
    if (elf_read_header(f, head, &h, fault))
        (void)elf_read_plan(&h, f->phdrs, size, space_end, plan, fault);
    return fault->code;
}

static enum elf_code
code_of(const struct file *f)
{
    struct elf_plan plan;
    struct elf_fault fault;
    return read_file(f, FILE_SIZE, &plan, &fault);
}

static void
reads_a_good_file(void **state)
{
    struct file f = good_file();
    struct elf_plan plan;
    struct elf_fault fault;
    (void)state;
    assert_int_equal(read_file(&f, FILE_SIZE, &plan, &fault), ELF_OK);
    assert_int_equal(plan.low, 0);
    assert_int_equal(plan.high, 0x6000);
    assert_int_equal(plan.align, 4096);
    assert_int_equal(plan.phdr_vaddr, sizeof(elf_ehdr));
    assert_int_equal(plan.start_code, 0);
    assert_int_equal(plan.end_code, 0x1800);
    assert_int_equal(plan.start_data, 0x3000);
    assert_int_equal(plan.end_data, 0x4000);
    assert_int_equal(plan.end_bss, 0x5345);
    assert_int_equal(plan.interp_offset, 0x200);
    assert_int_equal(plan.interp_size, 28);
    assert_false(plan.exec_stack);
}

/* Linux runs all of these. */
static void
accepts_what_linux_accepts(void **state)
{
    struct file f = good_file();
    (void)state;
    memset(f.header.e_ident + EI_DATA, 0xff, EI_NIDENT - EI_DATA);
    f.header.e_version = 77;
    f.header.e_ehsize = 3;
    f.header.e_flags = 0xffffffff;
    f.header.e_shoff = UINT64_MAX;
    f.header.e_shnum = 0xfff0;
    f.header.e_shentsize = 1;
    f.header.e_shstrndx = 0xfff0;
    f.phdrs[1].p_align = 3;
    f.phdrs[2].p_paddr = 12345;
    assert_int_equal(code_of(&f), ELF_OK);
    f.header.e_ident[EI_CLASS] = 0;
    assert_int_equal(code_of(&f), ELF_OK);
    elf_phdr swap = f.phdrs[1]; /* any order */
    f.phdrs[1] = f.phdrs[2];
    f.phdrs[2] = swap;
    assert_int_equal(code_of(&f), ELF_OK);
    f.phdrs[0].p_type = PT_LOAD; /* an empty segment */
    f.phdrs[0].p_filesz = 0;
    assert_int_equal(code_of(&f), ELF_OK);
}

static void
knows_special_segments(void **state)
{
    struct file f = good_file();
    struct elf_plan plan;
    struct elf_fault fault;
    (void)state;
    f.phdrs[3].p_flags |= PF_X;
    f.phdrs[2].p_align = 0x200000;
    f.phdrs[0].p_type = PT_NOTE;
    f.header.e_type = ET_EXEC;
    assert_int_equal(read_file(&f, FILE_SIZE, &plan, &fault), ELF_OK);
    assert_true(plan.exec_stack);
    assert_int_equal(plan.align, 0x200000);
    assert_int_equal(plan.interp_size, 0);
}

#define AT(member) offsetof(struct file, member), sizeof(((struct file *)0)->member)

/* One field, another value, what it must lead to. */
static const struct damage {
    size_t offset, size;
    uint64_t value;
    enum elf_code code;
    const char *text;
} damages[] = {
    {AT(header.e_ident[0]), 0, ELF_NOT_ELF, "not a program: neither an ELF file nor a script"},
    {AT(header.e_ident[3]), 'f', ELF_NOT_ELF, "not a program"},
    {AT(header.e_ident[EI_CLASS]), 1, ELF_X32, "an x32 program"},
    {AT(header.e_machine), 183, ELF_MACHINE, "another processor: ELF machine 183, this one is 62"},
    {AT(header.e_machine), 0, ELF_MACHINE, "ELF machine 0"},
    {AT(header.e_type), 1, ELF_TYPE, "ELF type 1, where 2 (EXEC) or 3 (DYN) is needed"},
    {AT(header.e_type), 4, ELF_TYPE, "ELF type 4"},
    {AT(header.e_phentsize), 55, ELF_PHENTSIZE, "e_phentsize is 55 instead of 56"},
    {AT(header.e_phnum), 0, ELF_NO_PHDRS, "e_phnum is 0"},
    {AT(header.e_phnum), 0xffff, ELF_MANY_PHDRS, "65535 program headers, at most 1170"},
    {AT(header.e_entry), 0x2100, ELF_ENTRY, "entry point 8448 is in no executable segment"},
    {AT(header.e_entry), 0x3100, ELF_ENTRY, "entry point"},
    {AT(header.e_entry), UINT64_MAX, ELF_ENTRY, "entry point 0xffffffffffffffff"},
    {AT(phdrs[1].p_filesz), 0x1801, ELF_SEGMENT_SIZE, "header 1: p_filesz 6145 is above p_memsz 6144"},
    {AT(phdrs[1].p_filesz), UINT64_MAX, ELF_SEGMENT_SIZE, "header 1"},
    {AT(phdrs[2].p_offset), 0x2001, ELF_SEGMENT_ALIGN, "header 2: p_vaddr 12288 and p_offset 8193"},
    {AT(phdrs[2].p_vaddr), 0x3010, ELF_SEGMENT_ALIGN, "differ within a page"},
    {AT(phdrs[2].p_offset), 0x4000, ELF_SEGMENT_SHORT, "header 2 ends at byte 20480 of 16384"},
    {AT(phdrs[2].p_offset), UINT64_MAX - 0xfff, ELF_SEGMENT_SHORT, "truncated"},
    {AT(phdrs[2].p_vaddr), UINT64_MAX - 0xfff, ELF_SEGMENT_RANGE, "outside user space"},
    {AT(phdrs[2].p_memsz), UINT64_MAX, ELF_SEGMENT_RANGE, "outside user space"},
    {AT(phdrs[2].p_memsz), (uint64_t)1 << 46, ELF_SPAN, "segments span"},
    {AT(phdrs[1].p_flags), PF_R, ELF_ENTRY, "in no executable segment"},
    {AT(phdrs[0].p_filesz), 1, ELF_INTERP_SIZE, "header 0: interpreter name of 1 bytes"},
    {AT(phdrs[0].p_filesz), 4097, ELF_INTERP_SIZE, "4097 bytes"},
    {AT(phdrs[0].p_offset), 0x3fff, ELF_INTERP_SHORT, "interpreter's name ends at byte 16411"},
    {AT(phdrs[0].p_offset), UINT64_MAX, ELF_INTERP_SHORT, "truncated"},
};

static void
names_every_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        const struct damage *d = &damages[i];
        struct file f = good_file();
        struct elf_plan plan;
        struct elf_fault fault;
        char text[200];
        memcpy((char *)&f + d->offset, &d->value, d->size);
        if (read_file(&f, FILE_SIZE, &plan, &fault) != d->code)
            fail_msg("damage %zu: fault %d instead of %d", i, (int)fault.code, (int)d->code);
        elf_explain(&fault, text, sizeof(text));
        if (strstr(text, d->text) == NULL)
            fail_msg("damage %zu: '%s' does not contain '%s'", i, text, d->text);
    }
}

static void
names_a_32_bit_program(void **state)
{
    struct file f = good_file();
    (void)state;
    f.header.e_ident[EI_CLASS] = ELFCLASS32;
    f.header.e_machine = EM_386;
    assert_int_equal(code_of(&f), ELF_CLASS_32);
}

static void
refuses_a_file_without_segments(void **state)
{
    struct file f = good_file();
    (void)state;
    f.phdrs[1].p_type = f.phdrs[2].p_type = PT_NOTE;
    assert_int_equal(code_of(&f), ELF_NO_LOAD);
}

static void
finds_every_truncation(void **state)
{
    struct file f = good_file();
    struct elf_plan plan;
    struct elf_fault fault;
    (void)state;
    for (size_t size = 0; size < 0x3000; size++) {
        enum elf_code code = read_file(&f, size, &plan, &fault);
        if (size == 0)
            assert_int_equal(code, ELF_EMPTY);
        else if (size < 4)
            assert_int_equal(code, ELF_NOT_ELF);
        else if (size < sizeof(elf_ehdr))
            assert_int_equal(code, ELF_SHORT_HEADER);
        else if (size >= sizeof(f))
            assert_int_not_equal(code, ELF_OK);
    }
    assert_int_equal(read_file(&f, 0x3000, &plan, &fault), ELF_OK);
}

static void
wants_an_end_of_the_interpreter(void **state)
{
    struct elf_fault fault;
    (void)state;
    assert_true(elf_check_interp("/lib/ld.so", 11, &fault));
    assert_false(elf_check_interp("/lib/ld.so", 10, &fault));
    assert_int_equal(fault.code, ELF_INTERP_END);
}

static void
explains_in_any_room(void **state)
{
    struct elf_fault fault = {ELF_MACHINE, 0, UINT64_MAX, 62};
    char text[300];
    (void)state;
    for (size_t room = 1; room < sizeof(text); room++) {
        memset(text, '#', sizeof(text));
        elf_explain(&fault, text, room);
        assert_true(strlen(text) < room);
        assert_int_equal(text[room], '#');
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_good_file),
        cmocka_unit_test(accepts_what_linux_accepts),
        cmocka_unit_test(knows_special_segments),
        cmocka_unit_test(names_every_damage),
        cmocka_unit_test(names_a_32_bit_program),
        cmocka_unit_test(refuses_a_file_without_segments),
        cmocka_unit_test(finds_every_truncation),
        cmocka_unit_test(wants_an_end_of_the_interpreter),
        cmocka_unit_test(explains_in_any_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
