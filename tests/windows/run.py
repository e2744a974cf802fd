#!/usr/bin/env python3
"""tests/windows/run.py - runs a Windows program natively and under the runtime; both must do the same.
SPDX-License-Identifier: Apache-2.0

usage: run.py BUILD OPTIONS EXPECTED PROGRAM [ARGUMENT...]

OPTIONS are drrun's, in one word, or `none`. EXPECTED is the exit status (8 bits, as Wine gives it); natively it must
come out as well, so that a program that fails everywhere does not pass.
"""
import sys

import wine

build, options, expected, program, *args = sys.argv[1:]
LIMIT = 60


def show(name, result):
    status, out, err = result
    print(f"--- {name}: status {status}")
    print(out.decode(errors="replace")[:3000])
    print(err.decode(errors="replace")[:3000])


native = wine.run(build, [program, *args], LIMIT)
if native[0] == "timeout":  # the machine may have been busy
    native = wine.run(build, [program, *args], LIMIT)
drrun = wine.path(f"{build}/bin64/drrun.exe")
command = [drrun, "-s", str(2 * LIMIT), *options.split() * (options != "none"), "--", program, *args]
under = wine.run(build, command, 2 * LIMIT + 20)
if under[0] == 126 and b"(error 1359)" in under[2]:
    # A busy Wine has lost the new process before the runtime had anything to do with it.
    under = wine.run(build, command, 2 * LIMIT + 20)
if native[:2] == under[:2] and native[0] != "timeout" and native[0] & 0xff == int(expected):
    print("same:", native[0], len(native[1]), "bytes")
    sys.exit(0)
show("natively", native)
show("under the runtime", under)
sys.exit(1)
