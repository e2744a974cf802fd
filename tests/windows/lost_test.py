#!/usr/bin/env python3
"""tests/windows/lost_test.py - threads that another process has ended are not waited for.
SPDX-License-Identifier: Apache-2.0

usage: lost_test.py BUILD CLIENT PROGRAM
"""
import sys

import wine

build, client, program = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
native = wine.run(build, [program], 60)
status, out, err = wine.run(build, [drrun, "-s", "90", "-c", wine.path(client), "--", program, "looked"], 110)
text = err.decode(errors="replace").replace("\r", "")
if (status, out) != native[:2] or "failed 0, slow 0, left 0, stopped 6\n" not in text:
    print(f"status {status}, natively {native[0]}\n{text}\n{out!r}\n{native[1]!r}")
    sys.exit(1)
