# tests/programs/threads.py - Python threads: locks, queues, conditions, pools, many short ones.
# SPDX-License-Identifier: Apache-2.0
import concurrent.futures, queue, threading, time

total, lock = 0, threading.Lock()


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


workers = [threading.Thread(target=add, args=(2000,)) for _ in range(8)]
for w in workers: w.start()
for w in workers: w.join()
print("total", total)
q, results = queue.Queue(5), []


def producer():
    for i in range(300): q.put(i)
    q.put(None)


def consumer():
    while (item := q.get()) is not None: results.append(item * item)


pair = [threading.Thread(target=f) for f in (producer, consumer)]
for w in pair: w.start()
for w in pair: w.join()
print("queue", sum(results))
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    print("pool", sum(pool.map(lambda n: sum(range(n)), range(200))))
barrier, order = threading.Barrier(4), []


def meet():
    for _ in range(10):
        barrier.wait()
        with lock: order.append(1)


crowd = [threading.Thread(target=meet) for _ in range(4)]
for w in crowd: w.start()
for w in crowd: w.join()
print("barrier", len(order))
for _ in range(200):
    t = threading.Thread(target=lambda: None); t.start(); t.join()
print("alive", threading.active_count())
event = threading.Event()
timer = threading.Timer(0.05, event.set); timer.start()
print("event", event.wait(10)); timer.join()
local = threading.local()
local.x = 1
t = threading.Thread(target=lambda: print("local", hasattr(local, "x"))); t.start(); t.join()


def fail(): raise KeyError("in thread")


threading.excepthook = lambda args: print("hook", args.exc_type.__name__)
t = threading.Thread(target=fail); t.start(); t.join()
threading.Thread(target=lambda: time.sleep(60), daemon=True).start()
print("leaving a daemon thread behind")
