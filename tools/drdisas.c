/* tools/drdisas.c - disassembles hex bytes, a raw file, or the code of an ELF or PE file. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"

DR_API void *dr_standalone_init(void);
DR_API void dr_standalone_exit(void);

static const char usage[] =
    "usage: drdisas [options] HEX...          bytes, two digits each, spaces or not\n"
    "       drdisas [options] -file FILE      an ELF or PE file's code, or raw bytes with -raw\n"
    "  -mode 64|32         instruction set (default: 64, or what the file says)\n"
    "  -vendor intel|amd   whose processors; they differ in a few instructions (default: this one's)\n"
    "  -syntax dr|intel|att\n"
    "  -base ADDR          address of the first byte\n"
    "  -section NAME       this section instead of all that hold code\n"
    "  -raw                FILE is code and nothing else\n"
    "  -no_bytes           leave the machine code out\n";

static void *drcontext;
static bool show_bytes = true;
static bool mode_given;
static bool found_invalid;

/* Prints N bytes of code that belong at ADDR. */
static void
print_code(const byte *code, size_t n, ptr_uint_t addr)
{
    size_t at = 0;
    char line[1024];

    while (at < n) {
        /* the decoder may look 15 bytes ahead: copy, so that it never leaves the code */
        byte window[32];
        int len = 0;
        size_t left = n - at < 16 ? n - at : 16;
        memset(window, 0x06, sizeof(window)); /* not part of any longer instruction */
        memcpy(window, code + at, left);
        byte *next = disassemble_to_buffer(drcontext, window, (byte *)(addr + at), true, show_bytes,
                                           line, sizeof(line), &len);
        bool cut = next != NULL && (size_t)(next - window) > left;
        if (next == NULL || cut) {
            if (cut)
                printf("  0x%016llx  %02x  <INVALID> the bytes end within it\n",
                       (unsigned long long)(addr + at), code[at]);
            else
                fwrite(line, 1, (size_t)len, stdout);
            found_invalid = true;
            at++;
            continue;
        }
        fwrite(line, 1, (size_t)len, stdout);
        at += (size_t)(next - window);
    }
}

static void
fail(const char *what, const char *why)
{
    fprintf(stderr, "drdisas: %s: %s\n", what, why);
    exit(2);
}

static byte *
read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail(path, strerror(errno));
    size_t room = 1 << 16, n = 0, got;
    byte *data = malloc(room);
    while (data != NULL && (got = fread(data + n, 1, room - n, f)) > 0) {
        n += got;
        if (n == room)
            data = realloc(data, room *= 2);
    }
    if (data == NULL)
        fail(path, "no memory");
    if (ferror(f))
        fail(path, strerror(errno));
    fclose(f);
    *size = n;
    return data;
}

/* Little-endian number of SIZE bytes at OFF; a file that ends before it is refused. */
static unsigned long long
number(const byte *data, size_t n, unsigned long long off, uint size, const char *path)
{
    unsigned long long v = 0;

    if (off > n || size > n - off)
        fail(path, "the file is cut off");
    memcpy(&v, data + off, size);
    return v;
}
#define NUM(off, size) number(data, n, off, size, path)

