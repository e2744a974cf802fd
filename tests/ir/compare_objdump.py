#!/usr/bin/env python3
# tests/ir/compare_objdump.py - length, validity and name of instructions, ours against objdump's.
# SPDX-License-Identifier: Apache-2.0
"""usage: compare_objdump.py DRDISAS 64|32 intel|amd COUNT [-list]
       compare_objdump.py -walk 64|32 intel|amd PERCENT WALK_OBJDUMP [-list]

COUNT byte strings of all opcode maps and encodings are given to both, as processors of the vendor
have them; with -walk, PERCENT of all strings of the walk (walk_objdump.c). Where the two differ the
reason must stand in REASONS; anything else fails. -list prints the reasons with how often each
was met and an example: the list of docs/ir.md."""
import collections
import random
import re
import subprocess
import sys
import tempfile

from objdump_names import first_instructions, mnemonic

DRDISAS, MODE, VENDOR, COUNT = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
SLOT = 32

# What, a test of (bytes, ours, theirs), why. Ours and theirs are (length, name); "" is invalid.
PREFIXES = b"\x66\x67\xf0\xf2\xf3\x2e\x36\x3e\x26\x64\x65"


def prefixes(b):
    n = 0
    while b[n] in PREFIXES:
        n += 1
    return n


def has_idle_rex(b):
    """REX before another prefix, another REX or fwait: processors ignore it."""
    n = prefixes(b)
    return MODE == "64" and b[n] & 0xf0 == 0x40 and (b[n + 1] in PREFIXES or b[n + 1] & 0xf0 == 0x40 or
                                                     b[n + 1] == 0x9b)


