#!/usr/bin/python3
# tests/process/hidden.py - memory that the runtime does not have to write to at any moment cannot be written to at all.
# SPDX-License-Identifier: Apache-2.0
"""usage: hidden.py COMMAND...    COMMAND runs hidden.c under the runtime"""
import subprocess
import sys

MAPERR, PAGE = "11001", 4096


def regions(lines):
    for line in lines:
        where, how = line.split()[:2]
        start, end = (int(x, 16) for x in where.split("-"))
        yield start, end, how


with subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as p:
    visible = []
    for line in p.stdout:
        if line == "end\n":
            break
        visible.append(line)
    with open(f"/proc/{p.pid}/maps") as f:
        real = list(regions(f))
    seen = list(regions(visible))
    hidden = [r for r in real if not any(a <= r[0] < b for a, b, _ in seen) and r[0] < 1 << 47]
    bad = tried = 0
    size = {True: 0, False: 0}
    for start, end, how in hidden:
        size["w" in how] += end - start
        if "w" in how:
            continue
        for at in sorted({start, (start + end) // 2 & -PAGE, end - PAGE}):
            print(f"{at + 8:x}", file=p.stdin, flush=True)
            read, write = p.stdout.readline().split()
            tried += 1
            if write != MAPERR or read != ("0" if "r" in how else MAPERR):
                bad += 1
                print(f"{at:x} {how}: read {read}, write {write}")
    p.stdin.close()
print(f"tried enough {tried > 12}, bad {bad}, out of reach {size[False] > 20 * size[True]}")
if not size[False] > 20 * size[True]:
    print(size)
sys.exit(p.returncode or bad)
