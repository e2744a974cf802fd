#!/usr/bin/env python3
"""ci/check_image.py - what libdynamorio.so is made of.

Fails when libdynamorio.so is not what its own start code and the application count on:
no dependency, no interpreter, only relative relocations, no undefined symbol, no TLS, nothing
writable and executable, and no use of vector or x87 registers outside *_float.c and *_simd.S.
usage: check_image.py LIBRARY OBJDIR...   (objects tell which functions those files define)
       check_image.py --self-test
SPDX-License-Identifier: Apache-2.0"""
import glob
import os
import re
import subprocess
import sys
import tempfile

# Operands, and the instructions that touch that state without naming a register.
VECTOR = re.compile(r"%(?:[xyz]?mm[0-9]+|st\b|k[0-7]\b|tmm[0-9])")
IMPLICIT = re.compile(r"^(?:f(?!xsave|xrstor)\w+|emms|v?ldmxcsr|v?zeroupper|vzeroall)\b")


def tool(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def allowed_functions(objdirs):
    names = set()
    for folder in objdirs:
        for pattern in ("*_float.c*.o", "*_simd.S*.o"):
            for obj in glob.glob(folder + "/**/" + pattern, recursive=True):
                names |= {row.split()[-1] for row in tool("nm", obj).splitlines()
                          if re.search(r" [tT] ", row)}
    return names


def check_headers(library):
    bad = []
    segments = tool("readelf", "-lW", library)
    for kind in ("INTERP", "TLS"):
        if re.search(rf"^\s+{kind}\s", segments, re.M):
            bad.append(f"has a PT_{kind} segment")
    if re.search(r"^\s+(?:LOAD|GNU_STACK)\s.*\sRWE", segments, re.M):
        bad.append("has a segment that is writable and executable")
    if not re.search(r"^\s+GNU_STACK\s", segments, re.M):
        bad.append("has no PT_GNU_STACK: the stack would be executable")
    dynamic = tool("readelf", "-dW", library)
    for tag in ("NEEDED", "TEXTREL", "INIT", "INIT_ARRAY", "FINI", "FINI_ARRAY", "RELR"):
        for row in re.findall(rf"^.*\({tag}\).*$", dynamic, re.M):
            bad.append(f"has a dynamic entry that nobody serves: {row.split(None, 1)[1].strip()}")
    for row in tool("readelf", "-rW", library).splitlines():
        m = re.match(r"[0-9a-f]+ +[0-9a-f]+ +(R_\w+)(.*)", row)
        if m and m[1] != "R_X86_64_RELATIVE":
            bad.append(f"has a relocation other than a relative one: {m[1]} {m[2].strip()}")
    for row in tool("nm", "-D", "--undefined-only", library).splitlines():
        bad.append(f"has an undefined symbol: {row.split()[-1]}")
    entry = re.search(r"Entry point address:\s+0x([0-9a-f]+)", tool("readelf", "-hW", library))
    start = re.search(r"^([0-9a-f]+) . runtime_start_asm$", tool("nm", library), re.M)
    if not start or int(entry[1], 16) != int(start[1], 16):
        bad.append("does not begin at runtime_start_asm")
    return bad


def check_code(library, allowed):
    bad, function, reported = [], "?", set()
    for row in tool("objdump", "-dw", "--no-show-raw-insn", library).splitlines():
        m = re.match(r"[0-9a-f]+ <(.*)>:", row)
        if m:
            function = re.sub(r"\.(?:part|isra|constprop|cold)\.?.*", "", m[1])
            continue
        text = row.split("\t", 1)[-1]
        if not (VECTOR.search(text) or IMPLICIT.match(text)):
            continue
        if function not in allowed and function not in reported:
            reported.add(function)
            bad.append(f"{function} uses vector or x87 state: {text.strip()}")
    return bad


def self_test():
    source = ("double sum_float(double a, double b) { return a + b; }\n"
              "void copy(long *to, long *from) { __asm__ volatile(\"movups (%1), %%xmm3; "
              "movups %%xmm3, (%0)\" :: \"r\"(to), \"r\"(from)); }\n"
              "void (*pointer)(void); void *use(void) { extern int far_away; return &far_away; }\n"
              "int clean(int a) { return a * 3; } void reset(void) { __asm__(\"fninit\"); }\n")
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/x_float.c", "w") as f:
            f.write(source)
        obj, library = folder + "/x_float.c.o", folder + "/x.so"
        tool("gcc", "-O1", "-fPIC", "-c", folder + "/x_float.c", "-o", obj)
        tool("gcc", "-shared", "-nostdlib", obj, "-o", library)
        code = "\n".join(check_code(library, {"sum_float"}))
        headers = "\n".join(check_headers(library))
        assert "copy uses" in code and "reset uses" in code, code
        assert "clean" not in code and "sum_float" not in code, code
        assert "far_away" in headers and "GLOB_DAT" in headers, headers
        assert "runtime_start_asm" in headers, headers
        assert not check_code(library, allowed_functions([folder])), "allowed by file name"
    print("self-test ok")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    library, objdirs = sys.argv[1], sys.argv[2:]
    for folder in objdirs:
        if not os.path.isdir(folder):
            sys.exit(f"check_image.py: {folder}: no such folder")
    allowed = allowed_functions(objdirs)
    bad = check_headers(library) + check_code(library, allowed)
    print("\n".join(f"{library}: {b}" for b in bad) or
          f"image ok: {os.path.getsize(library) >> 10} KiB, "
          f"{len(allowed)} functions may use vector registers")
    sys.exit(bool(bad))


main()
