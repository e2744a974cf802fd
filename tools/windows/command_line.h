/* tools/windows/command_line.h - taking a Windows command line apart, as C programs do.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TOOLS_WINDOWS_COMMAND_LINE_H
#define TOOLS_WINDOWS_COMMAND_LINE_H
#include <stddef.h>
#include <stdint.h>

/* Takes the next word from *rest into `word` (room units with the final zero; cut if it does not fit),
 * and moves *rest behind it and the blanks that follow.  `is_first`: the program's name, in which only
 * quotes have a meaning.  NULL: there is none; else where the word began, quotes included. */
const wchar_t *command_line_next(const wchar_t **rest, int is_first, wchar_t *word, size_t room);

#endif
