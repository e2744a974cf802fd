/* os/windows/device.c - names of files as the kernel says them, and as programs do.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "os/windows/device.h"
#include "os/base/string.h"

static const char device[] = "\\Device\\", dos[] = "\\??\\", unc[] = "\\??\\UNC\\";
/* What leads to other machines. */
static const char *const networks[] = { "\\Device\\Mup\\", "\\Device\\LanmanRedirector\\",
                                        "\\Device\\WebDavRedirector\\" };

/* Names of devices are told apart without regard to case. */
static bool
begins_with(const char *s, const char *with)
{
    for (; *with != '\0'; s++, with++) {
        char a = *s >= 'A' && *s <= 'Z' ? (char)(*s | 0x20) : *s,
             b = *with >= 'A' && *with <= 'Z' ? (char)(*with | 0x20) : *with;
        if (a != b)
            return false;
    }
    return true;
}

bool
device_needs_drives(const char *name)
{
    return begins_with(name, device);
}

/* The first n bytes of the name become `with`, which is not longer. */
static void
replace(char *name, size_t n, const char *with)
{
    size_t size = strlen(with);
    memmove(name + size, name + n, strlen(name + n) + 1);
    memcpy(name, with, size);
}

/* A drive that is a network's stands in front of the server, as ;Z:0123. */
static size_t
end_of_drive(const char *name, size_t at)
{
    while (name[at] == ';') {
        while (name[at] != '\0' && name[at] != '\\')
            at++;
        at += name[at] == '\\';
    }
    return at;
}

static bool
is_drives(char *name, const struct drives *d)
{
    for (unsigned i = 0; i < DRIVES; i++) {
        size_t n = strlen(d->device[i]);
        if (n >= 2 && begins_with(name, d->device[i]) && (name[n] == '\\' || name[n] == '\0')) {
            const char letter[] = { (char)('A' + i), ':', '\0' };
            replace(name, n, letter);
            return true;
        }
    }
    return false;
}

void
device_to_dos(char *name, const struct drives *d)
{
    if (begins_with(name, unc))
        replace(name, sizeof(unc) - 1, "\\\\");
    else if (begins_with(name, dos) && name[sizeof(dos)] == ':')
        replace(name, sizeof(dos) - 1, "");
    if (!begins_with(name, device) || is_drives(name, d))
        return;
    for (unsigned i = 0; i < sizeof(networks) / sizeof(networks[0]); i++) {
        if (begins_with(name, networks[i])) {
            replace(name, end_of_drive(name, strlen(networks[i])), "\\\\");
            return;
        }
    }
}
