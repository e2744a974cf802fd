#!/usr/bin/env python3
"""tests/tools/drdisas_test.py - drdisas on hex bytes, files, ELF and PE sections of both modes.
SPDX-License-Identifier: Apache-2.0

usage: drdisas_test.py DRDISAS
The files are made here, header by header, so that no other tool chain is needed.
"""
import os
import struct
import subprocess
import sys
import tempfile

DRDISAS = sys.argv[1]
CODE64 = bytes.fromhex("4889e5 488b0510000000 c3".replace(" ", ""))
CODE32 = bytes.fromhex("40 8b4508 c3".replace(" ", ""))
failed = 0


def run(*arguments):
    r = subprocess.run([DRDISAS, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                       timeout=20)
    return r.returncode, r.stdout, r.stderr


def check(what, got, want):
    global failed
    if got != want:
        failed += 1
        print(f"{what}:\n  got  {got!r}\n  want {want!r}")


def words(text):
    """Lines without addresses and blanks."""
    return [" ".join(w for w in line.split() if not (w.startswith("0x") and line.split()[0] == w))
            for line in text.splitlines()]


def elf(code, is_64):
    """An object with .text, .data (no code) and names."""
    names = b"\0.text\0.data\0.names\0"
    head, section = (64, 64) if is_64 else (52, 40)
    at_code, at_data = head, head + len(code)
    at_names = at_data + 4
    at_sections = at_names + len(names)
    ident = b"\x7fELF" + bytes([2 if is_64 else 1, 1, 1]) + bytes(9)
    fields = (1, 62 if is_64 else 3, 1, 0, 0, at_sections, 0, head, 0, 0, section, 4, 3)
    out = ident + struct.pack("<HHIQQQIHHHHHH" if is_64 else "<HHIIIIIHHHHHH", *fields)
    out += code + b"data" + names
    row = "<IIQQQQIIQQ" if is_64 else "<IIIIIIIIII"
    out += struct.pack(row, *([0] * 10))
    out += struct.pack(row, 1, 1, 6, 0x1000, at_code, len(code), 0, 0, 1, 0)
    out += struct.pack(row, 7, 1, 3, 0x2000, at_data, 4, 0, 0, 1, 0)
    return out + struct.pack(row, 13, 3, 0, 0, at_names, len(names), 0, 0, 1, 0)


def pe(code, is_64):
    """An image with .text and .data."""
    optional = struct.pack("<H", 0x20b if is_64 else 0x10b) + bytes(22)
    optional += struct.pack("<Q", 0x140000000) if is_64 else struct.pack("<II", 0, 0x400000)
    optional = optional.ljust(112 if is_64 else 96, b"\0")
    out = b"MZ".ljust(0x3c, b"\0") + struct.pack("<I", 0x40)
    out += b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664 if is_64 else 0x14c, 2, 0, 0, 0, len(optional), 2)
    out += optional
    at = len(out) + 80
    for name, address, size, flags in ((b".text", 0x1000, len(code), 0x60000020),
                                       (b".data", 0x2000, 4, 0xc0000040)):
        out += name.ljust(8, b"\0") + struct.pack("<IIIIIIHHI", size, address, size, at, 0, 0, 0, 0, flags)
        at += size
    return out + code + b"data"


LINES64 = ["48 89 e5 mov rbp, rsp", "48 8b 05 10 00 00 00 mov rax, qword ptr [%s]", "c3 ret"]
LINES32 = ["40 inc eax", "8b 45 08 mov eax, dword ptr [ebp+0x08]", "c3 ret"]

