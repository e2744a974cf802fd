#!/usr/bin/env python3
"""tests/clients/clients_test.py - the shipped clients on programs whose instructions are known.
SPDX-License-Identifier: Apache-2.0

usage: clients_test.py BUILD PROGRAMS KIND NAME...   (runs test_NAME; all of them without a NAME)
"""
import os
import re
import struct
import subprocess
import sys
import tempfile

import harness
from harness import CLIENTS, contains, equal, own, program, run


def counts(*client, options=()):
    """Runs the counted program; its own results must be right whatever the client does."""
    status, out, err = run([client], program("counts"), options=options)
    equal("exit status", status, 7)
    equal("stdout", out, "text\n")
    return err


def test_empty():
    equal("stderr", counts("empty"), "")


def test_bbcount():
    # loop: 100 times two blocks and the callee's; string part up to the first system call; three
    # times the end of that loop and twice its beginning; three more system calls
    equal("stderr", counts("bbcount"), "bbcount: 309 basic blocks in 1 threads\n")


# 2, 100 times 12, 9 for strings, 1 and three times 4, 5 for write, 3 for close, 3 for exit
INSTRUCTIONS = 2 + 100 * 12 + 9 + 1 + 3 * 4 + 5 + 3 + 3


# However blocks are put together, the counts are exact.
ROWS = [[], ["-no_superblocks"], ["-no_link"], ["-max_bb_instrs", "1"], ["-cache_max", "256K"]]


def test_inscount():
    for options in ROWS:
        equal(f"stderr with {options}", counts("inscount", options=options),
              f"inscount: {INSTRUCTIONS} instructions in 1 threads\n")


def test_inscount_clean_calls():
    equal("stderr", counts("inscount", "-clean_calls"), f"inscount: {INSTRUCTIONS} instructions in 1 threads\n")


def test_inscount_threads():
    for options in (["-threads"], ["-threads", "-clean_calls"]):
        status, _, err = run([["inscount", *options]], program("threads"))
        equal("exit status", status, 0)
        each = sorted(int(n) for n in re.findall(r"thread \d+: (\d+)", err))
        equal("threads", len(each), 3)
        # the first thread's number depends on how often it has to wait
        equal("the others", each[1:], [4 + 2 * 2000 + 3, 4 + 2 * 3000 + 3])
        contains(err, f"inscount: {sum(each)} instructions in 3 threads")


def test_opcodes():
    err = counts("opcodes")
    contains(err, f"opcodes: {INSTRUCTIONS} instructions of 17 kinds")
    have = {name: int(n) for n, name in re.findall(r"^ *(\d+) (.+)$", err, re.M)}
    equal("counts", have, {"add": 200, "mov": 115, "dec": 103, "jnz": 103, "call": 100, "inc": 100, "nop": 100,
                           "pop": 100, "prefetcht0": 100, "push": 100, "ret": 100, "syscall": 6, "lea": 4, "cld": 1,
                           "rep movs": 1, "repne scas": 1, "xor": 1})


def symbols(name="counts"):
    out = subprocess.run(["nm", program(name)], capture_output=True, text=True, check=True).stdout
    return {name: int(address, 16) for address, name in re.findall(r"^(\w+) \w (\w+)$", out, re.M)}


def expected_accesses():
    """Without those on the stack, whose address is not known."""
    s = symbols()
    each = [("R", 8, s["value"]), ("R", 8, s["total"]), ("W", 8, s["total"])]
    strings = [x for i in range(16) for x in (("R", 1, s["from"] + i), ("W", 1, s["to"] + i))]
    return each * 100 + strings + [("R", 1, s["from"] + i) for i in range(5)]


def check_accesses(have):
    limit = symbols()["text"] + 5
    equal("accesses", len(have), 421 + 316)
    equal("accesses outside the stack", [a for a in have if a[2] < limit], expected_accesses())
    stack = [a[:2] for a in have if a[2] >= limit]
    equal("accesses to the stack", stack, [("W", 8), ("W", 8), ("R", 8), ("R", 8)] * 100)


