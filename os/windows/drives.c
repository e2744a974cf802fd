/* os/windows/drives.c - what the drive letters of this process stand for.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/device.h"
#include "os/windows/sys.h"
#include "os/windows/utf.h"

static void
read_drive(unsigned i, char out[DRIVE_NAME])
{
    enum { MAY_ASK = 1 };
    wchar16 name[] = { '\\', '?', '?', '\\', (wchar16)('A' + i), ':' }, text[DRIVE_NAME];
    struct nt_string link = { sizeof(name), sizeof(name), name }, target = { 0, sizeof(text), text };
    struct nt_object object = { sizeof(object), 0, &link, OBJECT_CASE_INSENSITIVE, NULL, NULL };
    uintptr_t handle = 0;
    out[0] = '\0';
    if (nt_failed(SYS(NtOpenSymbolicLinkObject, &handle, MAY_ASK, &object)))
        return;
    if (!nt_failed(SYS(NtQuerySymbolicLinkObject, handle, &target, 0)) &&
        utf_to_8(text, target.size / sizeof(wchar16), out, DRIVE_NAME) >= DRIVE_NAME)
        out[0] = '\0';
    SYS(NtClose, handle);
}

/* Asked once: several threads may do so at a time, and come to the same. */
const struct drives *
device_drives(void)
{
    static struct drives drives;
    static volatile bool is_read;
    for (unsigned i = 0; i < DRIVES && !is_read; i++)
        read_drive(i, drives.device[i]);
    is_read = true;
    return &drives;
}
