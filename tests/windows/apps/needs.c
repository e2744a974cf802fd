/* tests/windows/apps/needs.c - a program that imports from a library which is not there.
 * SPDX-License-Identifier: Apache-2.0
 */
int __declspec(dllimport) no_such_function(void);

int main(void)
{
    return no_such_function();
}
