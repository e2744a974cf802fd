# tests/programs/subprocesses.py - subprocess: pipes, exit codes, signals, timeouts, shells, fork and exec.
# SPDX-License-Identifier: Apache-2.0
import os, signal, subprocess, sys

run = subprocess.run
print(run(["echo", "out"], capture_output=True).stdout)
print(run(["sh", "-c", "echo err >&2; exit 3"], capture_output=True))
print(run(["cat"], input=b"x" * 100000, capture_output=True).stdout == b"x" * 100000)
print(run("kill -TERM $$", shell=True).returncode)
try:
    run(["sleep", "60"], timeout=0.2)
except subprocess.TimeoutExpired as e:
    print("timeout of", e.cmd)
try:
    run(["/nonexistent/program"])
except FileNotFoundError as e:
    print(e)
try:
    run(["/etc/passwd"])
except PermissionError as e:
    print(e)
p = subprocess.Popen([sys.executable, "-c", "import sys; [print(int(l) * 2, flush=True) for l in sys.stdin]"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
for i in range(5):
    p.stdin.write(f"{i}\n"); p.stdin.flush()
    print("talk", p.stdout.readline().strip())
p.stdin.close(); print(p.wait()); p.stdout.close()
p = subprocess.Popen(["sleep", "60"], start_new_session=True)
p.send_signal(signal.SIGINT); print(p.wait())
p = subprocess.Popen(["sleep", "60"]); p.kill(); print(p.wait())
print(run(["env"], env={"ONLY": "this"}, capture_output=True).stdout)
print(run(["pwd"], cwd="/", capture_output=True).stdout)
print(run(["sh", "-c", "echo $0; ls /proc/self/fd | wc -l"], capture_output=True, close_fds=True).stdout)
print(run(["sh", "-c", "trap '' TERM; echo ok"], preexec_fn=lambda: os.nice(0), capture_output=True).stdout)
for i in range(30):
    assert run(["true"]).returncode == 0
a = subprocess.Popen(["seq", "1000"], stdout=subprocess.PIPE)
b = subprocess.Popen(["tail", "-1"], stdin=a.stdout, stdout=subprocess.PIPE)
a.stdout.close(); print(b.communicate()[0], a.wait())
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(r); os.write(w, b"from the child"); os._exit(11)
os.close(w); print(os.read(r, 100), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 12"], {})
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
sys.stdout.flush()
os.execv("/bin/sh", ["sh", "-c", "echo the end; exit 5"])
