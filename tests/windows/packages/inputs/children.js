// tests/windows/packages/inputs/children.js - child processes with pipes, IPC, signals, shells; local sockets and named pipes.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const cp = require('child_process'), net = require('net'), http = require('http'), fs = require('fs'), os = require('os');

const once = (emitter, event) => new Promise((done) => emitter.once(event, (...all) => done(all)));

if (process.argv[2] === 'child') {
    process.on('message', (m) => {
        if (m === 'end') process.exit(44);
        process.send({echo: m});
    });
    process.send('ready');
} else if (process.argv[2] === 'cat') {
    process.stdin.on('data', (d) => process.stdout.write(String(d).toUpperCase())).on('end', () => { process.exitCode = 9; });
} else {
    main().then(() => console.log('done'));
}

async function main() {
    console.log('exec', cp.execSync('echo one "two three"').toString().trim());
    const failed = cp.spawnSync('cmd', ['/c', 'exit 300']);
    console.log('spawnSync', failed.status, failed.signal, String(cp.spawnSync('no_such_program').error.code));
    const cat = cp.spawn(process.execPath, [__filename, 'cat']);
    let seen = '';
    cat.stdout.on('data', (d) => { seen += d; });
    for (let i = 0; i < 2000; i++) cat.stdin.write(`line ${i}\n`);
    cat.stdin.end();
    console.log('cat', (await once(cat, 'close')).join(), seen.length, seen.slice(0, 13).trim());

    const child = cp.fork(__filename, ['child']);
    console.log('fork', (await once(child, 'message'))[0]);
    for (const m of [1, 'text', {a: [null, true]}]) {
        child.send(m);
        console.log('ipc', JSON.stringify((await once(child, 'message'))[0]));
    }
    child.send('end');
    console.log('exit', (await once(child, 'exit'))[0]);

    const endless = cp.spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
    await once(endless.stdout, 'data');
    endless.kill();
    console.log('killed', (await once(endless, 'exit')).join());
    const many = await Promise.all([...Array(6).keys()].map((i) => new Promise((done) =>
        cp.execFile(process.execPath, ['-p', `${i} * 7`], (e, out) => done(out.trim())))));
    console.log('many', many.join());

    const server = http.createServer((q, a) => {
        let n = 0;
        q.on('data', (d) => { n += d.length; }).on('end', () => { a.setHeader('x-n', n); a.end('y'.repeat(n * 2)); });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    for (const size of [10, 100000, 1000000]) {
        const [a] = await once(http.request({port: server.address().port, host: '127.0.0.1', method: 'POST'}).end('x'.repeat(size)), 'response');
        let n = 0;
        a.on('data', (d) => { n += d.length; });
        await once(a, 'end');
        console.log('http', a.statusCode, a.headers['x-n'], n);
    }
    server.close();

    const pipe = net.createServer((c) => c.on('data', (d) => c.end('back ' + d)));
    pipe.listen(`\\\\.\\pipe\\drw-${process.pid}`);
    await once(pipe, 'listening');
    const c = net.connect(`\\\\.\\pipe\\drw-${process.pid}`);
    c.write('hello');
    console.log('pipe', String((await once(c, 'data'))[0]));
    pipe.close();

    fs.mkdirSync('a/b/ü', {recursive: true});
    fs.writeFileSync('a/b/ü/x.txt', 'text');
    fs.renameSync('a/b/ü/x.txt', 'a/y.txt');
    fs.appendFileSync('a/y.txt', ' more');
    console.log('fs', fs.readFileSync('a/y.txt', 'utf8'), fs.readdirSync('a').sort().join(), fs.existsSync('a/b/ü/x.txt'));
    try { fs.readFileSync('missing'); } catch (e) { console.log(e.code, e.syscall); }
    fs.rmdirSync('a/b/ü');
    console.log(os.EOL.length, os.platform(), os.arch(), process.env.COMSPEC !== undefined);
}
