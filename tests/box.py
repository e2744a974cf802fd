# tests/box.py - runs one command in a fresh directory and says everything that can be seen of it.
# SPDX-License-Identifier: Apache-2.0
#
# A box is a process session (on a terminal if asked) whose working directory,
# HOME and TMPDIR lie below one fresh directory.  The runner is a "child
# subreaper": whatever the command leaves behind becomes our child, however often
# it forked or called setsid, so nothing can outlive a test unseen.
import ctypes
import fcntl
import hashlib
import os
import pty
import resource
import select
import shutil
import signal
import stat
import struct
import termios
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE = 2.0          # how long processes may take to vanish after the command ended
MOST_OUTPUT = 32 << 20
BASE_ENV = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb",
    "USER": "tester", "LOGNAME": "tester", "SHELL": "/bin/sh",
}


def become_reaper():
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class Result:
    """What one run showed: status text, streams, files, what was left over."""

    def __init__(self):
        self.status = ""
        self.stdout = b""
        self.stderr = b""
        self.files = {}
        self.leftover = []
        self.timed_out = None
        self.seconds = 0.0
        self.cpu = 0.0


def _processes():
    """pid -> (ppid, state, command) of everything that runs."""
    table = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as f:
                text = f.read().decode(errors="replace")
        except OSError:
            continue
        left, right = text.index("("), text.rindex(")")
        rest = text[right + 2:].split()
        table[int(name)] = (int(rest[1]), rest[0], text[left + 1:right])
    return table


def descendants():
    table, mine = _processes(), {os.getpid()}
    grown = True
    while grown:
        grown = False
        for pid, (ppid, _, _) in table.items():
            if ppid in mine and pid not in mine:
                mine.add(pid)
                grown = True
    mine.discard(os.getpid())
    return {pid: table[pid] for pid in mine if table[pid][1] != "Z"}


def _reap():
    """Collects dead children; returns {pid: status}."""
    dead = {}
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return dead
        if pid == 0:
            return dead
        dead[pid] = status


def kill_all():
    """Ends every descendant; loops because a process can fork while we look."""
    for _ in range(200):
        left = descendants()
        if not left:
            break
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        time.sleep(0.01)
        _reap()
    _reap()


def _read(path, size=400):
    try:
        with open(path, "rb") as f:
            return f.read(size).decode(errors="replace").strip().replace("\0", " ")
    except OSError as e:
        return f"({e.strerror})"


def diagnose():
    """Where every thread of every descendant stands: for the report of a timeout."""
    lines = []
    for pid in sorted(descendants()):
        lines.append(f"pid {pid}: {_read(f'/proc/{pid}/cmdline')[:300]}")
        try:
            tids = sorted(os.listdir(f"/proc/{pid}/task"), key=int)
        except OSError:
            continue
        for tid in tids[:20]:
            where = f"/proc/{pid}/task/{tid}"
            state = [l for l in _read(where + "/status", 4000).split("\n")
                     if l.startswith(("State", "SigPnd", "ShdPnd", "SigBlk"))]
            lines.append(f"  tid {tid} wchan={_read(where + '/wchan')} "
                         f"syscall=[{_read(where + '/syscall')}] {' '.join(' '.join(s.split()) for s in state)}")
        if len(tids) > 20:
            lines.append(f"  ... {len(tids)} threads")
    return "\n".join(lines)


def snapshot(root, skip):
    """name -> (kind, mode, content) of every file below root."""
    files = {}
    for folder, names, plain in os.walk(root):
        for name in sorted(names + plain):
            path = os.path.join(folder, name)
            rel = os.path.relpath(path, root)
            if any(rel == s or rel.startswith(s + "/") for s in skip):
                continue
            st = os.lstat(path)
            mode = stat.S_IMODE(st.st_mode)
            if stat.S_ISLNK(st.st_mode):
                files[rel] = ("link", 0, os.readlink(path).encode())
            elif stat.S_ISDIR(st.st_mode):
                files[rel] = ("dir", mode, b"")
            elif stat.S_ISREG(st.st_mode):
                with open(path, "rb") as f:
                    data = f.read()
                if len(data) > 1 << 20:
                    data = b"sha256 " + hashlib.sha256(data).hexdigest().encode()
                files[rel] = ("file", mode, data)
            else:
                files[rel] = (stat.filemode(st.st_mode)[0], mode, b"")
    return files


def status_text(status):
    if os.WIFSIGNALED(status):
        core = " (core dumped)" if os.WCOREDUMP(status) else ""
        return f"killed by signal {os.WTERMSIG(status)}{core}"
    return f"exit status {os.WEXITSTATUS(status)}"