def test_memtrace():
    with tempfile.TemporaryDirectory() as folder:
        err = counts("memtrace", "-text", "-o", folder + "/t")
        equal("stderr", err, "memtrace: 421 reads and 316 writes in 1 threads\n")
        names = os.listdir(folder)
        equal("files", len(names), 1)
        with open(os.path.join(folder, names[0])) as f:
            rows = [line.split() for line in f]
        check_accesses([(kind, int(size), int(address, 16)) for kind, size, address in rows])


def test_memtrace_binary():
    with tempfile.TemporaryDirectory() as folder:
        counts("memtrace", "-o", folder + "/t")
        with open(os.path.join(folder, os.listdir(folder)[0]), "rb") as f:
            rows = struct.iter_unpack("<QII", f.read())
        check_accesses([("W" if is_write else "R", size, address) for address, size, is_write in rows])


def test_memtrace_gather():
    """Each element that its mask has is one access."""
    with open("/proc/cpuinfo") as f:
        flags = f.read()
    for arguments in ([], ["avx512"]):
        if " avx2 " not in flags or (arguments and " avx512f " not in flags):
            continue
        with tempfile.TemporaryDirectory() as folder:
            status, _, _ = run([["memtrace", "-text", "-o", folder + "/t"]], program("gather"), *arguments)
            equal("exit status", status, 0)
            with open(os.path.join(folder, os.listdir(folder)[0])) as f:
                have = [line.split() for line in f]
        data = symbols("gather")["data"]
        want = [("R", data + 4 * i) for i in (0, 3, 5, 7)]
        if arguments:
            want += [("W", data + 8 + 4 * i) for i in (16, 20)] + [("R", data + 8 + 4 * 16)]
        equal("accesses", [(k, int(a, 16)) for k, s, a in have if s == "4" and data <= int(a, 16) < data + 256], want)


def test_syscalls():
    err = counts("syscalls", "-count")
    lines = err.splitlines()
    tid = lines[0].split()[0]
    equal("lines", lines, [f"{tid} getpid() = {tid}"] * 3 + [
        f"{tid} write(1, 0x{symbols()['text']:x}, 5) = 5", f"{tid} close(-1) = -1 EBADF", f"{tid} exit_group(7) = ?",
        "syscalls: 6 calls, 1 failed"])


def test_modules():
    err = counts("modules")
    rows = [line.split() for line in err.splitlines()]
    equal("last line", rows[-1], ["modules:", "2", "loaded,", "0", "unloaded"])
    equal("names", sorted(r[2] for r in rows[:-1]), ["counts", "linux-vdso.so.1"])
    _, _, err = run([["modules", "-segments"]], "/bin/true")
    for name in ("libc.so.6", "ld-linux-x86-64.so.2", "true"):
        if not re.search(rf"^load +0x\w+-0x\w+ {re.escape(name)} /", err, re.M):
            sys.exit(f"{name} is missing in:\n{err}")
    code = "import _ctypes as c\nfor i in range(3): c.dlclose(c.dlopen('libresolv.so.2', 2))"
    status, _, err = run([["modules"]], "/usr/bin/python3", "-I", "-c", code)
    equal("exit status", status, 0)
    events = re.findall(r"^(load|unload) .*libresolv", err, re.M)
    equal("a library that comes and goes", events, ["load", "unload"] * 3)


def test_modify():
    # of three, only the one in front of add may be exchanged
    once = "modify: 1 of 3 inc and dec exchanged, 1 prefetches removed, 0 rdtsc replaced\n"
    equal("stderr", counts("modify", options=["-no_superblocks"]), once)
    # a block may stand in several fragments and is changed in each of them
    have = re.fullmatch(r"modify: (\d+) of (\d+) inc and dec exchanged, (\d+) prefetches removed, 0 rdtsc replaced\n",
                        counts("modify"))
    exchanged, all_, prefetches = map(int, have.groups())
    equal("as often as the prefetch of the same block", exchanged, prefetches)
    equal("at least once, and not the others", 1 <= exchanged <= all_ - 2, True)


def test_modify_rdtsc():
    equal("exit status", run([["modify"]], program("rdtsc"))[0], 0)
    status, _, err = run([["modify", "-rdtsc", str(3 << 32 | 0x39)]], program("rdtsc"))
    equal("exit status", status, 1)
    contains(err, "1 rdtsc replaced")


