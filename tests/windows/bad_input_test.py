#!/usr/bin/env python3
"""tests/windows/bad_input_test.py - programs that cannot be run, and names that make trouble.
SPDX-License-Identifier: Apache-2.0

usage: bad_input_test.py BUILD GOOD NAMES NEEDS LACKS LIBRARY

GOOD, NAMES, NEEDS and LACKS are programs: one that works, names.c, needs.c, lacks.c; LIBRARY is a DLL.
"""
import os
import shutil
import struct
import sys
import tempfile

import managed
import wine

build, good, names, needs, lacks, library = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
failures = []
SECONDS = 30


def under(*command):
    status, out, err = wine.run(build, [drrun, "-s", str(SECONDS), "--", *command], SECONDS + 20)
    return status, out.decode("utf-8", "replace").replace("\r", ""), err.decode("utf-8", "replace").replace("\r", "")


def natively(*command):
    status, out, err = wine.run(build, list(command), SECONDS)
    return status, out.decode("utf-8", "replace").replace("\r", "")


def expect(what, is_so, *shown):
    if not is_so:
        failures.append(what)
        print("WRONG:", what, *shown)


def refused(what, path, status, message):
    """One line, which says what is wrong."""
    result = under(wine.path(path))
    lines = [line for line in result[2].strip().split("\n") if not line.startswith("wine: ")]
    expect(what, result[0] == status and result[1] == "" and len(lines) == 1 and lines[0].startswith("drrun: ") and
           message in lines[0], result)


def write(path, content):
    with open(path, "wb") as f:
        f.write(content)
    return path


def patched(image, *changes):
    image = bytearray(image)
    header = struct.unpack_from("<I", image, 0x3c)[0]
    for offset, form, value in changes:
        struct.pack_into(form, image, header + offset, value)
    return bytes(image)


def far_header(image):
    """The same program with its header further down: behind a large DOS program."""
    at = struct.unpack_from("<I", image, 0x3c)[0]
    moved = bytearray(image[:64]) + b"\x90" * 0x2000
    struct.pack_into("<I", moved, 0x3c, len(moved))
    return bytes(moved) + image[at:at + 2000]


def bad_programs(folder):
    image = open(good, "rb").read()
    to = lambda name: os.path.join(folder, name)
    refused("32-bit", write(to("a.exe"), patched(image, (4, "<H", 0x14c), (24, "<H", 0x10b))), 126, "32-bit program")
    refused("32-bit, its header far away", write(to("far.exe"), far_header(patched(image, (4, "<H", 0x14c), (24, "<H", 0x10b)))),
            126, "32-bit program")
    net = patched(image, (4, "<H", 0x14c), (24, "<H", 0x10b), (24 + 92, "<I", 16), (24 + 96 + 14 * 8, "<I", 0x2000),
                  (24 + 96 + 14 * 8 + 4, "<I", 72))
    refused(".NET", write(to("net.exe"), net), 126, ".NET program")
    refused("for ARM", write(to("b.exe"), patched(image, (4, "<H", 0xaa64))), 126, "another processor")
    refused("a library", library, 126, "a library, not a program")
    refused("a text", write(to("c.exe"), b"this is no program\n" * 20), 126, "not a Windows program")
    refused("nothing", write(to("d.exe"), b""), 126, "not a Windows program")
    refused("DOS", write(to("e.exe"), b"MZ" + bytes(500)), 126, "DOS program")
    refused("a folder", folder, 126, "a directory")
    refused("missing", to("missing.exe"), 127, "no such program")
    refused("cut off", write(to("f.exe"), image[:700]), 126, "cannot be started")
    far = write(to("far_good.exe"), far_header(image))
    refused("damaged", far, 126, "cannot be started")
    path = wine.path(write(to("g.exe"), patched(image, (24 + 112 + 14 * 8, "<I", 0x1000), (24 + 112 + 14 * 8 + 4, "<I", 72))))
    expect("64-bit .NET, damaged", natively(path)[0] == under(path)[0], natively(path), under(path))


def missing_library():
    """And a missing function: the loader's own word about it."""
    for what, program in (("library", needs), ("function", lacks)):
        native = natively(wine.path(program))
        status, out, err = under(wine.path(program))
        expect(f"missing {what}", native == (status, out) and status != 0 and "drrun" not in err, native, status, out, err)


def as_natively(folder):
    """The system decides, not the launcher."""
    program = wine.path(write(os.path.join(folder, "managed.exe"), managed.program()))
    native = natively(program)
    status, out, err = under(program)
    expect(".NET for x64, but no .NET is there", native == (status, out) and status not in (0, 71) and "drrun" not in err, native,
           status, out, err)
    batch = b"@echo off\r\necho batch %1 %2 [%~3]\r\n\"" + wine.path(names).encode() + b"\" %1\r\nexit /b 7\r\n"
    for name in ("one.bat", "two words.CMD"):
        path = wine.path(write(os.path.join(folder, name), batch))
        native = natively(path, "a", "b c", "")
        status, out, err = under(path, "a", "b c", "")
        expect("batch file " + name, native == (status, out) and status == 7 and "word a" in out and err == "", native, status, out, err)
    driver = write(os.path.join(folder, "driver.sys"), patched(open(names, "rb").read(), (24 + 68, "<H", 1)))
    native = natively(wine.path(driver), "a")
    status, out, err = under(wine.path(driver), "a")
    expect("driver", native == (status, out) if wine.NATIVE is False else status == 126 and "cannot be started" in err, native, status, out, err)


def long_lines(_):
    """As long as a line may be: drrun's own has to fit as well."""
    for n in (1000, 8192, 32000 - len(drrun) - len(wine.path(names))):
        word = ("x" * 59 + " ") * (n // 60)
        native = natively(wine.path(names), "a", word, "")
        status, out, err = under(wine.path(names), "a", word, "")
        expect(f"a line of {n}", native == (status, out) and status == 71, native[0], status, out[:200], err[:500])


def odd_names(folder):
    deep = os.path.join(folder, "with spaces", "Größe 漢字 'x' & (y)")
    os.makedirs(deep)
    program = os.path.join(deep, "prög ram.exe")
    shutil.copy(names, program)
    unix = wine.path(program)
    forms = [unix, unix.replace("\\", "/"), unix[:-4], "\\\\?\\" + unix, "\\\\.\\" + unix]
    for form in forms:
        native = natively(form, "ä b", "漢字", "", 'q"uote')
        if native[0] != 71:
            print("not even natively:", form, native)
            continue
        result = under(form, "ä b", "漢字", "", 'q"uote')
        expect("name " + form, native == result[:2] and "word 漢字" in result[1], native, result)


os.environ.setdefault("LC_ALL", "C.UTF-8")
with tempfile.TemporaryDirectory() as folder:
    bad_programs(folder)
    missing_library()
    as_natively(folder)
    long_lines(folder)
    odd_names(folder)
print("failed:" if failures else "all as expected", *failures)
sys.exit(bool(failures))
