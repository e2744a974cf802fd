/* core/api/windows/messagebox.c - a box on the screen, when a client asks for one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rt/heap.h"
#include "dr_tools.h"
#include "os/app_windows.h"

enum { ROOM = 4096 };

DR_API void
dr_messagebox(const char *fmt, ...)
{
    char *text = heap_alloc(ROOM);
    va_list ap;

    va_start(ap, fmt);
    dr_vsnprintf(text, ROOM, fmt, ap);
    va_end(ap);
    text[ROOM - 1] = '\0';
    if (!os_app_show_box("DynamoRIO", text))
        dr_fprintf(STDERR, "%s\n", text); /* nobody shows boxes here */
    heap_free(text, ROOM);
}
