#!/usr/bin/env python3
"""tests/windows/programs/build.py - builds programs nobody here wrote, from Debian's source packages, for Windows.
SPDX-License-Identifier: Apache-2.0

usage: build.py SOURCES COMPILER [LAUNCHER]

SOURCES is .deps/windows, where ci/setup unpacks them; the programs come to SOURCES/bin and serve every
build tree.  What is built already, by the same recipe, is left alone.
"""
import concurrent.futures
import fcntl
import glob
import hashlib
import inspect
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FLAGS = ["-O1", "-w"]


class Builder:
    def __init__(self, sources, compiler, launcher):
        self.sources, self.bin, self.objects = sources, f"{sources}/bin", f"{sources}/objects"
        self.compiler, self.launcher = compiler, [launcher] if launcher else []
        self.cxx = compiler.replace("gcc", "g++")
        self.jobs = os.cpu_count() or 1

    def call(self, command, folder=None):
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
        if done.returncode != 0:
            sys.exit(f"build.py: {' '.join(command)[:400]}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")

    def compile(self, pairs, flags):
        """Pairs of a source and its object."""
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(lambda p: self.call([*self.launcher, self.compiler, *FLAGS, *flags, "-c", p[0], "-o", p[1]]), pairs))

    def c(self, program, files, flags=(), libraries=()):
        """One program of C files."""
        folder = f"{self.objects}/{program}"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        objects = [f"{folder}/{i}.o" for i in range(len(files))]
        self.compile(list(zip(files, objects)), flags)
        self.call([self.compiler, *objects, *libraries, "-o", f"{self.bin}/{program}.exe"])


def lua(b):
    b.c("lua", [f for f in sorted(glob.glob(f"{b.sources}/lua5.4/src/*.c")) if not f.endswith("luac.c")])


def bzip2(b):
    names = "bzip2 blocksort huffman crctable randtable compress decompress bzlib".split()
    b.c("bzip2", [f"{b.sources}/bzip2/{n}.c" for n in names], ["-D_FILE_OFFSET_BITS=64"])


def zlib(b):
    folder = f"{b.sources}/zlib"
    parts = sorted(glob.glob(folder + "/*.c"))
    b.c("minigzip", [folder + "/test/minigzip.c", *parts], ["-I" + folder])
    b.c("zexample", [folder + "/test/example.c", *parts], ["-I" + folder])
    # The same with Debian's own zlib1.dll.
    root = "/usr/" + os.path.basename(b.compiler).removesuffix("-gcc") + "/lib/"
    if os.path.exists(root + "zlib1.dll"):
        b.c("zexample_dll", [folder + "/test/example.c"], ["-I" + folder], [root + "libz.dll.a"])
        shutil.copy(root + "zlib1.dll", b.bin)


def sqlite3(b):
    folder = f"{b.objects}/sqlite3_made"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    b.call([f"{b.sources}/sqlite3/configure"], folder)
    b.call(["make", "sqlite3.c", "shell.c"], folder)
    b.c("sqlite3", [folder + "/sqlite3.c", folder + "/shell.c"], ["-I" + folder])


def xz(b):
    folder = f"{b.objects}/xz"
    shutil.rmtree(folder, ignore_errors=True)
    b.call(["cmake", "-G", "Ninja", "-S", f"{b.sources}/xz-utils", "-B", folder, "-DCMAKE_BUILD_TYPE=Release",
            "-DCMAKE_C_FLAGS_RELEASE=" + " ".join(FLAGS),
            f"-DCMAKE_TOOLCHAIN_FILE={HERE}/../../../cmake/windows-x64.cmake"])
    b.call(["cmake", "--build", folder, "--target", "xz"])
    shutil.copy(folder + "/xz.exe", b.bin)


def cmocka(b):
    folder = f"{b.sources}/cmocka"
    flags = ["-I" + folder + "/include", "-DHAVE_GETTIMEOFDAY", "-DHAVE_STRINGS_H", "-DHAVE_STDINT_H", "-DHAVE_INTTYPES_H",
             "-DHAVE_TIME_H", "-DHAVE_SIGNAL_H", "-DHAVE_MALLOC_H", "-DHAVE_IO_H", "-DHAVE_STDLIB_H", "-DHAVE_STRING_H",
             "-DHAVE_STRUCT_TIMESPEC", "-D_GNU_SOURCE", "-D__USE_MINGW_ANSI_STDIO=1"]
    made = f"{b.objects}/cmocka_made"
    os.makedirs(made, exist_ok=True)
    open(made + "/config.h", "w").close()
    flags.append("-I" + made)
    b.compile([(folder + "/src/cmocka.c", made + "/cmocka.o")], flags)
    for path in sorted(glob.glob(folder + "/tests/test_*.c")):
        with open(path) as f:
            library = [] if "cmocka.c\"" in f.read() else [made + "/cmocka.o"]
        b.c("cmocka_" + os.path.basename(path)[5:-2], [path], flags, library)


def seven_zip(b):
    folder = f"{b.objects}/7zr"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    launcher = " ".join([*b.launcher, ""])
    b.call(["make", f"-j{b.jobs}", "-f", "makefile.gcc", "IS_MINGW=1", "MSYSTEM=1", f"CC={launcher}{b.compiler}",
            f"CXX={launcher}{b.cxx}", "RC=" + b.compiler.replace("gcc", "windres"), "O=" + folder, "CFLAGS_WARN_WALL=-w",
            "CFLAGS_BASE=-O1 -c -DNDEBUG -D_REENTRANT -D_FILE_OFFSET_BITS=64"],
           f"{b.sources}/7zip/CPP/7zip/Bundles/Alone7z")
    shutil.copy(folder + "/7zr.exe", b.bin)


def gdbserver(b):
    if os.path.exists("/usr/share/win64/gdbserver.exe"):
        shutil.copy("/usr/share/win64/gdbserver.exe", b.bin)


RECIPES = [("lua5.4", lua), ("bzip2", bzip2), ("zlib", zlib), ("cmocka", cmocka), ("xz-utils", xz), ("sqlite3", sqlite3),
           ("7zip", seven_zip), ("", gdbserver)]


def main():
    b = Builder(os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "")
    os.makedirs(b.bin, exist_ok=True)
    with open(b.bin + "/.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for package, build in RECIPES:
            stamp = f"{b.bin}/.{build.__name__}"
            recipe = hashlib.sha256((inspect.getsource(build) + inspect.getsource(Builder) + repr(FLAGS)).encode()).hexdigest()
            known = open(stamp).read() if os.path.exists(stamp) else ""
            if known == recipe or not os.path.exists(f"{b.sources}/{package}"):
                continue
            build(b)
            with open(stamp, "w") as f:
                f.write(recipe)
        shutil.rmtree(b.objects, ignore_errors=True)


main()
