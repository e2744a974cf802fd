"""tests/clients/harness.py - running a program under clients and comparing what comes out.
SPDX-License-Identifier: Apache-2.0

A test script ends with harness.run_tests(globals()):
usage: SCRIPT BUILD PROGRAMS KIND NAME...   (runs test_NAME; all of them without a NAME)
"""
import os
import subprocess
import sys

BUILD, PROGRAMS, KIND = sys.argv[1:4]
CLIENTS = os.path.join(BUILD, "clients", "lib64", KIND)
DRRUN = os.path.join(BUILD, "bin64", "drrun")


def command(clients, *app, options=()):
    """The words of drrun: clients is a list of lists of words, app a program and its arguments."""
    words = [DRRUN, f"-{KIND}", *options]  # the other kind may stand beside it
    for client in clients:
        name = client[0]
        if not name.startswith("/"):
            name = os.path.join(CLIENTS, f"lib{name}.so")
        words += ["-c", name, *client[1:]]
    return [*words, "--", *app]


def run(clients, *app, cwd=None, options=(), env=None, timeout=60):
    """Runs APP under clients; gives exit status, stdout, stderr."""
    done = subprocess.run(command(clients, *app, options=options), capture_output=True, text=True, cwd=cwd,
                          timeout=timeout, env=env)
    return done.returncode, done.stdout, done.stderr


def program(name):
    return os.path.join(PROGRAMS, name)


def own(name):
    return os.path.join(PROGRAMS, f"libtest_{name}.so")


def equal(what, have, want):
    if have != want:
        sys.exit(f"{what}: {have!r} instead of {want!r}")


def contains(text, part):
    if part not in text:
        sys.exit(f"{part!r} is missing in:\n{text}")


def run_tests(names):
    for name in sys.argv[4:] or sorted(n[5:] for n in names if n.startswith("test_")):
        names[f"test_{name}"]()
