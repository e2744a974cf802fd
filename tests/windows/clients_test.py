#!/usr/bin/env python3
"""tests/windows/clients_test.py - the shipped clients on a program whose instructions are known.
SPDX-License-Identifier: Apache-2.0

usage: clients_test.py BUILD PROGRAM
"""
import re
import sys

import wine

build, program = sys.argv[1:]
INSTRUCTIONS = 2 + 100 * (8 + 2 + 2) + 9 + 3
BLOCKS = 100 * 3 + 1
ROWS = ["", "-no_superblocks", "-no_link", "-max_bb_instrs 1", "-cache_max 256K"]
failed = False


def check(what, found, expected):
    global failed
    if found != expected:
        failed = True
        print(f"{what}: {found!r}, expected {expected!r}")


def counts(options, *client, command=(program,)):
    status, out, err = wine.run(build, [wine.path(f"{build}/bin64/drrun.exe"), "-s", "40", *options.split(), "-t", *client, "--", *command], 60)
    check(f"status of {client} with '{options}'", (status, out), (7, b""))
    return err.decode(errors="replace").replace("\r", "")


for row in ROWS:
    for how in ([], ["-clean_calls"]):
        check(f"inscount {how} with '{row}'", counts(row, "inscount", "-only_from_app", *how),
              f"inscount: {INSTRUCTIONS} instructions in 1 threads\n")
    if "max_bb" not in row and "cache_max" not in row:
        check(f"bbcount with '{row}'", counts(row, "bbcount", "-only_from_app"), f"bbcount: {BLOCKS} basic blocks in 1 threads\n")
# Processes that the application starts: the client is in them too, unless it should not be.
line = f"inscount: {INSTRUCTIONS} instructions in 1 threads\n"
for option, times in (("", 1), ("-no_follow_children", 0)):
    text = counts(option, "inscount", "-only_from_app", command=("cmd.exe", "/c", wine.path(program)))
    check(f"child with '{option}'", (text.count(line), text.count("inscount:")), (times, times + 1))
check("empty", counts("", "empty"), "")
total = counts("", "inscount")
check("instructions of everything", int(re.search(r"(\d+) instructions", total).group(1)) > 100000, True)
check("modify", re.search(r"modify: (\d+) of", counts("", "modify")) is not None, True)
first = counts("", "opcodes", "-top", "1").split("\n")[0]
check("opcodes", re.search(r"opcodes: (\d+) instructions", first) is not None, True)
lines = counts("", "syscalls", "-count").splitlines()
check("syscalls: shape", [line for line in lines[:-1] if not re.fullmatch(r"\d+ \w+\(.*\)( = .+)?", line)], [])
check("syscalls: names", [line for line in lines if "syscall_" in line], [])
check("syscalls: the end", re.sub(r"^\d+ ", "", lines[-2]), "NtTerminateProcess(-1, 7)")
check("syscalls: an object", any(re.search(r'NtOpenFile\(.*kernel32\.dll".*\) = 0', line) for line in lines), True)
calls = len([line for line in lines[:-1] if line.endswith(")") is False])
total = int(re.fullmatch(r"syscalls: (\d+) calls, \d+ failed", lines[-1])[1])
check("syscalls: count", calls <= total <= len(lines), True)
lines = counts("", "modules", "-segments").splitlines()
for name in ("ntdll.dll", "KERNEL32.dll", "kernelbase.dll", "counts.exe"):
    at = [i for i, line in enumerate(lines) if line.startswith("load") and line.split()[2].lower() == name.lower()]
    check(f"modules: {name} is loaded once", len(at), 1)
    check(f"modules: {name} has code", " r-x " in lines[at[0] + 1] if at else None, True)
check("modules: the end", re.fullmatch(r"modules: \d+ loaded, 0 unloaded", lines[-1]) is not None, True)
sys.exit(failed)
