/* tools/find_app.h - finds the application as a shell does, and refuses what cannot run.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_FIND_APP_H
#define TOOLS_FIND_APP_H

/* Returns the file that execvp(NAME) would execute. Ends the program with one line and a
 * shell's exit code where there is none or where its header shows that it cannot run here.
 */
const char *find_app(const char *name);

/* Ends the program unless PATH is a file that has the header of a shared library for here. */
void check_client(const char *path);

#endif
