#!/usr/bin/env python3
"""tests/os/bad_files_test.py - what cannot be run is named in one line, before anything has run.
SPDX-License-Identifier: Apache-2.0

usage: bad_files_test.py LIBDYNAMORIO PROGRAM   (PROGRAM: a good one to damage)
"""
import ctypes
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

RUNTIME, PROGRAM = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
del sys.argv[1:3]
with open(PROGRAM, "rb") as program:
    ELF = program.read()
PHOFF, PHENT, PHNUM = struct.unpack_from("<Q", ELF, 32)[0], 56, struct.unpack_from("<H", ELF, 56)[0]


def phdr(kind, nth=0):
    """Offset in the file of the nth program header of a kind."""
    found = [PHOFF + i * PHENT for i in range(PHNUM)
             if struct.unpack_from("<I", ELF, PHOFF + i * PHENT)[0] == kind]
    return found[nth]


def patched(offset, fmt, value):
    data = bytearray(ELF)
    struct.pack_into(fmt, data, offset, value)
    return bytes(data)


LOAD, INTERP = 1, 3
OFFSET, VADDR, FILESZ, MEMSZ = 8, 16, 32, 40
LOADS = [at for at in range(PHOFF, PHOFF + PHNUM * PHENT, PHENT)
         if struct.unpack_from("<I", ELF, at)[0] == LOAD]
LOADED_END = max(struct.unpack_from("<Q", ELF, at + OFFSET)[0] +
                 struct.unpack_from("<Q", ELF, at + FILESZ)[0] for at in LOADS)
DAMAGES = [
    ("empty", b"", "the file is empty"),
    ("text", b"hello world\n", "neither an ELF file nor a script"),
    ("magic", b"\x7fELG" + ELF[4:], "neither an ELF file"),
    ("short header", ELF[:50], "truncated ELF file: 50 bytes"),
    ("short phdrs", ELF[:100], "truncated ELF file: program headers end"),
    ("cut", ELF[:LOADED_END - 100], "truncated ELF file: program header"),
    ("32 bit", patched(18, "<H", 3)[:4] + b"\1" + patched(18, "<H", 3)[5:], "a 32-bit program"),
    ("x32", ELF[:4] + b"\1" + ELF[5:], "x32"),
    ("arm64", patched(18, "<H", 183), "another processor: ELF machine 183"),
    ("object", patched(16, "<H", 1), "ELF type 1"),
    ("core", patched(16, "<H", 4), "ELF type 4"),
    ("phentsize", patched(54, "<H", 32), "e_phentsize is 32"),
    ("no phdrs", patched(56, "<H", 0), "e_phnum is 0"),
    ("many phdrs", patched(56, "<H", 60000), "60000 program headers"),
    ("phoff", patched(32, "<Q", 1 << 60), "program headers end"),
    ("entry", patched(24, "<Q", 1), "entry point 1 is in no executable segment"),
    ("filesz", patched(phdr(LOAD) + FILESZ, "<Q", 1 << 40), "is above p_memsz"),
    ("memsz", patched(phdr(LOAD) + MEMSZ, "<Q", 1 << 62), "outside user space"),
    ("vaddr", patched(phdr(LOAD, 1) + VADDR, "<Q", 1 << 60), "outside user space"),
    ("align", patched(phdr(LOAD, 1) + OFFSET, "<Q", 0x1010), "differ within a page"),
    ("offset", patched(phdr(LOAD, 1) + OFFSET, "<Q", 1 << 40), "ends at byte"),
    ("interp offset", patched(phdr(INTERP) + OFFSET, "<Q", 1 << 40), "interpreter's name ends"),
    ("interp size", patched(phdr(INTERP) + FILESZ, "<Q", 1), "interpreter name of 1 bytes"),
    ("interp end", patched(phdr(INTERP) + FILESZ, "<Q", 5), "has no end"),
    ("no interp", ELF.replace(b"/lib64/ld-linux-x86-64.so.2", b"/lib65/ld-linux-x86-64.so.2", 1),
     "/lib65/ld-linux-x86-64.so.2: no such file"),
    ("interp is text", ELF.replace(b"/lib64/ld-linux-x86-64.so.2", b"/proc/self/cmdline\0\0\0\0\0\0\0\0\0", 1),
     "/proc/self/cmdline: "),
    ("interp is no elf", ELF.replace(b"/lib64/ld-linux-x86-64.so.2", b"/usr/bin/ldd\0" + bytes(14), 1),
     "/usr/bin/ldd: not a program"),
    ("script of nothing", b"#!\n", "names no interpreter"),
    ("script of none", b"#!/no/such/file -x\n", "/no/such/file: no such file"),
    ("script of a folder", b"#!/tmp\n", "/tmp: cannot be executed"),
    ("script of text", b"#!/etc/passwd\n", "/etc/passwd: cannot be executed"),
    ("long script line", b"#!/" + b"x" * 500, "longer than 256 bytes"),
]


class BadFiles(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="bad-files-")
        self.addCleanup(shutil.rmtree, self.dir)

    def refused(self, file, text, status=None, **more):
        r = subprocess.run([RUNTIME, "--", file, file], capture_output=True, text=True, timeout=60,
                           **more)
        self.assertEqual(r.stdout, "")
        self.assertEqual(len(r.stderr.splitlines()), 1, r.stderr)
        self.assertIn(text, r.stderr)
        self.assertNotIn("\0", r.stderr)
        self.assertIn(r.returncode, (126, 127) if status is None else (status,))
        return r.stderr

    def make(self, name, content, mode=0o755):
        path = f"{self.dir}/{name}"
        with open(path, "wb") as f:
            f.write(content)
        os.chmod(path, mode)
        return path

    def test_damaged(self):
        for name, content, text in DAMAGES:
            with self.subTest(name):
                file = self.make(name, content)
                message = self.refused(file, text)
                if "interp" not in name and "script of" not in name:
                    self.assertIn(file, message)

    def test_every_truncation(self):
        """Wherever it is cut, either all that is mapped is there or it is said to be cut."""
        for size in [*range(4, 1200, 97), *range(1200, LOADED_END, 1777), LOADED_END - 1]:
            self.refused(self.make("cut", ELF[:size]), "truncated ELF file")

    def test_no_program(self):
        self.refused(f"{self.dir}/none", "none: no such file", 127)
        self.refused(f"{self.dir}/none/none", "no such file", 127)
        self.refused(PROGRAM + "/x", "not a directory", 127)
        self.refused(self.dir, "cannot be executed", 126)
        self.refused(self.make("norights", ELF, 0o644), "cannot be executed", 126)
        self.refused("/dev/null", "cannot be executed", 126)

    def test_no_words(self):
        for words in ([], ["--"], ["-x"], ["--", ""], ["--", "", "fd=3"], ["--", "", "x", ""]):
            r = subprocess.run([RUNTIME, *words], capture_output=True, text=True, timeout=60)
            self.assertNotEqual(r.returncode, 0, words)
            self.assertGreater(r.returncode, 0, words)
            self.assertEqual(len(r.stderr.splitlines()), 1, (words, r.stderr))

    def test_taken_place(self):
        """A program with a fixed address where the stack already is."""
        fixed = bytearray(patched(16, "<H", 2))
        for at in (24, *(load + VADDR for load in LOADS)):
            struct.pack_into("<Q", fixed, at, struct.unpack_from("<Q", fixed, at)[0] + 0x7fffffee0000)
        self.refused(self.make("taken", bytes(fixed)), "something is mapped there already",
                     preexec_fn=lambda: ctypes.CDLL(None).personality(0x0040000))


if __name__ == "__main__":
    unittest.main(verbosity=2)
