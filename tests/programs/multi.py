# tests/programs/multi.py - multiprocessing with fork, spawn and forkserver; shared memory, pools.
# SPDX-License-Identifier: Apache-2.0
import multiprocessing as mp
from multiprocessing import shared_memory


def square(x): return x * x
def put(q, n): [q.put(i) for i in range(n)]
def crash(): import os; os.kill(os.getpid(), 9)
def touch(name):
    m = shared_memory.SharedMemory(name); m.buf[0] += 5; m.close()
def count(v, n):
    for _ in range(n):
        with v.get_lock(): v.value += 1


if __name__ == "__main__":
    with mp.Pool(3) as pool:
        print("pool", sum(pool.map(square, range(500))), pool.apply(square, (12,)), sorted(pool.imap_unordered(square, range(5))))
    q = mp.Queue()
    p = mp.Process(target=put, args=(q, 100)); p.start()
    print("queue", sum(q.get() for _ in range(100))); p.join(); print(p.exitcode)
    v = mp.Value("i", 0)
    ps = [mp.Process(target=count, args=(v, 300)) for _ in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()
    print("value", v.value)
    p = mp.Process(target=crash); p.start(); p.join(); print("crash", p.exitcode)
    m = shared_memory.SharedMemory(create=True, size=100); m.buf[0] = 1
    p = mp.Process(target=touch, args=(m.name,)); p.start(); p.join(); print("shared", m.buf[0]); m.close(); m.unlink()
    for method in ("spawn", "forkserver"):
        c = mp.get_context(method)
        p = c.Process(target=square, args=(3,)); p.start(); p.join(); print(method, p.exitcode)
    a, b = mp.Pipe(); p = mp.Process(target=lambda: b.send([1, "two"])); p.start(); print(a.recv()); p.join()
