#!/usr/bin/env python3
"""tests/windows/own_test.py - own_client.c: threads of a client, arguments, forms of registers, boxes, nudges.
SPDX-License-Identifier: Apache-2.0

usage: own_test.py BUILD CLIENT PROGRAM
"""
import sys

import wine

build, client, program = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
# With an argument, the program only prints those it has.
words = ["args", "one two", 'quo"te', "back\\slash\\", "", "tab\tbed", "grün"]
native = wine.run(build, [program, *words], 40)
status, out, err = wine.run(build, [drrun, "-s", "40", "-c", wine.path(client), "--", program, *words], 60)
text = err.decode("utf-8", errors="replace").replace("\r", "")
lines = text.split("\n")
wanted = ["arguments 8 " + " ".join(f"[{w}]" for w in words), "too small: 1, too few: 1", "context 1: 1 15 4096 8192 246 5555",
          "only control: 77 100001", "handle 1", "made 8", "woken", "nudge 42", "threads 8, rounds 16000, guarded 72000"]
if not wine.NATIVE:
    wanted.append("a box of 7")
wrong = [w for w in wanted if w not in lines]
if wrong or (status, out) != native[:2]:
    print(f"status {status}, natively {native[0]}; missing: {wrong}\n{text}\n{out!r}\n{native[1]!r}")
    sys.exit(1)
