/* os/windows/stub.c - what the code of a system call in ntdll says.
 * SPDX-License-Identifier: Apache-2.0
 *
 * mov r10, rcx; mov eax, NUMBER.  Then the way in: syscall at once (Windows 7 and 8), or behind a
 * test of a byte that the kernel sets, with the other way where the jump leads.
 */
#include "os/windows/stub.h"
#include "os/base/string.h"

enum { HEAD = 8, TEST = 8 };

static bool
begins_with(const uint8_t *p, const uint8_t *end, const uint8_t *with, size_t n)
{
    return (size_t)(end - p) >= n && memcmp(p, with, n) == 0;
}

/* The way that an instruction at p is. */
static enum stub_way
way_at(const uint8_t *p, const uint8_t *end, uint64_t *pointer)
{
    static const uint8_t by_syscall[] = { 0x0f, 0x05 }, by_int[] = { 0xcd, 0x2e };
    static const uint8_t by_pointer[] = { 0xff, 0x14, 0x25 };
    uint32_t at;
    if (begins_with(p, end, by_syscall, sizeof(by_syscall)))
        return STUB_SYSCALL;
    if (begins_with(p, end, by_int, sizeof(by_int)))
        return STUB_INT_2E;
    if (!begins_with(p, end, by_pointer, sizeof(by_pointer)) || end - p < 7)
        return STUB_NO_WAY;
    memcpy(&at, p + 3, sizeof(at));
    *pointer = at;
    return STUB_POINTER;
}

/* The offset that a short jump leads to, jumps there included. */
static intptr_t
follow(const uint8_t *bytes, intptr_t size, intptr_t at)
{
    for (int i = 0; i < 2 && at >= 0 && size - at >= 2 && bytes[at] == 0xeb; i++)
        at += 2 + (int8_t)bytes[at + 1];
    return at;
}

bool
stub_leads_within(const uint8_t *bytes, size_t size, uint64_t at, uint64_t low, uint64_t high)
{
    enum { JUMP = 0xe9, LENGTH = 5 };
    int32_t distance;
    if (size < LENGTH || bytes[0] != JUMP)
        return false;
    memcpy(&distance, bytes + 1, sizeof(distance));
    uint64_t to = at + LENGTH + (uint64_t)(int64_t)distance;
    return to >= low && to < high;
}

enum stub_way
stub_way_of(const uint8_t *bytes, size_t length, uint64_t *pointer)
{
    static const uint8_t lengths[] = { [STUB_SYSCALL] = 2, [STUB_INT_2E] = 2, [STUB_POINTER] = 7 };
    enum stub_way way = way_at(bytes, bytes + length, pointer);
    return way != STUB_NO_WAY && lengths[way] == length ? way : STUB_NO_WAY;
}

bool
stub_read(const uint8_t *bytes, size_t size, struct stub *out)
{
    static const uint8_t head[] = { 0x4c, 0x8b, 0xd1, 0xb8 };
    static const uint8_t test[] = { 0xf6, 0x04, 0x25, 0x08, 0x03, 0xfe, 0x7f, 0x01, 0x75 };
    const uint8_t *p = bytes, *end = bytes + size;
    memset(out, 0, sizeof(*out));
    if (!begins_with(p, end, head, sizeof(head)) || size < HEAD)
        return false;
    memcpy(&out->number, p + 4, sizeof(out->number));
    p += HEAD;
    if (begins_with(p, end, test, sizeof(test)) && end - p >= TEST + 2) {
        intptr_t other = follow(bytes, (intptr_t)size, HEAD + TEST + 2 + (int8_t)p[TEST + 1]);
        if (other > 0 && other < (intptr_t)size)
            out->other_way = way_at(bytes + other, end, &out->pointer);
        p += TEST + 2;
    }
    out->way = way_at(p, end, &out->pointer);
    return out->way != STUB_NO_WAY;
}
