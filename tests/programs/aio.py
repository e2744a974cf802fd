# tests/programs/aio.py - asyncio: tasks, streams, subprocesses, signals, executors.
# SPDX-License-Identifier: Apache-2.0
import asyncio, os, signal


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper()); await writer.drain()
    writer.close()


async def client(path, n):
    r, w = await asyncio.open_unix_connection(path)
    out = []
    for i in range(20):
        w.write(f"c{n} {i}\n".encode()); out.append(await r.readline())
    w.close()
    return len(out), out[-1]


async def main():
    server = await asyncio.start_unix_server(echo, "sock")
    print(await asyncio.gather(*(client("sock", n) for n in range(8))))
    server.close()
    p = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    print(await p.communicate(b"through cat"), p.returncode)
    loop, got = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, got.set); os.kill(os.getpid(), signal.SIGUSR1); await got.wait(); print("signal")
    print(await loop.run_in_executor(None, sum, range(1000)))
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.05)
    except asyncio.TimeoutError:
        print("timeout")
    os.unlink("sock")

asyncio.run(main())
