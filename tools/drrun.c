/* tools/drrun.c - runs a program under the runtime: reads the command line, then execve()s.
 * SPDX-License-Identifier: Apache-2.0
 *
 *   drrun [options] [-c CLIENT [client options]]... [--] APP [arguments]
 *
 * becomes
 *
 *   libdynamorio.so [runtime options] [-client PATH N OPTION1..OPTIONN]... -- FILE APP [arguments]
 *
 * FILE is what a shell would execute for APP. drrun knows the options of its own, listed in
 * usage(); all others are the runtime's, which checks them. As drrun does not know which of
 * those take a value, everything before `--` belongs to them; without `--`, APP must directly
 * follow options of drrun's own. The options of a client end at the next word `-c` or `-t`, or
 * at `--`: neither can be an option of a client.
 */
#include "tools/args.h"
#include "tools/find_app.h"
#include "tools/runtime_files.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* One client: its name as given, and where its options stand in argv. */
struct client {
    const char *name;
    bool is_tool; /* the name of a shipped client, not of a file */
    int first_option;
    int option_count;
};

#define MAX_CLIENTS 16

struct command {
    struct runtime_files files;
    struct args runtime_options;
    struct client clients[MAX_CLIENTS];
    int client_count;
    unsigned time_limit; /* seconds, 0 for none */
    bool verbose;
    char **argv;
    int app; /* index in argv of the application's name */
};

static void usage(FILE *out)
{
    fputs("usage: drrun [options] [-c CLIENT [client options]]... -- APP [arguments]\n"
          "\n"
          "  -c CLIENT [options]   load this client library; the words up to the next -c, -t\n"
          "                        or -- are its options. May be repeated.\n"
          "  -t TOOL [options]     the same for a shipped client: inscount is libinscount.so\n"
          "  -debug, -release      which build of the runtime (default: the one beside drrun)\n"
          "  -root DIR             the installation to use instead of drrun's own\n"
          "  -env NAME VALUE       set an environment variable for the application\n"
          "  -ops \"OPTIONS\"        options for the runtime, in one word\n"
          "  -s SECONDS, -m MINUTES  kill the application after this time\n"
          "  -v                    print the command that is executed\n"
          "  -version, -help\n"
          "\n"
          "Other options are the runtime's, among them:\n"
          "  -no_follow_children   run the programs that the application executes natively\n"
          "  -stats                print counters at exit\n"
          "  -loglevel N, -logdir DIR  logging (debug build)\n"
          "\n"
          "The exit code is the application's; 127: no such application, 126: it cannot be\n"
          "executed, 1: a mistake in the options.\n",
          out);
}

/* Returns the value that follows option AT of argv. */
static const char *value_of(const struct command *cmd, int at)
{
    const char *value = cmd->argv[at + 1];

    if (value == NULL || strcmp(value, "--") == 0)
        die(EXIT_USAGE, "%s: a value is missing", cmd->argv[at]);
    return value;
}

static unsigned seconds_of(const struct command *cmd, int at, unsigned unit)
{
    const char *text = value_of(cmd, at);
    char *end;
    unsigned long n = strtoul(text, &end, 10);

    /* poll() counts milliseconds in an int. */
    if (*end != '\0' || text[0] < '0' || text[0] > '9' || n == 0 || n > INT_MAX / 1000 / unit)
        die(EXIT_USAGE, "%s: '%s' is no time", cmd->argv[at], text);
    return (unsigned)n * unit;
}

static bool is_client_end(const char *word)
{
    return word == NULL || strcmp(word, "--") == 0 || strcmp(word, "-c") == 0 ||
           strcmp(word, "-t") == 0;
}

/* Reads the client that option AT introduces. Returns the index behind its options. */
static int read_client(struct command *cmd, int at)
{
    struct client *client = &cmd->clients[cmd->client_count];
    const char *option = cmd->argv[at];
    bool is_tool = option[1] == 't';

    if (cmd->client_count == MAX_CLIENTS)
        die(EXIT_USAGE, "%s: more than %d clients", option, MAX_CLIENTS);
    if (is_client_end(cmd->argv[at + 1]))
        die(EXIT_USAGE, "%s: the %s is missing", option, is_tool ? "tool's name" : "client");
    client->name = cmd->argv[at + 1];
    client->is_tool = is_tool;
    client->first_option = at + 2;
    at += 2;
    while (!is_client_end(cmd->argv[at]))
        at++;
    client->option_count = at - client->first_option;
    if (cmd->argv[at] == NULL)
        die(EXIT_USAGE, "%s %s: no -- and application behind the options of the client", option,
            client->name);
    cmd->client_count++;
    return at;
}

/* Reads one option of drrun's own at AT. Returns how many words it takes, 0 if it is none. */
static int read_own_option(struct command *cmd, int at)
{
    const char *option = cmd->argv[at];

    if (strcmp(option, "-debug") == 0 || strcmp(option, "-release") == 0) {
        cmd->files.kind = option + 1;
        return 1;
    }
    if (strcmp(option, "-v") == 0 || strcmp(option, "-verbose") == 0) {
        cmd->verbose = true;
        return 1;
    }
    if (strcmp(option, "-root") == 0) {
        cmd->files.root = value_of(cmd, at);
        return 2;
    }
    if (strcmp(option, "-ops") == 0) {
        args_add_words(&cmd->runtime_options, value_of(cmd, at));
        return 2;
    }
    if (strcmp(option, "-s") == 0 || strcmp(option, "-m") == 0) {
        cmd->time_limit = seconds_of(cmd, at, option[1] == 'm' ? 60 : 1);
        return 2;
    }
    if (strcmp(option, "-env") == 0) {
        const char *name = value_of(cmd, at);
        if (setenv(name, value_of(cmd, at + 1), 1) != 0)
            die(EXIT_USAGE, "-env: '%s' cannot be a variable's name", name);
        return 3;
    }
    return 0;
}

