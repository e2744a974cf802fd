# tests/programs/signals.py - Python's signal module: handlers, timers, waiting, wakeup descriptors.
# SPDX-License-Identifier: Apache-2.0
import os, select, signal, threading, time

seen = []
def handler(s, frame): seen.append(s)
for s in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGCHLD, signal.SIGRTMIN): signal.signal(s, handler)
os.kill(os.getpid(), signal.SIGUSR1); signal.raise_signal(signal.SIGRTMIN)
print(seen)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
x = 0
while seen.count(signal.SIGALRM) < 100: x += 1
signal.setitimer(signal.ITIMER_REAL, 0)
print("ticks", seen.count(signal.SIGALRM) >= 100)
pid = os.fork()
if pid == 0: time.sleep(0.05); os.kill(os.getppid(), signal.SIGUSR2); os._exit(3)
time.sleep(0.2)                       # PEP 475: goes on after the signal
print(signal.SIGUSR2 in seen, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), signal.SIGCHLD in seen)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
os.kill(os.getpid(), signal.SIGUSR1); print(signal.sigpending(), signal.sigwait([signal.SIGUSR1]))
print(signal.sigtimedwait([signal.SIGUSR1], 0.01))
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
r, w = os.pipe2(os.O_NONBLOCK); signal.set_wakeup_fd(w)
os.kill(os.getpid(), signal.SIGUSR1); select.select([r], [], [], 5); print(os.read(r, 10)); signal.set_wakeup_fd(-1)
class Out(Exception): pass
def throw(s, f): raise Out
signal.signal(signal.SIGALRM, throw)
try:
    signal.alarm(1)
    while True: time.sleep(10)
except Out: print("thrown out of sleep")
t = threading.Thread(target=lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR2)); n = len(seen); t.start(); t.join()
print("from thread", len(seen) - n)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
os.kill(os.getpid(), signal.SIGTERM); time.sleep(10)