def test_several():
    """Two clients see the same program, neither the code of the other."""
    status, _, err = run([["inscount"], ["bbcount"]], program("counts"))
    equal("exit status", status, 7)
    contains(err, f"inscount: {INSTRUCTIONS} instructions")
    contains(err, "bbcount: 309 basic blocks")


def test_children():
    """Programs that a program starts are followed, with the client."""
    status, out, err = run([["inscount"]], "/bin/sh", "-c", f"{program('counts')}; {program('counts')}; exit 3")
    equal("exit status", status, 3)
    equal("stdout", out, "text\ntext\n")
    equal("runs", err.count(f"inscount: {INSTRUCTIONS} instructions in 1 threads\n"), 2)


def test_libc():
    status, _, err = run([[own("libc"), "last word"]], "/bin/true")
    equal("exit status", status, 0)
    equal("stderr", err, "constructed 42, 1 words, last 'last word'\n1 3 5 9 2.500     x|! 21\n7 0.5 31 0.001\n; 0 65\n"
          f"zz{own('libc')[:2]} found\n0\ngoodbye\n")


def test_api():
    with tempfile.TemporaryDirectory() as folder:
        status, _, err = run([[own("api"), "-a", "b c"]], "/bin/true", "one", "two", cwd=folder)
        equal("exit status", status, 0)
        if not re.fullmatch(r"\d+ checks, 0 failures\n", err):
            sys.exit(err)
        equal("files left", os.listdir(folder), [])


def test_old_entry():
    _, _, err = run([[own("old_entry"), "a b", "c"]], "/bin/true")
    equal("stderr", err, "dr_init 0 'a b' then ' c'\n")


def test_crash():
    """A client that crashes is named; the application does not get the blame."""
    for when in ("-start", "-block", "-exit", "-call", "-recursion"):
        status, out, err = run([[own("crash"), when]], "/bin/echo", "it ran")
        if status == 0:
            sys.exit("exit status 0")
        equal("stdout", out, "it ran\n" if when == "-exit" else "")
        contains(err, " at code that clients have inserted at 0x" if when == "-call" else " at libtest_crash.so+0x")
        contains(err, "this is a defect of client 'crasher': please report it to nobody@example.org")
        equal("application pc", re.search(r"application pc (\S+)", err) is not None, True)
        if when == "-start":
            contains(err, "(dr_client_main+0x")
        if when == "-recursion":
            contains(err, "stack overflow at libtest_crash.so")
        else:
            contains(err, "address 0x10")
    equal("dr_abort", run([[own("crash"), "-abort"]], "/bin/true")[0], -6)
    equal("dr_abort_with_code", run([[own("crash"), "-abort_code"]], "/bin/true")[0], 42)


def bad(path, *parts):
    """One line on stderr that has all the parts, nothing from the application, a status that is not 0."""
    status, out, err = run([[path]], "/bin/echo", "it ran")
    if status == 0 or out != "" or err.count("\n") != 1 or not err.startswith("drrun: "):
        sys.exit(f"{path}: status {status}, stdout {out!r}, stderr {err!r}")
    for part in parts:
        contains(err, part)


def test_bad_clients():
    with open(own("api"), "rb") as f:
        good = f.read()
    with tempfile.TemporaryDirectory() as folder:
        def damaged(name, data):
            path = os.path.join(folder, name)
            with open(path, "wb") as f:
                f.write(data)
            return path
        bad("/no/such/client.so", "/no/such/client.so")
        bad(folder, folder)
        bad(damaged("text.so", b"just some text\n" * 20), "not an ELF file")
        bad(damaged("empty.so", b""), "empty.so")
        bad(damaged("short.so", good[:100]), "short.so")
        bad(damaged("half.so", good[:len(good) // 4]), "truncated")
        bad(damaged("class.so", good[:4] + b"\1" + good[5:]), "class.so")
        bad(damaged("machine.so", good[:18] + b"\xb7\0" + good[20:]), "machine.so")
        bad("/bin/true", "true")
    bad(own("no_entry"), "no_entry", "dr_client_main")
    bad(own("bad_import"), "cannot resolve import 'this_function_does_not_exist'")


harness.run_tests(globals())
