#!/usr/bin/env python3
"""ci/check_api.py - public headers have the interface of ci/api/, as a compiler sees it.
SPDX-License-Identifier: Apache-2.0

usage: check_api.py INCLUDE_DIR[:INCLUDE_DIR...] HEADERS [LIBRARY...]
HEADERS is a pattern of the tables' header names, such as 'dr_ir_*.h,dr_proc.h'. For each row:
  a function has the return and parameter types of the table, as a function and (with DR_FAST_IR)
  as whatever a call of it becomes, and one of the libraries defines it;
  a type, an enumerator and a macro are there;
  a struct has the member, at whatever depth.
All is compiled as C with and without DR_FAST_IR, and as C++. Names that the headers have for other
machines only are counted apart.
"""
import csv
import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile

INCLUDE, PATTERN, LIBRARIES = sys.argv[1].split(":"), sys.argv[2].split(","), sys.argv[3:]
FLAGS = [f"-I{folder}" for folder in INCLUDE]
HERE = os.path.dirname(os.path.abspath(__file__))
# Members of operands on other machines, whose names are parameters here.
OTHER_MACHINES = {"extend_type", "scaled", "scaled_value", "shift_type"}
PRELUDE = '#include "dr_api.h"\n#include "dr_ir_macros.h"\n#include <stddef.h>\n' + "".join(
    f'#include "{name}"\n' for name in PATTERN if "*" not in name)


def rows(table):
    with open(f"{HERE}/api/{table}.tsv", newline="", encoding="utf-8") as f:
        f.readline()
        return [r for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)
                if any(fnmatch.fnmatch(r["header"], p) for p in PATTERN)]


def headers_see(*flags):
    """Words of the headers, as the preprocessor leaves them."""
    out = subprocess.run(["gcc", "-E", "-x", "c", "-", *FLAGS, *flags], input=PRELUDE,
                         stdout=subprocess.PIPE, text=True, check=True).stdout
    return set(re.findall(r"\w+", out))


def headers_say():
    """Words of the headers as they are written, whatever machine they are for."""
    words = set()
    for folder, _, names in (walk for top in INCLUDE for walk in os.walk(top)):
        for name in names:
            with open(f"{folder}/{name}", encoding="utf-8") as f:
                words |= set(re.findall(r"\w+", f.read()))
    return words


def split_parameters(text):
    """The parameters of "(a b,c (* d)(e,f))", as a list of declarations."""
    text = re.sub(r"\bDR_PARAM_OUT\b", "", text)
    text = re.sub(r" _IF_X86_64 \(([^()]*)\)", r",\1", text)  # one that 64-bit builds have
    parts, depth, at = [], 0, ""
    for c in text.strip()[1:-1]:
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            parts.append(at.strip())
            at = ""
        else:
            at += c
    parts.append(at.strip())
    return [p for p in parts if p not in ("", "void")]


def name_of(parameter):
    m = re.search(r"\(\s*\*\s*(\w+)\s*\)", parameter) or re.search(r"(\w+)\s*(?:\[\w*\])?$", parameter)
    if m is None:
        sys.exit(f"check_api.py: no name in the parameter '{parameter}'")
    return m.group(1)


def function_lines(r, number):
    """A pointer to the function, and a call of it: a macro may stand in for it there."""
    name, returns, parameters = r["function"], r["returns"], split_parameters(r["parameters"])
    listed = ", ".join(parameters) or "void"
    lines = ["#ifndef DR_FAST_IR", f"{returns} (*const pointer_{number})({listed}) = {name};",
             "#endif"]
    if "..." not in parameters:
        arguments = ", ".join(name_of(p) for p in parameters)
        back = "" if returns.strip() == "void" else "return "
        lines += [f"{returns} call_{number}({listed});",
                  f"{returns} call_{number}({listed})", "{", f"    {back}{name}({arguments});", "}"]
    return lines


def bare(name):
    return re.match(r"\w+", name).group(0)


class Names:
    """Sorts rows into those to compile, those of other machines, and those that are missing."""

    def __init__(self):
        self.seen, self.written = headers_see() | headers_see("-dM"), headers_say()
        self.counts, self.missing = {"for other machines": 0}, []

    def here(self, what, name):
        if name in self.seen:
            self.counts[what] = self.counts.get(what, 0) + 1
            return True
        if name in self.written:
            self.counts["for other machines"] += 1
        else:
            self.missing.append(f"{what}: no {name}")
        return False


