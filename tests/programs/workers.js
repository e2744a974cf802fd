// tests/programs/workers.js - worker threads: messages, shared memory with Atomics, termination.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');
if (isMainThread) {
  const shared = new SharedArrayBuffer(8), view = new Int32Array(shared);
  const results = [];
  for (let n = 0; n < 3; n++) {
    const w = new Worker(__filename, { workerData: { n, shared } });
    w.on('message', r => { results.push(r); if (results.length === 3) { results.sort((a, b) => a[0] - b[0]); console.log(JSON.stringify(results), Atomics.load(view, 0)); spin(); } });
    w.on('error', e => console.log('error', e.message));
  }
  const spin = () => { const w = new Worker('for (;;) ;', { eval: true }); w.on('online', () => setTimeout(() => w.terminate().then(c => console.log('terminated', c)), 50)); };
} else {
  const view = new Int32Array(workerData.shared);
  let x = workerData.n + 1;
  for (let i = 0; i < 50000; i++) { x = (x * 48271) % 2147483647; if (i % 50 === 0) Atomics.add(view, 0, 1); }
  parentPort.postMessage([workerData.n, x]);
}
