#!/usr/bin/env python3
"""tests/clients/features_test.py - each part of the client interface, on programs written for it.
SPDX-License-Identifier: Apache-2.0

usage: features_test.py BUILD PROGRAMS KIND NAME...   (runs test_NAME; all of them without a NAME)
"""
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

import harness
from harness import contains, equal, own, program, run


def symbols(name):
    """NAME=ADDRESS for the symbols of a program that is not position-independent."""
    out = subprocess.run(["nm", program(name)], capture_output=True, text=True, check=True).stdout
    return [f"{symbol}={address}" for address, symbol in re.findall(r"^(\w+) \w (\w+)$", out, re.M)]


def words(data):
    return list(struct.unpack(f"<{len(data) // 8}Q", data))


def run_binary(client, app):
    done = subprocess.run(harness.command([client], app), capture_output=True, timeout=60)
    equal("exit status", done.returncode, 0)
    return words(done.stdout), done.stderr.decode()


# The results of code.S: natively, and as the client changes them.
NATIVE = [11, 15, 0, 500, 1, 11, 110, 107, 0x1111, 9, 0x101, 0x1234, 6, 0]
CHANGED = [1, 8, 0x77, 500, 2, 22, 220, 7, 0x2222, 22, 0x101, 0x1234, 5, 0x5555]


def test_code():
    native = subprocess.run([program("code")], capture_output=True, check=True)
    equal("native results", words(native.stdout), NATIVE)
    have, err = run_binary([own("code"), *symbols("code")], program("code"))
    equal("results", have, CHANGED)
    equal("stderr", err, "meta 100 flags 2 spilled 0x1234 field 0x3\nblocks: 1 0\nsizes: 1 0\n")
    have, err = run_binary([own("code"), "-meta_only", *symbols("code")], program("code"))
    equal("results with meta instructions only", have, NATIVE)
    contains(err, "meta 100 flags 2 spilled 0x1234 field")


def test_calls():
    have, err = run_binary([own("calls"), *symbols("calls")], program("calls"))
    if not re.fullmatch(r"\d+ checks, 0 failures\n", err):
        sys.exit(err)
    one = struct.unpack("<Q", struct.pack("<d", 1.0))[0]
    equal("results", have, [0, 0x4242, 77, 0xfedcba9876543210, 0x0123456789abcdef, 0xfedcba9876543210, one,
                            0xffffffffffffffff])


def test_syscalls_changed():
    done = subprocess.run(harness.command([[own("syscalls")]], program("calls_of_kernel")), capture_output=True,
                          timeout=60)
    equal("exit status", done.returncode, 0)
    equal("what was written", done.stdout[:5], b"abcxy")
    results, err = words(done.stdout[5:]), done.stderr.decode()
    pid = results[1]
    equal("results", results, [4242, pid, 7777, 2, 2**64 - 1, 5, pid])
    equal("stderr", err, "asked 18, getuid 1 0, getppid 1 1, getpid 1 1, write 3 3, exit 0 0\n0 failures\n")


def life(*app):
    status, _, err = run([[own("life")]], *app)
    return status, sorted(err.splitlines())


def test_life():
    status, lines = life(program("counts"))
    equal("counts", (status, lines),
          (7, ["begun 1 ended 1 forks 0 loads 2 unloads 0 exits 1 twice 2 bad 0"]))
    status, lines = life(program("threads"))
    equal("threads", (status, lines),
          (0, ["begun 3 ended 3 forks 0 loads 2 unloads 0 exits 1 twice 2 bad 0"]))
    status, lines = life(program("life"))
    equal("fork", (status, lines),
          (3, ["begun 1 ended 1 forks 0 loads 2 unloads 0 exits 1 twice 2 bad 0",
               "begun 1 ended 1 forks 1 loads 2 unloads 0 exits 1 twice 2 bad 0"]))


