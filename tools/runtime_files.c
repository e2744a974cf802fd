/* tools/runtime_files.c - where the runtime and the shipped clients are.
 * SPDX-License-Identifier: Apache-2.0
 *
 * An installation and a build tree have the same shape: ROOT/bin64/drrun,
 * ROOT/lib64/KIND/libdynamorio.so, ROOT/clients/lib64/KIND/. A build tree has one kind only,
 * so the other is looked for in the build tree beside it (build/debug, build/release).
 */
#include "tools/runtime_files.h"

#include "tools/args.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const kinds[] = {"release", "debug"};

static bool is_readable(const char *path)
{
    return access(path, R_OK) == 0;
}

/* Returns the folder above the one that this program's file is in. */
static const char *own_root(void)
{
    static char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

    if (n <= 0)
        die(EXIT_USAGE, "cannot find the own program file: %s; use -root", strerror(errno));
    path[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    return path[0] == '\0' ? "/" : path;
}

/* Fills in the rest of FILES if the runtime of that KIND is in ROOT. */
static bool try_root(struct runtime_files *files, const char *root, const char *kind)
{
    const char *library = format("%s/lib64/%s/libdynamorio.so", root, kind);

    if (!is_readable(library))
        return false;
    files->root = root;
    files->kind = kind;
    files->library = realpath(library, NULL);
    return files->library != NULL;
}

/* What is in ROOT goes before what is beside it, whatever its kind: a build tree's drrun runs what
 * was built with it. */
static bool try_kinds(struct runtime_files *files, const char *root, const char *const *wanted,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (try_root(files, root, wanted[i]))
            return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (try_root(files, format("%s/../%s", root, wanted[i]), wanted[i]))
            return true;
    }
    return false;
}

void runtime_files_find(struct runtime_files *files)
{
    const char *root = files->root != NULL ? files->root : own_root();

    if (files->kind != NULL) {
        if (!try_kinds(files, root, &files->kind, 1))
            die(EXIT_USAGE, "no %s runtime: %s/lib64/%s/libdynamorio.so is not there", files->kind,
                root, files->kind);
        return;
    }
    if (!try_kinds(files, root, kinds, sizeof(kinds) / sizeof(kinds[0])))
        die(EXIT_USAGE, "no runtime: %s/lib64/{release,debug}/libdynamorio.so is not there", root);
}

static const char *shipped(const struct runtime_files *files, const char *name)
{
    return realpath(format("%s/clients/lib64/%s/%s", files->root, files->kind, name), NULL);
}

const char *runtime_files_client(const struct runtime_files *files, const char *name)
{
    /* Absolute, as it is handed on to children, which may be started from other folders. */
    const char *path = realpath(name, NULL);

    if (path == NULL && strchr(name, '/') == NULL)
        path = shipped(files, name);
    if (path == NULL)
        die(EXIT_USAGE, "%s: no such client", name);
    return path;
}

const char *runtime_files_tool(const struct runtime_files *files, const char *tool)
{
    const char *path = shipped(files, format("lib%s.so", tool));

    if (path == NULL)
        die(EXIT_USAGE, "%s: no such tool: %s/clients/lib64/%s has no lib%s.so", tool, files->root,
            files->kind, tool);
    return path;
}
