#!/usr/bin/env python3
"""tests/windows/programs/run.py - runs a program of table.toml natively and under the runtime; both must do the same.
SPDX-License-Identifier: Apache-2.0

usage: run.py list KIND BIN         names, rows and time limits of the tests for a build of that kind, for CMake
       run.py run BUILD BIN ROW NAME [FOLDER]
       run.py all BUILD BIN KIND FOLDER [NAME...]   every row of the tests of these names, or of all

FOLDER has another table.toml, and the folder inputs that it takes files from.
"""
import difflib
import glob
import os
import re
import shutil
import sys
import tempfile
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import wine  # noqa: E402


def load(path):
    with open(path, "rb") as f:
        return tomllib.load(f)


def table(binaries, folder=HERE):
    """All tests: those of the table, and each of cmocka's programs."""
    tests = load(f"{folder}/table.toml")
    if folder != HERE:
        return tests
    for path in sorted(glob.glob(f"{binaries}/../cmocka/tests/test_*.c")):
        name = "cmocka_" + os.path.basename(path)[5:-2]
        # Several of them are meant to fail; natively they tell how.
        tests[name] = {"cmd": [name + ".exe"], "status": None, "rows": list(rows())[:5]}
    return tests


def rows():
    return load(f"{HERE}/../../rows.toml")


def options_of(row):
    """The test client of the row is a library of Linux; here a shipped one does."""
    return ["-t", "inscount"] if row == "counted" else rows()[row]["options"]


def words(size, seed=12345):
    """Text that compresses about as well as prose, the same everywhere."""
    out = []
    while size > 0:
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        a = seed >> 8
        out.append("bcdfghklmnprst"[a % 14] + "aeiou"[a // 14 % 5] * (1 + (a >> 9) % 2) + str((a >> 11) % 40) + " ")
        size -= len(out[-1])
    return "".join(out)


def fill(folder, test, inputs):
    for name in test.get("inputs", []):
        shutil.copy(f"{inputs}/{name}", folder)
    files = dict(test.get("files", {}))
    if "words" in test:
        files["words"] = words(test["words"])
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\r\n" if name.endswith(".cmd") else "\n") as f:
            f.write(text)
        os.utime(path, (1600000000, 1600000000))


def snapshot(folder, skip):
    found = {}
    for where, folders, names in os.walk(folder):
        for name in names + folders:
            path = os.path.join(where, name)
            short = os.path.relpath(path, folder)
            found[short] = b"" if short in skip or os.path.isdir(path) else open(path, "rb").read()
    return found


def hidden(text, patterns):
    for p in patterns:
        text = re.sub(p.encode(), b"...", text)
    return text


def run(build, binaries, test, front, limit, inputs=HERE):
    """In a folder of the same name each time: [what was seen, ...]."""
    folder = os.path.join(tempfile.gettempdir(), f"drw-{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    try:
        fill(folder, test, inputs)
        env = {"WINEPATH": wine.path(binaries)}
        if wine.NATIVE:
            env = {"PATH": binaries + ";" + os.environ["PATH"]}
        env.update({n: v.replace("{bin}", wine.path(binaries)) for n, v in test.get("env", {}).items()})
        program, *args = (word.replace("{bin}", wine.path(binaries)) for word in test["cmd"])
        own = os.path.join(binaries, program)
        command = [wine.path(own) if os.path.exists(own) else program, *args]
        status, out, err = wine.run(build, front + command, limit, folder=folder, more=env, stdin=test.get("stdin", ""))
        hide = test.get("hide", [])
        return {"status": str(status).encode(), "stdout": hidden(out, hide), "stderr": hidden(err, hide),
                **snapshot(folder, test.get("skip", []))}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def difference(name, a, b):
    if a is None or b is None:
        return f"{name}: only {'natively' if b is None else 'under the runtime'}\n"
    lines = difflib.unified_diff(a[:100000].decode(errors="backslashreplace").splitlines(),
                                 b[:100000].decode(errors="backslashreplace").splitlines(), "natively", "under the runtime", lineterm="", n=1)
    return f"{name} differs:\n" + "".join(line[:300] + "\n" for line in list(lines)[:60])


def check(build, binaries, row, name, folder=HERE):
    test = table(binaries, folder)[name]
    inputs = f"{folder}/inputs"
    if row != "default" and "words_slow" in test:
        test["words"] = test["words_slow"]
    limit = test.get("time", 20)
    wanted = test.get("status", 0)
    for _ in range(3):  # under load, Wine itself fails to start a program now and then
        native = run(build, binaries, test, [], 2 * limit + 10, inputs)
        if wanted is None or native["status"] == str(wanted).encode():
            break
    if wanted is not None and native["status"] != str(wanted).encode():
        print(f"natively: status {native['status'].decode()}\n{native['stdout'].decode(errors='replace')[-2000:]}"
              f"{native['stderr'].decode(errors='replace')[-2000:]}")
        return True
    seconds = limit * rows()[row]["factor"]
    front = [wine.path(f"{build}/bin64/drrun.exe"), "-s", str(seconds), *options_of(row), "--"]
    under = run(build, binaries, test, front, seconds + 20, inputs)
    if row == "counted":  # the client's own lines, of children too
        for stream in ("stdout", "stderr"):
            under[stream] = re.sub(rb"(?m)^inscount: \d+ instructions in \d+ threads\r?\n", b"", under[stream])
    wrong = [difference(n, native.get(n), under.get(n)) for n in sorted(set(native) | set(under)) if native.get(n) != under.get(n)]
    print("".join(wrong) or f"same: status {native['status'].decode()}, {len(native['stdout'])} bytes, {len(native) - 3} files")
    return bool(wrong)


def check_all(build, binaries, kind, folder, names):
    """Prints a line for each; true: one failed."""
    failed = passed = 0
    for name, test in table(binaries, folder).items():
        for row in test.get("rows", ["default"]):
            if rows()[row]["build"] != kind or (names and name not in names):
                continue
            print(f"{name} {row}: ", end="", flush=True)
            wrong = check(build, binaries, row, name, folder)
            failed += wrong
            passed += not wrong
    print(f"{passed} passed, {failed} failed")
    return failed != 0 or passed == 0


def main():
    if sys.argv[1] == "all":
        build, binaries, kind, folder, *names = sys.argv[2:]
        return check_all(build, os.path.abspath(binaries), kind, folder, names)
    if sys.argv[1] == "list":
        kind, binaries = sys.argv[2:]
        known = rows()
        for name, test in table(binaries).items():
            for row in test.get("rows", ["default"]):
                if known[row]["build"] == kind:
                    print(f"{name} {row} {test.get('time', 20) * (known[row]['factor'] + 2) + 60}")
        return 0
    build, binaries, row, name, *folder = sys.argv[2:]
    return check(build, os.path.abspath(binaries), row, name, *folder)


sys.exit(main())
