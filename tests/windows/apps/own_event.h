/* tests/windows/apps/own_event.h - events that a program shares with its children, and with no other run of it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <windows.h>

/* The first caller among relatives names them all: children inherit the environment. */
static HANDLE own_event(const char *what)
{
    char family[32], name[96];
    if (GetEnvironmentVariableA("DR_TEST_FAMILY", family, sizeof(family)) == 0) {
        snprintf(family, sizeof(family), "%lu", GetCurrentProcessId());
        SetEnvironmentVariableA("DR_TEST_FAMILY", family);
    }
    snprintf(name, sizeof(name), "dr-test-%s-%s", family, what);
    return CreateEventA(NULL, FALSE, FALSE, name); /* or opens it */
}
