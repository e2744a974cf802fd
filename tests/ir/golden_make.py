#!/usr/bin/env python3
# tests/ir/golden_make.py - golden rows: what our decoder and objdump agree about.
# SPDX-License-Identifier: Apache-2.0
"""usage: golden_make.py GOLDEN_ROWS_PROGRAM 64|32 > golden_64.tsv

Rows of golden_rows are given to objdump, each in a slot of its own. A row is kept when objdump
finds the same length and the same mnemonic. What it says else goes to standard error, counted by
kind."""
import collections
import re
import subprocess
import sys
import tempfile

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
theirs = {}
for line in dump.splitlines():
    m = re.match(r"\s*([0-9a-f]+):\s+((?:[0-9a-f]{2} )+)\s*(.*)", line)
    if m:
        theirs[int(m[1], 16)] = (len(m[2].split()), m[3].strip())
SKIP = {"lock", "rep", "repz", "repnz", "data16", "addr32", "addr16", "bnd", "notrack", "xacquire",
        "xrelease", "cs", "ds", "es", "ss", "fs", "gs", "jcc_taken", "jcc_not_taken", "repne"}
ALIAS = {"movabs": "mov", "sal": "shl", "setae": "setnb", "seta": "setnbe", "cmovae": "cmovnb",
         "cmova": "cmovnbe", "retf": "ret", "int1": "icebp", "fwait": "wait"}
for kind in ("set", "cmov", "j"):
    for a, b in (("ae", "nb"), ("a", "nbe"), ("e", "z"), ("ne", "nz"), ("ge", "nl"), ("g", "nle")):
        ALIAS[kind + a] = kind + b
PREDICATE = re.compile(r"^(v?p?cmp|vpcom)(eq|lt|le|unord|neq|nlt|nle|ord|false|true|ge|gt|nge|ngt|"
                       r"eq_\w+|lt_\w+|le_\w+|unord_\w+|neq_\w+|nlt_\w+|nle_\w+|ord_\w+|false_\w+|"
                       r"ge_\w+|gt_\w+|nge_\w+|ngt_\w+|true_\w+)(u?[bwdq]|[sp][sdh])$")


def mnemonic(text):
    for word in text.split():
        if word.rstrip(",") in SKIP or word.startswith("rex"):
            continue
        word = PREDICATE.sub(r"\1\3", word)
        return ALIAS.get(word, word)
    return ""


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
