#!/usr/bin/env python3
"""tests/windows/image_test.py - the runtime's file imports nothing, exports what it must and no more by chance.
SPDX-License-Identifier: Apache-2.0

usage: image_test.py OBJDUMP DYNAMORIO.DLL
"""
import re
import subprocess
import sys

text = subprocess.run([sys.argv[1], "-p", sys.argv[2]], capture_output=True, text=True, check=True).stdout
imports = re.findall(r"DLL Name: (\S+)", text)
exports = re.findall(r"^\s*\[ *\d+\] (\S+)$", text.split("Name Pointer")[-1], re.M)
wrong = [f"imports {name}" for name in imports]
for name in ("runtime_launch", "runtime_thread_entry", "dr_register_bb_event", "dr_try_start"):
    if name not in exports:
        wrong.append(f"does not export {name}")
if "Base Relocation Directory" not in text:
    wrong.append("cannot be moved")
print("\n".join(wrong) or f"{len(exports)} exports, no import")
sys.exit(bool(wrong))
