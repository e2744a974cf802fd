// tests/windows/packages/inputs/more.js - a profiler that stops threads to see where they are, watchdogs, clusters, watched folders, ways to end.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const cp = require('child_process'), fs = require('fs'), vm = require('vm'), cluster = require('cluster'), net = require('net');
const {Worker} = require('worker_threads');
const once = (emitter, event) => new Promise((done) => emitter.once(event, (...all) => done(all)));

function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

async function profile() {
    const inspector = require('inspector'), session = new inspector.Session();
    const post = (m, a) => new Promise((y, n) => session.post(m, a, (e, v) => e ? n(e) : y(v)));
    session.connect();
    await post('Profiler.enable');
    await post('Profiler.setSamplingInterval', {interval: 200});
    await post('Profiler.start');
    for (let i = 0; i < 12; i++) fib(27);
    const {profile} = await post('Profiler.stop');
    let most = profile.nodes[0];
    for (const n of profile.nodes) if (n.hitCount > most.hitCount) most = n;
    const hits = (name) => profile.nodes.filter((n) => n.callFrame.functionName === name).reduce((a, n) => a + n.hitCount, 0);
    console.log('profile', most.callFrame.functionName, hits('fib') > profile.samples.length / 2);
}

async function watchdogs() {
    for (let i = 0; i < 3; i++)
        try { vm.runInNewContext('for (;;) ;', {}, {timeout: 30}); } catch (e) { console.log('vm', e.code); }
    console.log('vm', vm.runInNewContext('a + 1', {a: 41}));
    const w = new Worker('const keep = []; for (;;) keep.push(new Array(1000).fill(keep.length));',
        {eval: true, resourceLimits: {maxOldGenerationSizeMb: 12, maxYoungGenerationSizeMb: 2}});
    console.log('limited', (await once(w, 'error'))[0].code);
}

async function group() {
    cluster.setupPrimary ? cluster.setupPrimary({exec: __filename, args: ['member']}) : cluster.setupMaster({exec: __filename, args: ['member']});
    const members = [cluster.fork(), cluster.fork()];
    const ports = await Promise.all(members.map((m) => once(m, 'listening').then(([a]) => a.port)));
    console.log('cluster', ports[0] === ports[1]);
    const answers = await Promise.all([...Array(8).keys()].map(async (i) => {
        const c = net.connect(ports[0], '127.0.0.1');
        c.end('hello ' + i);
        let all = '';
        c.on('data', (d) => { all += d; });
        await once(c, 'close');
        return all;
    }));
    console.log(answers.join());
    for (const m of members) m.send('end');
    console.log('codes', (await Promise.all(members.map((m) => once(m, 'exit')))).map(([code]) => code).join());
}

async function watch() {
    fs.mkdirSync('watched');
    const w = fs.watch('watched'), seen = new Set();
    const all = new Promise((done) => w.on('change', (_, name) => { seen.add(name); if (seen.has('a') && seen.has('b')) done(); }));
    fs.writeFileSync('watched/a', '1');
    fs.writeFileSync('watched/b', '2');
    await all;
    w.close();
    console.log('watch', [...seen].sort().join());
}

function ends() {
    const node = (...args) => {
        const r = cp.spawnSync(process.execPath, args, {encoding: 'utf8', env: {...process.env, NODE_OPTIONS: ''}});
        return `${r.status} ${r.signal} ${r.stdout.trim().slice(0, 60)}`;
    };
    console.log('exit', node('-e', 'process.exit(3)'));
    console.log('abort', node('-e', 'process.abort()'));
    console.log('throw', node('-e', 'throw new Error("x")'));
    console.log('fatal', node('--max-old-space-size=20', '-e', 'const a = []; for (;;) a.push(new Array(1000).fill(a.length))'));
    console.log('kill', node('-e', 'process.kill(process.pid, "SIGKILL")'));
    console.log('deep', node('--stack-size=300', '-p', 'function f(n) { try { return f(n + 1); } catch (e) { return e.name; } } f(0)'));
    for (const how of ['--jitless', '--always-opt', '--no-opt', '--interpreted-frames-native-stack', '--stress-compaction', '--gc-interval=500', '--single-threaded'])
        console.log(how, node(how, '-p', 'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); } f(18)'));
    console.log('prof', node('--cpu-prof', '--cpu-prof-name=made.cpuprofile', '-e', 'for (let i = 0; i < 1e7; i++) ;'),
        JSON.parse(fs.readFileSync('made.cpuprofile')).nodes.length > 1);
    console.log('snapshot', node('-p', 'require("v8").writeHeapSnapshot("made.heapsnapshot")'), fs.statSync('made.heapsnapshot').size > 100000);
}

if (cluster.isWorker) {
    net.createServer((c) => c.on('data', (d) => c.end('got ' + d))).listen(0, '127.0.0.1');
    process.on('message', () => process.exit(17));
} else {
    (async () => {
        await profile();
        await watchdogs();
        await group();
        await watch();
        ends();
        console.log('done');
    })();
}
