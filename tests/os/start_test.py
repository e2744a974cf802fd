#!/usr/bin/env python3
"""tests/os/start_test.py - programs find themselves started as the kernel would have.
SPDX-License-Identifier: Apache-2.0

usage: start_test.py LIBDYNAMORIO FOLDER   (FOLDER has the programs os_probe*)
Each program runs natively, then under the runtime, in the same way; the outputs must be equal.
"""
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

RUNTIME, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
del sys.argv[1:3]
ENV = {"PATH": "/usr/bin:/bin", "HOME": "/root", "EMPTY": "", "LONG": "x" * 3000}
NO_RANDOM = 0x0040000
UNPRIVILEGED = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def prepare():
    ctypes.CDLL(None).personality(NO_RANDOM)


def run(command, env=None, random=False, argv0=None, **more):
    executable = command[0]
    if argv0 is not None:
        command = [argv0] + command[1:]
    r = subprocess.run(command, executable=executable, env=env or ENV, capture_output=True,
                       timeout=60, preexec_fn=None if random else prepare, **more)
    return r.returncode, r.stdout.decode(errors="replace"), r.stderr.decode(errors="replace")


class Start(unittest.TestCase):
    maxDiff = 20000

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="start-test-")
        os.chmod(self.dir, 0o755)
        self.addCleanup(shutil.rmtree, self.dir)

    def same(self, file, *args, argv0=None, prefix=(), **more):
        name = file if argv0 is None else argv0
        if prefix:
            native = run([*prefix, file, *args], **more)
            under = run([*prefix, RUNTIME, "--", file, name, *args], **more)
        else:
            native = run([file, *args], argv0=argv0, **more)
            under = run([RUNTIME, "--", file, name, *args], **more)
        self.assertEqual(native, under)
        return native

    def script(self, name, head, mode=0o755):
        path = f"{self.dir}/{name}"
        with open(path, "wb") as f:
            f.write(head if isinstance(head, bytes) else head.encode())
        os.chmod(path, mode)
        return path

    def test_kinds_of_programs(self):
        for kind in ("", "_static", "_static-pie", "_no-pie"):
            with self.subTest(kind):
                status, out, _ = self.same(f"{FOLDER}/os_probe{kind}", "7", "two words", "")
                self.assertEqual(status, 7)
                self.assertIn("argv[2]", out)

    def test_argv0_and_relative_names(self):
        self.same(f"{FOLDER}/os_probe", argv0="-login")
        self.same(f"{FOLDER}/os_probe", argv0="")
        self.same("./os_probe", cwd=FOLDER)
        self.same("../" + os.path.basename(FOLDER) + "/os_probe", cwd=FOLDER)

    def test_symbolic_link(self):
        os.symlink(f"{FOLDER}/os_probe", f"{self.dir}/a-link-with-a-long-name")
        _, out, _ = self.same(f"{self.dir}/a-link-with-a-long-name")
        self.assertIn("comm: a-link-with-a-l\n", out)

    def test_alignment_of_the_stack(self):
        for n in range(20):
            self.same(f"{FOLDER}/os_probe_static", "0", "a" * n, *["b"] * (n % 3))

    def test_large_arguments_and_environment(self):
        self.same(f"{FOLDER}/os_probe", "0", *["x" * 1000] * 100)
        self.same(f"{FOLDER}/os_probe", env={f"V{i}": "y" * 1000 for i in range(100)})
        self.same(f"{FOLDER}/os_probe", env={"ONE": "1"})

    def test_random_addresses(self):
        """Different in each run, and in the kernel's own ranges."""
        seen = set()
        for _ in range(8):
            status, out, err = run([RUNTIME, "--", f"{FOLDER}/os_probe", "p"], random=True)
            self.assertEqual((status, err), (0, ""))
            rows = dict(r.split(": ", 1) for r in out.splitlines() if ": " in r)
            program, brk = int(rows["program"], 16), int(rows["brk"], 16)
            self.assertTrue(0x550000000000 < program < 0x570000000000, hex(program))
            self.assertTrue(0 < brk - program < 1 << 31, (hex(program), hex(brk)))
            seen.add(program)
        self.assertGreater(len(seen), 6)

    def test_scripts(self):
        probe = f"{FOLDER}/os_probe"
        for i, head in enumerate((f"#!{probe}\n", f"#! {probe} 0 an argument  \nrest\n",
                                  f"#!{probe}", f"#!\t{probe} \t0\t\n", f"#!{probe} 0 ")):
            with self.subTest(head):
                self.same(self.script(f"s{i}", head), "x", "y")
        inner = self.script("inner", f"#!{probe} 0 inner\n")
        outer = self.script("outer", f"#!{inner} outer\n")
        self.same(outer, "x")
        self.same("./outer", cwd=self.dir)

    def test_script_depth(self):
        name = f"{FOLDER}/os_probe_static"
        for i in range(6):
            name = self.script(f"depth{i}", f"#!{name}\n")
            if i < 5:
                self.same(name)
        status, out, err = run([RUNTIME, "--", name, name])
        self.assertEqual((status, out), (126, ""))
        self.assertIn("scripts that interpret each other", err)

    def test_open_descriptors_stay(self):
        with open("/dev/null") as f:
            os.dup2(f.fileno(), 77)
            self.same(f"{FOLDER}/os_probe", pass_fds=(77,))
            os.close(77)

    def test_executable_stack(self):
        source = self.script("x.c", '#include <stdio.h>\n#include <string.h>\n'
                             'int main(void){char l[256];FILE*f=fopen("/proc/self/maps","r");'
                             'while(fgets(l,256,f))if(strstr(l,"[stack]"))puts(strchr(l,\' \'));return 0;}')
        for flag in ("execstack", "noexecstack"):
            out = f"{self.dir}/{flag}"
            subprocess.run(["gcc", "-w", "-Wl,-z," + flag, source, "-o", out], check=True)
            _, text, _ = self.same(out)
            self.assertIn("rwxp" if flag == "execstack" else "rw-p", text)

    def test_protections_in_maps(self):
        """A page that holds code which has run is still shown as the program made it."""
        source = self.script("w.c", """
            #include <stdio.h>
            #include <string.h>
            #include <sys/mman.h>
            int main(void) {
                static const unsigned char code[] = {0xb8, 7, 0, 0, 0, 0xc3};
                char *p = mmap(0, 3 * 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), line[300], start[20];
                int n = 0;
                memcpy(p + 4096, code, sizeof(code));
                n += ((int (*)(void))(p + 4096))();
                sprintf(start, "%lx-%lx", (long)p, (long)p + 3 * 4096);
                FILE *f = fopen("/proc/self/maps", "r");
                while (fgets(line, sizeof(line), f))
                    if (strncmp(line, start, strlen(start)) == 0)
                        printf("%d %s", n, strchr(line, ' '));
            }""")
        out = f"{self.dir}/writable"
        subprocess.run(["gcc", "-w", source, "-o", out], check=True)
        self.assertEqual(self.same(out)[1], "7  rwxp 00000000 00:00 0 \n")

    def test_large_alignment_and_bss(self):
        source = self.script("a.c", '#include <stdio.h>\n#include <string.h>\n'
                             'static char big[50000000]; _Alignas(65536) static int x = 5;\n'
                             'int main(void){for(int i=0;i<50000000;i+=4096)if(big[i])return 1;'
                             'memset(big,1,sizeof(big));'
                             'printf("%d %d\\n",x,(int)((unsigned long)&x%65536));return 0;}')
        for flags in (["-pie", "-fPIE"], ["-static-pie", "-fPIE"], ["-no-pie"]):
            out = f"{self.dir}/{flags[0]}"
            subprocess.run(["gcc", "-w", *flags, "-Wl,-z,max-page-size=0x200000", source, "-o", out],
                           check=True)
            self.assertEqual(self.same(out)[:2], (0, "5 0\n"))

    @unittest.skipIf(os.getuid() != 0, "needs root to give rights up")
    def test_without_privilege(self):
        """The kernel cannot be told then which file /proc/self/exe is."""
        shutil.copy(f"{FOLDER}/os_probe", self.dir)
        shutil.copy(RUNTIME, self.dir)
        native = run([*UNPRIVILEGED, f"{self.dir}/os_probe", "0"])
        under = run([*UNPRIVILEGED, f"{self.dir}/libdynamorio.so", "--", f"{self.dir}/os_probe",
                     f"{self.dir}/os_probe", "0"])
        self.assertEqual(native, under)

    @unittest.skipIf(os.getuid() != 0, "needs root to chroot")
    def test_without_proc(self):
        source = self.script("p.c", '#include <stdio.h>\nint main(int c,char**v)'
                             '{FILE*f=fopen("/proc/self/maps","r");printf("%d %s %p\\n",c,v[0],f);return 3;}')
        for flag in ("-static", "-static-pie"):
            subprocess.run(["gcc", "-w", flag, source, "-o", f"{self.dir}/program"], check=True)
            shutil.copy(RUNTIME, self.dir)
            native = run(["/usr/sbin/chroot", self.dir, "/program", "x"])
            under = run(["/usr/sbin/chroot", self.dir, "/libdynamorio.so", "--", "/program", "/program", "x"])
            self.assertEqual(native, under)
            self.assertEqual(native[:2], (3, "2 /program (nil)\n"))

    def test_real_programs(self):
        for command in (["/bin/ls", "/"], ["/bin/bash", "-c", "echo $0 $BASH_VERSION; type cd"],
                        ["/usr/bin/perl", "-e", "print qq($0 $^X\\n)"],
                        ["/usr/bin/env"], ["/bin/busybox", "echo", "static"]):
            if os.path.exists(command[0]):
                with self.subTest(command[0]):
                    self.same(*command)

    def test_musl(self):
        if not shutil.which("musl-gcc"):
            self.skipTest("no musl-gcc")
        source = self.script("m.c", '#include <stdio.h>\nint main(int c,char**v){puts(v[0]);return c;}')
        for flags in ([], ["-static"], ["-static-pie"], ["-no-pie"]):
            out = f"{self.dir}/m{''.join(flags)}"
            subprocess.run(["musl-gcc", *flags, source, "-o", out], check=True)
            self.same(out, "x")

    def test_no_memory(self):
        def limit(kb):
            def set_limit():
                prepare()
                resource.setrlimit(resource.RLIMIT_AS, (kb << 10, kb << 10))
            return set_limit
        for kb in (128, 400, 600, 1000, 1500, 2500):
            r = subprocess.run([RUNTIME, "--", "/bin/true", "true"], capture_output=True, text=True,
                               env=ENV, preexec_fn=limit(kb))
            if r.returncode < 0:
                continue  # the kernel itself could not even start the runtime
            self.assertNotEqual(r.returncode, 0, kb)
            self.assertEqual(len(r.stderr.splitlines()), 1, (kb, r.stderr))


if __name__ == "__main__":
    unittest.main(verbosity=2)
