/* tools/windows/find_app.c - the file that Windows would start for a name.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tools/windows/find_app.h"
#include "tools/windows/say.h"
#include "tools/windows/text.h"
#include <string.h>
#include <windows.h>

enum { DOS_HEAD = 64, HEAD = 512, NEW_HEADER_AT = 0x3c, MACHINE_I386 = 0x14c, MACHINE_AMD64 = 0x8664, IS_DLL = 0x2000 };

static int
complain(int status, const wchar_t *name, const char *what)
{
    say("%s: %s", utf8(name), what);
    return status;
}

static DWORD
read_at(HANDLE file, DWORD at, unsigned char *to, DWORD size)
{
    DWORD n = 0;
    if (SetFilePointer(file, (LONG)at, NULL, FILE_BEGIN) != at || !ReadFile(file, to, size, &n, NULL))
        return 0;
    return n;
}

/* Of a 32-bit program's header: whether it has something for .NET.  Such a program may be one for any
 * processor. */
static int
is_net(const unsigned char *header, DWORD size)
{
    enum { COUNT_AT = 24 + 92, NET_AT = 24 + 96 + 14 * 8 };
    DWORD count, at;
    if (size < NET_AT + sizeof(at))
        return 0;
    memcpy(&count, header + COUNT_AT, sizeof(count));
    memcpy(&at, header + NET_AT, sizeof(at));
    return count > 14 && at != 0;
}

/* What is wrong with the program that is in this file; NULL: nothing that can be seen here. */
static const char *
why_not(HANDLE file)
{
    unsigned char head[DOS_HEAD], header[HEAD];
    DWORD at, n = read_at(file, 0, head, sizeof(head));
    if (n < DOS_HEAD || head[0] != 'M' || head[1] != 'Z')
        return "not a Windows program";
    memcpy(&at, head + NEW_HEADER_AT, sizeof(at));
    n = read_at(file, at, header, sizeof(header));
    if (n < 26 || memcmp(header, "PE\0\0", 4) != 0)
        return "a 16-bit or DOS program: not supported";
    unsigned machine = header[4] | header[5] << 8, flags = header[22] | header[23] << 8;
    if (machine == MACHINE_I386)
        return is_net(header, n) ? "a .NET program: only native programs are supported"
                                 : "a 32-bit program: this build runs 64-bit programs only";
    if (machine != MACHINE_AMD64)
        return "a program for another processor";
    return (flags & IS_DLL) != 0 ? "a library, not a program" : NULL;
}

/* The system runs those by its command interpreter. */
static int
is_batch(const wchar_t *path)
{
    const wchar_t *dot = wcsrchr(path, L'.');
    return dot != NULL && (_wcsicmp(dot, L".bat") == 0 || _wcsicmp(dot, L".cmd") == 0);
}

int
find_app(const wchar_t *name, const wchar_t **path)
{
    static wchar_t found[ROOM];
    DWORD n = SearchPathW(NULL, name, L".exe", ROOM, found, NULL);
    if (n == 0 || n >= ROOM)
        return complain(EXIT_NOT_FOUND, name, "no such program");
    DWORD attributes = GetFileAttributesW(found);
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return complain(EXIT_NOT_EXECUTABLE, name, "a directory, not a program");
    HANDLE file = CreateFileW(found, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE | FILE_SHARE_WRITE, NULL,
                              OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return complain(EXIT_NOT_EXECUTABLE, name,
                        GetLastError() == ERROR_CANT_ACCESS_FILE ? "an alias of a program from the Store: name its own file"
                                                                 : "cannot be opened");
    const char *wrong = is_batch(found) ? NULL : why_not(file);
    CloseHandle(file);
    if (wrong != NULL)
        return complain(EXIT_NOT_EXECUTABLE, name, wrong);
    *path = found;
    return 0;
}
