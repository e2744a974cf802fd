#!/usr/bin/env python3
"""tests/windows/terminal_test.py - what clients print when the standard files are a console: of programs with and without
windows, and of children.
SPDX-License-Identifier: Apache-2.0

usage: terminal_test.py BUILD CONSOLE_PROGRAM GUI_PROGRAM
"""
import os
import re
import select
import sys
import time

import wine

build, console, gui = sys.argv[1:]
LIMIT = 90


def read_until_end(pid, fd):
    """All that comes to the terminal, and the status; "timeout": too late, it was killed."""
    out, end = b"", time.monotonic() + LIMIT
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.5)[0]:
            try:
                data = os.read(fd, 65536)
            except OSError:  # everybody has closed it
                data = b""
            out += data
            if not data:
                return out, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return out, "timeout"


def on_terminal(*command):
    import pty
    pid, fd = pty.fork()
    if pid == 0:
        words = wine.loader() + [wine.path(f"{build}/bin64/drrun.exe"), "-s", "60", *command]
        os.execvpe(words[0], words, wine.environment(build))
    out, status = read_until_end(pid, fd)
    os.close(fd)
    return status, re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\r", b"", out).decode("utf-8", "replace")


def check(what, expected, counted, *command):
    status, text = on_terminal(*command)
    found = len(re.findall(r"inscount: \d+ instructions", text))
    if status == expected and found == counted:
        return True
    print(f"{what}: status {status}, counted {found} times\n{text[-2000:]}")
    return False


if wine.NATIVE:
    print("there is no terminal to make here")
    sys.exit(0)
good = [check("console program", 72, 1, "-t", "inscount", "--", wine.path(console)),
        check("program with windows", 72, 1, "-t", "inscount", "--", wine.path(gui)),
        check("with a child", 71, 2, "-t", "inscount", "--", wine.path(gui), "child"),
        check("message", 127, 0, "--", wine.path(build + "/nöthing.exe"))]
_, text = on_terminal("--", wine.path(build + "/nöthing.exe"))
good.append("nöthing.exe: no such program" in text)
print("all as expected" if all(good) else good)
sys.exit(not all(good))
