// tests/bench/work.js - JavaScript's share: objects, closures, typed arrays, JSON.
// SPDX-License-Identifier: Apache-2.0
'use strict';
let seed = 12345, total = 0;
const random = limit => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % limit;

class Node {
  constructor(key) { this.key = key; this.left = null; this.right = null; }
}

function insert(root, key) {
  for (;;) {
    if (key === root.key) return;
    const side = key < root.key ? 'left' : 'right';
    if (root[side] === null) { root[side] = new Node(key); return; }
    root = root[side];
  }
}

const depth = n => n === null ? 0 : 1 + Math.max(depth(n.left), depth(n.right));

for (let n = 0; n < +process.argv[2]; n++) {
  const root = new Node(50000), words = {};
  for (let i = 0; i < 3000; i++) {
    insert(root, random(100000));
    const word = 'w' + random(500);
    words[word] = (words[word] || 0) + 1;
  }
  const text = JSON.stringify(words);
  total += depth(root) + Object.keys(JSON.parse(text)).length;
  total += (text.match(/"w(\d)\1\d*":[1-5]/g) || []).length;
  const sieve = new Uint8Array(20000);
  for (let i = 2; i < sieve.length; i++) {
    if (sieve[i]) continue;
    total++;
    for (let j = i * i; j < sieve.length; j += i) sieve[j] = 1;
  }
}
console.log(total);
