/* tests/process/descriptors.c - the numbers of open files, as the program sees and changes them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "../apps/probe.h"
#include <dirent.h>
#include <sys/resource.h>

static void list(const char *when)
{
    static const char *const dirs[] = {"/proc/self/fd", "/proc/self/fdinfo"};
    for (unsigned i = 0; i < COUNT(dirs); i++) {
        char text[400] = "";
        DIR *d = opendir(dirs[i]);
        NEED(d != NULL);
        struct dirent *e;
        int n = 0;
        while ((e = readdir(d)) != NULL)
            if (e->d_name[0] != '.' && n++ < 30) {
                strcat(text, " ");
                strcat(text, e->d_name);
            }
        closedir(d);
        fact("%s: %d:%s", when, n, text);
    }
}

int main(void)
{
    int at_all = 0, in_use = 0;
    list("at first");
    for (int fd = 3; fd < 1100; fd++) {
        errno = 0;
        at_all += fcntl(fd, F_GETFD) >= 0;
        in_use += close(fd) == 0;
    }
    fact("open by fcntl %d, by close %d", at_all, in_use);
    int r901 = dup(901);
    fact("dup 901: %d %d", r901, errno);
    for (int fd = 890; fd < 910; fd++)
        NEED(dup2(1, fd) == fd);
    fact("write to each: %d", (int)write(905, "", 0));
    fact("dup3 905 to 906: %d", dup3(905, 906, O_CLOEXEC));
    list("after dup2");
    fact("close_range cloexec %d", (int)syscall(SYS_close_range, 3, 100, 4));
    fact("close_range %d", (int)syscall(SYS_close_range, 3, ~0u, 0));
    int backwards = (int)syscall(SYS_close_range, 9, 3, 0);
    fact("close_range backwards %d %d", backwards, errno);
    list("after close_range");
    struct rlimit r = {32, 32};
    NEED(setrlimit(RLIMIT_NOFILE, &r) == 0);
    int n = 0;
    while (dup(1) >= 0)
        n++;
    fact("%d more fit under a limit of 32, then errno %d", n, errno);
    close(2);
    return 0;
}
