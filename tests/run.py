#!/usr/bin/python3
# tests/run.py - runs a test program natively and under the runtime and compares all that shows.
# SPDX-License-Identifier: Apache-2.0
"""usage:
  run.py --build DIR --row ROW NAME          one test in one row (what CTest calls)
  run.py --build DIR [-j N] [--row ROW,...] PATTERN...    many, with a summary
  run.py --native N [--build DIR] PATTERN... N native runs each: must all be equal
  run.py --list [PATTERN...]

Both runs have the same working directory name, so paths need no normalisation.
Compared: exit status or signal and core flag, stdout, stderr, names, modes and
contents of all files; nothing may stay behind: no process, no file."""
import argparse
import difflib
import fnmatch
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import box
import table

FOREIGN = re.compile(r"^\.?(lib)?dynamorio|^dr\.", re.I)   # the runtime's own names in shared folders


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def kind_of(build):
    """debug or release: the build tree knows."""
    with open(os.path.join(build, "CMakeCache.txt")) as f:
        return "debug" if re.search(r"^CMAKE_BUILD_TYPE:\w+=Debug$", f.read(), re.M) else "release"


def is_alone(test):
    """Whether a test has expectations of its own instead of a native run."""
    return "drrun" in test or "client" in test or test.get("raw", False)


class Case:
    def __init__(self, test, row, args):
        self.row, self.args = table.rows()[row], args
        self.test = table.in_row(test, self.row)
        self.base = tempfile.mkdtemp(prefix="drt-")
        self.words = {
            "dir": os.path.join(table.HERE, test["folder"]),
            "bin": os.path.join(args.build, "tests"),
            "lib": os.path.join(args.build, "clients", "lib64", kind_of(args.build)),
            "drrun": args.drrun,
            "work": os.path.join(self.base, "run", "work"),
        }
        if "{port}" in repr(test):
            self.words["port"] = str(free_port())

    def expand(self, text):
        return re.sub(r"\{(dir|bin|lib|drrun|work|port)\}", lambda m: self.words[m[1]], text)

    def command(self):
        t = self.test
        if "sh" in t:
            return ["/bin/bash", "-c", self.expand(t["sh"])]
        return [self.expand(w) for w in t["cmd"]]

    def under(self):
        t = self.test
        if t.get("raw"):
            return self.command()
        front = [self.args.drrun] + self.args.option
        row = [self.expand(w) for w in self.row["options"]]
        if "drrun" in t:
            return front + row + [self.expand(w) for w in t["drrun"]]
        front += [self.expand(w) for w in t.get("options", [])] + row  # last: it may be a client
        client = t.get("client", [])
        if client:
            front += ["-c"] + [self.expand(w) for w in client]
        return front + ["--"] + self.command()

    def run(self, cmd, limit):
        t = self.test
        files = {self.expand(k): self.expand(v) for k, v in t.get("files", {}).items()}
        result = box.run(cmd, os.path.join(self.base, "run"), files=files,
                         env={k: self.expand(v) for k, v in t.get("env", {}).items()},
                         stdin=t.get("stdin"), tty=t.get("tty"), core=t.get("core", False),
                         setup=self.expand(t["setup"]) if "setup" in t else None,
                         limit=limit, skip=t.get("skip", []))
        for pattern, new in t.get("normalize", []):
            change = lambda b: re.sub(pattern.encode(), new.encode(), b, flags=re.M)
            result.stdout, result.stderr = change(result.stdout), change(result.stderr)
            result.files = {n: (k, m, change(c)) for n, (k, m, c) in result.files.items()}
        return result

    def native(self):
        short = [self.expand(w) for w in self.test.get("native_cmd", [])]
        return self.run(short or self.command(), self.test.get("time", 10) * 2 + 10)

    def runtime(self):
        return self.run(self.under(), self.test.get("time", 10) * self.row["factor"] + 20)

    def close(self):
        shutil.rmtree(self.base, ignore_errors=True)


