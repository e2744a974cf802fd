#!/usr/bin/env python3
"""tests/samples/samples_test.py - clients as users write them, built with find_package, on real programs.
SPDX-License-Identifier: Apache-2.0

usage: samples_test.py BUILD_TREE COUNTS KIND    (COUNTS: the program of tests/clients that is counted by hand)
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

TREE, COUNTS, KIND = sys.argv[1:]
HERE = os.path.dirname(os.path.abspath(__file__))
DRRUN = TREE + "/bin64/drrun"
THREADS = "import threading\ndef f(): sum(range(3000))\nt = [threading.Thread(target=f) for _ in range(4)]\n" \
    "[x.start() for x in t]; [x.join() for x in t]; print('joined')"


def build(work):
    source = work + "/src"
    os.mkdir(source)
    for path in glob.glob(HERE + "/*.c") + glob.glob(HERE + "/*.cpp"):
        shutil.copy(path, source)
    shutil.copy(HERE + "/CMakeLists.txt.in", source + "/CMakeLists.txt")
    for command in (["cmake", "-S", source, "-B", work + "/build", f"-DDynamoRIO_DIR={TREE}/cmake"],
                    ["cmake", "--build", work + "/build", "-j2"]):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(done.stdout)


def run(words, cwd):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd, timeout=300)
    return (done.returncode, done.stdout), done.stderr


def programs(work):
    """Real programs: name to command."""
    with open(work + "/hello.c", "w") as f:
        f.write("#include <stdio.h>\nint main(void) { for (int i = 1; i < 9; i++) printf(\"%d\\n\", 99 / i); }\n")
    found = {
        "ls": ["/bin/ls", "-l", "/usr"],
        "python3": ["/usr/bin/python3", "-c", "import json; print(json.dumps({'a': [1.5, 'x']}))"],
        "threads": ["/usr/bin/python3", "-c", THREADS],
        "sh": ["/bin/sh", "-c", "for i in 1 2 3; do /bin/echo $i; done | cat; (exit 3)"],
        "gcc": ["/usr/bin/gcc", "-O1", "-c", "-o", work + "/hello.o", work + "/hello.c"],
    }
    node = shutil.which("node", path="/usr/bin:/usr/local/bin")
    if node is not None:
        found["node"] = [node, "-e", "let n = 0; for (let i = 0; i < 1e5; i++) n += i % 7; console.log(n)"]
    return found


# Client: its options, and what each process prints at its end.
CLIENTS = {
    "bbsize": ([], r"blocks \d+ largest \d+ mean \d+\.\d\d\n"),
    "countcalls": ([], r"direct [1-9]\d* indirect \d+ returns [1-9]\d* threads [1-9]\d*\n"),
    "div": ([], r"divisions \d+ powers \d+\n"),
    "branches": (["FOLDER"], r"bytes [1-9]\d+\n"),
    "cbr": ([], r"calls [1-9]\d+ both [1-9]\d*\n"),
    "buffer": ([], r"accesses \d+\n"),
    "mix": ([], r"( *\d+ \w+\n){5}"),
    "wrap": (["libc.so", "malloc"], r"malloc calls \d+ sum -?\d+\n"),
    "writes": (["nothing"], r"skipped 0 stdout \d+ signals \d+\n"),
    "transfers": ([], r"modules [1-9]\d* transfers some libc to loader some\n"),
    "shapes": ([], r"loads [1-9]\d*\nadd [1-9]\d*\ncall [1-9]\d*\nglobal 42 gone\n"),
}
# Those that write much or call at each instruction see the short programs only.
SLOW = {"branches", "buffer", "mix", "shapes"}


def command(work, client, options, app):
    options = [work if o == "FOLDER" else o for o in options]
    return [DRRUN, "-" + KIND, "-c", f"{work}/build/lib{client}.so", *options, "--", *app]


def check(what, have, want):
    if have != want:
        sys.exit(f"{what}: {have!r} instead of {want!r}")


def check_real_programs(work):
    for name, app in programs(work).items():
        native, native_err = run(app, work)
        for client, (options, line) in CLIENTS.items():
            if name in ("node", "gcc") and client in SLOW:
                continue
            have, err = run(command(work, client, options, app), work)
            check(f"{client} on {name}", have, native)
            if not re.fullmatch(f"({line})+", err):
                sys.exit(f"{client} on {name}: unexpected on stderr:\n{err}")
            for path in glob.glob(work + "/branches.*"):
                os.remove(path)


def check_numbers(work):
    """On the program that is counted by hand, and where the application knows."""
    def err_of(client, options, *app):
        return run(command(work, client, options, app), work)[1]
    check("countcalls", err_of("countcalls", [], COUNTS), "direct 100 indirect 0 returns 100 threads 1\n")
    size = 100 * len("call\n") + 100 * len("return\n") + 200 * len(" 0x0123456789abcdef" * 3)
    check("branches", err_of("branches", ["FOLDER"], COUNTS), f"bytes {size}\n")
    check("mix", err_of("mix", [], COUNTS).splitlines()[0].split(), ["200", "add"])
    check("shapes", err_of("shapes", [], COUNTS), "loads 402\nadd 200\ncall 100\nglobal 42 gone\n")
    check("wrap", err_of("wrap", ["libc.so", "labs"], "/usr/bin/python3", "-c",
                         "import ctypes; f = ctypes.CDLL(None).labs; [f(-5) for _ in range(1000)]"),
          "labs calls 1000 sum -5000\n")
    have, err = run(command(work, "writes", ["secret"], ["/bin/sh", "-c", "echo secret; echo public"]), work)
    check("writes", (have, err), ((0, "public\n"), "skipped 1 stdout 7 signals 0\n"))
    check("buffer", int(err_of("buffer", [], COUNTS).split()[1]) <= 737, True)


with tempfile.TemporaryDirectory(prefix="samples-test-") as folder:
    build(folder)
    check_numbers(folder)
    check_real_programs(folder)
