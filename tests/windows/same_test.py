#!/usr/bin/env python3
"""tests/windows/same_test.py - the clients on the same machine code for Windows and for Linux: the same numbers.
SPDX-License-Identifier: Apache-2.0

usage: same_test.py BUILD PROGRAM NM LINUX_BUILD

The Linux half is left out where LINUX_BUILD has no drrun; the numbers are known in any case.
"""
import os
import re
import subprocess
import sys
import tempfile

import wine

build, program, nm, linux_build = sys.argv[1:]
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "same.S")
INSTRUCTIONS = 4 + 2 + 50 * 15 + 25 * 2 + 25 + 10
BLOCKS = 2 + 25 * 4 + 25 * 5 + 1
ROWS = ["", "-no_link", "-no_superblocks", "-max_bb_instrs 1", "-cache_max 256K"]
OWN = {"windows": {"call": 2, "sub": 1, "mov": 1}, "linux": {"call": 1, "mov": 2, "syscall": 1}}
failed = False


def check(what, found, expected):
    global failed
    if found != expected:
        failed = True
        print(f"{what}: {str(found)[:600]}, expected {str(expected)[:600]}")


class Windows:
    name = "windows"

    def __init__(self, folder):
        self.program, self.folder = program, folder

    def path(self, name):
        return wine.path(name)

    def run(self, options, client):
        command = [wine.path(f"{build}/bin64/drrun.exe"), "-s", "40", *options.split(), "-t", *client, "--", wine.path(program)]
        status, _, err = wine.run(build, command, 60)
        check(f"status of {client} with '{options}'", status, 7)
        return err.decode(errors="replace").replace("\r", "")


class Linux:
    name = "linux"

    def __init__(self, folder):
        self.program, self.folder = folder + "/same", folder
        subprocess.run(["gcc", "-nostdlib", "-static", "-no-pie", "-o", self.program, SOURCE], check=True)

    def path(self, name):
        return name

    def run(self, options, client):
        p = subprocess.run([f"{linux_build}/bin64/drrun", "-s", "40", *options.split(), "-t", *client, "--", self.program],
                           stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        check(f"status of {client} with '{options}' on Linux", p.returncode, 7)
        return p.stderr


def symbol(path, name):
    text = subprocess.run([nm if path.endswith(".exe") else "nm", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(rf"^([0-9a-f]+) . {name}$", text, re.M)[1], 16)


def opcodes(machine, options):
    lines = machine.run(options, ["opcodes", "-only_from_app"]).splitlines()[1:]
    found = {name: int(n) for n, name in (line.split(None, 1) for line in lines)}
    for name, n in OWN[machine.name].items():
        found[name] = found.get(name, 0) - n
    return {name: n for name, n in found.items() if n != 0}


def accesses(machine, options):
    """What the code does with its data, as (kind, size, offset)."""
    with tempfile.TemporaryDirectory(dir=machine.folder) as folder:
        machine.run(options, ["memtrace", "-text", "-only_from_app", "-o", machine.path(folder + "/t")])
        begin, end = (symbol(machine.program, name) for name in ("data_begin", "data_end"))
        found = []
        for name in os.listdir(folder):
            with open(os.path.join(folder, name)) as f:
                found += [(k, int(size), int(at, 16) - begin) for k, size, at in map(str.split, f) if begin <= int(at, 16) < end]
        return found


EXPECTED_ACCESSES = [x for i in range(50, 0, -1) for x in
                     (("R", 8, 0), ("R", 8, 8), ("W", 8, 8), ("R", 8, 48 + i % 2 * 8), ("R", 16, 16), ("W", 16, 32))]
EXPECTED_ACCESSES += [x for i in range(16) for x in (("R", 1, 16 + i), ("W", 1, 32 + i))]
EXPECTED_ACCESSES += [("R", 1, 16 + i) for i in range(5)]
EXPECTED_OPCODES = {"mov": 1 + 100 + 3, "xor": 1, "add": 50 + 25, "push": 50, "call": 50, "nop": 50, "ret": 51, "pop": 50,
                    "lea": 50 + 3, "and": 50, "jmp": 50 + 25, "inc": 25, "movups": 100, "dec": 50, "jnz": 50, "cld": 1,
                    "rep movs": 1, "repne scas": 1}

with tempfile.TemporaryDirectory() as work:
    machines = [Windows(work)]
    if not wine.NATIVE and os.path.exists(f"{linux_build}/bin64/drrun"):
        machines.append(Linux(work))
    for machine in machines:
        for row in ROWS:
            where = f"on {machine.name} with '{row}'"
            for how in ([], ["-clean_calls"]):
                check(f"inscount {how} {where}", machine.run(row, ["inscount", "-only_from_app", *how]),
                      f"inscount: {INSTRUCTIONS} instructions in 1 threads\n")
            if "max_bb" not in row and "cache_max" not in row:
                check(f"bbcount {where}", machine.run(row, ["bbcount", "-only_from_app"]),
                      f"bbcount: {BLOCKS} basic blocks in 1 threads\n")
            check(f"opcodes {where}", opcodes(machine, row), EXPECTED_OPCODES)
            check(f"memtrace {where}", accesses(machine, row), EXPECTED_ACCESSES)
    print("machines:", *[m.name for m in machines])
sys.exit(failed)