def show_diff(what, a, b):
    a, b = a[:200000], b[:200000]                   # difflib is slow, and enough is enough
    lines = list(difflib.unified_diff(a.decode(errors="backslashreplace").splitlines(),
                                      b.decode(errors="backslashreplace").splitlines(),
                                      "native", "runtime", lineterm="", n=1))
    cut = "" if len(lines) <= 60 else f"\n  ... {len(lines) - 60} lines more"
    return f"{what} differs:\n  " + "\n  ".join(l[:300] for l in lines[:60]) + cut


def compare(a, b):
    """The differences between two results, as a list of texts."""
    problems = []
    if a.status != b.status:
        problems.append(f"status differs: natively {a.status}, under the runtime {b.status}")
    if a.stdout != b.stdout:
        problems.append(show_diff("stdout", a.stdout, b.stdout))
    if a.stderr != b.stderr:
        problems.append(show_diff("stderr", a.stderr, b.stderr))
    for name in sorted(set(a.files) | set(b.files)):
        x, y = a.files.get(name), b.files.get(name)
        if x is None or y is None:
            problems.append(f"file {name}: only {'under the runtime' if x is None else 'natively'}")
        elif x[:2] != y[:2]:
            problems.append(f"file {name}: {x[0]} mode {x[1]:o} natively, {y[0]} mode {y[1]:o} under the runtime")
        elif x[2] != y[2]:
            problems.append(show_diff(f"file {name}", x[2], y[2]))
    return problems


def expectations(test, case, r):
    problems = []
    status = test.get("expect_status")
    if status is not None and not re.fullmatch(str(status) if isinstance(status, str) else f"exit status {status}", r.status):
        problems.append(f"status: expected {status}, got {r.status}")
    for key, text in (("stdout", r.stdout), ("stderr", r.stderr)):
        want = test.get("expect_" + key)
        if want is not None and not re.fullmatch(case.expand(want), text.decode(errors="backslashreplace"), re.S):
            problems.append(f"{key}: expected to match {want!r}, got:\n" + text.decode(errors="backslashreplace")[:4000])
        never = test.get("not_" + key)
        if never is not None and re.search(never, text.decode(errors="backslashreplace")):
            problems.append(f"{key}: must not contain {never!r}:\n" + text.decode(errors="backslashreplace")[:4000])
    for name, want in test.get("expect_files", {}).items():
        got = r.files.get(name, (0, 0, b"(no such file)"))[2].decode(errors="backslashreplace")
        if not re.fullmatch(want, got, re.S):
            problems.append(f"file {name}: expected to match {want!r}, got:\n{got[:4000]}")
    return problems


def alone(test, r):
    """What one run left behind or did not finish."""
    problems = []
    if r.timed_out is not None:
        problems.append("time limit exceeded; where everything stood:\n" + r.timed_out)
    if not test.get("leaves_processes", False):
        problems += [f"left over: {text}" for text in r.leftover]
    return problems


def shared_names():
    return {os.path.join(d, n) for d in ("/tmp", "/dev/shm") if os.path.isdir(d)
            for n in os.listdir(d) if FOREIGN.search(n)}


def check(test, row, args):
    """Runs one case; returns (problems, text about times)."""
    for program, package in test.get("needs", {}).items():
        if not shutil.which(program, path=box.BASE_ENV["PATH"]) and not os.path.exists(program):
            return [f"{program} is not installed (Debian package {package})"], ""
    case = Case(test, row, args)
    test = case.test
    try:
        native = None
        if not is_alone(test):
            native = case.native()
            if alone(test, native):
                return ["natively: " + p for p in alone(test, native)], ""
        before = shared_names()
        r = case.runtime()
        problems = alone(test, r) + expectations(test, case, r)
        problems += [f"file left behind: {n}" for n in sorted(shared_names() - before)]
        if native:
            problems += compare(native, r)
        if problems and native and not r.timed_out:
            again = compare(native, case.native())
            if again:
                problems.append("NOTE: two native runs differ, too:\n" + "\n".join(again))
        times = f"{r.seconds:.2f} s, cpu {r.cpu:.2f} s"
        if native:
            times = f"native {native.seconds:.2f} s, runtime {r.seconds:.2f} s ({r.cpu:.2f} s cpu)"
        if problems and r.stderr and not any("stderr" in p for p in problems):
            problems.append("stderr: " + r.stderr.decode(errors="backslashreplace")[-1500:])
        if problems:
            problems.append("command: " + shlex.join(case.under()))
        return problems, times
    finally:
        case.close()


