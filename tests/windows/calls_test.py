#!/usr/bin/env python3
"""tests/windows/calls_test.py - calls_client.c on calls.c.
SPDX-License-Identifier: Apache-2.0

usage: calls_test.py BUILD CLIENT PROGRAM
"""
import sys

import wine

build, client, program = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
failures = 0
native = wine.run(build, [program, "short"], 40)[1].decode().replace("\r", "").split("\n")
told = ["moment 0", "year 123", "close c0000005", "stack 36, left -31536000", ""]
for options in ([], ["-no_link", "-no_superblocks"], ["-max_bb_instrs", "1"]):
    status, out, err = wine.run(build, [drrun, "-s", "40", *options, "-c", wine.path(client), "--", program], 60)
    out, err = (text.decode(errors="replace").replace("\r", "") for text in (out, err))
    wanted = ["seen 1, skipped 1, another 3, closed 1, filter 1, bad 0, natively 0", "made 1, files 1", ""]
    if native != ["moment 0", "year 0", "close c0000008", *told[3:]] or status != 18 or out.split("\n") != told or err.split("\n") != wanted:
        failures += 1
        print(options, native, status, out, err, sep="\n")
sys.exit(failures)
