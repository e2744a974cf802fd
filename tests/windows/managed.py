"""tests/windows/managed.py - makes a small .NET program for x64, as far as whoever starts it can see.
SPDX-License-Identifier: Apache-2.0

One section: the entry point jumps to what it imports from mscoree.dll, and the description for .NET says that
the code is managed. There is no metadata behind it: a runtime for .NET that is there refuses the program.
"""
import struct

BASE, TEXT, RAW = 0x140000000, 0x1000, 0x200


def text_section():
    content = bytearray(0x200)
    imports, lookup, address, names, code, net = 0x00, 0x40, 0x60, 0x80, 0xc0, 0xe0
    struct.pack_into("<IIIII", content, imports, TEXT + lookup, 0, 0, TEXT + names + 0x20, TEXT + address)
    for table in (lookup, address):
        struct.pack_into("<QQ", content, table, TEXT + names, 0)
    content[names:names + 14] = b"\0\0_CorExeMain\0"
    content[names + 0x20:names + 0x2c] = b"mscoree.dll\0"
    content[code:code + 6] = b"\xff\x25" + struct.pack("<i", address - (code + 6))
    struct.pack_into("<IHHIIII", content, net, 72, 2, 5, TEXT + 0x140, 0x60, 1, 0)
    content[0x140:0x144] = b"BSJB"
    return bytes(content), {1: (TEXT + imports, 40), 12: (TEXT + address, 16), 14: (TEXT + net, 72)}, TEXT + code


def program():
    content, directories, entry = text_section()
    head = bytearray(RAW)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3c, 0x80)
    struct.pack_into("<4sHHIIIHH", head, 0x80, b"PE\0\0", 0x8664, 1, 0, 0, 0, 240, 0x22)
    optional = 0x98
    struct.pack_into("<HBBIIIII", head, optional, 0x20b, 8, 0, len(content), 0, 0, entry, TEXT)
    struct.pack_into("<QIIHHHHHHIIIIHH", head, optional + 24, BASE, 0x1000, 0x200, 4, 0, 0, 0, 5, 2, 0, 0x2000, RAW, 0, 3, 0x160)
    struct.pack_into("<QQQQII", head, optional + 72, 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    for number, place in directories.items():
        struct.pack_into("<II", head, optional + 112 + number * 8, *place)
    struct.pack_into("<8sIIIIIIHHI", head, optional + 240, b".text", len(content), TEXT, len(content), RAW, 0, 0, 0, 0, 0xe0000020)
    return bytes(head) + content
