/* tools/windows/drrun.c - runs a program under the runtime, on Windows.
 * SPDX-License-Identifier: Apache-2.0
 *
 *   drrun [options] [-c CLIENT [client options]]... -- APP [arguments]
 *
 * The program is started as usual, but suspended; the runtime's file, loaded as a library, puts itself
 * into the new process, which then runs.  The rest of the command line reaches the program as it was
 * written, quotes included.
 */
#include "os/windows/inject.h"
#include "tools/windows/command_line.h"
#include "tools/windows/find_app.h"
#include "tools/windows/make_process.h"
#include "tools/windows/relay.h"
#include "tools/windows/runtime.h"
#include "tools/windows/say.h"
#include "tools/windows/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { MOST_WORDS = 500, MOST_CLIENT_WORDS = 200 };

struct command {
    const char *words[MOST_WORDS]; /* the runtime's options, UTF-8 */
    unsigned count;
    const wchar_t *kind, *root;
    wchar_t *runtime;
    DWORD time_limit; /* milliseconds */
    int is_verbose;
};

static void
add(struct command *cmd, const char *word)
{
    if (cmd->count == MOST_WORDS)
        die(EXIT_USAGE, "too many options");
    cmd->words[cmd->count++] = word;
}

static void
find_runtime(struct command *cmd)
{
    if (cmd->root == NULL)
        cmd->root = runtime_own_root();
    cmd->runtime = runtime_find(cmd->root, &cmd->kind);
}

/* The file of a client: as it was named, or one of those that are shipped. */
static const char *
find_client(const struct command *cmd, const wchar_t *name, int is_tool)
{
    static wchar_t full[ROOM];
    wchar_t *shipped = join(cmd->root, L"\\clients\\lib64\\", cmd->kind, L"\\",
                            is_tool ? join(name, L".dll", L"", L"", L"") : name);
    const wchar_t *path = !is_tool && is_file(name) ? name : shipped;
    if (!is_file(path))
        die(EXIT_USAGE, "%s: no such %s", utf8(name), is_tool ? "tool" : "client");
    GetFullPathNameW(path, ROOM, full, NULL);
    return utf8(full);
}

static int
is_word(const wchar_t *a, const char *b)
{
    while (*a != 0 && *a == (wchar_t)(unsigned char)*b) {
        a++;
        b++;
    }
    return *a == 0 && *b == '\0';
}

static void
usage(FILE *out)
{
    fputs("usage: drrun [options] [-c CLIENT [client options]]... -- APP [arguments]\n"
          "\n"
          "  -c CLIENT [options]   load this client library; the words up to the next -c, -t\n"
          "                        or -- are its options. May be repeated.\n"
          "  -t TOOL [options]     the same for a shipped client: inscount is inscount.dll\n"
          "  -debug, -release      which build of the runtime (default: release if there)\n"
          "  -root DIR             the installation to use instead of drrun's own\n"
          "  -s SECONDS, -m MINUTES  kill the application after this time\n"
          "  -v                    print the options and the program that is started\n"
          "  -version, -help\n"
          "\n"
          "Other options are the runtime's, among them:\n"
          "  -no_follow_children   run the programs that the application starts natively\n"
          "  -stats                print counters at exit\n"
          "\n"
          "The exit code is the application's; 127: no such application, 126: it cannot be\n"
          "executed, 1: a mistake in the options.\n",
          out);
}

/* The words before the program, one at a time. */
struct reader {
    const wchar_t *rest;
    wchar_t word[ROOM];
};

static int
next(struct reader *r)
{
    return command_line_next(&r->rest, 0, r->word, ROOM) != NULL;
}

static const wchar_t *
value(struct reader *r, const char *option)
{
    if (!next(r) || is_word(r->word, "--"))
        die(EXIT_USAGE, "%s: a value is missing", option);
    wchar_t *copy = _wcsdup(r->word);
    if (copy == NULL)
        die(EXIT_USAGE, "out of memory");
    return copy;
}

/* Clients are looked for once the kind of build is known. */
struct client {
    const wchar_t *name;
    int is_tool;
    unsigned count;
    const char *words[MOST_CLIENT_WORDS];
};

/* Reads the client's words; the word that ends them is the reader's then. */
static void
read_client(struct reader *r, struct client *c, int is_tool)
{
    c->is_tool = is_tool;
    c->name = value(r, is_tool ? "-t" : "-c");
    for (;;) {
        if (!next(r))
            die(EXIT_USAGE, "%s %s: no -- and application behind the options of the client", is_tool ? "-t" : "-c",
                utf8(c->name));
        if (is_word(r->word, "-c") || is_word(r->word, "-t") || is_word(r->word, "--"))
            return;
        if (c->count == MOST_CLIENT_WORDS)
            die(EXIT_USAGE, "too many options of a client");
        c->words[c->count++] = utf8(r->word);
    }
}

static DWORD
milliseconds(struct reader *r, const char *option, unsigned long unit)
{
    wchar_t *end;
    const wchar_t *text = value(r, option);
    unsigned long n = wcstoul(text, &end, 10);
    if (*end != 0 || text[0] < L'0' || text[0] > L'9' || n == 0 || n > 2000000000ul / unit)
        die(EXIT_USAGE, "%s: '%s' is no time", option, utf8(text));
    return n * unit;
}

