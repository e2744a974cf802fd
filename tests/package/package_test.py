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


def check_mistakes(work, root):
    """What cannot be is said when the project is configured."""
    cases = (("add_library(x SHARED client.c)\nuse_DynamoRIO_extension(x nothing)", "there is no extension 'nothing'"),
             ("add_library(x SHARED client.c)\nuse_DynamoRIO_extension(x nothing_static)", "libnothing_static.a"),
             ("add_executable(x client.c)\nconfigure_DynamoRIO_client(x)", "x is not a shared library"))
    for i, (text, message) in enumerate(cases):
        source = f"{work}/mistake{i}"
        os.mkdir(source)
        shutil.copy(HERE + "/client.c", source)
        with open(source + "/CMakeLists.txt", "w") as f:
            f.write("cmake_minimum_required(VERSION 3.20)\nproject(mistake C)\nfind_package(DynamoRIO REQUIRED)\n" + text)
        r = subprocess.run(["cmake", "-S", source, "-B", source + "/build", f"-DDynamoRIO_DIR={root}/cmake"],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if r.returncode == 0 or message not in " ".join(r.stdout.split()):
            sys.exit(f"{text}\nexit code {r.returncode}\n{r.stdout}")


with tempfile.TemporaryDirectory(prefix="package-test-") as work:
    root = TREE
    if MODE == "install":
        root = work + "/prefix"
        run("cmake", "--install", TREE, "--prefix", root)
    os.mkdir(work + "/src")
    shutil.copy(HERE + "/CMakeLists.txt.in", work + "/src/CMakeLists.txt")
    for name in ("client.c", "managed.c", "standalone.c", "decoder.c"):
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
    for client in ("libmanaged.so", "libmanaged_static.so"):
        out = run(root + "/bin64/drrun", "-c", f"{work}/build/{client}", "--", "/bin/echo", "app", timeout=30)
        if out != "app\nthe managed client has seen instructions\n":
            sys.exit(f"{client}: not the expected output")
    check_mistakes(work, root)
