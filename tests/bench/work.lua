-- tests/bench/work.lua - Lua's share: tables, closures, strings, floating point.
-- SPDX-License-Identifier: Apache-2.0
local seed, total = 12345, 0

local function random(limit)
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % limit
end

local function queens(n, row, columns, up, down)
    if row > n then return 1 end
    local found = 0
    for c = 1, n do
        if not columns[c] and not up[row + c] and not down[row - c + n] then
            columns[c], up[row + c], down[row - c + n] = true, true, true
            found = found + queens(n, row + 1, columns, up, down)
            columns[c], up[row + c], down[row - c + n] = nil, nil, nil
        end
    end
    return found
end

for _ = 1, tonumber(arg[1]) do
    total = total + queens(7, 1, {}, {}, {})
    local parts, sum = {}, 0.0
    for i = 1, 2000 do
        parts[i] = string.format("%d", random(1000))
        sum = sum + math.sqrt(i) * 0.5
    end
    table.sort(parts)
    total = total + #table.concat(parts, ",") + math.floor(sum)
end
print(total)
