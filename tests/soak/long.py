#!/usr/bin/python3
# tests/soak/long.py - soaks for a given time: every option row in turn, each for two minutes.
# SPDX-License-Identifier: Apache-2.0
"""usage: long.py BUILD SECONDS      exit 0 when nothing went wrong"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import box                                                  # noqa: found by the line above
import run
import table

build, seconds = os.path.abspath(sys.argv[1]), float(sys.argv[2])
box.become_reaper()
end, bad, count = time.monotonic() + seconds, 0, 0
rows = [r for r, v in table.rows().items() if r != "asserts" or run.kind_of(build) == "debug"]
binaries = os.path.join(build, "tests")
while time.monotonic() < end:
    row = rows[count % len(rows)]
    part = int(min(120, max(5, end - time.monotonic())))
    command = [os.path.join(build, "bin64", "drrun"), *[o.replace("{bin}", binaries) for o in table.rows()[row]["options"]], "--",
               os.path.join(binaries, "soak", "soak"), str(part)]
    r = box.run(command, f"/tmp/drt-soak-{os.getpid()}", limit=part + 120)
    good = r.status == "exit status 0" and r.timed_out is None and not r.leftover and r.stdout == b"ok, every kind ran: 1\n"
    print(f"{'ok' if good else 'FAILED'} {row} {part} s: {r.status} {r.stderr.decode(errors='replace').strip()[-1500:]}", flush=True)
    if not good:
        print(r.stdout.decode(errors="replace")[-1500:], r.timed_out or "", r.leftover, flush=True)
    bad += not good
    count += 1
print(f"{count} parts, {bad} failed")
sys.exit(bad > 0)
