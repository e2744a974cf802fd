/* os/windows/utf.h - text between UTF-8, which the runtime uses, and the kernel's UTF-16.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OS_WINDOWS_UTF_H
#define OS_WINDOWS_UTF_H
#include <stddef.h>
#include <stdint.h>

/* Both write at most `room` units, the final zero included, and return how many the whole text
 * has without it.  A unit that is no text becomes U+FFFD; lone halves of pairs are kept as three bytes,
 * since file names may have them. */
size_t utf_to_16(const char *from, uint16_t *to, size_t room);
size_t utf_to_8(const uint16_t *from, size_t count, char *to, size_t room);

#endif
