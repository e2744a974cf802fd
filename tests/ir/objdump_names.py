# tests/ir/objdump_names.py - one name for what we and objdump call an instruction.
# SPDX-License-Identifier: Apache-2.0
"""objdump names some instructions by their aliases, and comparisons by their predicate."""
import re

SKIP = {"lock", "rep", "repz", "repnz", "data16", "addr32", "addr16", "bnd", "notrack", "xacquire",
        "xrelease", "cs", "ds", "es", "ss", "fs", "gs", "jcc_taken", "jcc_not_taken", "repne"}
ALIAS = {"movabs": "mov", "sal": "shl", "setae": "setnb", "seta": "setnbe", "cmovae": "cmovnb",
         "cmova": "cmovnbe", "retf": "ret", "int1": "icebp", "fwait": "wait"}
for kind in ("set", "cmov", "j"):
    for a, b in (("ae", "nb"), ("a", "nbe"), ("e", "z"), ("ne", "nz"), ("ge", "nl"), ("g", "nle")):
        ALIAS[kind + a] = kind + b
PREDICATE = re.compile(r"^(v?p?cmp|vpcom)(eq|lt|le|unord|neq|nlt|nle|ord|false|true|ge|gt|nge|ngt|"
                       r"eq_\w+|lt_\w+|le_\w+|unord_\w+|neq_\w+|nlt_\w+|nle_\w+|ord_\w+|false_\w+|"
                       r"ge_\w+|gt_\w+|nge_\w+|ngt_\w+|true_\w+)(u?[bwdq]|[sp][sdh])$")


def mnemonic(text):
    for word in text.split():
        if word.rstrip(",") in SKIP or word.startswith("rex") or word[0] == "{":
            continue
        word = PREDICATE.sub(r"\1\3", word).replace("xcrypt-", "xcrypt_")
        word = re.sub(r"pclmul[lh]q[lh]qdq$", "pclmulqdq", word)
        return ALIAS.get(word, word)
    return ""


def first_instructions(dump):
    """Offset -> (length, text) of objdump's lines."""
    found = {}
    for line in dump.splitlines():
        m = re.match(r"\s*([0-9a-f]+):\s+((?:[0-9a-f]{2} )+)\s*(.*)", line)
        if m:
            found[int(m[1], 16)] = (len(m[2].split()), m[3].strip())
    return found
