#!/usr/bin/env python3
"""tests/os/fuzz_run.py - runs a libFuzzer program for some seconds, from a seed that it makes.
SPDX-License-Identifier: Apache-2.0

usage: fuzz_run.py PROGRAM SECONDS
"""
import os
import subprocess
import sys
import tempfile

program, seconds = os.path.abspath(sys.argv[1]), sys.argv[2]
with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
    os.mkdir(folder + "/seeds")
    for i, path in enumerate(("/bin/true", sys.executable)):
        with open(path, "rb") as f:
            head = f.read(2048)
        with open(f"{folder}/seeds/{i}", "wb") as f:
            f.write(head)
    with open(folder + "/seeds/script", "wb") as f:
        f.write(b"#! /bin/sh -x\necho\n")
    sys.exit(subprocess.run(
        [program, "-max_total_time=" + seconds, "-max_len=4096", "-print_final_stats=1",
         "-verbosity=0", "-artifact_prefix=" + os.path.join(os.getcwd(), "fuzz_elf-"),
         folder + "/seeds"], cwd=folder).returncode)
