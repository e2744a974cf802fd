#!/usr/bin/env python3
"""tests/windows/busy_test.py - programs run as natively under a client that does all kinds of things in every block.
SPDX-License-Identifier: Apache-2.0

usage: busy_test.py BUILD CLIENT PROGRAM...
"""
import sys

import wine

build, client, *programs = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
bad = 0
for program in programs:
    native = wine.run(build, [program], 40)
    result = wine.run(build, [drrun, "-s", "80", "-c", wine.path(client), "--", program], 100)
    if native[:2] != result[:2] or b"busy 1, failures as wanted 1" not in result[2]:
        bad += 1
        print(program, native, result)
sys.exit(bad)
