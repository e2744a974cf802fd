#!/usr/bin/env python3
"""tests/windows/decoder_test.py - drdecode, static and shared, and drdisas on Windows.
SPDX-License-Identifier: Apache-2.0

usage: decoder_test.py BUILD KIND FOLDER LINUX_BUILD     FOLDER: of the programs

Where LINUX_BUILD has a drdisas, both must say the same of a whole program.
"""
import os
import subprocess
import sys

import wine

build, kind, folder, linux_build = sys.argv[1:]
failed = False


def check(what, found, expected):
    global failed
    if found != expected:
        failed = True
        print(f"{what}: {str(found)[:800]}\nexpected: {str(expected)[:800]}")


def run(*command, **more):
    status, out, err = wine.run(build, list(command), 60, **more)
    return status, out.decode().replace("\r", ""), err.decode().replace("\r", "")


library = os.path.abspath(f"{build}/lib64/{kind}")
path = {"PATH": library + ";" + os.environ["PATH"]} if wine.NATIVE else {"WINEPATH": wine.path(library)}
static, shared = run(f"{folder}/decoder_static.exe"), run(f"{folder}/decoder_shared.exe", more=path)
check("linked statically", (static[0], static[1].count("\n"), "mov    ecx, 0x00000007" in static[1]), (0, 3, True))
check("with the shared library", shared, static)

drdisas = wine.path(f"{build}/bin64/drdisas.exe")
check("bytes", [line.split() for line in run(drdisas, "-syntax", "intel", "4889e5", "c3")[1].splitlines()],
      [["0x0000000000000000", "48", "89", "e5", "mov", "rbp,", "rsp"], ["0x0000000000000003", "c3", "ret"]])
check("no bytes", run(drdisas, "48zz")[0], 2)
program = os.path.abspath(f"{folder}/exceptions.exe")
status, out, err = run(drdisas, "-no_bytes", "-vendor", "intel", "-file", wine.path(program))
check("a program", (out.startswith(".text:\n"), out.count("\n") > 1000, "call" in out), (True, True, True))
own = f"{linux_build}/bin64/drdisas"
if not wine.NATIVE and os.path.exists(own):
    p = subprocess.run([own, "-no_bytes", "-vendor", "intel", "-file", program], capture_output=True, text=True, timeout=60)
    check("the same as on Linux", (status, out == p.stdout, err), (p.returncode, True, p.stderr))
sys.exit(failed)