with tempfile.TemporaryDirectory(prefix="drdisas-") as work:
    def put(name, data):
        with open(f"{work}/{name}", "wb") as f:
            f.write(data)
        return f"{work}/{name}"

    # hex, both modes, three styles, an address
    code, out, err = run("-syntax", "intel", CODE64.hex())
    check("hex", (code, words(out)), (0, [s.replace("%s", "0x000000000000001a") for s in LINES64]))
    for vendor, text in (("intel", ["jmp 0x0000000000004006"]), ("amd", ["jmp 0x0000000000004004", "add byte ptr [rax], al"])):
        check(vendor, words(run("-no_bytes", "-vendor", vendor, "-syntax", "intel", "66e9004000000000")[1])[:len(text)], text)
    code, out, err = run("-mode", "32", "-syntax", "intel", "40", "8b", "45", "08", "0xc3")
    check("hex of 32 bits", (code, words(out)), (0, LINES32))
    for style, text in (("dr", "add %ebx %eax -> %eax"), ("intel", "add eax, ebx"), ("att", "add %ebx, %eax")):
        check(style, words(run("-no_bytes", "-syntax", style, "01d8")[1]), [text])
    check("address", run("-base", "0x5000", "90")[1].split()[0], "0x0000000000005000")
    code, out, err = run("0f04", "90")
    check("invalid", code, 1)
    check("invalid is said", words(out)[0], "0f <INVALID> no such opcode")
    for data, why in (("f001c8", "lock is not allowed"), ("6601", "the bytes end within it"),
                      ("66c5f858c1", "66, f2, f3 or lock before VEX, EVEX or XOP"),
                      ("40c5f858c1", "REX before VEX, EVEX or XOP"), ("8ef8", "no such register"),
                      ("66" * 15 + "90", "it is longer than 15 bytes"), ("c4e558c1", "no such opcode map")):
        code, out, err = run(data)
        check(data, (code, why in out), (1, True))

    # files
    raw = put("raw.bin", CODE64)
    check("raw", words(run("-raw", "-syntax", "intel", "-file", raw)[1])[::2], [LINES64[0], LINES64[2]])
    for kind, make in (("ELF", elf), ("PE", pe)):
        for is_64, code, lines in ((True, CODE64, LINES64), (False, CODE32, LINES32)):
            path = put(f"{kind}{is_64}", make(code, is_64))
            base = 0x1000 if kind == "ELF" else 0x140001000 if is_64 else 0x401000
            want = [".text:"] + [s.replace("%s", f"0x{base + 10 + 0x10:016x}") for s in lines]
            code, out, err = run("-syntax", "intel", "-file", path)
            check(f"{kind}, 64-bit {is_64}", (code, words(out), err), (0, want, ""))
            check("its address", int(out.splitlines()[1].split()[0], 16), base)
            check("another section", words(run("-file", path, "-section", ".data")[1])[0], ".data:")
            code, out, err = run("-file", path, "-section", ".none")
            check("no such section", (code, err), (2, f"drdisas: {path}: no such section\n"))
            # cut off anywhere it says so, and does not crash
            with open(path, "rb") as f:
                whole = f.read()
            for n in range(65, len(whole), 7):
                code, out, err = run("-file", put("cut", whole[:n]))
                check(f"{kind} cut at {n}", code in (0, 1, 2) and (code != 2 or err.startswith("drdisas: ")), True)

    # mistakes are named
    for arguments, why in ((("-file", f"{work}/none"), f"drdisas: {work}/none: No such file or directory\n"),
                           (("48zz",), "drdisas: 48zz: not hexadecimal\n"),
                           (("489",), "drdisas: 489: an odd number of digits\n"),
                           (("-mode", "16", "90"), "drdisas: -mode: unknown option or value\n"),
                           (("-file",), "drdisas: -file: unknown option, or its value is missing\n"),
                           (("-nonsense", "90"), "drdisas: -nonsense: unknown option or value\n"),
                           (("-file", put("dos", b"MZ".ljust(100, b"\0"))),
                            f"drdisas: {work}/dos: a DOS file without a PE header\n")):
        code, out, err = run(*arguments)
        check(" ".join(arguments), (code, err), (2, why))
    check("no arguments", run()[0], 2)
print("failed" if failed else "passed")
sys.exit(bool(failed))