REASONS = [
    ("lock", lambda b, a, t, text: a[0] == 0 and b"\xf0" in b[:prefixes(b)],
     "lock where it is not allowed faults; objdump prints it"),
    ("idle REX", lambda b, a, t, text: has_idle_rex(b),
     "REX before another prefix is ignored by processors; objdump makes it a line of its own"),
    ("system register", lambda b, a, t, text: a[0] == 0 and (
        re.search(r"\b(cr|dr|db|tr)\d+", text) or re.search(r"mov +(\?|cs),|,\?", text)),
     "there is no such control, debug, test or segment register, or it cannot be loaded"),
    ("nop", lambda b, a, t, text: t[1].startswith("prefetch") and "nop" in a[1] or
     t[0] == 0 and a[1] in ("nop", "prefetch"),
     "prefetches of registers and of unassigned kinds do nothing"),
    ("undocumented", lambda b, a, t, text: t[0] == 0 and (
        a[1] in ("salc", "int1", "icebp", "ud0", "ud1", "test", "sal", "shl", "fstpnce") or a[1][:1] == "f"),
     "forms that processors have although manuals do not: salc, second encodings of x87"),
    ("EVEX", lambda b, a, t, text: a[0] == 0 and b[prefixes(b)] == 0x62,
     "masks, zeroing, broadcast and lengths that the instruction does not have are reserved; objdump "
     "prints them"),
    ("VEX", lambda b, a, t, text: a[0] == 0 and b[prefixes(b)] in b"\xc4\xc5\x8f" and
     (t[1][:1] in ("v", "k") or b[prefixes(b)] == 0x8f or "tile" in t[1]),
     "reserved bits of VEX and XOP, and of ModRM behind them; objdump prints them"),
    ("mask register", lambda b, a, t, text: b[prefixes(b)] in b"\xc4\x62" and re.match(r"k|vpbroadcastm|vpmovm2", a[1]) and
     "(bad)" in text, "the bits that extend register numbers do not count where a mask register is meant"),
    ("exact", lambda b, a, t, text: a[0] and re.search(r"\{r.-bad\}", text) and
     re.match(r"vcvtu?(dq2pd|si2sd)", a[1]), "a rounding mode is ignored where a conversion is exact"),
    ("reserved prefix", lambda b, a, t, text: a[0] == 0 and any(p in b[:prefixes(b)] for p in b"\x66\xf2\xf3"),
     "66, f2 and f3 fault where they would choose another instruction and there is none"),
    ("idle prefix", lambda b, a, t, text: t[0] == 0 and a[1] in (
        "wbinvd", "bsr", "bsf", "sfence", "mfence", "lfence", "invd", "kandnb", "bswap", "xadd", "cmpxchg", "movnti"),
     "a prefix or ModRM.rm that processors ignore here"),
    ("nop by xchg", lambda b, a, t, text: a == (t[0], "nop") and t[1] == "xchg", "xchg ax, ax does nothing"),
    ("no pause", lambda b, a, t, text: a == (t[0], "xchg") and t[1] == "pause",
     "f3 before an exchange with r8 does nothing"),
    ("wbnoinvd", lambda b, a, t, text: a[1] == "wbinvd" and t[1] == "wbnoinvd",
     "older processors ignore f3 before wbinvd"),
    ("old x87", lambda b, a, t, text: "87 only" in text or "287" in text, "what the 8087 and 80287 had alone"),
    ("predicate", lambda b, a, t, text: a[0] == t[0] and a[1][:4] == "vcmp" and t[1][:4] == "vcmp",
     "objdump names the comparison"),
    ("fwait", lambda b, a, t, text: b[prefixes(b)] == 0x9b,
     "fwait is an instruction of its own; objdump joins it with the next"),
    ("REX before VEX", lambda b, a, t, text: MODE == "64" and a[0] == 0 and b[prefixes(b)] & 0xf0 == 0x40,
     "REX before VEX, EVEX or XOP faults"),
    ("needs rep", lambda b, a, t, text: a[0] == 0 and re.match("xcrypt|xsha|montmul", t[1]),
     "VIA's xcrypt, xsha and montmul are there with f3 only"),
    ("64-bit only", lambda b, a, t, text: MODE == "32" and a[0] == 0 and t[1] == "swapgs", "faults outside 64-bit code"),
    ("FRED", lambda b, a, t, text: a[1] in ("lkgs", "erets", "eretu"), "came after objdump 2.40"),
    ("by prefix", lambda b, a, t, text: a[1] in ("vmmcall", "rdpru") and (t[0] == 0 or (a[1], t[1]) in (
        ("vmmcall", "vmgexit"), ("rdpru", "rmpquery"))),
     "a prefix that older processors ignore, and with which newer ones have a privileged instruction"),
    ("newer", lambda b, a, t, text: a[0] == 0 and re.match(
        r"(vpdpb|vpdpw|cmp\w+xadd|aadd|aand|aor|axor|rdmsrlist|wrmsrlist|vcvtne|vbcstne|rao|uwrmsr|"
        r"tdpfp16|tcmm|prefetchit|wrmsrns|vpmadd52)", t[1]),
     "came after Zydis 4.0"),
]


def strings(rng, count):
    """Byte strings by the shape of the encoding, the rest at random."""
    for _ in range(count):
        b = bytearray(rng.randbytes(16))
        k, shape = 0, rng.randrange(20)
        if shape < 11:
            if rng.randrange(3) == 0:
                b[k] = rng.choice(b"\x66\xf2\xf3\xf0\x67\x2e\x64")
                k += 1
            if MODE == "64" and rng.randrange(2):
                b[k] = 0x40 | rng.randrange(16)
                k += 1
            if shape >= 4:
                b[k] = 0x0f
                k += 1
            if shape in (8, 9, 10):
                b[k] = 0x38 if shape < 10 else 0x3a
        elif shape < 15:
            b[0] = 0xc4 if shape < 14 else 0xc5
            if shape < 14:
                b[1] = b[1] & 0xe0 | rng.randrange(1, 4)
            if MODE == "32":
                b[1] |= 0xc0
        elif shape < 19:
            b[0] = 0x62
            b[1] = b[1] & 0xf0 | rng.randrange(1, 4)
            b[2] |= 4
            if MODE == "32":
                b[1] |= 0xc0
                b[3] |= 8
        else:
            b[0], b[1] = 0x8f, b[1] & 0xe0 | rng.randrange(8, 11)
            if MODE == "32":
                b[1] |= 0xc0
        yield bytes(b)