static void read_information_option(const char *option)
{
    if (strcmp(option, "-version") == 0 || strcmp(option, "--version") == 0) {
        puts("drrun " DR_VERSION);
        exit(0);
    }
    if (strcmp(option, "-help") == 0 || strcmp(option, "--help") == 0 ||
        strcmp(option, "-h") == 0) {
        usage(stdout);
        exit(0);
    }
}

/* Reads everything up to the application's name. */
static void read_command_line(struct command *cmd)
{
    bool passed_on = false; /* the last word was an option of the runtime's */
    int at = 1;

    while (cmd->argv[at] != NULL && strcmp(cmd->argv[at], "--") != 0) {
        const char *word = cmd->argv[at];
        int taken = 0;

        if (word[0] != '-' && !passed_on) {
            cmd->app = at;
            return;
        }
        if (strcmp(word, "-c") == 0 || strcmp(word, "-t") == 0) {
            at = read_client(cmd, at);
            passed_on = false;
            continue;
        }
        if (word[0] == '-') {
            read_information_option(word);
            taken = read_own_option(cmd, at);
        }
        passed_on = taken == 0;
        if (passed_on)
            args_add(&cmd->runtime_options, word);
        at += passed_on ? 1 : taken;
    }
    if (cmd->argv[at] == NULL && passed_on)
        die(EXIT_USAGE, "no application: -- is missing between the options and its name");
    if (cmd->argv[at] == NULL || cmd->argv[at + 1] == NULL)
        die(EXIT_USAGE, "no application was given (drrun -help shows how)");
    cmd->app = at + 1;
}

static void add_client(struct args *out, const struct command *cmd, const struct client *client)
{
    const char *path = client->is_tool ? runtime_files_tool(&cmd->files, client->name)
                                       : runtime_files_client(&cmd->files, client->name);

    check_client(path);
    args_add(out, "-client");
    args_add(out, path);
    args_add(out, format("%d", client->option_count));
    for (int i = 0; i < client->option_count; i++)
        args_add(out, cmd->argv[client->first_option + i]);
}

/* Waits until the process of this pidfd ends; kills it when the time is over. */
static void watch(int fd, unsigned seconds)
{
    struct pollfd wait_for = {.fd = fd, .events = POLLIN};

    if (poll(&wait_for, 1, (int)seconds * 1000) == 0) {
        fprintf(stderr, "drrun: the application ran longer than %u s and is killed\n", seconds);
        syscall(SYS_pidfd_send_signal, fd, SIGKILL, NULL, 0);
    }
}

/* This process becomes the application, so another one keeps the time. It is nobody's child:
 * the application must not see it in wait().
 */
static void start_watch(unsigned seconds)
{
    int self = (int)syscall(SYS_pidfd_open, getpid(), 0); /* close-on-exec */
    pid_t middle = self < 0 ? -1 : fork();

    if (middle < 0)
        die(EXIT_USAGE, "cannot start the process that keeps the time: %s", strerror(errno));
    if (middle > 0) {
        waitpid(middle, NULL, 0);
        return;
    }
    if (fork() == 0) {
        setsid();
        /* stderr stays for the message; whoever waits for the end of a pipe that is the
         * application's output must not wait for us. */
        for (int fd = 0; fd < 1024; fd++) {
            if (fd != STDERR_FILENO && fd != self)
                close(fd);
        }
        watch(self, seconds);
    }
    _exit(0);
}

int main(int argc, char **argv)
{
    struct command cmd = {.argv = argv};
    struct args out = {0};
    const char *file;

    if (argc < 2) {
        usage(stderr);
        return EXIT_USAGE;
    }
    read_command_line(&cmd);
    runtime_files_find(&cmd.files);
    args_add(&out, cmd.files.library);
    for (size_t i = 0; i < cmd.runtime_options.count; i++)
        args_add(&out, cmd.runtime_options.items[i]);
    for (int i = 0; i < cmd.client_count; i++)
        add_client(&out, &cmd, &cmd.clients[i]);
    file = find_app(argv[cmd.app]);
    args_add(&out, "--");
    args_add(&out, file);
    for (char **arg = argv + cmd.app; *arg != NULL; arg++)
        args_add(&out, *arg);
    if (cmd.verbose) {
        fputs("drrun:", stderr);
        for (size_t i = 0; i < out.count; i++)
            fprintf(stderr, " %s", out.items[i]);
        fputc('\n', stderr);
    }
    if (cmd.time_limit != 0)
        start_watch(cmd.time_limit);
    execv(cmd.files.library, out.items);
    die(EXIT_USAGE, "%s: cannot be executed: %s", cmd.files.library, strerror(errno));
}
