#!/usr/bin/env python3
"""tests/windows/paths_test.py - programs, clients and the runtime itself in places with odd names.
SPDX-License-Identifier: Apache-2.0

usage: paths_test.py BUILD KIND PROGRAM

PROGRAM is names.c. KIND is the kind of the build, release or debug.
"""
import os
import shutil
import sys
import tempfile

import wine

build, kind, program = sys.argv[1:]
failures = []
WORDS = ["a", "漢字", ""]


def text(data):
    return data.decode("utf-8", "replace").replace("\r", "")


def run(command, folder=None):
    status, out, err = wine.run(build, command, 60, folder=folder)
    return status, text(out), text(err)


def expect(what, is_so, *shown):
    if not is_so:
        failures.append(what)
        print("WRONG:", what, *shown)


def same(what, path, options=(), launcher=wine.path(f"{build}/bin64/drrun.exe"), folder=None, said=""):
    native = run([path, *WORDS], folder)
    under = run([launcher, "-s", "40", *options, "--", path, *WORDS], folder)
    expect(what, native[0] == 71 and native[:2] == under[:2] and (under[2] == said if isinstance(said, str) else said(under[2])), native, under)


def shares(folder):
    """What Wine has for \\\\SERVER\\SHARE is a link in its folder for devices."""
    if wine.NATIVE:
        return
    server = os.path.join(wine.prefix(build), "dosdevices", "unc", "paths_server")
    os.makedirs(server, exist_ok=True)
    link = os.path.join(server, "grün")
    if os.path.islink(link):
        os.unlink(link)
    os.symlink(folder, link)
    shutil.copy(program, os.path.join(folder, "on share.exe"))
    shutil.copy(f"{build}/clients/lib64/{kind}/bbcount.dll", os.path.join(folder, "bbcount.dll"))
    counted = lambda err: err.count("bbcount: ") == 2 and len(err.strip().split("\n")) == 2  # the program and its child
    try:
        for root in ("\\\\paths_server\\grün", "\\\\?\\UNC\\paths_server\\grün", "//paths_server/grün"):
            name = f"{root}/on share.exe" if root[0] == "/" else f"{root}\\on share.exe"
            same("on a share: " + name, name)
        same("a client on a share", wine.path(program), ["-c", "\\\\paths_server\\grün\\bbcount.dll"], said=counted)
        os.symlink(folder, os.path.join(server, "plain"))
        script = os.path.join(folder, "there.bat")
        with open(script, "wb") as f:
            f.write(b'@pushd "\\\\paths_server\\plain"\r\n@"' + wine.path(program).encode() + b'" a\r\n')
        there = run([wine.path(script)])[1]
        expect("a folder on a share", "folder" in there and "paths_server" in there, there)
        same("a script that goes there", wine.path(script))
        same("a script that goes there, clients", wine.path(script), ["-t", "bbcount"], said=lambda err: err.count("bbcount: ") == 3)
    finally:
        shutil.rmtree(server)


def installation(folder):
    """The runtime itself, and a shipped client, where the name is odd; and relative names."""
    root = os.path.join(folder, "Größe 漢字 & (x)", "inst 'all'")
    for part in ("bin64", f"lib64/{kind}", f"clients/lib64/{kind}"):
        shutil.copytree(os.path.join(build, part), os.path.join(root, part))
    launcher = wine.path(os.path.join(root, "bin64", "drrun.exe"))
    counted = lambda err: err.count("bbcount: ") == 2 and len(err.strip().split("\n")) == 2
    same("installed elsewhere", wine.path(program), launcher=launcher)
    same("a tool from there", wine.path(program), ["-t", "bbcount"], launcher, said=counted)
    same("a client by its name", wine.path(program), ["-c", wine.path(f"{root}/clients/lib64/{kind}/bbcount.dll")], launcher, said=counted)
    same("a client by a relative name", wine.path(program), ["-c", f"clients\\lib64\\{kind}\\..\\{kind}\\bbcount.dll"], folder=root, said=counted)
    same("another root", wine.path(program), ["-root", wine.path(root), "-t", "bbcount"], said=counted)
    same("a relative root", wine.path(program), ["-root", "..\\" + os.path.basename(root), "-t", "bbcount"], folder=root, said=counted)


def deep(folder):
    """Longer than names usually may be. The system may refuse to start such a program, whoever asks; then it is told."""
    place = folder
    for i in range(7):
        place = os.path.join(place, f"{i}" + "folder with a long name " * 2)
    os.makedirs(place)
    long = os.path.join(place, "names.exe")
    shutil.copy(program, long)
    for name in (wine.path(long), "\\\\?\\" + wine.path(long)):
        status, out, err = run([wine.path(f"{build}/bin64/drrun.exe"), "-s", "40", "--", name, *WORDS])
        ran = status == 71 and "word 漢字" in out
        told = status == 126 and out == "" and "names.exe: cannot be started (" in err and len(err.strip().split("\n")) == 1
        expect("long name " + name[:20], ran or told, status, out, err)
    if not wine.NATIVE:
        return
    expect("the long form of a long name", ran)


os.environ.setdefault("LC_ALL", "C.UTF-8")
with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two, tempfile.TemporaryDirectory() as three:
    shares(one)
    installation(two)
    deep(three)
print("failed:" if failures else "all as expected", *failures)
sys.exit(bool(failures))