def disassemble(command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout


def ours_in(dump):
    """Offset -> (length, text); invalid bytes are left out."""
    found = {}
    for line in dump.splitlines():
        m = re.match(r"\s*0x([0-9a-f]+)\s+((?:[0-9a-f]{2} )+)\s*(.*)", line)
        if m and "<INVALID>" not in line:
            found[int(m[1], 16)] = (len(m[2].split()), m[3].strip())
    return found


def same_name(ours, theirs):
    return ours == theirs or ours.startswith(theirs) or theirs.startswith(ours)


def sampled():
    """Yields bytes, our length and text, theirs."""
    all_strings = list(strings(random.Random(20), COUNT))
    with tempfile.NamedTemporaryFile(suffix=".bin") as f:
        for b in all_strings:
            f.write(b[:15].ljust(SLOT, b"\x90"))
        f.flush()
        theirs = first_instructions(disassemble(
            ["objdump", "-D", "-b", "binary", "-m", "i386:x86-64" if MODE == "64" else "i386", "-M",
             "intel,intel64" if VENDOR == "intel" else "intel", "--insn-width=16", f.name]))
        ours = ours_in(disassemble([DRDISAS, "-mode", MODE, "-vendor", VENDOR, "-syntax", "intel", "-raw", "-file",
                                    f.name]))
    for i, b in enumerate(all_strings):
        yield (b, *ours.get(i * SLOT, (0, "")), *theirs.get(i * SLOT, (0, "")))


def walked():
    global total, equal
    with subprocess.Popen([sys.argv[5], MODE, VENDOR, str(COUNT)], stdout=subprocess.PIPE, text=True) as p:
        for line in p.stdout:
            if line[0] == "#":
                total, equal = total + int(line.split()[1]), equal + int(line.split()[2])
                continue
            hexes, our_length, our_text, their_length, their_text = line.rstrip("\n").split("\t")
            total -= 1
            yield bytes.fromhex(hexes), int(our_length), our_text, int(their_length), their_text
    if p.returncode != 0:
        sys.exit("walk_objdump failed")


total, equal = 0, 0
met, examples, unexplained, failed = collections.Counter(), {}, [], 0
for b, our_length, our_text, their_length, their_text in walked() if DRDISAS == "-walk" else sampled():
    total += 1
    if re.search(r"\(bad\)|\{bad\}|-bad\}", their_text) or mnemonic(their_text) == "":
        their_length = 0
    a = (our_length, mnemonic(our_text) if our_length else "")
    t = (their_length, mnemonic(their_text) if their_length else "")
    if a[0] == t[0] and same_name(a[1], t[1]):
        equal += 1
        continue
    for what, holds, why in REASONS:
        if holds(b[:15], a, t, their_text):
            met[what] += 1
            examples.setdefault(what, f"{b[:max(a[0], t[0], 4)].hex(' ')}: {our_text or 'invalid'} / {their_text}")
            break
    else:
        failed += 1
        if failed <= 60:
            unexplained.append(f"{b[:max(a[0], t[0], 6)].hex(' ')}: {our_text or 'invalid'} / {their_text or 'nothing'}")
if "-list" in sys.argv:
    for what, holds, why in REASONS:
        if met[what]:
            print(f"{met[what]:8} {what}: {why}\n         {examples[what]}")
print("\n".join(unexplained))
print(f"{equal} of {total} the same, {sum(met.values())} differ for a known reason")
print(f"{total - failed} passed, {failed} failed")
sys.exit(failed != 0)