static void
set_mode(bool is_64)
{
    dr_set_isa_mode(drcontext, is_64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
}

static void
section(const byte *data, size_t n, const char *path, const char *name, unsigned long long off,
        unsigned long long size, unsigned long long addr)
{
    if (off > n || size > n - off)
        fail(path, "a section lies outside of the file");
    printf("%s:\n", name);
    print_code(data + off, size, (ptr_uint_t)addr);
}

static bool
print_elf(const byte *data, size_t n, const char *path, const char *want)
{
    bool is_64 = NUM(4, 1) == 2, found = false;
    unsigned long long shoff = is_64 ? NUM(40, 8) : NUM(32, 4);
    unsigned long long entsize = is_64 ? NUM(58, 2) : NUM(46, 2);
    unsigned long long count = is_64 ? NUM(60, 2) : NUM(48, 2);
    unsigned long long strndx = is_64 ? NUM(62, 2) : NUM(50, 2);

    if (!mode_given)
        set_mode(NUM(18, 2) != 3); /* EM_386 */
    if (entsize < (is_64 ? 64u : 40u))
        return false;
    unsigned long long str = shoff + strndx * entsize;
    unsigned long long stroff = is_64 ? NUM(str + 24, 8) : NUM(str + 16, 4);
    for (unsigned long long i = 0; i < count; i++) {
        unsigned long long h = shoff + i * entsize;
        unsigned long long flags = is_64 ? NUM(h + 8, 8) : NUM(h + 8, 4), type = NUM(h + 4, 4);
        unsigned long long at = stroff + NUM(h, 4);
        if (at >= n || memchr(data + at, 0, n - at) == NULL)
            fail(path, "a section's name lies outside of the file");
        const char *name = (const char *)data + at;
        bool code = (flags & 4) != 0 && type == 1;
        if (want != NULL ? strcmp(name, want) != 0 : !code)
            continue;
        found = true;
        section(data, n, path, name, is_64 ? NUM(h + 24, 8) : NUM(h + 16, 4),
                is_64 ? NUM(h + 32, 8) : NUM(h + 20, 4), is_64 ? NUM(h + 16, 8) : NUM(h + 12, 4));
    }
    return found;
}

static bool
print_pe(const byte *data, size_t n, const char *path, const char *want)
{
    unsigned long long pe = NUM(0x3c, 4), opt = pe + 24;
    bool found = false;

    if (NUM(pe, 4) != 0x4550)
        fail(path, "a DOS file without a PE header");
    bool is_64 = NUM(opt, 2) == 0x20b;
    unsigned long long base = is_64 ? NUM(opt + 24, 8) : NUM(opt + 28, 4);
    unsigned long long h = opt + NUM(pe + 20, 2), count = NUM(pe + 6, 2);
    if (!mode_given)
        set_mode(is_64);
    for (unsigned long long i = 0; i < count; i++, h += 40) {
        char name[9] = { 0 };
        (void)NUM(h + 36, 4);
        memcpy(name, data + h, 8);
        if (want != NULL ? strcmp(name, want) != 0 : (NUM(h + 36, 4) & 0x20) == 0)
            continue;
        found = true;
        unsigned long long size = NUM(h + 16, 4), virt = NUM(h + 8, 4);
        section(data, n, path, name, NUM(h + 20, 4), virt != 0 && virt < size ? virt : size,
                base + NUM(h + 12, 4));
    }
    return found;
}

/* Bytes out of the arguments. */
static size_t
parse_hex(int argc, char **argv, byte *out, size_t room)
{
    size_t digits = 0;

    for (int i = 0; i < argc; i++) {
        const char *s = argv[i];
        if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
            s += 2;
        for (; *s != '\0'; s++) {
            const char *all = "0123456789abcdef", *d;
            if (*s == ' ' || *s == ',' || *s == '\n')
                continue;
            d = strchr(all, *s | 0x20);
            if (d == NULL)
                fail(argv[i], "not hexadecimal");
            if (digits / 2 >= room)
                fail("HEX", "too many bytes; use -file -raw");
            out[digits / 2] = (byte)(digits % 2 == 0 ? (d - all) << 4 : out[digits / 2] | (d - all));
            digits++;
        }
        if (digits % 2 != 0)
            fail(argv[i], "an odd number of digits");
    }
    return digits / 2;
}

int
main(int argc, char **argv)
{
    const char *file = NULL, *want = NULL;
    unsigned long long base = 0;
    bool raw = false;
    int i = 1;

    drcontext = dr_standalone_init();
    set_mode(true);
    for (; i < argc && argv[i][0] == '-'; i++) {
        const char *o = argv[i], *v = i + 1 < argc ? argv[i + 1] : NULL;
        if (strcmp(o, "-raw") == 0)
            raw = true;
        else if (strcmp(o, "-no_bytes") == 0)
            show_bytes = false;
        else if (strcmp(o, "-h") == 0 || strcmp(o, "-help") == 0) {
            fputs(usage, stdout);
            return 0;
        } else if (v == NULL)
            fail(o, "unknown option, or its value is missing");
        else if (strcmp(o, "-file") == 0)
            file = argv[++i];
        else if (strcmp(o, "-section") == 0)
            want = argv[++i];
        else if (strcmp(o, "-base") == 0)
            base = strtoull(argv[++i], NULL, 0);
        else if (strcmp(o, "-mode") == 0 && (strcmp(v, "64") == 0 || strcmp(v, "32") == 0)) {
            set_mode(argv[++i][0] == '6');
            mode_given = true;
        } else if (strcmp(o, "-vendor") == 0 && strcmp(v, "intel") == 0) {
            proc_set_vendor(VENDOR_INTEL);
            i++;
        } else if (strcmp(o, "-vendor") == 0 && strcmp(v, "amd") == 0) {
            proc_set_vendor(VENDOR_AMD);
            i++;
        } else if (strcmp(o, "-syntax") == 0 && strcmp(v, "dr") == 0)
            i++;
        else if (strcmp(o, "-syntax") == 0 && strcmp(v, "intel") == 0) {
            disassemble_set_syntax(DR_DISASM_INTEL);
            i++;
        } else if (strcmp(o, "-syntax") == 0 && strcmp(v, "att") == 0) {
            disassemble_set_syntax(DR_DISASM_ATT);
            i++;
        } else
            fail(o, "unknown option or value");
    }
    if (file == NULL && i == argc) {
        fputs(usage, stderr);
        return 2;
    }
    if (file == NULL) {
        static byte bytes[4096];
        size_t n = parse_hex(argc - i, argv + i, bytes, sizeof(bytes));
        print_code(bytes, n, (ptr_uint_t)base);
    } else {
        size_t n;
        byte *data = read_file(file, &n);
        bool elf = n > 64 && memcmp(data, "\x7f" "ELF", 4) == 0, pe = n > 64 && data[0] == 'M' && data[1] == 'Z';
        if (raw || (!elf && !pe && want == NULL))
            print_code(data, n, (ptr_uint_t)base);
        else if (!(elf ? print_elf(data, n, file, want) : pe && print_pe(data, n, file, want)))
            fail(file, want != NULL ? "no such section" : "no section holds code");
        free(data);
    }
    dr_standalone_exit();
    return found_invalid ? 1 : 0;
}
