#!/usr/bin/env python3
"""ci/check_docs.py - every public function has a docstring.
SPDX-License-Identifier: Apache-2.0

usage: check_docs.py INCLUDE_DIR PATTERN...     PATTERN: names of headers, such as 'dr_ir_*.h'
"""
import glob
import re
import sys

bad, count = [], 0
for path in sorted(p for pattern in sys.argv[2:] for p in glob.glob(f"{sys.argv[1]}/{pattern}")):
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    for number, line in enumerate(lines):
        if not line.startswith(("DR_API", "DR_EXPORT")):
            continue
        count += 1
        end = number
        while ";" not in lines[end]:
            end += 1
        name = re.search(r"(\w+)\(", " ".join(lines[number:end + 1])[len("DR_"):])
        above, first = lines[number - 1].rstrip(), number - 1
        while above.endswith("*/") and not lines[first].startswith("/*"):
            first -= 1
        if not above.endswith("*/") or not lines[first].startswith("/**"):
            bad.append(f"{path}:{number + 1}: {name.group(1)} has no docstring")
print("\n".join(bad) or f"docstrings ok: {count} functions")
sys.exit(bool(bad) or count == 0)
