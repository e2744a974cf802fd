#!/usr/bin/env python3
# tests/ir/golden_make.py - golden rows: what our decoder and objdump agree about.
# SPDX-License-Identifier: Apache-2.0
"""usage: golden_make.py GOLDEN_ROWS_PROGRAM 64|32 > golden_64.tsv

Rows of golden_rows are given to objdump, each in a slot of its own. A row is kept when objdump
finds the same length and the same mnemonic. What it says else goes to standard error, counted by
kind."""
import collections
import subprocess
import sys
import tempfile

from objdump_names import first_instructions, mnemonic

program, mode = sys.argv[1:3]
rows = [line.rstrip("\n").split("\t") for line in
        subprocess.run([program, mode], capture_output=True, text=True, check=True).stdout.splitlines()]
SLOT = 32
with tempfile.NamedTemporaryFile(suffix=".bin") as f:
    for hexes, _, _ in rows:
        f.write(bytes.fromhex(hexes).ljust(SLOT, b"\x90"))
    f.flush()
    machine = "i386:x86-64" if mode == "64" else "i386"
    dump = subprocess.run(["objdump", "-D", "-b", "binary", "-m", machine, "-M", "intel",
                           "--insn-width=16", f.name], capture_output=True, text=True).stdout
theirs = first_instructions(dump)
differ = collections.Counter()
examples = {}
kept = 0
print("# bytes, operands in DynamoRIO's order; made by tests/ir/golden_make.py, do not edit")
for i, (hexes, intel, dr) in enumerate(rows):
    length, text = theirs.get(i * SLOT, (0, "(nothing)"))
    ours, other = mnemonic(intel), mnemonic(text)
    if "(bad)" in text or other == "":
        what = "objdump: bad"
    elif length != len(hexes) // 2:
        what = "length"
    elif ours != other and not other.startswith(ours) and not ours.startswith(other):
        what = f"name: {ours} / {other}"
    else:
        print(f"{hexes}\t{dr}")
        kept += 1
        continue
    differ[what] += 1
    examples.setdefault(what, f"{hexes} {intel} / {text}")
print(f"{kept} of {len(rows)} rows kept", file=sys.stderr)
for what, n in differ.most_common():
    print(f"{n:5} {what}: {examples[what]}", file=sys.stderr)