static int
read_own_option(struct command *cmd, struct reader *r)
{
    const wchar_t *w = r->word;
    if (is_word(w, "-debug") || is_word(w, "-release"))
        cmd->kind = is_word(w, "-debug") ? L"debug" : L"release";
    else if (is_word(w, "-v") || is_word(w, "-verbose"))
        cmd->is_verbose = 1;
    else if (is_word(w, "-root"))
        cmd->root = value(r, "-root");
    else if (is_word(w, "-s"))
        cmd->time_limit = milliseconds(r, "-s", 1000);
    else if (is_word(w, "-m"))
        cmd->time_limit = milliseconds(r, "-m", 60000);
    else
        return 0;
    return 1;
}

static void
read_information_option(const wchar_t *w)
{
    if (is_word(w, "-version") || is_word(w, "--version")) {
        puts("drrun " DR_VERSION);
        exit(0);
    }
    if (is_word(w, "-help") || is_word(w, "--help") || is_word(w, "-h")) {
        usage(stdout);
        exit(0);
    }
}

static void
add_clients(struct command *cmd, struct client *clients, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        static char number[16][12];
        add(cmd, "-client");
        add(cmd, find_client(cmd, clients[i].name, clients[i].is_tool));
        snprintf(number[i], sizeof(number[i]), "%u", clients[i].count);
        add(cmd, number[i]);
        for (unsigned k = 0; k < clients[i].count; k++)
            add(cmd, clients[i].words[k]);
    }
}

/* Reads everything before the program; the rest of the line is the program's. */
static void
read_options(struct command *cmd, struct reader *r)
{
    static struct client clients[16];
    unsigned client_count = 0;
    int is_read = next(r);
    while (is_read && !is_word(r->word, "--")) {
        if (is_word(r->word, "-c") || is_word(r->word, "-t")) {
            if (client_count == 16)
                die(EXIT_USAGE, "more than 16 clients");
            read_client(r, &clients[client_count++], is_word(r->word, "-t"));
            continue; /* its end has been read */
        }
        read_information_option(r->word);
        if (!read_own_option(cmd, r))
            add(cmd, utf8(r->word));
        is_read = next(r);
    }
    if (!is_read)
        die(EXIT_USAGE, "no application was given (drrun -help shows how)");
    find_runtime(cmd);
    add_clients(cmd, clients, client_count);
}

static void
put_runtime_in(const struct command *cmd, const wchar_t *program, HANDLE process, const struct relay *relays)
{
    char err[512] = "";
    const uintptr_t output[] = { (uintptr_t)relays[0].to_us, (uintptr_t)relays[1].to_us };
    const struct inject_request r = { (uintptr_t)process, utf8(cmd->runtime), cmd->words, cmd->count, output };
    if (!inject_first((uintptr_t)GetModuleHandleW(L"ntdll.dll"), &r, err, sizeof(err))) {
        TerminateProcess(process, EXIT_USAGE);
        die(EXIT_USAGE, "%s: %s", utf8(program), err);
    }
}

static BOOL WINAPI
leave_it_to_the_application(DWORD what)
{
    (void)what;
    return TRUE;
}

static int
run(const struct command *cmd, const wchar_t *file, const wchar_t *line)
{
    static struct relay relays[RELAYS];
    PROCESS_INFORMATION p;
    DWORD code = 0, error = make_process(file, line, &p);
    if (error != 0)
        die(EXIT_NOT_EXECUTABLE, "%s: cannot be started (error %lu)%s", utf8(file), error, make_process_hint(error));
    relay_begin(relays);
    put_runtime_in(cmd, file, p.hProcess, relays);
    SetConsoleCtrlHandler(leave_it_to_the_application, TRUE);
    ResumeThread(p.hThread);
    if (WaitForSingleObject(p.hProcess, cmd->time_limit != 0 ? cmd->time_limit : INFINITE) == WAIT_TIMEOUT) {
        say("the application ran longer than %lu s and is killed", cmd->time_limit / 1000);
        TerminateProcess(p.hProcess, EXIT_USAGE);
        WaitForSingleObject(p.hProcess, INFINITE);
    }
    relay_end(relays);
    GetExitCodeProcess(p.hProcess, &code);
    ExitProcess(code);
}

int wmain(void);

int
wmain(void)
{
    static struct command cmd;
    static struct reader r, app;
    const wchar_t *file;
    r.rest = GetCommandLineW();
    command_line_next(&r.rest, 1, r.word, ROOM);
    if (*r.rest == 0) {
        usage(stderr);
        return EXIT_USAGE;
    }
    read_options(&cmd, &r);
    app.rest = r.rest;
    if (!next(&app))
        die(EXIT_USAGE, "no application was given (drrun -help shows how)");
    int status = find_app(app.word, &file);
    if (status != 0)
        return status;
    if (cmd.is_verbose) {
        fputs("drrun:", stderr);
        for (unsigned i = 0; i < cmd.count; i++)
            fprintf(stderr, " %s", cmd.words[i]);
        fprintf(stderr, " -- %s\n", utf8(file));
    }
    return run(&cmd, file, r.rest);
}
