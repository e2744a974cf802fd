#!/usr/bin/env python3
"""tests/windows/async_test.py - clients print to a file whose calls go on after they have returned.
SPDX-License-Identifier: Apache-2.0

usage: async_test.py BUILD PROGRAM
"""
import sys

import wine

build, program = sys.argv[1:]
native = wine.run(build, [program], 40)
result = wine.run(build, [wine.path(f"{build}/bin64/drrun.exe"), "-s", "60", "-t", "inscount", "--", program], 80)
good = (native[0] == result[0] == 28 and b"ended 8, lines of a client 0" in native[1] and
        b"ended 8, lines of a client 1" in result[1] and result[2].count(b"inscount: ") == 1)
print("as expected" if good else (native, result))
sys.exit(not good)