def populate(folder, files):
    """Writes the input files of a test; a text that starts with #! is made executable."""
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        os.chmod(path, 0o755 if text.startswith("#!") else 0o644)


def _child(cmd, env, cwd, stdin, out, err, terminal, core):
    """In the forked child: never returns."""
    try:
        os.setsid()
        if terminal is not None:
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
            stdin = out = err = terminal
        os.dup2(stdin, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.closerange(3, 256)
        for number in range(1, 65):
            if number not in (signal.SIGKILL, signal.SIGSTOP, 32, 33):
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        limit = resource.RLIM_INFINITY if core else 0
        resource.setrlimit(resource.RLIMIT_CORE, (limit, resource.RLIM_INFINITY))
        os.umask(0o022)
        os.chdir(cwd)
        os.execvpe(cmd[0], cmd, env)
    except BaseException as e:                      # noqa: the child must not unwind into the runner
        os.write(2, f"box: {cmd[0]}: {e}\n".encode())
    finally:
        os._exit(127)


class _Terminal:
    """Plays [expected text, answer, seconds to wait before it] steps on a pseudo terminal and keeps all output."""

    def __init__(self, steps):
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.steps, self.output, self.seen = list(steps), b"", 0

    def poll(self, wait):
        if self.master in select.select([self.master], [], [], wait)[0]:
            try:
                self.output += os.read(self.master, 65536)
            except OSError:                         # EIO: the last slave end is closed
                return False
        while self.steps:
            expected, answer, pause = (*self.steps[0], 0)[:3]
            at = self.output.find(expected.encode(), self.seen)
            if at < 0:
                break
            self.seen = at + len(expected)
            self.steps.pop(0)
            time.sleep(pause)
            os.write(self.master, answer.encode())
        return True


def run(cmd, folder, *, env=None, files=None, stdin=None, tty=None, setup=None,
        limit=30.0, core=False, skip=()):
    """Runs cmd in folder/work (made fresh) and returns a Result."""
    shutil.rmtree(folder, ignore_errors=True)
    work = os.path.join(folder, "work")
    os.makedirs(os.path.join(work, "tmp"))
    full = dict(BASE_ENV, HOME=work, TMPDIR=os.path.join(work, "tmp"), PWD=work)
    full.update(env or {})
    populate(work, files or {})
    if setup:
        import subprocess
        subprocess.run(["/bin/sh", "-ec", setup], cwd=work, env=full, check=True,
                       stdin=subprocess.DEVNULL)
    result = Result()
    out = os.open(os.path.join(folder, "stdout"), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    err = os.open(os.path.join(folder, "stderr"), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    source = os.path.join(folder, "stdin")
    with open(source, "wb") as f:
        f.write((stdin or "").encode())
    source = os.open(source, os.O_RDONLY) if stdin is not None else os.open("/dev/null", os.O_RDONLY)
    terminal = _Terminal(tty) if tty is not None else None

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _child(cmd, full, work, source, out, err, terminal.slave if terminal else None, core)
    if terminal:
        os.close(terminal.slave)
    status, pause = None, 0.001
    while status is None:
        if terminal:
            if not terminal.poll(0.02):
                time.sleep(0.002)
        else:
            time.sleep(pause)
            pause = min(pause * 1.3, 0.02)
        status = _reap().get(pid)
        if status is None and os.fstat(out).st_size + os.fstat(err).st_size > MOST_OUTPUT:
            result.timed_out = "stopped: too much output"
            kill_all()
            break
        if status is None and time.monotonic() - start > limit:
            result.timed_out = diagnose()
            kill_all()
            break
    result.seconds = time.monotonic() - start
    if terminal:
        while terminal.poll(0.05) and not result.timed_out and descendants():
            if time.monotonic() - start > limit:
                break
        result.stdout = terminal.output
        os.close(terminal.master)
    result.status = "killed: time limit" if status is None else status_text(status)
    deadline = time.monotonic() + GRACE
    while descendants() and time.monotonic() < deadline:
        time.sleep(0.005)
        _reap()
    left = descendants()
    if left:
        result.leftover = [f"process {p} '{c}' state {s}" for p, (_, s, c) in sorted(left.items())]
        kill_all()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    result.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    for fd in (source, out, err):
        os.close(fd)
    if not terminal:
        with open(os.path.join(folder, "stdout"), "rb") as f:
            result.stdout = f.read()
    with open(os.path.join(folder, "stderr"), "rb") as f:
        result.stderr = f.read()
    result.files = snapshot(work, skip)
    shutil.rmtree(folder, ignore_errors=True)
    return result
