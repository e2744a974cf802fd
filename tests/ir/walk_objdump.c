/* tests/ir/walk_objdump.c - where objdump's disassembler sees something else, for the whole walk. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: walk_objdump 64|32 intel|amd PERCENT
 * The library that objdump prints with is asked about each byte string of the walk. Prints those
 * for which length, validity or name are not plainly the same: bytes, our length (0: invalid), our
 * text, objdump's length and text, with tabs between; last a line with the number of all strings and
 * of those that are the same. compare_objdump.py sorts them. */
#define PACKAGE "dynamorio" /* its header insists */
#include <dis-asm.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"
#include "tests/ir/walk.h"

DR_API void *dr_standalone_init(void);

enum { LONGEST = 15, WINDOW = 32 };

static void *dc;
static disassembler_ftype theirs;
static disassemble_info info;
static byte window[WINDOW];
static char their_text[512];
static size_t their_size;
static unsigned long total, equal;

static int
append(const char *format, va_list list)
{
    int n = vsnprintf(their_text + their_size, sizeof(their_text) - their_size, format, list);

    if (n > 0)
        their_size += (size_t)n;
    if (their_size >= sizeof(their_text))
        their_size = sizeof(their_text) - 1;
    return n;
}

static int
add_text(void *stream, const char *format, ...)
{
    va_list list;

    (void)stream;
    va_start(list, format);
    int n = append(format, list);
    va_end(list);
    return n;
}

static int
add_styled_text(void *stream, enum disassembler_style style, const char *format, ...)
{
    va_list list;

    (void)stream;
    (void)style;
    va_start(list, format);
    int n = append(format, list);
    va_end(list);
    return n;
}

static void
print_address(bfd_vma address, struct disassemble_info *i)
{
    (void)i;
    add_text(NULL, "%#llx", (unsigned long long)address);
}

static void
set_up_theirs(bool is_64, bool is_intel)
{
    init_disassemble_info(&info, NULL, add_text, add_styled_text);
    info.arch = bfd_arch_i386;
    info.mach = is_64 ? bfd_mach_x86_64 : bfd_mach_i386_i386;
    info.disassembler_options = is_64 && is_intel ? "intel,intel64" : "intel";
    info.buffer = window;
    info.buffer_length = WINDOW;
    info.print_address_func = print_address;
    disassemble_init_for_target(&info);
    theirs = disassembler(bfd_arch_i386, false, info.mach, NULL);
    if (theirs == NULL) {
        fprintf(stderr, "walk_objdump: no such machine\n");
        exit(2);
    }
}

static bool
is_bad(void)
{
    return strstr(their_text, "(bad)") != NULL || strstr(their_text, "{bad}") != NULL ||
        strstr(their_text, "-bad}") != NULL;
}

/* Whether the first words are the same. */
static bool
same_first_word(const char *a, const char *b)
{
    size_t n = strcspn(a, " \t"), m = strcspn(b, " \t");

    return n == m && n != 0 && memcmp(a, b, n) == 0;
}

static void
compare(const byte *bytes)
{
    char text[512] = "";
    instr_noalloc_t n;

    total++;
    memcpy(window, bytes, LONGEST);
    memset(window + LONGEST, 0x90, WINDOW - LONGEST);
    their_text[0] = 0;
    their_size = 0;
    int their_length = theirs(0, &info), length = 0;
    instr_noalloc_init(dc, &n);
    byte *end = decode_from_copy(dc, window, NULL, &n.instr);
    if (end != NULL) {
        length = (int)(end - window);
        instr_disassemble_to_buffer(dc, &n.instr, text, sizeof(text));
    }
    if (length == 0 ? is_bad() : length == their_length && !is_bad() && same_first_word(text, their_text)) {
        equal++;
        return;
    }
    for (int i = 0; i < LONGEST; i++)
        printf("%02x", window[i]);
    printf("\t%d\t%s\t%d\t%s\n", length, text, their_length, their_text);
}

int
main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: walk_objdump 64|32 intel|amd PERCENT\n");
        return 2;
    }
    bool is_64 = atoi(argv[1]) == 64, is_intel = strcmp(argv[2], "intel") == 0;
    dc = dr_standalone_init();
    proc_set_vendor(is_intel ? VENDOR_INTEL : VENDOR_AMD);
    dr_set_isa_mode(dc, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    disassemble_set_syntax(DR_DISASM_INTEL);
    set_up_theirs(is_64, is_intel);
    walk_all(is_64, (unsigned)atoi(argv[3]), compare);
    printf("# %lu %lu\n", total, equal);
    return 0;
}
