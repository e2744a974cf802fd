// tests/windows/packages/inputs/addons.js - native add-ons: libraries with threads, memory mappings and vector code that the program loads while it runs.
// SPDX-License-Identifier: Apache-2.0
'use strict';
const crypto = require('crypto'), fs = require('fs');
const sha = (data) => crypto.createHash('sha1').update(data).digest('hex').slice(0, 16);

const parts = {
    async sharp() {
        const sharp = require('sharp'), w = 300, h = 200, raw = Buffer.alloc(w * h * 3);
        for (let i = 0; i < raw.length; i++) raw[i] = (i * 7 + (i >> 9) * 13) & 255;
        const made = () => sharp(raw, {raw: {width: w, height: h, channels: 3}});
        for (const how of ['png', 'jpeg', 'webp', 'gif', 'tiff'])
            console.log(how, sha(await made().resize(220).rotate(90).blur(2)[how]().toBuffer()));
        const all = await Promise.all([...Array(8).keys()].map((i) => made().resize(50 + i * 10).sharpen().png().toBuffer()));
        console.log('together', all.map(sha).join());
        console.log((await sharp(all[3]).metadata()).width, String(await sharp('missing.png').toBuffer().catch((e) => e.message)));
        fs.writeFileSync('made.png', all[7]);
    },
    async swc() {
        const swc = require('@swc/core');
        const code = fs.readFileSync(require.resolve('bootstrap/dist/js/bootstrap.js'), 'utf8');
        const out = await Promise.all([1, 2, 3].map(() => swc.transform(code, {jsc: {target: 'es5'}, minify: true, sourceMaps: true})));
        console.log(out.map((o) => sha(o.code) + sha(o.map)).join());
        console.log(sha(swc.minifySync(code, {compress: true, mangle: true}).code));
        console.log(await swc.transform('let a = ;').catch((e) => e.message.split('\n').length > 1));
    },
    async lmdb() {
        const {open} = require('lmdb'), db = open({path: 'db', compression: true});
        for (let i = 0; i < 3000; i++) db.put('key' + i, {i, text: 'value '.repeat(i % 200)});
        await db.flushed;
        await Promise.all([db.transaction(() => { db.remove('key7'); db.put('x', 1); }), db.put('y', 2)]);
        let n = 0, sum = 0;
        for (const {value} of db.getRange({start: 'key1', end: 'key2'})) { n++; sum += value.i; }
        console.log(n, sum, db.get('key7'), db.get('x'), db.get('key2999').text.length);
        await db.close();
    },
    async sodium() {
        const s = require('sodium-native'), out = Buffer.alloc(32), key = Buffer.alloc(32, 5);
        s.crypto_generichash(out, Buffer.alloc(1000000, 'x'), key);
        console.log(out.toString('hex'));
        s.crypto_pwhash(out, Buffer.from('pass'), Buffer.alloc(16, 1), 2, 1 << 20, s.crypto_pwhash_ALG_ARGON2ID13);
        console.log(out.toString('hex'));
        const sealed = Buffer.alloc(1000 + s.crypto_secretbox_MACBYTES), nonce = Buffer.alloc(24, 2);
        s.crypto_secretbox_easy(sealed, Buffer.alloc(1000, 'm'), nonce, key);
        console.log(sha(sealed), s.crypto_secretbox_open_easy(Buffer.alloc(1000), sealed, nonce, Buffer.alloc(32)));
        const secret = s.sodium_malloc(100); // between pages that cannot be touched
        secret.fill(9);
        s.sodium_mprotect_readonly(secret);
        console.log(secret[50]);
        s.sodium_mprotect_readwrite(secret);
        s.sodium_memzero(secret);
        console.log(secret[50]);
    },
    async leveldown() {
        const db = require('leveldown')('db'), p = (f, ...a) => new Promise((y, n) => db[f](...a, (e, v) => e ? n(e) : y(v)));
        await p('open', {});
        for (let i = 0; i < 20; i++)
            await p('batch', [...Array(500).keys()].map((k) => ({type: 'put', key: `k${i}-${k}`, value: 'v'.repeat(k)})));
        await p('del', 'k3-3');
        console.log((await p('get', 'k7-77')).length, await p('get', 'k3-3').catch((e) => e.message));
        await p('close');
    },
    async argon2() {
        const argon2 = require('argon2');
        const made = await Promise.all([1, 2, 3].map((i) => argon2.hash('pass' + i, {salt: Buffer.alloc(16, i), parallelism: 4, memoryCost: 4096})));
        console.log(made.join('\n'), await argon2.verify(made[1], 'pass2'), await argon2.verify(made[1], 'pass3'));
    },
};
parts[process.argv[2]]().then(() => console.log('done'));
