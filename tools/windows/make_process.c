/* tools/windows/make_process.c - the application's process, before its first instruction.
 * SPDX-License-Identifier: Apache-2.0
 */
#define _WIN32_WINNT 0x0601
#include "tools/windows/make_process.h"
#include "tools/windows/text.h"
#include <stdbool.h>
#include <stdlib.h>
#include <wchar.h>

/* Out of the code cache returns are jumps, and code is made while the program runs.  These options came with
 * Windows 10: an older system refuses them, and does not need them. */
static const DWORD64 mitigations[2] = {
    (DWORD64)2 << 36, /* code that is made at run time is never prohibited */
    (DWORD64)2 << 28, /* no shadow stacks, whatever the program's file says */
};

enum { MITIGATION_POLICY = 0x20007, NEEDS_ELEVATION = 740 };

static BOOL
create(const wchar_t *file, const wchar_t *line, STARTUPINFOEXW *how, DWORD flags, PROCESS_INFORMATION *out)
{
    wchar_t *own = _wcsdup(line); /* it may be written to */
    if (own == NULL) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return FALSE;
    }
    BOOL made =
        CreateProcessW(file, own, NULL, NULL, TRUE, CREATE_SUSPENDED | flags, NULL, NULL, &how->StartupInfo, out);
    DWORD error = GetLastError();
    free(own);
    SetLastError(error);
    return made;
}

static BOOL
create_with_mitigations(const wchar_t *file, const wchar_t *line, STARTUPINFOEXW *how, PROCESS_INFORMATION *out)
{
    SIZE_T size = 0;
    InitializeProcThreadAttributeList(NULL, 1, 0, &size);
    LPPROC_THREAD_ATTRIBUTE_LIST list = malloc(size);
    BOOL made = FALSE;
    if (list == NULL || !InitializeProcThreadAttributeList(list, 1, 0, &size)) {
        free(list);
        return FALSE;
    }
    if (UpdateProcThreadAttribute(list, 0, MITIGATION_POLICY, (void *)(ULONG_PTR)mitigations, sizeof(mitigations), NULL,
                                  NULL)) {
        how->lpAttributeList = list;
        made = create(file, line, how, EXTENDED_STARTUPINFO_PRESENT, out);
    }
    DeleteProcThreadAttributeList(list);
    free(list);
    return made;
}

static DWORD
make_by_name(const wchar_t *file, const wchar_t *line, PROCESS_INFORMATION *out)
{
    STARTUPINFOEXW how = { 0 };
    GetStartupInfoW(&how.StartupInfo);
    how.StartupInfo.lpReserved = NULL;
    how.StartupInfo.dwFlags |= STARTF_USESTDHANDLES;
    how.StartupInfo.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    how.StartupInfo.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    how.StartupInfo.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    how.StartupInfo.cb = sizeof(how);
    if (create_with_mitigations(file, line, &how, out))
        return 0;
    how.StartupInfo.cb = sizeof(how.StartupInfo);
    return create(file, line, &how, 0, out) ? 0 : GetLastError();
}

/* A long name works in some forms only, which differ between systems. */
DWORD
make_process(const wchar_t *file, const wchar_t *line, PROCESS_INFORMATION *out)
{
    static wchar_t shorter[ROOM];
    DWORD error = make_by_name(file, line, out);
    if (error == 0 || wcslen(file) < MAX_PATH)
        return error;
    bool is_long_form = wcsncmp(file, L"\\\\", 2) == 0;
    if (!is_long_form && make_by_name(join(L"\\\\?\\", file, L"", L"", L""), line, out) == 0)
        return 0;
    DWORD n = GetShortPathNameW(file, shorter, ROOM);
    return n != 0 && n < ROOM && make_by_name(shorter, line, out) == 0 ? 0 : error;
}

const char *
make_process_hint(DWORD error)
{
    switch (error) {
    case NEEDS_ELEVATION: return ": it asks for the rights of an administrator; start drrun with them";
    case ERROR_EXE_MACHINE_TYPE_MISMATCH: return ": it is for another processor";
    case ERROR_ACCESS_DENIED: return ": access denied";
    case ERROR_ACCESS_DISABLED_BY_POLICY: return ": a policy of this system forbids it";
    default: return "";
    }
}
