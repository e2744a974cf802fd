#!/usr/bin/python3
# tests/process/hidden.py - memory that the runtime does not have to write to at any moment cannot be written to at all.
# SPDX-License-Identifier: Apache-2.0
"""usage: hidden.py COMMAND...    COMMAND runs hidden.c under the runtime

The runtime's mappings are those that the kernel shows from outside and the program does not see.
In each that is not writable some addresses are tried: first byte, middle, last byte."""
import subprocess
import sys

MAPERR = "11001"


def regions(lines):
    for line in lines:
        where, how, _, _, _, *name = line.split()
        start, end = (int(x, 16) for x in where.split("-"))
        yield start, end, how, name[0] if name else ""


def kind(start, how, name):
    """What it is, by its place and protection (docs/internals.md)."""
    if "libdynamorio" in name:
        return "runtime's code" if "x" in how else "runtime's constants"
    if how.startswith("r"):
        return "runtime's constants"    # relocated
    return "out of use" if start < 0x7d0000000000 else "guards and tables out of use"


with subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as p:
    visible = []
    for line in p.stdout:
        if line == "end\n":
            break
        visible.append(line)
    with open(f"/proc/{p.pid}/maps") as f:
        real = list(regions(f))
    seen = list(regions(visible))
    hidden = [r for r in real if not any(a <= r[0] < b for a, b, _, _ in seen) and r[0] < 1 << 47]
    bad, tried = 0, {}
    size = {True: 0, False: 0}
    for start, end, how, name in hidden:
        size["w" in how] += end - start
        if "w" in how:
            continue
        for at in sorted({start, (start + end) // 2, end - 1}):
            print(f"{at:x}", file=p.stdin, flush=True)
            read, write = p.stdout.readline().split()
            what = kind(start, how, name)
            tried[what] = tried.get(what, 0) + 1
            if write != MAPERR or read != ("0" if "r" in how else MAPERR):
                bad += 1
                print(f"{at:x} {how}: read {read}, write {write}")
    p.stdin.close()
for what in sorted(tried):
    print(f"{what}: tried {tried[what] > 2}")
print(f"bad {bad}, out of reach {size[False] > 20 * size[True]}")
if not size[False] > 20 * size[True]:
    print(size)
sys.exit(p.returncode or bad)
