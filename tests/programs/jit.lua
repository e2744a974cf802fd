-- tests/programs/jit.lua - LuaJIT: traces that are compiled, patched, flushed and compiled again; FFI callbacks.
-- SPDX-License-Identifier: Apache-2.0
local ffi = require("ffi")
local bit = require("bit")
local function work(n) local s, t = 0, {} for i = 1, n do s = bit.bxor(s * 31 + i, i) % 65521; t[i % 100] = s end for i = 1, 99 do s = s + t[i] end return s end
for round = 1, 5 do print(work(100000)) if jit and round % 2 == 0 then jit.flush() end end
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end print(fib(24))
ffi.cdef [[ typedef struct { double x, y; int n[4]; } P; int qsort_r_dummy; void qsort(void *, size_t, size_t, int (*)(const int *, const int *)); int snprintf(char *, size_t, const char *, ...); double cos(double); ]]
local a = ffi.new("int[200]") for i = 0, 199 do a[i] = (i * 7919) % 1009 end
local calls = 0 local cb = ffi.cast("int (*)(const int *, const int *)", function(x, y) calls = calls + 1 return x[0] - y[0] end)
ffi.C.qsort(a, 200, 4, cb) cb:free() print(a[0], a[100], a[199], calls > 200)
local ps = ffi.new("P[100]") for k = 1, 50 do for i = 0, 99 do ps[i].x = ps[i].x + i * k; ps[i].n[k % 4] = k end end print(ps[99].x, ps[5].n[2])
local buf = ffi.new("char[64]") ffi.C.snprintf(buf, 64, "%d %.3f", ffi.new("int", 7), 2.5) print(ffi.string(buf))
local s = 0 for i = 1, 100000 do s = s + math.sin(i) * math.floor(i / 3) end print(("%.6f"):format(s))
local t = {} for i = 1, 20000 do t[#t + 1] = tostring(i):rep(2) end print(#table.concat(t))
local str = {} for i = 1, 300 do local f = loadstring("return function(a) local s = 0 for i = 1, 60 do s = s + a * " .. i .. " end return s end")() str[i] = f(i) end print(str[1], str[300])
print(pcall(function() for i = 1, 1000 do if i == 900 then error("in trace") end end end))
for i = 1, 100 do coroutine.wrap(function() for k = 1, 100 do coroutine.yield(k) end end)() end print("done") os.exit(6)
