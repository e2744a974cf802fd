#!/usr/bin/env python3
"""tests/windows/tls_test.py - the application's thread-local slots, and those that a client takes.
SPDX-License-Identifier: Apache-2.0

usage: tls_test.py BUILD CLIENT PROGRAM

PROGRAM is slots.c: its first line has the numbers of the slots that it gets.
"""
import sys

import wine

build, client, program = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
# What a client takes before the application runs and later, whether that works, and the first slot below 64 which
# the application does not get. Slots are given away from the upper end on; those behind are the runtime's.
CASES = [(0, 0, 0, 36), (0, 4, 1, 36), (0, 5, 0, 36), (6, 2, 1, 30), (8, 4, 1, 28), (32, 1, 0, 8)]
failures = []


def run(command):
    status, out, err = wine.run(build, command, 100)
    lines = out.decode().replace("\r", "").split("\n")
    return status, [int(n) for n in lines[0].split()[1:]], lines[1:], err.decode(errors="replace").replace("\r", "")


native = run([program])
if native[0] != 15 or len(native[1]) != 36:
    sys.exit(f"natively: {native}")
for taken, later, is_taken_later, end in CASES:
    for options in ([], ["-no_link", "-no_superblocks"]):
        status, slots, rest, err = run([drrun, "-s", "80", *options, "-c", wine.path(client), str(taken), str(later), "--", program])
        same = [n for n in native[1] if n < end]
        wanted = f"threads 5, bad 0, code 1, later {is_taken_later}, given back 1, too many 0\n"
        right = (status == 15 and rest == native[2] and err == wanted and slots[:len(same)] == same and
                 slots[len(same):] == list(range(64, 64 + 36 - len(same))))
        if not right:
            failures.append((taken, later, options))
            print("WRONG:", taken, later, options, status, slots, rest, err)
print("failed:" if failures else "all as expected", *failures)
sys.exit(bool(failures))
