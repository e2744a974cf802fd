/* tools/windows/drnudge.c - sends a message to a client in a running process, on Windows.
 * SPDX-License-Identifier: Apache-2.0
 *
 *   drnudge -pid PID -client ID ARGUMENT
 *
 * A thread that is made in that process brings the message.
 */
#include "os/windows/nudge.h"
#include "tools/windows/say.h"
#include "tools/windows/text.h"
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

static void
usage(FILE *out)
{
    fputs("usage: drnudge -pid PID [-client ID ARGUMENT] [-timeout MILLISECONDS]\n"
          "\n"
          "  -pid PID               the process, which runs under drrun\n"
          "  -client ID ARGUMENT    the client by its place on drrun's command line, from 0, and the\n"
          "                         number that it gets (default: client 0, number 0)\n"
          "  -timeout MILLISECONDS  wait so long until the client has handled it (default: 10000;\n"
          "                         0: not at all)\n",
          out);
}

static uint64_t
number_of(const char *what, const wchar_t *text, uint64_t most)
{
    wchar_t *end;
    if (text == NULL)
        die(EXIT_USAGE, "%s: a number is missing", what);
    errno = 0;
    unsigned long long n = wcstoull(text, &end, 0);
    if (*end != 0 || end == text || errno != 0 || *text == L'-' || n > most)
        die(EXIT_USAGE, "%s: '%s' is no such number", what, utf8(text));
    return n;
}

struct request {
    unsigned pid, client, timeout;
    uint64_t argument;
};

/* False: only the help was wanted. */
static int
read_words(int argc, wchar_t **argv, struct request *r)
{
    for (int i = 1; i < argc; i++) {
        const wchar_t *next = argv[i + 1];
        if (wcscmp(argv[i], L"-help") == 0) {
            usage(stdout);
            return 0;
        }
        if (wcscmp(argv[i], L"-pid") == 0)
            r->pid = (unsigned)number_of("-pid", next, UINT32_MAX);
        else if (wcscmp(argv[i], L"-timeout") == 0)
            r->timeout = (unsigned)number_of("-timeout", next, UINT32_MAX);
        else if (wcscmp(argv[i], L"-client") == 0) {
            r->client = (unsigned)number_of("-client", next, UINT32_MAX);
            r->argument = number_of("-client", argv[i + 2], UINT64_MAX);
            i++;
        } else
            die(EXIT_USAGE, "unknown option '%s'", utf8(argv[i]));
        i++;
    }
    return 1;
}

static const char *const problems[] = {
    [OS_NUDGE_NO_PROCESS] = "there is no such process",
    [OS_NUDGE_NO_RUNTIME] = "it does not run under the runtime",
    [OS_NUDGE_REFUSED] = "Windows does not allow to send anything to it",
    [OS_NUDGE_LATE] = "its client has not answered in time",
};

int wmain(int argc, wchar_t **argv);

int
wmain(int argc, wchar_t **argv)
{
    struct request r = { .timeout = 10000 };
    tool_name = "drnudge";
    if (!read_words(argc, argv, &r))
        return 0;
    if (r.pid == 0) {
        usage(stderr);
        return EXIT_USAGE;
    }
    enum os_nudge result = nudge_first((uintptr_t)GetModuleHandleW(L"ntdll.dll"), r.pid, r.client, r.argument, r.timeout);
    if (result != OS_NUDGE_SENT)
        die(EXIT_USAGE, "process %u: %s", r.pid, problems[result]);
    return 0;
}
