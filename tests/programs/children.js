// tests/programs/children.js - child_process: exec, spawn with pipes, fork with messages, kill, sync forms.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const cp = require('child_process');
if (process.argv[2] === 'child') { process.on('message', m => { process.send({ double: m * 2 }); if (m === 5) process.exit(4); }); return; }
console.log(cp.execSync('echo sync; exit 0').toString(), cp.spawnSync('sh', ['-c', 'echo err >&2; exit 3']).status);
cp.exec('seq 1 5 | tr "\\n" ,; exit 2', (e, out) => {
  console.log(e.code, out);
  const cat = cp.spawn('cat'); let got = ''; cat.stdout.on('data', d => got += d); cat.on('close', code => {
    console.log('cat', got.length, code);
    const s = cp.spawn('sleep', ['60']); s.on('exit', (code, sig) => { console.log(code, sig);
      const f = cp.fork(__filename, ['child']); f.on('message', m => { console.log(m); if (m.double < 10) f.send(m.double / 2 + 1); }); f.on('exit', c => console.log('fork', c)); f.send(3); });
    s.kill('SIGTERM'); });
  cat.stdin.end('x'.repeat(50000)); });
process.on('SIGUSR2', () => console.log('SIGUSR2')); process.kill(process.pid, 'SIGUSR2');
