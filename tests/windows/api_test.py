#!/usr/bin/env python3
"""tests/windows/api_test.py - api_client.c on the program of exceptions.
SPDX-License-Identifier: Apache-2.0

usage: api_test.py BUILD CLIENT PROGRAM
"""
import sys

import wine

build, client, program = sys.argv[1:]
drrun = wine.path(f"{build}/bin64/drrun.exe")
native = wine.run(build, [program], 40)[1].decode().replace("\r", "")
status, out, err = wine.run(build, [drrun, "-s", "40", "-c", wine.path(client), "--", program], 60)
out, err = out.decode().replace("\r", ""), err.decode().replace("\r", "")

# The client has gone on behind the illegal instruction itself: the program's handler has not seen it.
handled = [line for line in native.split("\n") if "c000001d" not in line]
lines = err.split("\n")
wanted = ["unregistered 1, once 1", "peb 1, wow64 0, version 1, handle 1", "image 1, own memory is free 1, section 1 .text",
          "ntdll 1, its NtClose 1", "tried: faults 1, vectors 1", "exception c000001d at pc, xcx 1, fragment known",
          "exception c0000005 at pc, xcx 7, fragment known"]
wrong = [w for w in wanted if w not in lines]
if "never" in lines or status != 0 or out.split("\n") != handled or wrong:
    print("status", status, "missing:", wrong)
    print("--- natively\n" + native + "\n--- under the client\n" + out + "\n---\n" + err)
    sys.exit(1)
