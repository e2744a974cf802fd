/* tests/apps/plugin.c - the library that dlopens.c loads, twice, with different code (VERSION).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VERSION
#define VERSION 1
#endif
static int state;
__thread int plugin_tls = VERSION * 10;
__attribute__((constructor)) static void up(void) { state = VERSION; }
#if VERSION == 1
long work(long x) { return x * 3 + state; }
#else
long work(long x) { return (x ^ 0x55) - state * 7; }
#endif
long twice(long (*f)(long), long x) { return f(f(x)) + plugin_tls++; }
