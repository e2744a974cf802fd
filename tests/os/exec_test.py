#!/usr/bin/env python3
"""tests/os/exec_test.py - execve under the runtime does what it does natively, and fails as natively.
SPDX-License-Identifier: Apache-2.0

usage: exec_test.py LIBDYNAMORIO FOLDER   (FOLDER has os_exec_harness and os_probe)
"""
import ctypes
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

RUNTIME, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
del sys.argv[1:3]
PROBE, HARNESS = f"{FOLDER}/os_probe", f"{FOLDER}/os_exec_harness"
ENV = {"PATH": "/usr/bin:/bin", "LANG": "C"}


def run(*words, **more):
    r = subprocess.run([HARNESS, *words], env=ENV, capture_output=True, timeout=60,
                       preexec_fn=lambda: ctypes.CDLL(None).personality(0x0040000), **more)
    return r.returncode, r.stdout.decode(errors="replace"), r.stderr.decode(errors="replace")


class Exec(unittest.TestCase):
    maxDiff = 20000
    env = {}

    def setUp(self):
        ENV.pop("OLD_KERNEL", None)
        ENV.update(self.env)
        self.dir = tempfile.mkdtemp(prefix="exec-test-")
        os.chmod(self.dir, 0o755)
        self.addCleanup(shutil.rmtree, self.dir)
        self.probe = f"{self.dir}/probe"
        shutil.copy(PROBE, self.probe)

    def make(self, name, content, mode=0o755):
        path = f"{self.dir}/{name}"
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        os.chmod(path, mode)
        return path

    def same(self, *words, note=None, **more):
        native = run("native", *words, **more)
        under = run(RUNTIME, *words, **more)
        self.assertEqual(native[:2], under[:2], words)
        notes = [row for row in under[2].splitlines() if row.startswith("note: ")]
        self.assertEqual(native[2].splitlines(), under[2].splitlines()[len(notes):], words)
        self.assertEqual(len(notes), 0 if note is None else 1, (words, notes))
        if note is not None:
            self.assertIn(note, notes[0])
        return native[1]

    def fails(self, error, *words, **more):
        self.assertEqual(self.same(*words, **more), f"failed: {error}\n")

    def runs(self, *words, **more):
        self.assertIn("\nargv[0] ", self.same(*words, **more))

    def test_by_path(self):
        script = self.make("script", f"#!{self.probe} 0 word\n")
        for file in (self.probe, script):
            for what in ("path", "nofollow", "noargv", "emptyargv", "edge"):
                with self.subTest(what=what, file=file):
                    if "script" in file and what in ("edge",):
                        continue  # the probe takes its first word as an exit code
                    self.runs(what, file)
        self.runs("path", "probe", cwd=self.dir)
        self.runs("path", "script", cwd=self.dir)

    def test_by_descriptor(self):
        script = self.make("script", f"#!{self.probe} 0 word\n")
        for what in ("fd", "fdc", "fdp", "fdcp", "dev", "devc"):
            with self.subTest(what=what):
                self.runs(what, self.probe)
                if what in ("fdc", "fdcp"):
                    self.fails("No such file or directory", what, script)
                else:
                    self.runs(what, script)
        for what in ("fd", "fdc"):
            self.runs(what, self.dir, "probe")
            self.runs(what, "/", self.probe)
        self.fails("No such file or directory", "fdc", self.dir, "script")
        self.runs("fd", self.dir, "script")

    def test_deleted_file(self):
        """Only a descriptor still names it."""
        for way in ("native", RUNTIME):
            fd = os.open(self.probe, os.O_RDONLY)
            os.unlink(self.probe)
            status, out, err = run(way, "path", f"/proc/self/fd/{fd}", pass_fds=(fd,))
            self.assertEqual((status, err), (0, ""), way)
            self.assertIn("exe's beginning: this program", out)
            os.close(fd)
            shutil.copy(PROBE, self.probe)

    def test_own_exe(self):
        self.assertIn("this program", run(RUNTIME, "ownexe", self.probe)[1])

    def test_refused_files(self):
        os.mkdir(f"{self.dir}/folder")
        os.symlink("loop", f"{self.dir}/loop")
        os.symlink("probe", f"{self.dir}/link")
        os.mkfifo(f"{self.dir}/pipe", 0o755)
        with open(PROBE, "rb") as f:
            elf = f.read()
        self.fails("No such file or directory", "path", f"{self.dir}/none")
        self.fails("No such file or directory", "path", "")
        self.fails("Permission denied", "path", f"{self.dir}/folder")
        self.fails("Permission denied", "path", f"{self.dir}/pipe")
        self.fails("Permission denied", "path", "/dev/null")
        self.fails("Permission denied", "path", self.make("norights", elf, 0o644))
        self.fails("Not a directory", "path", f"{self.probe}/x")
        self.fails("Too many levels of symbolic links", "path", f"{self.dir}/loop")
        self.fails("Too many levels of symbolic links", "nofollow", f"{self.dir}/link")
        self.fails("File name too long", "path", "/" + "x" * 300)
        self.fails("File name too long", "path", "/x" * 2500)
        self.fails("Text file busy", "written", self.probe)
        self.fails("Exec format error", "path", self.make("empty", ""))
        self.fails("Exec format error", "path", self.make("text", "echo hello\n"))
        self.fails("Exec format error", "path", self.make("arm", elf[:18] + b"\xb7\0" + elf[20:]),
                   note="another processor")
        self.fails("Exec format error", "path", self.make("short", elf[:40]))
        self.fails("Exec format error", "path", self.make("type", elf[:16] + b"\x04" + elf[17:]))
        self.fails("No such file or directory", "path", self.make("nointerp", "#!/no/such\n"))
        self.fails("Permission denied", "path", self.make("dirinterp", f"#!{self.dir}\n"))
        self.fails("Exec format error", "path", self.make("noname", "#!\n"))
        self.fails("Exec format error", "path", self.make("longname", "#!/" + "n" * 400 + "\n"))
        where = elf.index(b"/lib64/ld-linux")
        self.fails("No such file or directory", "path",
                   self.make("noloader", elf[:where] + b"/lib65" + elf[where + 6:]))

    def test_refused_calls(self):
        self.fails("Bad address", "badpath", self.probe)
        self.fails("Bad address", "badargv", self.probe)
        self.fails("Bad address", "badword", self.probe)
        self.fails("Bad address", "overedge", self.probe)
        self.fails("Invalid argument", "badflags", self.probe)
        self.fails("Argument list too long", "toomany", self.probe, note="no room")
        self.fails("Argument list too long", "long", self.probe, note="no room")
        self.fails("Bad file descriptor", "fd", f"{self.dir}/none", "relative")

    def test_script_depth(self):
        name = self.probe
        for i in range(6):
            name = self.make(f"depth{i}", f"#!{name}{' 0' if i == 0 else ''}\n")
            if i < 5:
                self.runs("path", name)
        self.fails("Too many levels of symbolic links", "path", name)

    def test_many_arguments(self):
        native, under = run("native", "many", "/bin/echo"), run(RUNTIME, "many", "/bin/echo")
        self.assertEqual(native, under)
        self.assertEqual(native[0], 0)

    def test_crashing_elf_is_left_to_the_kernel(self):
        """Linux starts these and kills them; there must be no message of ours."""
        with open(PROBE, "rb") as f:
            elf = bytearray(f.read())
        elf[24:32] = struct.pack("<Q", 0x10)  # entry: not in code
        self.same("path", self.make("entry", bytes(elf)))
        self.same("path", self.make("cut", bytes(elf[:9000])))

    def test_unfollowed(self):
        status, out, err = run(RUNTIME, "unfollowed", self.probe)
        self.assertEqual((status, err), (0, ""))

    @unittest.skipIf(os.getuid() != 0, "needs root to make one")
    def test_set_user_id(self):
        tool = shutil.copy("/bin/true", f"{self.dir}/true")
        os.chown(tool, 65534, 65534)
        os.chmod(tool, 0o4755)
        self.same("path", tool, note="set-user-ID")
        os.chown(tool, 0, 0)
        os.chmod(tool, 0o6755)  # changes nothing for root: followed
        self.same("path", tool)

    @unittest.skipIf(os.getuid() != 0, "needs root to take rights away")
    def test_unreadable_program(self):
        harness = shutil.copy(HARNESS, f"{self.dir}/harness")
        tool = shutil.copy("/bin/true", f"{self.dir}/true")
        runtime = shutil.copy(RUNTIME, self.dir)
        os.chmod(tool, 0o711)
        for file, note in ((tool, True), (self.make("nothing", "", 0o700), False)):
            words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", harness]
            native, under = (subprocess.run([*words, way, "path", file], env=ENV, capture_output=True,
                                            text=True) for way in ("native", runtime))
            self.assertEqual((native.returncode, native.stdout), (under.returncode, under.stdout))
            self.assertEqual("cannot be read" in under.stderr, note, under.stderr)

    def test_32_bit_program(self):
        head = b"\x7fELF\1\1\1" + bytes(9) + struct.pack("<HHIIIIIHHHHHH", 2, 3, 1, 0x1000, 52, 0, 0,
                                                        52, 32, 1, 0, 0, 0)
        code = bytes.fromhex("b801000000bb2a000000cd80")  # exit(42)
        load = struct.pack("<IIIIIIII", 1, 0, 0x10000, 0x10000, 84 + len(code), 84 + len(code), 5, 4096)
        head = head[:24] + struct.pack("<I", 0x10000 + 84) + head[28:]
        self.same("path", self.make("32bit", head + load + code), note="32-bit")

    def test_views(self):
        self.assertEqual(run(RUNTIME, "views"), (0, "views are right\n", ""))
        self.assertEqual(run(RUNTIME, "exe", "/usr/bin/env"), (0, "exe is right\n", ""))
        self.assertEqual(run(RUNTIME, "guard"), (0, "memory is right\n", ""))


class ExecOnOldKernel(Exec):
    env = {"OLD_KERNEL": "1"}


class ExecOnOlderKernel(Exec):
    env = {"OLD_KERNEL": "2"}


if __name__ == "__main__":
    unittest.main(verbosity=2)
