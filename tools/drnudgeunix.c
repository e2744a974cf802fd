/* tools/drnudgeunix.c - sends a message to a client in a running process.
 * SPDX-License-Identifier: Apache-2.0
 *
 *   drnudgeunix -pid PID -client ID ARGUMENT
 *
 * The process has to run under the runtime: another one would die of the signal that carries the
 * message, so it is asked first whether it handles that. The layout is that of include/dr_nudge_signal.h.
 */
#include "dr_nudge_signal.h"
#include "tools/args.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static void usage(FILE *out)
{
    fputs("usage: drnudgeunix -pid PID [-client ID ARGUMENT]\n"
          "\n"
          "  -pid PID               the process, which runs under drrun\n"
          "  -client ID ARGUMENT    the client by its place on drrun's command line, from 0, and the\n"
          "                         number that it gets (default: client 0, number 0)\n",
          out);
}

static unsigned long long number_of(const char *what, const char *text)
{
    char *end;
    unsigned long long n;

    if (text == NULL)
        die(EXIT_USAGE, "%s: a number is missing", what);
    errno = 0;
    n = strtoull(text, &end, 0);
    if (*end != '\0' || end == text || errno != 0 || *text == '-')
        die(EXIT_USAGE, "%s: '%s' is no number", what, text);
    return n;
}

/* What the kernel says of a process: bits of signals that it handles, and that wait for it. */
struct signals {
    unsigned long long handled, waiting;
};

static struct signals signals_of(pid_t pid)
{
    struct signals all = {0, 0};
    unsigned long long set;
    char line[256];
    FILE *f = fopen(format("/proc/%d/status", (int)pid), "r");

    if (f == NULL)
        die(EXIT_USAGE, "process %d: %s", (int)pid, errno == ENOENT ? "there is none" : strerror(errno));
    while (fgets(line, sizeof line, f) != NULL) {
        if (sscanf(line, "SigCgt: %llx", &set) == 1)
            all.handled = set;
        if (sscanf(line, "ShdPnd: %llx", &set) == 1)
            all.waiting = set;
    }
    fclose(f);
    return all;
}

/* The kernel keeps one such signal at a time: a second one would be dropped. */
static void wait_until_taken(pid_t pid)
{
    const struct timespec nap = {.tv_nsec = 1000000};

    while ((signals_of(pid).waiting >> (NUDGE_SIGNAL - 1) & 1) != 0)
        nanosleep(&nap, NULL);
}

int main(int argc, char **argv)
{
    struct nudge_info n = {.signo = NUDGE_SIGNAL, .code = NUDGE_CODE, .version = NUDGE_VERSION};
    pid_t pid = 0;

    tool_name = "drnudgeunix";
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-pid") == 0) {
            pid = (pid_t)number_of("-pid", argv[++i]);
        } else if (strcmp(argv[i], "-client") == 0) {
            n.client = (uint32_t)number_of("-client", argv[i + 1]);
            n.argument = number_of("-client", argv[i + 1] == NULL ? NULL : argv[i + 2]);
            i += 2;
        } else if (strcmp(argv[i], "-help") == 0) {
            usage(stdout);
            return 0;
        } else {
            die(EXIT_USAGE, "unknown option '%s'", argv[i]);
        }
    }
    if (pid <= 0) {
        usage(stderr);
        return EXIT_USAGE;
    }
    if ((signals_of(pid).handled >> (NUDGE_SIGNAL - 1) & 1) == 0)
        die(EXIT_USAGE, "process %d does not run under the runtime", (int)pid);
    wait_until_taken(pid);
    n.sender = (uint32_t)getpid();
    n.user = (uint32_t)getuid();
    if (syscall(SYS_rt_sigqueueinfo, pid, NUDGE_SIGNAL, &n) != 0)
        die(EXIT_USAGE, "process %d: %s", (int)pid, strerror(errno));
    return 0;
}
