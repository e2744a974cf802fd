#!/usr/bin/env python3
"""tests/windows/stop_test.py - stop_client.c stops threads in loops, in waits and in callbacks: their states are exact.
SPDX-License-Identifier: Apache-2.0

usage: stop_test.py BUILD CLIENT PROGRAM
"""
import sys

import wine

build, client, program = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
native = wine.run(build, [program, "alone"], 60)
wanted = ["stopped all 60, left 0, moved 0, stuck 0", "wrong pc 0, stack 0, sum 0", "in loops 1 1 1, in the system 1"]
failed = False
for options in ([], ["-no_link"], ["-max_bb_instrs", "1"]):
    status, out, err = wine.run(build, [drrun, "-s", "90", *options, "-c", wine.path(client), "--", program], 110)
    text = err.decode(errors="replace").replace("\r", "")
    wrong = [line for line in wanted if line not in text.split("\n")]
    if wrong or (status, out) != native[:2]:
        failed = True
        print(f"--- {options}: status {status}, natively {native[0]}; missing: {wrong}\n{text}\n{out!r}\n{native[1]!r}")
sys.exit(failed)