def test_order():
    """Of several clients, the last registered is called first."""
    with tempfile.TemporaryDirectory() as folder:
        other = shutil.copy(own("life"), os.path.join(folder, "libother.so"))
        status, _, err = run([[own("life"), "-order", "A"], [other, "-order", "B"]], program("counts"))
    equal("exit status", status, 7)
    equal("events", err.splitlines(), ["thread init B", "thread init A", "thread exit B", "thread exit A", "exit B",
                                       "exit A"])


def run_signals(*words, app=()):
    return run([[own("signals"), *words]], program("signals"), *app)


def test_signals_delivered():
    equal("plain", run_signals(), (0, "handled 1 1\n", "seen 1 1 0 urg 0 alarm 0 bad 0\ntransfers 2 2 0\n"))
    equal("fault", run_signals(app=["fault"]),
          (0, "handled 1 1\nfaults 1\n", "seen 1 1 1 urg 0 alarm 0 bad 0\ntransfers 3 2 0\n"))
    equal("alarm", run_signals(app=["alarm"]),
          (0, "handled 1 1\nalarm 1\n", "seen 1 1 0 urg 0 alarm 1 bad 0\ntransfers 3 3 0\n"))


def test_signals_changed():
    equal("suppressed", run_signals("-usr1", "suppress"),
          (0, "handled 0 1\n", "seen 1 1 0 urg 0 alarm 0 bad 0\ntransfers 1 1 0\n"))
    equal("bypassed", run_signals("-usr1", "bypass")[:2], (-10, ""))
    out = subprocess.run(["nm", program("signals")], capture_output=True, text=True, check=True).stdout
    target = re.search(r"^(\w+) t elsewhere$", out, re.M).group(1)
    equal("redirected", run_signals("-usr1", "redirect", "-target", target),
          (9, "redirected\n", "seen 1 0 0 urg 0 alarm 0 bad 0\ntransfers 0 0 1\n"))
    equal("fault redirected", run_signals("-segv", "redirect", "-target", target, app=["fault"]),
          (9, "handled 1 1\nredirected\n", "seen 1 1 1 urg 0 alarm 0 bad 0\ntransfers 2 2 1\n"))
    equal("fault mended", run_signals("-segv", "open", app=["fault"]),
          (0, "handled 1 1\nread 0\nfaults 0\n", "seen 1 1 1 urg 0 alarm 0 bad 0\ntransfers 2 2 0\n"))


def test_killed():
    """Clients hear of the end by a signal that the application leaves to its default."""
    command = harness.command([["inscount"]], "/bin/sh", "-c", "echo ready; read x")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as p:
        equal("stdout", p.stdout.readline(), "ready\n")
        p.terminate()
        _, err = p.communicate(timeout=30)
    equal("exit status", p.returncode, -signal.SIGTERM)
    equal("reports", re.sub(r"\d+", "N", err), "inscount: N instructions in N threads\n")


def flush(how, callbacks, redirects=0, calls=3):
    places = [s for s in symbols("flush") if s.startswith(("work=", "half="))]
    equal(how, run([[own("flush"), how, *places]], program("flush")),
          (20, "", f"calls {calls} late 0 callbacks {callbacks} redirects {redirects}\nbalance 0 bad 0\n"))


def test_flush():
    flush("redirect", 1, 1)
    flush("delay", 1)
    flush("unlink", 0)
    flush("delete", 0)
    flush("block", 1, calls=10)
    flush("nothing", 0, calls=20)


def test_flush_balance():
    """Each block that is built is deleted once, whatever the program does to its code."""
    for app in (["/usr/bin/python3", "-c", "import json, threading; print(1)"],
                ["/usr/bin/luajit", "-e", "local n = 0; for i = 1, 1e6 do n = n + i % 7 end; print(n)"]):
        status, _, err = run([[own("flush"), "balance"]], *app)
        equal("exit status", status, 0)
        equal("stderr", err, "balance 0 bad 0\n")


