#!/usr/bin/env python3
"""tests/windows/nudge_test.py - nudge_client.c in two processes, and the tool drnudge.
SPDX-License-Identifier: Apache-2.0

usage: nudge_test.py BUILD CLIENT PROGRAM

PROGRAM sleeps when its argument is `sleep`, and ends with 0xab when it is `code ab`.
"""
import re
import subprocess
import sys
import tempfile
import time

import wine

build, client, program = sys.argv[1:]
drrun, drnudge = (wine.path(f"{build}/bin64/{tool}.exe") for tool in ("drrun", "drnudge"))
failures = []


def expect(what, is_so, *shown):
    if not is_so:
        failures.append(what)
        print("WRONG:", what, *shown)


def text_of(f):
    f.seek(0)
    return f.read().decode(errors="replace").replace("\r", "")


def wait_for(f, pattern):
    for _ in range(600):
        found = re.search(pattern, text_of(f), re.M)
        if found:
            return found
        time.sleep(0.05)
    return None


def begin(command, err):
    return subprocess.Popen(wine.loader() + command, env=wine.environment(build), stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=err)


with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as native_err:
    # All threads of the application sleep.
    waiting = begin([drrun, "-s", "100", "-c", wine.path(client), "--", wine.path(program), "sleep"], err)
    found = wait_for(err, r"^process (\d+) waits$")
    if not found:
        sys.exit("the program does not begin: " + text_of(err))
    pid = found.group(1)
    status, out, said = wine.run(build, [drrun, "-s", "60", "-c", wine.path(client), pid, "--", wine.path(program), "code", "ab"], 80)
    said = said.decode(errors="replace").replace("\r", "").split("\n")
    wanted = ["no process 1"] + ["sent 0"] * 4 + ["late 1", "not waited for 1"]
    expect("what is sent", status == 0xab and said[:len(wanted)] == wanted, status, said)
    expect("it arrives without being waited for", wait_for(err, "^nudge 51$"), text_of(err))

    done = wine.run(build, [drnudge, "-pid", pid, "-client", "0", "0xfedcba9876543210"], 40)
    expect("the tool", done == (0, b"", b""), done)
    # Several at once.
    at_once = [begin([drnudge, "-pid", pid, "-client", "0", str(1000 + i)], subprocess.DEVNULL) for i in range(6)]
    expect("the tool, six times at once", [p.wait(40) for p in at_once] == [0] * 6)
    done = wine.run(build, [drnudge, "-pid", "2147483636", "-client", "0", "1"], 40)
    expect("no such process", done[0] == 1 and b"no such process" in done[2], done)
    done = wine.run(build, [drnudge, "-pid", "12x"], 40)
    expect("no number", done[0] == 1 and b"no such number" in done[2], done)
    done = wine.run(build, [drnudge, "-help"], 40)
    expect("help", done[0] == 0 and done[1].startswith(b"usage: drnudge"), done)
    wine.run(build, [drnudge, "-pid", pid, "-client", "0", "99"], 40)
    try:
        status = waiting.wait(40)
    except subprocess.TimeoutExpired:
        waiting.kill()
        status = "does not end"
    lines = text_of(err).split("\n")
    nudges = [int(line.split()[1]) for line in lines if line.startswith("nudge ")]
    expect("what arrives", sorted(nudges) == sorted([i << 40 | i for i in range(10, 14)] + [50, 51, 0xfedcba9876543210, 99] +
                                               [1000 + i for i in range(6)]), lines)
    expect("the order of those that are waited for", nudges[:5] == [i << 40 | i for i in range(10, 14)] + [50], nudges)
    expect("the end", status == 71 and "seen 14, on threads of their own 14" in lines, status, lines)

    # A process that runs natively.
    command = [wine.path(program), "pid"]
    natively = subprocess.Popen(wine.loader() + command, env=wine.environment(build), stdin=subprocess.PIPE,
                                stdout=native_err, stderr=subprocess.DEVNULL)
    found = wait_for(native_err, r"^pid (\d+)$")
    pid = found.group(1) if found else "0"
    done = wine.run(build, [drnudge, "-pid", pid, "-client", "0", "1"], 40)
    expect("the tool and a native process", done[0] == 1 and b"does not run under" in done[2], done)
    status, out, said = wine.run(build, [drrun, "-s", "60", "-c", wine.path(client), pid, "native", "--", wine.path(program), "code", "ab"], 80)
    expect("a native process", b"native 1" in said, status, said)
    natively.stdin.close()
    expect("it is unharmed", natively.wait(40) == 5, natively.returncode)
print("failed:" if failures else "all as expected", *failures)
sys.exit(bool(failures))
