/* tools/runtime_files.h - where the runtime and the shipped clients are.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_RUNTIME_FILES_H
#define TOOLS_RUNTIME_FILES_H

/* A null KIND means whichever is there, release first; a null ROOT the tree drrun is in. */
struct runtime_files {
    const char *root;
    const char *kind;
    const char *library;
};

/* Fills in root, kind and library. Ends the program where there is no such runtime. */
void runtime_files_find(struct runtime_files *files);

/* Returns the absolute path of client NAME: a file, or a bare name in the clients' folder. */
const char *runtime_files_client(const struct runtime_files *files, const char *name);

/* Returns the path of the shipped client TOOL (lib<TOOL>.so). Ends the program without. */
const char *runtime_files_tool(const struct runtime_files *files, const char *tool);

#endif
