// tests/windows/packages/inputs/threads.js - worker threads, shared memory, atomics, the thread pool, timers; the outcome does not depend on their order.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const {Worker, isMainThread, workerData, parentPort, MessageChannel} = require('worker_threads');
const crypto = require('crypto'), zlib = require('zlib'), fs = require('fs');

if (!isMainThread) {
    const cells = new Int32Array(workerData.shared);
    for (let i = 0; i < 20000; i++) Atomics.add(cells, i % 4, workerData.n);
    Atomics.add(cells, 4, 1);
    Atomics.notify(cells, 4);
    let sum = 0;
    for (let i = 0; i < 2000000; i++) sum = (sum * 31 + i * workerData.n) | 0;
    if (workerData.n === 3) throw new RangeError('third worker');
    parentPort.on('message', (m) => {
        parentPort.postMessage({n: workerData.n, sum, got: m.length, hash: crypto.createHash('md5').update(JSON.stringify(m)).digest('hex')});
        parentPort.close();
    });
} else {
    const shared = new SharedArrayBuffer(64), cells = new Int32Array(shared);
    const lines = [], open = [];
    for (let n = 1; n <= 5; n++) {
        open.push(new Promise((done) => {
            const w = new Worker(__filename, {workerData: {n, shared}});
            w.on('error', (e) => lines.push(`worker ${n}: ${e.name} ${e.message}`));
            w.on('message', (m) => lines.push(`worker ${n}: ${JSON.stringify(m)}`));
            w.on('exit', (code) => { lines.push(`worker ${n}: exit ${code}`); done(); });
            w.postMessage(Array.from({length: 3000}, (_, i) => ({i, s: 'x'.repeat(i % 9)})));
        }));
    }
    // One that never ends of itself.
    open.push(new Promise((done) => {
        const w = new Worker('for (;;) ;', {eval: true});
        w.on('online', () => setTimeout(() => w.terminate().then((code) => { lines.push(`endless: ${code}`); done(); }), 50));
    }));
    for (let i = 0; i < 12; i++) { // libuv's pool
        open.push(new Promise((done) => crypto.pbkdf2('p' + i, 's', 3000, 24, 'sha256', (e, key) => { lines.push(`pbkdf2 ${i}: ${key.toString('hex')}`); done(); })));
        open.push(new Promise((done) => zlib.gzip(Buffer.alloc(100000 + i, 'abc' + i), (e, b) => { lines.push(`gzip ${i}: ${b.length}`); done(); })));
        open.push(fs.promises.writeFile(`made${i}`, 'x'.repeat(i * 1000)).then(() => fs.promises.readFile(`made${i}`)).then((b) => lines.push(`file ${i}: ${b.length}`)));
    }
    const {port1, port2} = new MessageChannel();
    port2.on('message', (m) => { lines.push(`port: ${m.byteLength}`); port2.close(); });
    const moved = new ArrayBuffer(4096);
    port1.postMessage(moved, [moved]);
    Promise.all(open).then(() => {
        console.log(lines.sort().join('\n'));
        console.log(moved.byteLength, Array.from(cells.slice(0, 5)).join());
    });
}
