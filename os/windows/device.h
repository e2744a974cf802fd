/* os/windows/device.h - names of files as the kernel says them, and as programs do.
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows says \Device\HarddiskVolume3\Windows of a mapped file, Wine \??\C:\windows.  Pure, but for device_drives().
 */
#ifndef OS_WINDOWS_DEVICE_H
#define OS_WINDOWS_DEVICE_H
#include <stdbool.h>

enum { DRIVES = 26, DRIVE_NAME = 96 };

/* What each drive letter stands for; "": nothing. */
struct drives {
    char device[DRIVES][DRIVE_NAME];
};

/* Changes the name in place to one with a drive letter, or of a network's.  What is neither stays. */
void device_to_dos(char *name, const struct drives *d);

/* Whether the drives have to be known for that. */
bool device_needs_drives(const char *name);

/* Those of this process. */
const struct drives *device_drives(void);

#endif
