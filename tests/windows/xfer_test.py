#!/usr/bin/env python3
"""tests/windows/xfer_test.py - clients are told each time that the kernel leads a thread elsewhere.
SPDX-License-Identifier: Apache-2.0

usage: xfer_test.py BUILD CLIENT FOLDER     FOLDER: of the programs
"""
import collections
import re
import sys

import wine

build, client, folder = sys.argv[1:]
# What each program must show, at least; where: callbacks of other threads may be under way at the end.
PROGRAMS = {"apcs": {"apc": 3}, "exceptions": {"exception": 3, "continue": 1}, "windows": {"callback": 20, "return": 20},
            "contexts": {"set": 1}, "raises": {"raise": 5, "exception": 15}}
failed = False
for program, wanted in PROGRAMS.items():
    path = f"{folder}/{program}.exe"
    native = wine.run(build, [path], 40)
    status, out, err = wine.run(build, [wine.path(f"{build}/bin64/drrun.exe"), "-s", "60", "-c", wine.path(client), "--", path], 80)
    text = err.decode(errors="replace").replace("\r", "")
    found, processes = collections.Counter(), re.findall("^apc .*", text, re.M)
    for name, n in re.findall(r"(\w+) (\d+)", " ".join(processes)):
        found[name] += int(n)
    good = (status, out) == native[:2] and text.count("wrong: source 0 target 0 level 0 open 0;") == len(processes) > 0
    good = good and all(found[name] >= n for name, n in wanted.items()) and found["callback"] == found["return"]
    if not good:
        failed = True
        print(f"--- {program}: status {status}, natively {native[0]}; wanted {wanted}\n{text}\n{out.decode(errors='replace')[-1000:]}")
sys.exit(failed)
