/* tests/winunit/test_device.c - names of mapped files, as kernels say them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "os/windows/device.h"

static struct drives drives;

static const struct {
    const char *name, *expected;
} rows[] = {
    { "\\Device\\HarddiskVolume3\\Windows\\System32\\ntdll.dll", "C:\\Windows\\System32\\ntdll.dll" },
    { "\\device\\harddiskvolume3\\a", "C:\\a" },
    { "\\Device\\HarddiskVolume3", "C:" },
    { "\\Device\\HarddiskVolume30\\a", "D:\\a" },
    { "\\Device\\HarddiskVolume31\\a", "\\Device\\HarddiskVolume31\\a" },
    { "\\Device\\CdRom0\\setup.exe", "Z:\\setup.exe" },
    { "\\Device\\Mup\\server\\share\\a.dll", "\\\\server\\share\\a.dll" },
    { "\\Device\\Mup\\;LanmanRedirector\\;Y:000000000004a1b2\\server\\share\\a.dll", "\\\\server\\share\\a.dll" },
    { "\\Device\\LanmanRedirector\\;Y:0004a1b2\\server\\share\\a", "\\\\server\\share\\a" },
    { "\\Device\\Mup\\;Y:", "\\\\" },
    { "\\Device\\ImDisk0\\a", "\\Device\\ImDisk0\\a" },
    { "\\??\\C:\\windows\\a.dll", "C:\\windows\\a.dll" },
    { "\\??\\UNC\\server\\share\\a", "\\\\server\\share\\a" },
    { "\\??\\Volume{1-2}\\a", "\\??\\Volume{1-2}\\a" },
    { "", "" },
    { "\\", "\\" },
    { "\\Device\\", "\\Device\\" },
};

static void
names(void **state)
{
    (void)state;
    strcpy(drives.device['C' - 'A'], "\\Device\\HarddiskVolume3");
    strcpy(drives.device['D' - 'A'], "\\Device\\HarddiskVolume30");
    strcpy(drives.device['Z' - 'A'], "\\Device\\CdRom0");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char name[128];
        strcpy(name, rows[i].name);
        device_to_dos(name, device_needs_drives(name) ? &drives : NULL);
        assert_string_equal(name, rows[i].expected);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(names) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
