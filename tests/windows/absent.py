#!/usr/bin/env python3
"""tests/windows/absent.py - what only Unix has is not declared on Windows, and the other way round.
SPDX-License-Identifier: Apache-2.0

usage: absent.py COMPILER INCLUDE PLATFORM       PLATFORM: WINDOWS or LINUX
"""
import os
import re
import subprocess
import sys

compiler, include, platform = sys.argv[1:]
ONLY_UNIX = ["dr_register_signal_event", "dr_unregister_signal_event", "dr_register_fork_init_event", "dr_unregister_fork_init_event",
             "dr_get_parent_id", "dr_set_itimer", "dr_get_itimer", "dr_raw_mremap", "dr_raw_brk"]
ONLY_WINDOWS = ["dr_register_exception_event", "dr_unregister_exception_event", "dr_messagebox", "dr_get_app_PEB", "dr_is_wow64",
                "dr_convert_handle_to_pid", "dr_convert_pid_to_handle", "dr_virtual_query", "dr_get_dr_thread_handle",
                "dr_mcontext_to_context", "dr_syscall_intercept_natively", "dr_lookup_module_section", "dr_get_os_version"]
BOTH = ["dr_get_app_args", "dr_create_client_thread", "dr_nudge_client", "dr_register_kernel_xfer_event"]


def declared(names):
    """Those of the names that the compiler knows: it says of each other one that it does not."""
    uses = "".join(f"    (void)(void *){n};\n" for n in names)
    p = subprocess.run([compiler, "-x", "c", "-", "-I", include, f"-D{platform}", "-DX86_64", "-fsyntax-only"], text=True,
                       input=f'#include "dr_api.h"\nvoid f(void)\n{{\n{uses}}}\n', capture_output=True,
                       env={**os.environ, "LC_ALL": "C"})
    unknown = set(re.findall(r"error: '(\w+)' undeclared", p.stderr))
    if len(unknown) != p.stderr.count("error:"):
        sys.exit(p.stderr)
    return [n for n in names if n not in unknown]


own, foreign = (ONLY_WINDOWS, ONLY_UNIX) if platform == "WINDOWS" else (ONLY_UNIX, ONLY_WINDOWS)
known = declared(own + BOTH + foreign)
wrong = [f"{n} is missing" for n in own + BOTH if n not in known]
wrong += [f"{n} is there" for n in foreign if n in known]
print("\n".join(wrong) or f"{len(own)} of its own, {len(foreign)} foreign")
sys.exit(bool(wrong))
