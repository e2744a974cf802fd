# tests/programs/ctypes_callbacks.py - C calls Python that calls C: closures made at run time (libffi).
# SPDX-License-Identifier: Apache-2.0
import ctypes, ctypes.util, random

libc = ctypes.CDLL("libc.so.6", use_errno=True)
libm = ctypes.CDLL("libm.so.6")
compare_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
random.seed(1)
numbers = (ctypes.c_int * 300)(*[random.randrange(10000) for _ in range(300)])
calls = 0


@compare_type
def compare(a, b):
    global calls
    calls += 1
    return a[0] - b[0]


libc.qsort(numbers, len(numbers), ctypes.sizeof(ctypes.c_int), compare)
print(list(numbers) == sorted(numbers), calls > 300, numbers[0], numbers[299])
libm.pow.restype, libm.pow.argtypes = ctypes.c_double, [ctypes.c_double, ctypes.c_double]
print(libm.pow(2.0, 0.5))
callbacks = [ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double, ctypes.c_int)(lambda x, n, k=k: x * n + k) for k in range(200)]
print(sum(cb(1.5, i) for i, cb in enumerate(callbacks)))
del callbacks
again = [ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64)(lambda n, k=k: n ^ k) for k in range(200)]
print(sum(cb(i) for i, cb in enumerate(again)))


class Pair(ctypes.Structure):
    _fields_ = [("a", ctypes.c_short), ("b", ctypes.c_longlong), ("c", ctypes.c_char * 5), ("d", ctypes.c_float)]


print(ctypes.sizeof(Pair), bytes(Pair(1, 2, b"abc", 1.5)).hex())
buffer = ctypes.create_string_buffer(64)
print(libc.snprintf(buffer, 64, b"%d %s %.3f", 5, b"five", ctypes.c_double(5.5)), buffer.value)
print(libc.open(b"/nonexistent", 0), ctypes.get_errno())


def raises():
    raise ValueError("in callback")


ctypes.CFUNCTYPE(None)(lambda: None)()
visit = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)
names = []


class Info(ctypes.Structure):
    _fields_ = [("addr", ctypes.c_void_p), ("name", ctypes.c_char_p)]


libc.dl_iterate_phdr(visit(lambda info, size, data: names.append(Info.from_address(info).name) or 0), None)
print(sorted(n.split(b"/")[-1] for n in names if b"libc.so" in n or b"libffi" in n or b"vdso" in n))
