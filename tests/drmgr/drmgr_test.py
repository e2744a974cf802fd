#!/usr/bin/env python3
"""tests/drmgr/drmgr_test.py - clients that use the multi-instrumentation manager, alone and together.
SPDX-License-Identifier: Apache-2.0
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
from harness import PROGRAMS, contains, equal, program, run, run_tests  # noqa: E402

INSTRUCTIONS = 2 + 100 * 12 + 9 + 1 + 3 * 4 + 5 + 3 + 3  # of tests/clients/counts.S, by hand
OWN = os.path.join(PROGRAMS, "..", "drmgr")
ROWS = ([], ["-no_superblocks"], ["-no_link"], ["-max_bb_instrs", "1"], ["-cache_max", "256K"])


def own(name):
    return os.path.join(OWN, f"libtest_{name}.so")


def test_order():
    for options in ROWS:
        status, out, err = run([[own("order")]], program("counts"), options=options)
        equal(f"with {options}", (status, out, err), (7, "text\n", "many checks, 0 failures\n"))


def test_order_static():
    equal("result", run([[own("order_static")]], program("counts")), (7, "text\n", "many checks, 0 failures\n"))


def test_fields():
    for options in ROWS:
        status, out, err = run([[own("fields"), "replace"]], program("counts"), options=options)
        equal(f"with {options}", (status, out, err), (7, "text\n", f"1 threads, {INSTRUCTIONS} instructions, 0 failures\n"))


def test_fields_threads():
    status, _, err = run([[own("fields")]], program("threads"))
    equal("exit status", status, 0)
    contains(err, "3 threads, ")
    contains(err, " 0 failures")


def test_together():
    """Two clients of one manager; one beside a client that uses none of it."""
    status, out, err = run([[own("fields")], [own("order")]], program("counts"))
    equal("status", (status, out), (7, "text\n"))
    equal("failures", re.findall(r"(\d+) failures", err), ["0", "0"])
    status, out, err = run([[own("fields")], ["inscount"]], program("counts"))
    equal("numbers", sorted(re.findall(r"(\d+) (?:instructions|failures)", err)), ["0", str(INSTRUCTIONS), str(INSTRUCTIONS)])


run_tests(globals())
