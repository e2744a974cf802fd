#!/usr/bin/env python3
"""tests/clients/truth_test.py - what shipped clients count, against those who do it in another way.
SPDX-License-Identifier: Apache-2.0

usage: truth_test.py BUILD PROGRAMS KIND NAME...   (runs test_NAME; all of them without a NAME)
"""
import os
import re
import subprocess
import sys
import tempfile

import harness
from harness import equal, program, run

# The size of the environment decides where the stack begins.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONHASHSEED": "0"}


def steps(*app):
    done = subprocess.run([program("stepcount"), *app], capture_output=True, text=True, env=ENVIRONMENT, timeout=100)
    return done.returncode, int(done.stderr.split()[-1])


def counted(*app, options=()):
    status, _, err = run([["inscount", *options]], *app, env=ENVIRONMENT)
    return status, int(re.search(r"inscount: (\d+) instructions", err).group(1))


def test_instructions():
    """Single steps by the kernel: exactly the same number."""
    for app in ([program("counts")], [program("flush")], [program("many")]):
        equal(app[0], counted(*app), steps(*app))
        equal(app[0] + " by calls", counted(*app, options=["-clean_calls"]), steps(*app))


def test_instructions_of_a_program():
    """With a loader and a C library the number depends on addresses, as when strings are compared."""
    native, have = steps("/bin/echo", "text"), counted("/bin/echo", "text")
    if native[0] != have[0] or abs(native[1] - have[1]) > native[1] // 100:
        sys.exit(f"{have} instead of {native}")


def names_by_strace(*app):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["strace", "-o", folder + "/out", "-e", "signal=none", *app], capture_output=True,
                              text=True, env=ENVIRONMENT, timeout=100)
        with open(folder + "/out") as f:
            return done.returncode, re.findall(r"^(\w+)\(", f.read(), re.M)[1:]  # without execve


def names_by_client(*app):
    with tempfile.TemporaryDirectory() as folder:
        status, _, _ = run([["syscalls", "-o", folder + "/out"]], *app, env=ENVIRONMENT)
        with open(folder + "/out") as f:
            lines = re.findall(r"^(\d+) (\w+)\(", f.read(), re.M)
        return status, [name for pid, name in lines if pid == lines[-1][0]]  # a child ends before


def test_syscall_sequence():
    """The same system calls in the same order as strace sees of the native program."""
    if not os.access("/usr/bin/strace", os.X_OK):
        sys.exit("strace is missing")
    for app in (["/bin/echo", "text"], ["/bin/ls", "-l", "/usr"], [program("life")], ["/bin/sh", "-c", "exit 3"],
                ["/usr/bin/perl", "-e", "print 1"], ["/usr/bin/python3", "-I", "-c", "import json; print(1)"]):
        want, have = names_by_strace(*app), names_by_client(*app)
        if have != want:
            at = next((i for i, (a, b) in enumerate(zip(have[1], want[1])) if a != b), min(len(have[1]), len(want[1])))
            sys.exit(f"{app}: from number {at}: {have[1][at:at + 8]} instead of {want[1][at:at + 8]} "
                     f"({len(have[1])} and {len(want[1])} calls, status {have[0]} and {want[0]})")


harness.run_tests(globals())
