# tests/programs/json_re.py - json and re, on data of their own making.
# SPDX-License-Identifier: Apache-2.0
import json, re

data = [{"id": i, "name": f"n{i * 37 % 101}", "list": list(range(i % 7)), "nested": {"a": i / 3, "b": None, "c": i % 2 == 0, "ü": "\u2603\n\t\"\\"}} for i in range(600)]
text = json.dumps(data, indent=1, sort_keys=True)
print(len(text), hash_ := sum(map(ord, text)) % 65521, json.loads(text) == data)
try:
    json.loads('{"a": [1, 2,}')
except json.JSONDecodeError as e:
    print(e)
print(json.dumps({"f": 1e308, "g": float("inf"), "h": -0.0, "big": 10 ** 30}))
print(len(re.findall(r'"name": "(n\d+)"', text)), re.sub(r"(\d)(\d)", r"\2\1", "12345 6789"))
print(re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05-06").groupdict(), re.split(r"[,;]\s*", "a, b;c,  d"))
print([m.span() for m in re.finditer(r"(?<!\w)(\w+)(?=\s\1)", "the the cat sat sat on on")])
print(bool(re.fullmatch(r"(a|aa)+b", "a" * 20 + "b")), re.search(r"(?i)STRASSE|stra\u00dfe", "Stra\u00dfe"))
print(re.sub(r"\b(\w)(\w*)", lambda m: m[1].upper() + m[2], "some words here"))
