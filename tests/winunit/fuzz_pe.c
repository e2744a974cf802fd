/* tests/winunit/fuzz_pe.c - arbitrary bytes as PE files and as code of system calls, for libFuzzer.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/base/pe.h"
#include "os/windows/stub.h"
#include <stdlib.h>
#include <string.h>

static void see_export(const char *name, uint32_t rva, const char *forward, void *arg)
{
    *(size_t *)arg += strlen(name) + rva + (forward == NULL ? 0 : strlen(forward));
}

static bool see_import(const char *library, const char *name, uint32_t number, uint32_t place, void *arg)
{
    *(size_t *)arg += strlen(library) + (name == NULL ? 0 : strlen(name)) + number + place;
    return true;
}

static void look(const uint8_t *data, size_t size, bool is_mapped)
{
    static struct pe pe;
    size_t sum = 0;
    if (pe_read(data, size, is_mapped, &pe) != PE_GOOD)
        return;
    pe_export(&pe, "dr_client_main");
    pe_own_name(&pe);
    pe_visit_exports(&pe, see_export, &sum);
    pe_visit_imports(&pe, see_import, &sum);
    if (!is_mapped && pe.image_size < 1 << 20) {
        uint8_t *image = calloc(1, pe.image_size + 1u);
        pe_lay_out(&pe, image, pe.preferred + 0x10000);
        free(image);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct stub s;
    stub_read(data, size, &s);
    look(data, size, false);
    look(data, size, true);
    return 0;
}
