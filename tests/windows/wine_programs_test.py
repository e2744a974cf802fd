#!/usr/bin/env python3
"""tests/windows/wine_programs_test.py - all programs that Wine brings, natively and under the runtime.
SPDX-License-Identifier: Apache-2.0

usage: wine_programs_test.py BUILD ends|stays

ends    asked for their usage, they end: output and status are compared
stays   they open a window or wait for a service's work: both runs are still there after a while
"""
import concurrent.futures
import glob
import os
import sys

import wine

STAYS = {"clock", "control", "explorer", "iexplore", "msiexec", "msinfo32", "notepad", "oleview", "progman", "regedit",
         "taskmgr", "view", "wineconsole", "winecfg", "winefile", "winemine", "winhlp32", "winver", "wordpad"}
# What they do goes to the whole prefix (the first ends what runs in it, the others begin it); the last leaves a
# process behind, with the window of another program.
NOT_RUN = {"shutdown", "wineboot", "services", "winedevice", "winedbg", "write"}
NO_PROGRAM = {"ntoskrnl"}  # its file says that it is a library
NOT_ASKED = {"dxdiag"}     # opens a window if it does not understand; by itself it ends


def programs(build):
    found = glob.glob(wine.prefix(build) + "/drive_c/windows/system32/*.exe")
    return {os.path.basename(p)[:-4] for p in found} - NOT_RUN - NO_PROGRAM


def runs(build, command, limit, seconds):
    """The command natively, and under the runtime."""
    drrun = [wine.path(f"{build}/bin64/drrun.exe"), "-s", str(seconds), "--"]
    return wine.run(build, command, limit), wine.run(build, drrun + command, seconds + 60)


def ends(build, name):
    native, under = runs(build, [name + ".exe"] + ["/?"] * (name not in NOT_ASKED), 60, 120)
    return native[:2] == under[:2] and native[0] != "timeout", native, under


def stays(build, name):
    native, under = runs(build, [name + ".exe"], 4, 4)
    return native[0] == "timeout" and b"ran longer" in under[2], native, under


def main():
    build, kind = sys.argv[1:]
    names = programs(build)
    chosen = sorted(names & STAYS if kind == "stays" else names - STAYS)
    if len(chosen) < 15:
        sys.exit(f"only {len(chosen)} programs in {wine.prefix(build)}")
    check = stays if kind == "stays" else ends
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for name, (is_same, native, under) in zip(chosen, pool.map(lambda n: check(build, n), chosen)):
            wrong += not is_same
            print(f"{'same' if is_same else 'DIFFERENT'}: {name} status {native[0]} and {under[0]}")
            if not is_same:
                print(f"  natively: {native[1][-300:]} {native[2][-300:]}\n  under the runtime: {under[1][-300:]} {under[2][-300:]}")
    sys.exit(wrong != 0)


main()
