# tests/programs/language.py - much of the Python language and library, with a deterministic answer.
# SPDX-License-Identifier: Apache-2.0
import collections, dataclasses, decimal, fractions, functools, hashlib, heapq, itertools, math, random, statistics, struct, zlib


@dataclasses.dataclass(order=True)
class Point:
    x: float
    y: float = 0.0


class Base:
    def __getattr__(self, name):
        return name.upper()


def primes(n):
    sieve = bytearray([1]) * (n + 1)
    for i in range(2, int(n ** .5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(sieve[i * i::i]))
    return [i for i in range(2, n + 1) if sieve[i]]


def generator(n):
    total = 0
    while n:
        total += (yield n) or 1
        n -= 1
    return total


print(sum(primes(50000)), len(primes(1000)))
print(sorted([Point(3), Point(1, 2), Point(1, 1)]), Base().attribute)
print(functools.reduce(lambda a, b: a * b, range(1, 60)), 2 ** 500 % 1000007, pow(3, 10 ** 6, 10 ** 9 + 7))
print(decimal.Decimal(2).sqrt(), fractions.Fraction(355, 113) + 1, math.fsum([.1] * 10), math.gamma(7.5))
random.seed(5)
print(random.random(), random.sample(range(100), 5), statistics.pstdev([random.gauss(0, 1) for _ in range(1000)]))
print(collections.Counter("mississippi").most_common(2), heapq.nsmallest(3, [5, 1, 4, 2]))
print(hashlib.sha256(b"x" * 10000).hexdigest(), zlib.crc32(b"abc"), len(zlib.compress(bytes(range(256)) * 100)))
print(struct.pack("<idq", 1, 2.5, -3).hex(), list(itertools.permutations("abc"))[3], f"{math.pi:.10f} {255:#x} {'é':>5}")
g = generator(3)
try:
    while True:
        next(g)
except StopIteration as stop:
    print("generator", stop.value)
try:
    def deep(n):
        return deep(n + 1) + 1
    deep(0)
except RecursionError as e:
    print("recursion", e)
try:
    [][1]
except IndexError as e:
    print(type(e).__name__, e)
words = {}
for i in range(30000):
    words.setdefault(str(i * i)[-3:], []).append(i)
print(len(words), sum(map(len, words.values())), sorted(words.items())[5][1][:3])
