#!/usr/bin/env python3
"""tests/tools/drrun_test.py - drrun's command line and messages, with a fake runtime.
SPDX-License-Identifier: Apache-2.0

usage: drrun_test.py DRRUN
The fake prints its arguments, one a line, so what drrun would execute can be compared.
"""
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest

DRRUN = sys.argv.pop(1)
FAKE = "#!/bin/sh\nprintf '%s\\n' \"$@\"\n[ -z \"$FROM_TEST\" ] || echo \"$FROM_TEST\"\n"


def elf(machine=62, cls=2, order=1, kind=3, phnum=1, filesz=0x100, cut=None):
    """An ELF header with one PT_LOAD, good enough for drrun's checks."""
    end = "<" if order == 1 else ">"
    head = b"\x7fELF" + bytes([cls, order, 1]) + bytes(9)
    head += struct.pack(end + "HHIQQQIHHHHHH", kind, machine, 1, 0, 64, 0, 0, 64, 56, phnum, 0, 0, 0)
    load = struct.pack(end + "IIQQQQQQ", 1, 5, 0, 0, 0, filesz, filesz, 4096)
    return (head + load + bytes(0x200))[:cut]


class Drrun(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="drrun-test-")
        self.addCleanup(shutil.rmtree, self.dir)
        self.root = self.dir + "/root"
        os.makedirs(self.root + "/bin64")
        shutil.copy(DRRUN, self.root + "/bin64/drrun")
        for kind in ("release", "debug"):
            self.make(f"root/lib64/{kind}/libdynamorio.so", FAKE)
        self.make("root/clients/lib64/release/libinscount.so", elf())

    def make(self, name, content, mode=0o755):
        path = self.dir + "/" + name
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content.encode() if isinstance(content, str) else content)
        os.chmod(path, mode)
        return path

    def run_it(self, *args, **kw):
        env = kw.pop("env", dict(os.environ))
        return subprocess.run([self.root + "/bin64/drrun", *args], capture_output=True, text=True,
                              env=env, cwd=self.dir, timeout=20, **kw)

    def passes(self, args, expected, **kw):
        r = self.run_it(*args, **kw)
        self.assertEqual((r.returncode, r.stderr), (0, ""))
        self.assertEqual(r.stdout.splitlines(), expected)

    def refuses(self, args, status, *words, **kw):
        r = self.run_it(*args, **kw)
        self.assertEqual((r.returncode, r.stdout), (status, ""), r.stderr)
        self.assertEqual(r.stderr.count("\n"), 1, r.stderr)
        for word in words:
            self.assertIn(word, r.stderr)

    # What is executed

    def test_app_on_path(self):
        sh = shutil.which("sh", path="/usr/bin:/bin")
        env = {"PATH": os.path.dirname(sh)}
        self.passes(["--", "sh", "-c", "x y"], ["--", sh, "sh", "-c", "x y"], env=env)
        self.passes(["sh", "--", "a"], ["--", sh, "sh", "--", "a"], env=env)

    def test_app_in_folder(self):
        self.make("app", "#!/bin/sh\n")
        self.passes(["--", "./app"], ["--", "./app", "./app"])
        self.passes(["--", "app"], ["--", "app", "app"], env={"PATH": "/nowhere:"})

    def test_runtime_options(self):
        self.passes(["-loglevel", "3", "-stats", "--", "/bin/sh"],
                    ["-loglevel", "3", "-stats", "--", "/bin/sh", "/bin/sh"])
        self.passes(["-ops", "-a  -b 5", "-c", "libinscount.so", "--", "/bin/sh"],
                    ["-a", "-b", "5", "-client", self.root + "/clients/lib64/release/libinscount.so",
                     "0", "--", "/bin/sh", "/bin/sh"])

    def test_clients(self):
        a = self.make("a.so", elf())
        b = self.make("b.so", elf())
        self.passes(["-c", "a.so", "x", "-y", "-c", b, "--", "/bin/sh", "-c", ":"],
                    ["-client", a, "2", "x", "-y", "-client", b, "0",
                     "--", "/bin/sh", "/bin/sh", "-c", ":"])
        self.passes(["-t", "inscount", "o", "--", "/bin/sh"],
                    ["-client", self.root + "/clients/lib64/release/libinscount.so", "1", "o",
                     "--", "/bin/sh", "/bin/sh"])

    def test_kinds_and_root(self):
        shutil.rmtree(self.root + "/lib64/release")
        r = self.run_it("-v", "/bin/sh")
        self.assertIn("/lib64/debug/libdynamorio.so -- /bin/sh /bin/sh", r.stderr)
        self.refuses(["-release", "/bin/sh"], 1, "no release runtime")
        self.refuses(["-root", "/nowhere", "/bin/sh"], 1, "no runtime", "/nowhere")
        self.make("other/lib64/release/libdynamorio.so", "#!/bin/sh\necho other\n")
        self.passes(["-root", self.dir + "/other", "/bin/sh"], ["other"])

    def test_build_trees(self):
        """Two build trees side by side: each drrun takes its own runtime unless asked."""
        for kind in ("release", "debug"):
            self.make(f"build/{kind}/lib64/{kind}/libdynamorio.so", f"#!/bin/sh\necho {kind}\n")
            os.makedirs(f"{self.dir}/build/{kind}/bin64")
            shutil.copy(DRRUN, f"{self.dir}/build/{kind}/bin64/drrun")
        for kind, other in (("release", "debug"), ("debug", "release")):
            self.root = f"{self.dir}/build/{kind}"
            self.passes(["/bin/sh"], [kind])
            self.passes(["-" + other, "/bin/sh"], [other])

    def test_environment(self):
        self.passes(["-env", "FROM_TEST", "a b", "--", "/bin/sh"],
                    ["--", "/bin/sh", "/bin/sh", "a b"])

    def test_information(self):
        self.assertEqual(self.run_it("-version").returncode, 0)
        self.assertIn("usage:", self.run_it("-help").stdout)
        self.assertIn("usage:", self.run_it().stderr)

    def test_time_limit(self):
        self.make("root/lib64/release/libdynamorio.so", "#!/bin/sh\nexec sleep 10\n")
        start = time.time()
        r = self.run_it("-s", "1", "/bin/sh")
        self.assertEqual(r.returncode, -9)
        self.assertIn("longer than 1 s", r.stderr)
        self.assertLess(time.time() - start, 5)
        self.make("root/lib64/release/libdynamorio.so", "#!/bin/sh\nexit 7\n")
        self.assertEqual(self.run_it("-s", "1", "/bin/sh").returncode, 7)

    # What is refused

    def test_no_app(self):
        self.refuses(["--"], 1, "no application")
        self.refuses(["-stats"], 1, "--")
        self.refuses(["-debug"], 1, "no application")
        self.refuses(["--", "no-such-app"], 127, "no-such-app", "PATH")
        self.refuses(["--", "./no-such-app"], 127, "./no-such-app")
        self.refuses(["--", "/etc/passwd/x"], 127, "/etc/passwd/x")
        self.refuses(["--", ""], 127, "empty")

    def test_not_executable(self):
        self.make("plain", "x", 0o644)
        self.refuses(["--", "./plain"], 126, "./plain", "not executable")
        self.refuses(["--", "plain"], 126, "plain", "not executable", env={"PATH": self.dir})
        self.refuses(["--", self.dir], 126, "is a directory")
        self.refuses(["--", "/dev/null"], 126, "/dev/null")
        self.make("text", "hello\n")
        self.refuses(["--", "./text"], 126, "exec format error")
        self.make("empty", "")
        self.refuses(["--", "./empty"], 126, "exec format error")

    def test_bad_elf(self):
        for name, content, word in [
                ("arm64", elf(machine=183), "aarch64"), ("i386", elf(machine=3, cls=1), "i386"),
                ("s390", elf(machine=22, order=2), "s390"), ("odd", elf(machine=999), "999"),
                ("x32", elf(cls=1), "x32"), ("cls", elf(cls=9), "corrupt"),
                ("order", elf(order=0), "corrupt"), ("obj", elf(kind=1), "object file"),
                ("core", elf(kind=4), "core dump"), ("none", elf(phnum=0), "corrupt"),
                ("cut5", elf(cut=5), "truncated"), ("cut20", elf(cut=20), "truncated"),
                ("cut63", elf(cut=63), "truncated"), ("cut64", elf(cut=64), "truncated"),
                ("cutseg", elf(filesz=1 << 20), "truncated"),
                ("wrap", elf(filesz=(1 << 64) - 1), "truncated"),
                ("many", elf(phnum=9999), "truncated")]:
            with self.subTest(name):
                self.make(name, content)
                self.refuses(["--", "./" + name], 126, "./" + name, word)

    def test_bad_clients(self):
        self.refuses(["-c"], 1, "-c", "missing")
        self.refuses(["-c", "--", "/bin/sh"], 1, "-c", "missing")
        self.refuses(["-c", "-c", "--", "/bin/sh"], 1, "-c", "missing")
        self.refuses(["-t", "--", "/bin/sh"], 1, "-t", "missing")
        self.refuses(["-c", "nope.so", "--", "/bin/sh"], 1, "nope.so", "no such client")
        self.refuses(["-t", "nope", "--", "/bin/sh"], 1, "nope", "no such tool")
        self.make("a.so", "text")
        self.refuses(["-c", "a.so", "--", "/bin/sh"], 1, "a.so", "not an ELF")
        self.refuses(["-c", self.dir, "--", "/bin/sh"], 1, self.dir, "not a file")
        self.make("b.so", elf(machine=183))
        self.refuses(["-c", "b.so", "--", "/bin/sh"], 1, "b.so", "aarch64")
        self.make("c.so", elf())
        self.refuses(["-c", "c.so", "/bin/sh"], 1, "c.so", "--")
        self.refuses([w for _ in range(17) for w in ("-c", "c.so")] + ["--", "/bin/sh"], 1, "16")

    def test_bad_values(self):
        self.refuses(["-s", "x", "--", "/bin/sh"], 1, "-s", "'x'")
        self.refuses(["-s", "--", "/bin/sh"], 1, "-s", "missing")
        self.refuses(["-m", "999999999999", "--", "/bin/sh"], 1, "-m")
        self.refuses(["-env", "A", "--", "/bin/sh"], 1, "missing")
        self.refuses(["-env", "A=B", "c", "--", "/bin/sh"], 1, "A=B")


unittest.main(argv=sys.argv[:1], verbosity=1)
