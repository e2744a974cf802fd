#!/usr/bin/env python3
"""tests/windows/drmgr_test.py - clients that use the multi-instrumentation manager.
SPDX-License-Identifier: Apache-2.0

usage: drmgr_test.py BUILD FOLDER        FOLDER: where programs and clients of tests/windows are
"""
import sys

import wine

build, folder = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
failed = False


def check(client, program, status, text, *options):
    """PROGRAM does what it does natively, and TEXT is what CLIENT says in the end."""
    global failed
    program = wine.path(f"{folder}/{program}.exe")
    native = wine.run(build, [program], 40)
    if native[0] != status:  # the machine may have been busy: a window comes too late
        native = wine.run(build, [program], 40)
    out = wine.run(build, [drrun, "-s", "60", "-c", wine.path(f"{folder}/{client}.dll"), *options, "--", program], 80)
    said = out[2].decode(errors="replace").replace("\r", "")
    if native[0] != status or native[:2] != out[:2] or not said.endswith(text):
        failed = True
        print(f"{client} on {program}\n--- natively {native}\n--- under the client {out}")


check("cls_client", "windows", 5, "callbacks: many, nested, balanced, 0 failures\n")
check("cls_client", "counts", 7, "callbacks: few, flat, balanced, 0 failures\n")
check("fields_client", "threads", 0, " 0 failures\n", "replace")
sys.exit(failed)
