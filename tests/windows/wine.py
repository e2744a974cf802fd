"""tests/windows/wine.py - running Windows programs: with Wine in a prefix of the build tree's own, or as they are.
SPDX-License-Identifier: Apache-2.0

usage: wine.py prefix BUILD   makes the prefix, and keeps its server running
       wine.py stop BUILD     ends everything that runs in it
"""
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time

NATIVE = sys.platform == "win32"


def fix_addresses():
    """What this process starts gets no random addresses, where the kernel allows that. Linux puts the heap of Wine's
    loader (at 0x7d400000) somewhere in the GB behind it, once in 2000 starts over the page at 0x7ffe0000 that Wine
    needs: then it ends at once, with status 1 and but for its channel err+virtual without a word."""
    NO_RANDOM_ADDRESSES, ASK = 0x40000, 0xffffffff
    personality = ctypes.CDLL(None).personality
    before = personality(ctypes.c_ulong(ASK))
    if before >= 0:
        personality(ctypes.c_ulong(before | NO_RANDOM_ADDRESSES))


if not NATIVE:
    fix_addresses()


def prefix(build):
    return os.path.join(os.path.abspath(build), "wine")


def environment(build):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    if not NATIVE:
        # Each process compares the time zone with those of the registry, one after the other, at a third of
        # its start's cost: this zone is the first.
        env.update(WINEPREFIX=prefix(build), WINEDEBUG="-all,err+virtual", WINEARCH="win64", TZ="<+0430>-4:30",
                   WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe=")
    return env


def loader():
    if NATIVE:
        return []
    for name in ("/usr/lib/wine/wine64", shutil.which("wine64"), shutil.which("wine")):
        if name and os.path.exists(name):
            return [name]
    sys.exit("no Wine is installed")


def path(p):
    """A path of this machine as the program sees it."""
    return ("" if NATIVE else "Z:") + os.path.abspath(p).replace("/", "\\")


def run(build, command, limit, folder=None, more=None, stdin=""):
    """Runs a Windows command line; (exit status, stdout, stderr). "timeout": too late, it was killed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        given.write(stdin.encode())
        given.seek(0)
        p = subprocess.Popen(loader() + command, env={**environment(build), **(more or {})}, cwd=folder,
                             stdin=given if stdin else subprocess.DEVNULL, stdout=out, stderr=err)
        try:
            status = p.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()
            status = "timeout"
        out.seek(0)
        err.seek(0)
        return status, out.read(), err.read()


def make(build):
    import fcntl  # Windows has none
    where = prefix(build)
    os.makedirs(os.path.dirname(where), exist_ok=True)
    with open(where + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        env = environment(build)
        if not os.path.exists(os.path.join(where, "ready")):
            shutil.rmtree(where, ignore_errors=True)
            subprocess.run(loader() + ["wineboot", "-i"], env=env, check=True, timeout=120,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # Windows and messages without a screen.
            subprocess.run(loader() + ["reg", "add", r"HKCU\Software\Wine\Drivers", "/v", "Graphics", "/d", "null",
                                       "/f"], env=env, check=True, timeout=60, stdout=subprocess.DEVNULL)
            # The desktop that setting up has left has no driver, and would be everybody's for a while.
            subprocess.run(["wineserver", "-k"], env=env, timeout=60)
            subprocess.run(["wineserver", "-w"], env=env, timeout=60)
            open(os.path.join(where, "ready"), "w").close()
        subprocess.run(["wineserver", "-p"], env=env, timeout=60, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def processes(build):
    """What runs in the prefix: lines of `pid name`."""
    found, wanted = [], b"WINEPREFIX=" + prefix(build).encode()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as f:
                is_one = wanted in f.read().split(b"\0")
            with open(f"/proc/{pid}/comm") as f:
                name = f.read().strip()
        except OSError:  # it has ended, or is somebody else's
            continue
        if is_one and int(pid) != os.getpid():
            found.append(f"{pid} {name}")
    return found


def stop(build):
    """Ends all that runs in the prefix; false if something is left."""
    subprocess.run(["wineserver", "-k"], env=environment(build), timeout=60)
    end = time.monotonic() + 20
    while processes(build):
        if time.monotonic() > end:
            print("left:", *processes(build), sep="\n  ")
            return False
        time.sleep(0.1)
    return True


if __name__ == "__main__":
    if not NATIVE:
        sys.exit({"prefix": make, "stop": stop}[sys.argv[1]](sys.argv[2]) is False)
