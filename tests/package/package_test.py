#!/usr/bin/env python3
"""tests/package/package_test.py - builds an external project against a build or install tree.
SPDX-License-Identifier: Apache-2.0

usage: package_test.py BUILD_TREE build|install
"""
import os
import shutil
import subprocess
import sys
import tempfile

TREE, MODE = sys.argv[1:]
HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command, **kw):
    r = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **kw)
    print("$", *command)
    print(r.stdout)
    if r.returncode != 0:
        sys.exit(f"exit code {r.returncode}")
    return r.stdout


with tempfile.TemporaryDirectory(prefix="package-test-") as work:
    root = TREE
    if MODE == "install":
        root = work + "/prefix"
        run("cmake", "--install", TREE, "--prefix", root)
    os.mkdir(work + "/src")
    shutil.copy(HERE + "/CMakeLists.txt.in", work + "/src/CMakeLists.txt")
    for name in ("client.c", "standalone.c", "decoder.c"):
        shutil.copy(HERE + "/" + name, work + "/src")
    run("cmake", "-S", work + "/src", "-B", work + "/build", f"-DDynamoRIO_DIR={root}/cmake")
    run("cmake", "--build", work + "/build")
    run(work + "/build/standalone")
    for language in ("c", "cpp"):
        for kind in ("STATIC", "SHARED"):
            out = run(f"{work}/build/decoder_{language}_{kind}", timeout=30)
            lines = [line.split() for line in out.splitlines()]
            if lines != [["b9", "07", "00", "00", "00", "mov", "ecx,", "0x00000007"],
                         ["01", "c8", "add", "eax,", "ecx"], ["c3", "ret"]]:
                sys.exit(f"decoder in {language}, {kind}: not the expected output")
    for client in ("libclient.so", "libclient_alone.so"):
        out = run(root + "/bin64/drrun", "-c", f"{work}/build/{client}", "--", "/bin/echo", "app",
                  timeout=30)
        if out != "the external client is here\napp\n":
            sys.exit(f"{client}: not the expected output")
