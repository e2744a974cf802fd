# tests/table.py - reads the tables of tests (*.toml) and turns them into test cases.
# SPDX-License-Identifier: Apache-2.0
#
# Fields of a test (section name = test name, prefixed by its folder):
#   sh        a shell script; or
#   cmd       a list: program and arguments
#   native_cmd  a list: what runs natively instead, where the same result comes sooner
#   drrun     a list: the whole tail of a drrun command line, for tests of drrun itself
#             (no native run; compare with expect_*)
#   raw       the command is run as it is, not under drrun; compare with expect_*
#   client    list: client name and its options, with cmd: run under that client
#   files     input files: name -> text (executable when it begins with #!)
#   setup     shell script run natively in the fresh directory before each run
#   stdin     text; absent: /dev/null
#   tty       run on a terminal and play these [expected, answer, pause] steps
#   env       more environment
#   normalize [[regex, replacement], ...] for what differs by nature, on all streams and files
#   skip      files or folders whose content is not compared (they differ by nature)
#   expect_status, expect_stdout, expect_stderr (regexes matched against all of it), not_stdout
#   rows      option rows in CI; all: every row; absent: the table's "defaults"
#   not_rows  those of them that it is not for
#   small     a table of fields that replace these ones in the rows that are "small"
#   time      native time limit in seconds
#   load      processors it keeps busy (default 1)
#   leaves_processes  it does so natively, too: they are killed without a word
#   core      may dump core
#   needs     programs that must exist, with the package that has them
# and for programs that are built here (apps.toml):
#   src, cc, cflags, libs, shared (other libraries of this table it loads)
# {dir} is the folder of the table, {bin} the folder with built test programs,
# {lib} the folder with client libraries, {port} a free port of this machine.
import glob
import os
import sys
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))


def _load(path):
    with open(path, "rb") as f:
        return tomllib.load(f)


def rows():
    return _load(os.path.join(HERE, "rows.toml"))


def _apps(folder, table, defaults):
    """Every source of apps/ is a test by default; the table names variants and exceptions."""
    named = {t.get("src") or name for name, t in table.items()}
    for path in sorted(glob.glob(os.path.join(HERE, folder, "*.c"))
                       + glob.glob(os.path.join(HERE, folder, "*.cpp"))
                       + glob.glob(os.path.join(HERE, folder, "*.S"))):
        name, ext = os.path.splitext(os.path.basename(path))
        if name not in named and os.path.basename(path) not in named and name not in table:
            table[name] = {}
    for name, t in table.items():
        src = t.get("src") or next((name + e for e in (".c", ".cpp", ".S")
                                    if os.path.exists(os.path.join(HERE, folder, name + e))), None)
        if src:
            t["src"] = src
            t.setdefault("binary", f"{folder}/{name}")
        if src and not t.get("library") and "cmd" not in t and "sh" not in t:
            t["cmd"] = ["{bin}/" + t["binary"]] + t.get("args", [])
    return table


def load():
    """All tests: name -> test."""
    tests = {}
    for path in sorted(glob.glob(os.path.join(HERE, "*", "*.toml"))):
        folder = os.path.basename(os.path.dirname(path))
        table = _load(path)
        defaults = table.pop("defaults", {})
        if folder in ("apps", "asm", "process"):
            table = _apps(folder, table, defaults)
        for name, t in table.items():
            t = {**defaults, **t}
            t["folder"] = folder
            if "src" in t:
                t.setdefault("binary", f"{folder}/{name}")
            t["name"] = f"{folder}.{name}"
            if t.get("rows") == "all":
                t["rows"] = list(rows())
            t.setdefault("rows", ["default"])
            t["rows"] = [row for row in t["rows"] if row not in t.get("not_rows", [])]
            tests[t["name"]] = t
    return tests


def in_row(test, row):
    """The test as it is in that row: where everything takes long it may do less."""
    return {**test, **test.get("small", {})} if row.get("small") else test


def cases(tests, build=None, every_row=False):
    """(test, row name) of everything that this kind of build runs."""
    table = rows()
    for t in tests.values():
        if "cmd" not in t and "sh" not in t and "drrun" not in t:
            continue
        names = t["rows"]
        if every_row and len(names) > 1 or every_row and not ("client" in t or "drrun" in t or "raw" in t):
            names = [row for row in table if row not in t.get("not_rows", [])]
        for row in names:
            if build and table[row].get("build", build) != build:
                continue
            yield t, row


def to_cmake(out, build, every_row):
    """Writes dr_test_binary() and dr_test() calls, for tests/CMakeLists.txt."""
    tests = load()
    lines = []
    for t in tests.values():
        if "src" not in t:
            continue
        lines.append("dr_test_binary(%s SRC %s CC %s FLAGS %s LIBS %s)" % (
            t["binary"], os.path.join(HERE, t["folder"], t["src"]), t.get("cc", "default"),
            " ".join(f'"{f}"' for f in t.get("cflags", [])),
            " ".join(f'"{f}"' for f in t.get("libs", []))))
    for t, row in cases(tests, build, every_row):
        limit = int(t.get("time", 10) * (2 + rows()[row]["factor"])) + 60
        lines.append(f"dr_test({t['name']} {row} {t['folder']} {limit} {t.get('load', 1)})")
    text = "\n".join(lines) + "\n"
    if not os.path.exists(out) or open(out).read() != text:
        with open(out, "w") as f:
            f.write(text)


if __name__ == "__main__":
    to_cmake(sys.argv[1], sys.argv[2], len(sys.argv) > 3 and sys.argv[3] == "every")
