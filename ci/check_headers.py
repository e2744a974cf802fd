#!/usr/bin/env python3
"""ci/check_headers.py - every header compiles alone; public ones as hosted C and C++ as well.
SPDX-License-Identifier: Apache-2.0

usage: check_headers.py ROOT FOLDER... -- COMPILER FLAGS...
A header without an include guard is a part of another one, and is left out.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

split = sys.argv.index("--")
ROOT, FOLDERS, COMPILER = sys.argv[1], sys.argv[2:split], sys.argv[split + 1:]


def compile_alone(headers, suffix, command):
    """Compiles a file of one include for each header; returns what the compiler said."""
    if not headers:
        return ""
    with tempfile.TemporaryDirectory(prefix="headers-") as work:
        sources = []
        for header in headers:
            source = f"{work}/{header.replace('/', '__')}{suffix}"
            with open(source, "w") as f:
                # Twice: a header must stand being included again.
                f.write(f'#include "{header}"\n#include "{header}"\n')
            sources.append(source)
        r = subprocess.run([*command, "-fsyntax-only", "-fmax-errors=2", *sources], cwd=ROOT,
                           stderr=subprocess.PIPE, text=True)
        return r.stderr if r.returncode else ""


internal, public = [], []
for folder in FOLDERS:
    for path in sorted(glob.glob(f"{ROOT}/{folder}/**/*.h", recursive=True)):
        with open(path, encoding="utf-8") as f:
            if not re.search(r"^#\s*(?:ifndef \w+_H_*$|pragma once)", f.read(), re.M):
                continue
        path = os.path.relpath(path, ROOT)
        (public if path.startswith("include/") else internal).append(path)
names = [os.path.relpath(p, "include") for p in public]

said = compile_alone(internal, ".c", [*COMPILER, "-ffreestanding", "-I", ".", "-I", "include"])
said += compile_alone(names, ".c", [COMPILER[0], "-Wall", "-Wextra", "-Werror", "-I", "include"])
cxx = shutil.which("g++")
if cxx:
    said += compile_alone(names, ".cpp", [cxx, "-Wall", "-Wextra", "-Werror", "-I", "include"])
print(said or f"headers ok: {len(internal)} internal, {len(public)} public")
sys.exit(bool(said))