def check_native(test, count, args):
    first = None
    for i in range(count):
        case = Case(test, "default", args)
        try:
            r = case.native()
            text = lambda b: b.replace(case.base.encode(), b"BASE")
            r.stdout, r.stderr = text(r.stdout), text(r.stderr)
            r.files = {n: (k, m, text(c)) for n, (k, m, c) in r.files.items()}
        finally:
            case.close()
        problems = alone(test, r) + (compare(first, r) if first else [])
        if problems:
            return [f"run {i + 1}:"] + problems
        first = first or r
    return []


def many(args, tests, wanted_rows):
    """Runs many cases, each in a process of its own, and prints a summary."""
    todo = list(table.cases(tests, None if wanted_rows else kind_of(args.build), args.every))
    if wanted_rows:
        todo = [(t, row) for t, row in todo if row in wanted_rows]
    running, failed, done = [], [], 0
    queue = list(todo)
    while queue or running:
        while queue and len(running) < args.jobs:
            t, row = queue.pop(0)
            cmd = [sys.executable, __file__, "--one", "--build", args.build, "--drrun", args.drrun,
                   "--row", row, t["name"]] + ["--option=" + o for o in args.option]
            out = tempfile.TemporaryFile()
            running.append((t, row, subprocess.Popen(cmd, stdout=out, stderr=subprocess.STDOUT), out))
        time.sleep(0.01)
        for entry in list(running):
            t, row, process, out = entry
            if process.poll() is None:
                continue
            running.remove(entry)
            out.seek(0)
            text = out.read().decode(errors="replace")
            done += 1
            if process.returncode:
                failed.append(f"{t['name']} [{row}]")
                print(text, end="", flush=True)
            elif args.verbose:
                print(text, end="", flush=True)
    print(f"{done - len(failed)} of {done} passed")
    for name in failed:
        print(f"  FAILED {name}")
    return bool(failed)


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("--build", default=os.path.join(os.path.dirname(table.HERE), "build", "debug"))
    p.add_argument("--drrun")
    p.add_argument("--row", default="")
    p.add_argument("--every", action="store_true", help="every row, not only those of CI")
    p.add_argument("--one", action="store_true")
    p.add_argument("--native", type=int, default=0)
    p.add_argument("--list", action="store_true")
    p.add_argument("--option", action="append", default=[], help="one more option for drrun")
    p.add_argument("-j", "--jobs", type=int, default=2)
    p.add_argument("-v", "--verbose", action="store_true")
    p.add_argument("names", nargs="*")
    args = p.parse_args()
    args.build = os.path.abspath(args.build)
    args.drrun = os.path.abspath(args.drrun or os.path.join(args.build, "bin64", "drrun"))
    wanted = [r for r in args.row.split(",") if r]

    tests = table.load()
    chosen = {n: t for n, t in tests.items()
              if not args.names or any(fnmatch.fnmatch(n, pattern) for pattern in args.names)}
    if not chosen:
        sys.exit("no test has that name")
    if args.list:
        for t, row in table.cases(chosen, None, args.every):
            print(t["name"], row)
        return 0
    box.become_reaper()
    if args.native:
        bad = 0
        for t in chosen.values():
            if is_alone(t) or not ("cmd" in t or "sh" in t):
                continue
            problems = check_native(t, args.native, args)
            print(f"{'FAILED' if problems else 'ok'} {t['name']} natively", flush=True)
            for text in problems:
                print("  " + text.replace("\n", "\n  "), flush=True)
            bad |= bool(problems)
        return bad
    if len(chosen) == 1 and len(wanted) == 1:
        (test,) = chosen.values()
        problems, times = check(test, wanted[0], args)
        print(f"{'FAILED' if problems else 'passed'} {test['name']} [{wanted[0]}] {times}")
        for text in problems:
            print("  " + text.replace("\n", "\n  "))
        return bool(problems)
    return many(args, chosen, wanted)


if __name__ == "__main__":
    sys.exit(main())
