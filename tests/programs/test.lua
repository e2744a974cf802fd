-- tests/programs/test.lua - Lua: tables, closures, coroutines, string patterns, errors, metatables.
-- SPDX-License-Identifier: Apache-2.0
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(22))
local t = {} for i = 1, 20000 do t[i] = (i * 7919) % 10007 end table.sort(t) print(t[1], t[10000], #t)
local co = coroutine.wrap(function() for i = 1, 1000 do coroutine.yield(i) end return "end" end)
local s = 0 for i = 1, 1000 do s = s + co() end print(s, co())
print(("hello world"):gsub("(%w+)", "<%1>"), ("key = value"):match("(%w+)%s*=%s*(%w+)"), ("%5.2f|%x|%q"):format(3.14159, 255, "a\nb"))
print(pcall(error, { code = 1 }), select(2, pcall(function() local x = nil; return x.y end)))
local mt = setmetatable({}, { __index = function(_, k) return k .. "!" end, __call = function(_, a) return a * 2 end }) print(mt.foo, mt(21))
print(math.maxinteger // 3, 7 // -2, 7 % -3, 2 ^ 0.5, 1 << 40, "10" + 5, math.type(3.0))
local parts = {} for w in ("one two three"):gmatch("%a+") do parts[#parts + 1] = w:upper():reverse() end print(table.concat(parts, ","))
local weak = setmetatable({}, { __mode = "k" }) for i = 1, 1000 do weak[{}] = i end collectgarbage() print(next(weak))
print(string.pack("<i4d", 5, 1.5):byte(1, -1)) print(utf8.char(228, 8364), #utf8.char(8364)) goto done
print("skipped") ::done:: os.exit(7)
