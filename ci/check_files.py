#!/usr/bin/env python3
"""ci/check_files.py - every source file says what it is and under which licence.
SPDX-License-Identifier: Apache-2.0

usage: check_files.py ROOT
One of a file's first three lines has its own path, one of its first twelve the SPDX line.
Lines have no blanks at their end, and a file ends with a newline.
"""
import os
import re
import subprocess
import sys

ROOT = sys.argv[1]
SOURCE = re.compile(r"\.(?:c|cpp|h|S|def|inc|asm|py|sh|pl|lua|js|cmake)$|CMakeLists\.txt$")


def tracked(root):
    out = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others",
                          "--exclude-standard"], capture_output=True, text=True)
    if out.returncode != 0:
        print("no git checkout here: nothing to check")
        sys.exit(0)
    return [p for p in out.stdout.split("\0") if p and os.path.isfile(os.path.join(root, p))]


bad, count = [], 0
for path in tracked(ROOT):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as f:
        text = f.read()
    if not SOURCE.search(path) and not text.startswith("#!"):
        continue
    count += 1
    lines = text.split("\n")
    if not any(path in line for line in lines[:3]):
        bad.append(f"{path}:1: the first line does not say '{path} - what it is'")
    if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:12]):
        bad.append(f"{path}:1: no SPDX-License-Identifier")
    if text and not text.endswith("\n"):
        bad.append(f"{path}:{len(lines)}: no newline at the end")
    for i, line in enumerate(lines, 1):
        if line != line.rstrip():
            bad.append(f"{path}:{i}: blanks at the end of the line")
print("\n".join(bad) or f"files ok: {count}")
sys.exit(bool(bad))
