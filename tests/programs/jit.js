// tests/programs/jit.js - V8: functions optimised, deoptimised and optimised again, wasm, regexps, big objects.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2);
console.log(fib(25));
function add(a, b) { return a + b; }
let s = 0;
for (let i = 0; i < 200000; i++) s = add(s, i) % 1000003;
console.log(s, add('de', 'opt'), add(1.5, 2));
for (let i = 0; i < 200000; i++) s = add(s, i * 1.5) % 1000003;
console.log(s.toFixed(3));
class Shape { area() { return 0; } } class Square extends Shape { constructor(n) { super(); this.n = n; } area() { return this.n ** 2; } } class Circle extends Shape { constructor(r) { super(); this.r = r; } area() { return Math.round(3 * this.r ** 2); } }
let total = 0; for (let i = 0; i < 100000; i++) total += (i % 3 ? new Square(i % 10) : new Circle(i % 7)).area(); console.log(total);
const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 109, 117, 108, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 108, 11]);
const mul = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.mul; let w = 1; for (let i = 1; i < 50000; i++) w = mul(w, i | 1) ^ i; console.log('wasm', w);
console.log([..."the quick brown fox jumps".matchAll(/(\w)(\w+)/g)].map(m => m[2] + m[1]).join(' '));
const m = new Map(); for (let i = 0; i < 30000; i++) m.set('k' + i % 977, (m.get('k' + i % 977) || 0) + i); console.log(m.size, m.get('k5'));
console.log(JSON.stringify(JSON.parse(JSON.stringify({ a: [1, { b: null }], c: 'ü' }))), 2n ** 100n);
for (let i = 0; i < 300; i++) s += new Function('a', `return a * ${i} + ${i}`)(i); console.log(s.toFixed(1));
function* gen() { for (let i = 0; i < 1000; i++) yield i; } console.log([...gen()].reduce((a, b) => a + b));
try { (function f() { f(); })(); } catch (e) { console.log(e.name); }
try { null.x; } catch (e) { console.log(e.message); }
(async () => { let r = 0; for (let i = 0; i < 1000; i++) r += await i; console.log('async', r); const b = require('zlib').gzipSync(Buffer.alloc(100000, 'ab')); console.log(require('zlib').gunzipSync(b).length, require('crypto').createHash('sha1').update('x').digest('hex')); setTimeout(() => process.exit(9), 20); })();