def source(names):
    lines = PRELUDE.splitlines() + ["#ifdef __cplusplus", 'extern "C" {', "#endif"]
    for number, r in enumerate(rows("functions")):
        if names.here("functions", r["function"]):
            lines += function_lines(r, number)
    for number, r in enumerate(rows("types")):
        if not names.here("types", r["name"]):
            continue
        tag = "" if r["kind"] == "typedef" or not r["name"].startswith("_") else r["kind"] + " "
        use = f"{tag}{r['name']} *type_{number};"
        lines.append(use)
    for number, r in enumerate(rows("enumerators")):
        if names.here("enumerators", r["name"]):
            lines.append(f"enum {{ enumerator_{number} = (int){r['name']} }};")
    for r in rows("macros"):
        name = bare(r["macro"])
        fast = name[0].islower() and r["header"] == "dr_ir_instr_inline.h"
        if not names.here("macros", name):
            continue
        lines += [f"#if !defined({name})" + (" && defined(DR_FAST_IR)" if fast else ""),
                  f"#    error no macro {name}", "#endif"]
    return lines + ["#ifdef __cplusplus", "}", "#endif"]


# Where a member without its path in the table may be.
PATHS = ("", "aux.", "value.", "value.base_disp.", "value.reg_and_element_size.",
         "value.immed_int_multi_part.")


def member_source(names):
    """Members by their struct. A nested one is looked for where the struct has unions."""
    files = []
    for r in rows("members"):
        struct, nested = r["struct"].split("::")[0], "::" in r["struct"]
        if struct == "" or r["field"] in OTHER_MACHINES or not names.here("members", r["field"]):
            continue
        known = "struct " + struct if struct.startswith("_") else struct
        files.append((f"{struct}.{r['field']}",
                      [f"void f_%d({known} *p) {{ (void)p->{path}{r['field']}; }}\n"
                       for path in (PATHS if nested else ("",))]))
    return files


def compile_text(work, text, command):
    suffix = ".cpp" if "++" in command[0] else ".c"
    with open(f"{work}/api{suffix}", "w") as f:
        f.write(text)
    r = subprocess.run([*command, "-fsyntax-only", f"{work}/api{suffix}", *FLAGS],
                       stderr=subprocess.PIPE, text=True)
    return r.stderr if r.returncode else ""


def exported():
    names = set()
    for library in LIBRARIES:
        for dynamic in (["-D"], []):
            out = subprocess.run(["nm", *dynamic, "--defined-only", library], stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True).stdout
            names |= set(re.findall(r" [TWDBRi] (\w+)", out))
    return names


names = Names()
lines, members = source(names), member_source(names)
said = "".join(m + "\n" for m in names.missing)
C = ["gcc", "-fmax-errors=20", "-Werror=incompatible-pointer-types", "-Werror=implicit-function-declaration",
     "-Werror=int-conversion"]
CXX = [["g++", "-fpermissive", "-w", "-fmax-errors=20"]] if shutil.which("g++") else []
with tempfile.TemporaryDirectory(prefix="api-") as work:
    for command in [C, C + ["-DDR_FAST_IR"], *CXX]:
        said += compile_text(work, "\n".join(lines) + "\n", command)
    said += compile_text(work, PRELUDE + "".join(m[1][0] % i for i, m in enumerate(members)
                                                 if len(m[1]) == 1), C)
    nested = [m for m in members if len(m[1]) > 1]
    for k in range(len(PATHS)):  # one compilation for each path: whatever it does not complain about is there
        errors = compile_text(work, PRELUDE + "".join(m[1][k] % i for i, m in enumerate(nested)),
                              C + ["-fmax-errors=0"])
        missing = {int(n) for n in re.findall(r"In function .f_(\d+)", errors)}
        nested = [m for i, m in enumerate(nested) if i in missing]
    said += "".join(f"no member {name}\n" for name, _ in nested)
    if LIBRARIES:
        have = exported()
        absent = [r["function"] for r in rows("functions")
                  if r["function"] in names.seen and r["function"] not in have]
        if absent:
            said += "no library defines: " + " ".join(absent) + "\n"
if not names.counts.get("functions"):
    said += "no function is in the headers: a wrong pattern?\n"
print(said or "api complete: " + ", ".join(f"{n} {what}" for what, n in names.counts.items()))
sys.exit(bool(said))
