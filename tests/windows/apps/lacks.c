/* tests/windows/apps/lacks.c - a program that imports a function which its library does not have.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>

int __declspec(dllimport) no_function_of_this_name(void);

int main(void)
{
    puts("runs");
    fflush(stdout);
    return no_function_of_this_name();
}
