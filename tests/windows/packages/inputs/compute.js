// tests/windows/packages/inputs/compute.js - what a JIT compiler and a collector are made for: numbers, text, JSON, regular expressions, hashes, WebAssembly.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const crypto = require('crypto'), zlib = require('zlib');
const show = (name, value) => console.log(name, crypto.createHash('sha1').update(String(value)).digest('hex').slice(0, 16));

function sieve(n) {
    const composite = new Uint8Array(n);
    let sum = 0;
    for (let i = 2; i < n; i++) {
        if (composite[i]) continue;
        sum += i;
        for (let j = i * 2; j < n; j += i) composite[j] = 1;
    }
    return sum;
}
show('sieve', sieve(2000000));

function bodies(steps) { // floating point, objects
    const all = Array.from({length: 8}, (_, i) => ({x: i, y: i * i % 7, z: i % 3, vx: 0, vy: 0, vz: 0, m: 1 + i / 8}));
    for (let s = 0; s < steps; s++) {
        for (const a of all) for (const b of all) {
            if (a === b) continue;
            const dx = b.x - a.x, dy = b.y - a.y, dz = b.z - a.z, d = dx * dx + dy * dy + dz * dz + 0.01;
            const f = b.m / (d * Math.sqrt(d)) * 1e-4;
            a.vx += dx * f; a.vy += dy * f; a.vz += dz * f;
        }
        for (const a of all) { a.x += a.vx; a.y += a.vy; a.z += a.vz; }
    }
    return JSON.stringify(all);
}
show('bodies', bodies(20000));

const words = [];
for (let i = 0, x = 12345; i < 60000; i++) {
    x = (x * 1103515245 + 12345) & 0x7fffffff;
    words.push('w' + (x >> 8) % 9973 + (x % 3 ? 'é' : 'ab'));
}
const text = words.join(' ');
const counts = new Map();
for (const m of text.matchAll(/w(\d+)(é|ab)?/g)) counts.set(m[1], (counts.get(m[1]) || 0) + m[2].length);
show('regexp', JSON.stringify([...counts].sort()));
show('json', JSON.stringify(JSON.parse(JSON.stringify({words, n: [1.5, -0, 1e300], deep: words.slice(0, 99).map((w) => ({w: [w]}))}))));
show('sort', words.slice().sort((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)).join());
show('big', (3n ** 5000n) % (2n ** 607n - 1n));
show('sha256', crypto.createHash('sha256').update(text).digest('hex'));
show('pbkdf2', crypto.pbkdf2Sync('pass', 'salt', 20000, 32, 'sha512').toString('hex'));
show('aes', crypto.createCipheriv('aes-256-gcm', Buffer.alloc(32, 7), Buffer.alloc(12, 3)).update(text).toString('hex'));
for (const how of ['deflate', 'gzip', 'brotliCompress']) {
    const small = zlib[how + 'Sync'](text);
    const back = {deflate: 'inflate', gzip: 'gunzip', brotliCompress: 'brotliDecompress'}[how];
    show(how, small.length + ' ' + (zlib[back + 'Sync'](small).toString() === text));
}
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
show('fib', fib(30));
let thrown = 0;
for (let i = 0; i < 30000; i++) try { if (i % 2) throw new Error('x' + i); null.x; } catch (e) { thrown += e.message.length % 5; }
show('throw', thrown);
function deep(n) { return n + deep(n + 1); }
try { deep(0); } catch (e) { show('overflow', e instanceof RangeError); }
const keep = [];
for (let i = 0; i < 300000; i++) { const o = {i, s: 'x' + i, a: [i]}; if (i % 100 === 0) keep.push(o); }
show('garbage', keep.reduce((a, o) => a + o.a[0] + o.s.length, 0));

// (func (param i32) (result i32)): counts down, adding squares; and memory that is accessed beyond its end.
const wasm = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f, 3, 3, 2, 0, 0, 5, 3, 1, 0, 1,
    7, 9, 2, 1, 0x73, 0, 0, 1, 0x6c, 0, 1, 10, 38, 2,
    28, 1, 1, 0x7f, 3, 0x40, 0x20, 1, 0x20, 0, 0x20, 0, 0x6c, 0x6a, 0x21, 1, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 1, 0x0b,
    7, 0, 0x20, 0, 0x28, 2, 0, 0x0b]);
try {
    const it = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;
    show('wasm', it.s(3000000));
    let traps = 0;
    for (let i = 0; i < 300; i++) try { it.l(i % 2 ? 65536 + i : 4 * i); } catch (e) { traps += e instanceof WebAssembly.RuntimeError; }
    show('traps', traps);
} catch (e) { console.log('wasm', e.message); }
process.exitCode = 7;
