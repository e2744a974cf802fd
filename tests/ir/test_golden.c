/* tests/ir/test_golden.c - golden rows of byte strings and the text they decode to. */
/* SPDX-License-Identifier: Apache-2.0 */

/* usage: test_golden 64|32 FILE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dr_ir_decode.h"
#include "dr_ir_disassemble.h"
#include "dr_proc.h"

DR_API void *dr_standalone_init(void);

int
main(int argc, char **argv)
{
    char line[1024], text[512];
    unsigned passed = 0, failed = 0;

    if (argc != 3)
        return 2;
    void *dc = dr_standalone_init();
    proc_set_vendor(VENDOR_INTEL); /* the rows are those of Intel's processors */
    dr_set_isa_mode(dc, atoi(argv[1]) == 64 ? DR_ISA_AMD64 : DR_ISA_IA32, NULL);
    FILE *f = fopen(argv[2], "r");
    if (f == NULL) {
        perror(argv[2]);
        return 2;
    }
    while (fgets(line, sizeof(line), f) != NULL) {
        byte b[24] = { 0 };
        int n = 0;
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || tab == NULL)
            continue;
        line[strcspn(line, "\n")] = '\0';
        for (char *p = line; p < tab; p += 2, n++) {
            char two[3] = { p[0], p[1], 0 };
            b[n] = (byte)strtoul(two, NULL, 16);
        }
        instr_t i;
        instr_init(dc, &i);
        byte *end = decode_from_copy(dc, b, (byte *)0, &i);
        text[0] = '\0';
        if (end != NULL)
            instr_disassemble_to_buffer(dc, &i, text, sizeof(text));
        if (end == b + n && strcmp(text, tab + 1) == 0)
            passed++;
        else {
            failed++;
            printf("%.*s\n  want %s\n  got  %s\n", (int)(tab - line), line, tab + 1, text);
        }
        instr_free(dc, &i);
    }
    fclose(f);
    printf("%u passed, %u failed\n", passed, failed);
    return failed == 0 && passed >= 2000 ? 0 : 1;
}
