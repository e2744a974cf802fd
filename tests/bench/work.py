# tests/bench/work.py - Python's share: classes, dicts, strings, a regular expression.
# SPDX-License-Identifier: Apache-2.0
import json
import re
import sys


class Node:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None


def insert(root, key):
    while root.key != key:
        side = "left" if key < root.key else "right"
        child = getattr(root, side)
        if child is None:
            setattr(root, side, Node(key))
            return
        root = child


def depth(node):
    return 0 if node is None else 1 + max(depth(node.left), depth(node.right))


seed, total = 12345, 0
for n in range(int(sys.argv[1])):
    root = Node(50000)
    words = {}
    for i in range(2000):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        insert(root, seed % 100000)
        word = "w%d" % (seed % 500)
        words[word] = words.get(word, 0) + 1
    text = json.dumps(words, sort_keys=True)
    total += depth(root) + len(re.findall(r'"w(\d)\1\d*": [1-5]', text)) + len(json.loads(text))
print(total)