def test_stop():
    equal("own thread", run([[own("stop")]], program("stopped"), "2"),
          (0, "done\n", "many stops, many threads seen, failed 0 moved 0 own 1 bad 0\n"))


def test_stop_calls():
    equal("application threads", run([[own("stop"), "-calls"]], program("stopped"), "2"),
          (0, "done\n", "many stops, many threads seen, failed 0 moved 0 own 1 bad 0\n"))


def test_nudge():
    """From outside, to a process whose only thread sleeps; the application notices nothing."""
    nudger = os.path.join(harness.BUILD, "bin64", "drnudgeunix")
    with subprocess.Popen(harness.command([[own("stop"), "-nudge"]], "/bin/sh", "-c", "echo; read x; echo $x"),
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as p:
        equal("ready", p.stdout.readline(), "\n")
        for argument in ("5", "0x10", "1"):
            subprocess.run([nudger, "-pid", str(p.pid), "-client", "0", argument], check=True, timeout=30)
        out, err = p.communicate("text\n", timeout=30)
        equal("read", (p.returncode, out, err), (0, "text\n", "nudges 4 sum 1022 bad 0\n"))
    with subprocess.Popen(harness.command([[own("stop"), "-nudge"]], "/bin/sleep", "100"), stderr=subprocess.PIPE,
                          text=True) as p:
        while subprocess.run([nudger, "-pid", str(p.pid), "-client", "0", "2"], timeout=30,
                             capture_output=True).returncode != 0 and p.poll() is None:
            pass
        _, err = p.communicate(timeout=30)
        equal("ended by a nudge", (p.returncode, err), (17, "nudges 1 sum 2 bad 0\n"))
    equal("ended by a thread of the client's", run([[own("stop"), "-end"]], "/bin/sleep", "100"), (19, "", "nudges 0 sum 0 bad 0\n"))
    native = subprocess.Popen(["/bin/sleep", "100"])
    done = subprocess.run([nudger, "-pid", str(native.pid), "-client", "0", "1"], capture_output=True, text=True)
    equal("native process", (done.returncode, native.poll()), (1, None))
    contains(done.stderr, "does not run under the runtime")
    native.kill()
    native.wait()


def test_timer():
    equal("timers", run([[own("stop"), "-timer"]], program("stopped"), "2"),
          (0, "done\n", "real many profile many cache many virtual 0 bad 0\n"))


def test_low_memory():
    equal("run", run([[own("memory")]], program("many")), (4, "", "low 1 left 0\n"))



def offset(name, symbol):
    """Of a symbol in a program that is position-independent."""
    return next(s.split("=")[1] for s in symbols(name) if s.startswith(symbol + "="))


def test_generations():
    """After a flush no thread runs the old code."""
    equal("run", run([[own("generations"), offset("stopped", "fib")]], program("stopped"), "2"),
          (0, "done\n", "many flushes, many deleted, late 0 poisoned 0\n"))


def test_restore():
    """Registers that the client keeps elsewhere come back at a fault, if it brings them back."""
    place = offset("restore", "fault_here")
    equal("plain", run([[own("restore"), place, "plain"]], program("restore")), (0, "", "restored 1 bad 0\n"))
    equal("ex", run([[own("restore"), place, "ex"]], program("restore")), (0, "", "restored 1 bad 0\n"))
    equal("nobody", run([[own("restore"), place, "no"]], program("restore")), (1, "", "restored 0 bad 0\n"))


def test_end():
    """When clients hear of the end, no other thread runs what they have inserted."""
    for _ in range(5):
        equal("end", run([[own("end")]], program("leaving")), (5, "", "ended all late 0\n"))
    equal("skip", run([[own("end"), "-skip"]], program("leaving")), (5, "", "ended none late 0\n"))
    equal("ask", run([[own("end"), "-ask"]], program("leaving")), (0, "", "ended all late 0\n"))


harness.run_tests(globals())
